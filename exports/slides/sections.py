"""Makes the slides of one indicator: its finding as the headline, native charts, its table beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.slide import Slide

from charts.description import Description, Kind, Role, chunked
from exports.chart import column_base, office_chart
from exports.headings import TABLE, heading
from exports.pack import Pack, Section
from exports.slides.deck import Deck
from exports.slides.markup import Box, Page, Run
from exports.slides.paging import SMALLEST
from exports.slides.tables import SLOT, beside_table, table_pages
from exports.xml_text import one_line, shortened, width
from ui.tokens import INK, MUTED, NO_TARGET, mark_of

BY_LEVEL = "按任务来源"
FROM_COLUMN = "柱从目标线画起，向下为低于目标"

_BESIDE = 34.0  # points a unit needs for its parts to stand beside the months
_RIGHT = 0.46  # the share of the width for the chart to the right
_HEAD, _KEY, _GAP, _TITLE = 18.0, 16.0, 18.0, 12.0


@dataclass(frozen=True)
class Piece:
    """Holds what one chart shows, and the description it was cut from."""

    part: Description
    whole: Description


def section_slides(deck: Deck, pack: Pack, section: Section) -> None:
    """Adds the slides of an indicator: ranking and table on one where both find room, then its months and parts.

    A table without a ranking beside it stands alone, on as many slides as it takes.
    """
    ranking = [one for one in section.charts if one.kind is Kind.RANKED]
    others = [one for one in section.charts if one.kind is not Kind.RANKED]
    beside = beside_table(section, _area(deck)) if ranking else None
    if beside:
        _slide(deck, pack, section, section.finding, [Piece(ranking[0], ranking[0])], beside)
    else:
        for pieces in _slides_of(ranking, deck.content.width):
            _slide(deck, pack, section, section.finding, pieces)
        _table(deck, pack, section, is_headed=not ranking)
    for pieces in _slides_of(others, deck.content.width):
        _slide(deck, pack, section, _said(section, pieces), pieces)


def _said(section: Section, pieces: Sequence[Piece]) -> str:
    """Returns the headline of the months and the parts: the latest figure, and last year's of that month."""
    months = next((one.whole for one in pieces if one.whole.kind is Kind.TREND), None)
    if months is None:
        return f"{section.label}：{BY_LEVEL}"
    own, past = months.of(Role.OWN), months.of(Role.PAST)
    places = [
        place for place, point in enumerate(own.points if own else ()) if point and point.value is not None
    ]
    last = own.points[places[-1]] if own and places else None
    before = past.points[places[-1]] if past and places else None
    words = (
        f"{section.label}：截至 {months.categories[places[-1]].name}累计 {last.display}"
        if last
        else section.label
    )
    unit = f" {section.measured_in}".rstrip()
    return f"{words}{unit}" + (
        f"，上年同期 {before.display}{unit}" if before and before.value is not None else ""
    )


def _area(deck: Deck) -> Box:
    """Returns the room between the words above the charts and the key below them."""
    room = deck.content
    top = room.top + _HEAD + 4
    return Box(room.left, top, room.width, room.bottom - top - _KEY - 4)


def _slide(
    deck: Deck, pack: Pack, section: Section, words: str, pieces: Sequence[Piece], table: Page | None = None
) -> None:
    """Adds one slide headed by `words`: charts side by side, or one chart with the table to its right."""
    slide = deck.slide(words)
    area = _area(deck)
    _head(deck, slide, pack, section)
    boxes = _boxes(len(pieces), area)
    if table:
        broad = sum(table.widths)
        boxes = [Box(area.left, area.top, area.width - broad - _GAP, area.height)]
        place = Box(area.left + area.width - broad, area.top, broad, 0)
        deck.table(slide, f"{section.label}数据表", table, place, SMALLEST)
    for piece, box in zip(pieces, boxes, strict=True):
        _chart(deck, slide, piece, box)
    key = Box(area.left, deck.content.bottom - _KEY, area.width, _KEY)
    deck.text(slide, "图例", key, [_state_key(section) + _remark(pieces)])
    deck.notes(slide, notes(pack, section))


def _head(deck: Deck, slide: Slide, pack: Pack, section: Section) -> None:
    room = deck.content
    words = [_subhead(pack, section, room.width)]
    deck.text(slide, "说明", Box(room.left, room.top, room.width, _HEAD), words)


