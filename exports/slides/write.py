"""Writes the slides of a pack in their order and says how far it is."""

from collections.abc import Callable
from datetime import datetime

from exports.headings import GRID, heading
from exports.pack import Pack
from exports.slides.deck import Deck, SlideOptions
from exports.slides.lists import appendix_slides, grid_slides, problem_slides, task_slides
from exports.slides.markup import Paragraph, Run
from exports.slides.sections import section_slides
from exports.slides.themes import theme_slides
from exports.xml_text import one_line
from ui.tokens import INK, MUTED

Step = Callable[[int, int], None]  # slides' parts done, parts in all


def to_pptx(pack: Pack, options: SlideOptions | None = None, step: Step | None = None) -> bytes:
    """Returns the presentation: title, grid, indicators, themes, who misses, tasks, appendix.

    `step` hears (done, in all) after every part. Raises Refusal when the template cannot be read.
    """
    deck = Deck(options or SlideOptions(), pack.foot)
    total = len(pack.sections) + 6
    tell = step or (lambda done, whole: None)
    slide = deck.title_slide(pack.title, _title_lines(pack))
    deck.notes(slide, "\n".join([pack.versions.words, *(source.words for source in pack.sources)]))
    tell(1, total)
    if pack.grid.columns:
        grid_slides(deck, pack.grid, heading(GRID, pack.language))
    tell(2, total)
    for place, section in enumerate(pack.sections, start=3):
        section_slides(deck, pack, section)
        tell(place, total)
    parts = (theme_slides, problem_slides, task_slides, appendix_slides)
    for done, part in enumerate(parts, start=total - len(parts) + 1):
        part(deck, pack)
        tell(done, total)
    return deck.save(pack.made_at, pack.title, pack.signer or pack.jurisdiction)


def _title_lines(pack: Pack) -> list[Paragraph]:
    """Returns what stands below the title: whose, which period, what it says in short, who signs, marks."""
    lines = [
        [Run(one_line(f"{pack.jurisdiction}　{pack.period_words}"), 20, INK)],
        [Run(f"数据截至 {pack.as_of.isoformat()}", 16, MUTED)],
        [],
        *([Run(one_line(words), 16, INK)] for words in pack.summary),
        [],
    ]
    if pack.signer:
        lines.append([Run(one_line(f"{pack.signer}　{day_words(pack.made_at)}"), 16, INK)])
    return [*lines, *([Run(one_line(f"【{mark}】"), 14, "#B3261E", True)] for mark in pack.marks)]


def day_words(day: datetime) -> str:
    """Returns a day as an office writes it: 2026年11月2日."""
    return f"{day.year}年{day.month}月{day.day}日"
