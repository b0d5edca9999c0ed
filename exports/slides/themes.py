"""Makes the slides of what belongs to no indicator: a native chart with its small table beside or below it."""

from pptx.slide import Slide

from charts.description import Description, Kind
from exports.chart import office_chart
from exports.pack import Pack
from exports.slides import cells
from exports.slides.deck import Deck
from exports.slides.markup import Box, Cell, Page, Run
from exports.slides.paging import Heading, pages
from exports.themes import table_of
from exports.xml_text import one_line, shortened, width
from ui.tokens import MUTED

_HEAD, _GAP, _SIZE = 20.0, 18.0, 12.0
_LEAST = 300.0  # points a chart beside its table is wide at least
_LOW = 150.0  # points a chart above its table is high at least
_WIDEST = 110.0  # points of a cell's text before it wraps
_NUMBERS = ("数量", "件数")


def theme_slides(deck: Deck, pack: Pack) -> None:
    """Adds one slide a theme, headed by what its figures say; a long table goes on on slides of its own."""
    for description in pack.themes:
        slide = _slide(deck, pack, description, f"{description.title}：{description.finding}")
        room = deck.content
        area = Box(room.left, room.top + _HEAD, room.width, room.height - _HEAD)
        if description.kind is Kind.PHASES:
            _above(deck, pack, slide, description, area)
        else:
            _beside(deck, slide, description, area)


def _slide(deck: Deck, pack: Pack, description: Description, headline: str) -> Slide:
    slide = deck.slide(headline)
    room = deck.content
    said = [Run(_aside(description, room.width), 11, MUTED)]
    deck.text(slide, "说明", Box(room.left, room.top, room.width, _HEAD), [said])
    deck.notes(
        slide, "\n".join([description.finding, description.subtitle, description.foot, pack.versions.words])
    )
    return slide


def _aside(description: Description, room: float) -> str:
    """Returns what stands below the headline, without the last parts where they find no room: a date is never cut."""
    parts = [one_line(part) for part in (description.subtitle, *description.foot.split(" · ")) if part]
    while len(parts) > 1 and width(" · ".join(parts), 11) > room:
        parts.pop()  # date, source and marks stand at the foot of every slide
    return shortened(" · ".join(parts), 11, room)


def _beside(deck: Deck, slide: Slide, description: Description, area: Box) -> None:
    """Puts the table at the right, as narrow as its texts allow, and the chart at its left."""
    headings, rows = _table(description)
    broad = min(sum(heading.share for heading in headings), area.width - _GAP - _LEAST)
    page = pages(headings, rows, (broad, area.height), _SIZE)[0]
    corner = Box(area.left + area.width - broad, area.top, broad, 0)
    deck.table(slide, f"{description.title}数据表", page, corner, _SIZE)
    _chart(deck, slide, description, Box(area.left, area.top, area.width - broad - _GAP, area.height))


def _above(deck: Deck, pack: Pack, slide: Slide, description: Description, area: Box) -> None:
    """Puts the chart over the whole width, the table below it or, where it is long, on the next slides."""
    headings, rows = _table(description)
    found = pages(headings, rows, (area.width, area.height), _SIZE)
    high = area.height - found[0].height - _GAP
    if len(found) == 1 and high >= _LOW:
        _chart(deck, slide, description, Box(area.left, area.top, area.width, high))
        _put(deck, slide, description, found[0], area.top + high + _GAP)
        return
    _chart(deck, slide, description, area)
    for place, page in enumerate(found, start=1):
        count = f"（{place}/{len(found)}）" if len(found) > 1 else ""
        next_slide = _slide(deck, pack, description, f"{description.title}{count}")
        _put(deck, next_slide, description, page, area.top)


def _put(deck: Deck, slide: Slide, description: Description, page: Page, top: float) -> None:
    deck.table(
        slide, f"{description.title}数据表", page, Box(deck.content.left, top, deck.content.width, 0), _SIZE
    )


def _chart(deck: Deck, slide: Slide, description: Description, place: Box) -> None:
    spoken = f"{description.title}，{description.subtitle}。{description.finding}。{description.foot}"
    chart = office_chart(description, (place.width, place.height))
    deck.chart(slide, description.title, spoken, chart, place)


def _table(description: Description) -> tuple[list[Heading], list[list[Cell]]]:
    """Returns the columns, as wide as their texts, and the rows."""
    heads, lines = table_of(description)
    headings = [
        Heading(head, _needed([head, *(line[place] for line in lines)]), head in _NUMBERS)
        for place, head in enumerate(heads)
    ]
    rows = [
        [
            cells.figure(words) if head in _NUMBERS else cells.text(words)
            for head, words in zip(heads, line, strict=True)
        ]
        for line in lines
    ]
    return headings, rows


def _needed(texts: list[str]) -> float:
    return min(_WIDEST, max(width(text, _SIZE) for text in texts) * 1.06) + 14