def _slides_of(charts: Sequence[Description], room: float) -> list[list[Piece]]:
    """Returns which charts stand together: the months and the parts where both find room, else one a slide."""
    if [one.kind for one in charts] == [Kind.TREND, Kind.STACKED]:
        months, parts = charts
        if len(parts.categories) * _BESIDE <= room * _RIGHT:
            return [[Piece(months, months), Piece(parts, parts)]]
    return [[Piece(part, whole)] for whole in charts for part in _pieces(whole, room)]


def _pieces(whole: Description, room: float) -> Sequence[Description]:
    return [whole] if whole.kind is Kind.TREND else chunked(whole, int(room * 0.8 / SLOT))


def _boxes(count: int, area: Box) -> list[Box]:
    if count == 1:
        return [area]
    left = area.width * (1 - _RIGHT) - _GAP
    right = Box(area.left + left + _GAP, area.top, area.width * _RIGHT, area.height)
    return [Box(area.left, area.top, left, area.height), right]


def _chart(deck: Deck, slide: Slide, piece: Piece, box: Box) -> None:
    part = piece.part
    words = next((words for words in _captions(part) if width(words, _TITLE) * 1.05 <= box.width), part.title)
    title = [[Run(shortened(words, _TITLE * 1.05, box.width), _TITLE, INK, True)]]
    deck.text(slide, "图名", Box(box.left, box.top, box.width, 18), title)
    place = Box(box.left, box.top + 20, box.width, box.height - 20)
    spoken = f"{part.title}，{part.subtitle}。{part.finding}。{part.foot}"
    chart = office_chart(part, (place.width, place.height), piece.whole)
    deck.chart(slide, part.title, spoken, chart, place)


def _captions(description: Description) -> list[str]:
    """Returns what may stand above a chart, the fullest first; period and unit stand in the slide's head too."""
    total = f"合计 {description.total.display}" if description.total else ""
    unit = f"单位：{description.measured_in}" if description.measured_in else ""
    wanted = ((description.subtitle, unit, total), (unit, total), (total,))
    return [one_line(" · ".join(filter(None, (description.title, *asides)))) for asides in wanted]


def _subhead(pack: Pack, section: Section, room: float) -> list[Run]:
    lines = "；".join(
        dict.fromkeys(f"{rule.words}{'（征求意见稿）' if rule.is_draft else ''}" for rule in section.rules)
    )
    words = [pack.period_words, lines or NO_TARGET.word, *section.notes[:1]]
    return [Run(shortened(one_line(" · ".join(words)), 12, room), 12, MUTED)]


def _state_key(section: Section) -> list[Run]:
    """Returns the states that occur, each as shape and word in its colour, with how many units."""
    states = [row.verdict.state for row in section.rows if row.verdict.state]
    return [
        Run(
            f"{mark_of(state).shape} {mark_of(state).word} {states.count(state)}　", 11, mark_of(state).colour
        )
        for state in dict.fromkeys(states)
    ] or [Run("没有判定", 11, MUTED)]


def _remark(pieces: Sequence[Piece]) -> list[Run]:
    """Returns the words that columns start at the target, where one of the charts does so."""
    return (
        [Run(FROM_COLUMN, 11, MUTED)]
        if any(one.whole.kind is Kind.RANKED and column_base(one.whole) for one in pieces)
        else []
    )


def _table(deck: Deck, pack: Pack, section: Section, is_headed: bool) -> None:
    """Adds the table alone; `is_headed` where it is all there is, so that the finding heads it."""
    room = deck.content
    found, size = table_pages(section, Box(room.left, room.top, room.width, room.height - _HEAD))
    for place, spread in enumerate(found, start=1):
        count = f"（{place}/{len(found)}）" if len(found) > 1 else ""
        words = (
            section.finding
            if is_headed and place == 1
            else f"{section.label}：{heading(TABLE, pack.language)}{count}"
        )
        slide = deck.slide(words)
        _head(deck, slide, pack, section)
        for half, page in enumerate(spread):
            left = room.left + half * (room.width + _GAP) / 2
            deck.table(
                slide, f"{section.label}数据表", page, Box(left, room.top + _HEAD, sum(page.widths), 0), size
            )
        deck.notes(slide, notes(pack, section))


def notes(pack: Pack, section: Section) -> str:
    """Returns what a speaker may be asked: sources, clauses, versions, and what hinders comparing."""
    lines = [f"{rule.words}：{rule.source}" for rule in section.rules]
    return "\n".join([section.finding, *lines, *section.notes, pack.foot, pack.versions.words])
