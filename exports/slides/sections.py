"""Makes the slides of one indicator: its finding as the headline, native charts, its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.slide import Slide

from charts.description import Description, Kind, chunked
from exports.chart import column_base, office_chart
from exports.headings import TABLE, heading
from exports.pack import Pack, Row, Section
from exports.slides import cells
from exports.slides.deck import Deck
from exports.slides.markup import Box, Cell, Run
from exports.slides.paging import Heading, pages, size_for
from exports.xml_text import one_line, shortened, width
from ui.tokens import INK, MUTED, NO_TARGET, mark_of

FROM_COLUMN = "柱从目标线画起，向下为低于目标"

_SLOT = 22.0  # points a ranked unit needs at least
_BESIDE = 34.0  # points a unit needs for the months to stand beside the ranking
_HEAD, _KEY, _GAP, _TITLE = 18.0, 16.0, 18.0, 12.0


@dataclass(frozen=True)
class Piece:
    """Holds what one chart shows, and the description it was cut from."""

    part: Description
    whole: Description


def section_slides(deck: Deck, pack: Pack, section: Section) -> None:
    """Adds the slides of an indicator: charts first, then its table on as many slides as it takes."""
    for pieces in _slides_of(section.charts, deck.content.width):
        slide = deck.slide(section.finding)
        room = deck.content
        head = Box(room.left, room.top, room.width, _HEAD)
        deck.text(slide, "说明", head, [_subhead(pack, section, room.width)])
        top = room.top + _HEAD + 4
        area = Box(room.left, top, room.width, room.bottom - top - _KEY - 4)
        for piece, box in zip(pieces, _boxes(len(pieces), area), strict=True):
            _chart(deck, slide, piece, box)
        key = Box(room.left, room.bottom - _KEY, room.width, _KEY)
        deck.text(slide, "图例", key, [_state_key(section) + _remark(pieces)])
        deck.notes(slide, notes(pack, section))
    _table(deck, pack, section)


def _slides_of(charts: Sequence[Description], room: float) -> list[list[Piece]]:
    """Returns which charts stand together: ranking and months where both find room, else one a slide."""
    found: list[list[Piece]] = []
    for whole in charts:
        if whole.kind is Kind.TREND:
            beside = len(found) == 1 and len(found[0][0].part.categories) * _BESIDE <= room * 0.42
            found = [[*found[0], Piece(whole, whole)]] if beside else [*found, [Piece(whole, whole)]]
        else:
            found += [[Piece(part, whole)] for part in chunked(whole, int(room * 0.8 / _SLOT))]
    return found


def _boxes(count: int, area: Box) -> list[Box]:
    if count == 1:
        return [area]
    left = area.width * 0.54
    right = Box(area.left + left + _GAP, area.top, area.width - left - _GAP, area.height)
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


def _table(deck: Deck, pack: Pack, section: Section) -> None:
    has_change = any(any(map(str.isdigit, row.change)) for row in section.all_rows)
    headings = [
        Heading("单位", 20), Heading("分子", 10, True), Heading("分母", 10, True),
        Heading(f"值（{section.measured_in}）" if section.measured_in else "值", 13, True), Heading("目标", 15),
        Heading("状态", 12), Heading("还差", 9, True), *([Heading("同比", 19)] if has_change else []),
    ]  # fmt: skip
    rows = [_row(row, row is section.total, has_change) for row in section.all_rows]
    size = size_for(len(rows))
    found = pages(headings, rows, (deck.content.width, deck.content.height - _HEAD), size)
    for place, page in enumerate(found, start=1):
        count = f"（{place}/{len(found)}）" if len(found) > 1 else ""
        slide = deck.slide(f"{section.label}：{heading(TABLE, pack.language)}{count}")
        room = deck.content
        deck.text(
            slide, "说明", Box(room.left, room.top, room.width, _HEAD), [_subhead(pack, section, room.width)]
        )
        deck.table(
            slide, f"{section.label}数据表", page, Box(room.left, room.top + _HEAD, room.width, 0), size
        )


def _row(row: Row, is_total: bool, has_change: bool) -> list[Cell]:
    found = [
        cells.text(row.unit, is_total),
        cells.figure(row.numerator),
        cells.figure(row.denominator),
        cells.figure(row.value),
        cells.text(row.target_words),
        cells.state(row),
        cells.figure(row.missing),
    ]
    return [*found, *([cells.text(row.change)] if has_change else [])]


def notes(pack: Pack, section: Section) -> str:
    """Returns what a speaker may be asked: sources, clauses, versions, and what hinders comparing."""
    lines = [f"{rule.words}：{rule.source}" for rule in section.rules]
    return "\n".join([section.finding, *lines, *section.notes, pack.foot, pack.versions.words])
