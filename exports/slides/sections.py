"""Makes the slides of one indicator: its finding as the headline, native charts, its table."""

from collections.abc import Sequence

from charts.description import Description, Kind, chunked
from exports.chart import office_chart
from exports.pack import Pack, Section
from exports.slides import cells
from exports.slides.deck import Deck
from exports.slides.markup import Box, Cell, Run
from exports.slides.paging import Heading, pages, size_for
from exports.xml_text import one_line, width
from ui.tokens import INK, MUTED, NO_TARGET, mark_of

FROM_COLUMN = "柱从目标线画起，向下为低于目标"

_SLOT = 22.0  # points a ranked unit needs at least
_BESIDE = 34.0  # points a unit needs for the months to stand beside the ranking
_HEAD, _KEY, _GAP, _TITLE = 18.0, 16.0, 18.0, 12.0


def section_slides(deck: Deck, pack: Pack, section: Section) -> None:
    """Adds the slides of an indicator: charts first, then its table on as many slides as it takes."""
    for charts in _slides_of(section.charts, deck.content.width):
        slide = deck.slide(section.finding)
        room = deck.content
        deck.text(slide, "说明", Box(room.left, room.top, room.width, _HEAD), [_subhead(pack, section)])
        top = room.top + _HEAD + 4
        area = Box(room.left, top, room.width, room.bottom - top - _KEY - 4)
        for description, box in zip(charts, _boxes(charts, area), strict=True):
            _chart(deck, slide, description, box)
        key = Box(room.left, room.bottom - _KEY, room.width, _KEY)
        deck.text(slide, "图例", key, [_state_key(section) + _remark(charts)])
        deck.notes(slide, notes(pack, section))
    _table(deck, pack, section)


def _slides_of(charts: Sequence[Description], room: float) -> list[list[Description]]:
    """Returns which charts stand together: ranking and months where both find room, else one a slide."""
    found: list[list[Description]] = []
    for description in charts:
        pieces = (
            chunked(description, int(room * 0.8 / _SLOT))
            if description.kind is not Kind.TREND
            else [description]
        )
        beside = found and description.kind is Kind.TREND and len(found) == 1
        if beside and len(found[0][0].categories) * _BESIDE <= room * 0.42:
            found[0].append(description)
        else:
            found += [[piece] for piece in pieces]
    return found


def _boxes(charts: Sequence[Description], area: Box) -> list[Box]:
    if len(charts) == 1:
        return [area]
    left = area.width * 0.54
    right = Box(area.left + left + _GAP, area.top, area.width - left - _GAP, area.height)
    return [Box(area.left, area.top, left, area.height), right]


def _chart(deck: Deck, slide: object, description: Description, box: Box) -> None:
    words = one_line(
        " · ".join(filter(None, (description.title, description.subtitle, *_asides(description))))
    )
    while width(words, _TITLE) * 1.05 > box.width and len(words) > 8:
        words = words[:-2] + "…"
    deck.text(slide, "图名", Box(box.left, box.top, box.width, 18), [[Run(words, _TITLE, INK, True)]])
    place = Box(box.left, box.top + 20, box.width, box.height - 20)
    spoken = f"{description.title}，{description.subtitle}。{description.finding}。{description.foot}"
    deck.chart(
        slide, description.title, spoken, office_chart(description, (place.width, place.height)), place
    )


def _asides(description: Description) -> list[str]:
    found = [f"单位：{description.measured_in}"] if description.measured_in else []
    return [*found, f"合计 {description.total.display}"] if description.total is not None else found


def _subhead(pack: Pack, section: Section) -> list[Run]:
    lines = "；".join(
        dict.fromkeys(f"{rule.words}{'（征求意见稿）' if rule.is_draft else ''}" for rule in section.rules)
    )
    words = [pack.period_words, lines or NO_TARGET.word, *section.notes[:1]]
    return [Run(one_line(" · ".join(words)), 12, MUTED)]


def _state_key(section: Section) -> list[Run]:
    """Returns the states that occur, each as shape and word in its colour, with how many units."""
    states = [row.verdict.state for row in section.rows if row.verdict.state]
    return [
        Run(
            f"{mark_of(state).shape} {mark_of(state).word} {states.count(state)}　", 11, mark_of(state).colour
        )
        for state in dict.fromkeys(states)
    ] or [Run("没有判定", 11, MUTED)]


def _remark(charts: Sequence[Description]) -> list[Run]:
    """Returns the words that columns start at the target, where one of the charts does so."""
    return [Run(FROM_COLUMN, 11, MUTED)] if any(description.base for description in charts) else []


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
        slide = deck.slide(f"{section.label}：数据表{count}")
        room = deck.content
        deck.text(slide, "说明", Box(room.left, room.top, room.width, _HEAD), [_subhead(pack, section)])
        deck.table(
            slide, f"{section.label}数据表", page, Box(room.left, room.top + _HEAD, room.width, 0), size
        )


def _row(row: object, is_total: bool, has_change: bool) -> list[Cell]:
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
