"""Makes the slides that are tables: the grid, who misses, who is silent, tasks, disposals, the appendix."""

from collections.abc import Sequence

from exports import headings as words
from exports.headings import heading
from exports.pack import GridColumn, Pack, Source, StateGrid
from exports.slides import cells
from exports.slides.deck import Deck
from exports.slides.markup import Box, Cell, Run
from exports.slides.paging import SMALLEST, Heading, columns_per_page, name_width, pages, size_for
from ui.tokens import MUTED, STATES

_LEAST = 66.0  # points of a column of the grid: ✕ 97.96 at ten points, and the label in its head
_KEY = 18.0
_MISSES_LISTED = 45  # figures that miss; more are one line a unit
_SOURCES_LISTED = 16  # uploads; more are one line a kind of sheet


def list_slides(
    deck: Deck, headline: str, headings: Sequence[Heading], rows: Sequence[Sequence[Cell]], remark: str = ""
) -> None:
    """Adds one table on as many slides as it takes, the header row on every one."""
    size = size_for(len(rows))
    top = _KEY if remark else 0.0
    found = pages(headings, rows, (deck.content.width, deck.content.height - top), size)
    for place, page in enumerate(found, start=1):
        slide = deck.slide(headline + (f"（{place}/{len(found)}）" if len(found) > 1 else ""))
        room = deck.content
        if remark:
            deck.text(slide, "说明", Box(room.left, room.top, room.width, _KEY), [[Run(remark, 11, MUTED)]])
        deck.table(slide, headline, page, Box(room.left, room.top + top, room.width, 0), size)


def grid_slides(deck: Deck, grid: StateGrid, headline: str) -> None:
    """Adds the state grid: columns and rows cut into pages, the units' names first on every slide."""
    room = deck.content
    first = name_width([unit for unit, _ in grid.rows], SMALLEST, 150)
    most = columns_per_page(room.width, first, _LEAST)
    parts = max(1, -(-len(grid.columns) // most))
    each = -(-len(grid.columns) // parts)
    found = [
        page
        for start in range(0, len(grid.columns), each)
        for page in _grid_pages(grid, start, each, first, (room.width, room.height - _KEY))
    ]
    for place, page in enumerate(found, start=1):
        slide = deck.slide(headline + (f"（{place}/{len(found)}）" if len(found) > 1 else ""))
        deck.text(slide, "图例", Box(room.left, room.top, room.width, _KEY), [_key()])
        deck.table(slide, "状态表", page, Box(room.left, room.top + _KEY, room.width, 0), SMALLEST)


def _grid_pages(grid: StateGrid, start: int, each: int, first: float, room: tuple[float, float]) -> list:
    columns = grid.columns[start : start + each]
    share = min((room[0] - first) / len(columns), 120.0)
    headings = [Heading("单位", first), *(Heading(_head(column), share) for column in columns)]
    used = first + share * len(columns)
    rows = [
        [cells.text(unit), *(cells.in_grid(row) for row in found[start : start + each])]
        for unit, found in grid.rows
    ]
    return pages(headings, rows, (min(room[0], used), room[1]), SMALLEST)


def _head(column: GridColumn) -> str:
    return f"{column.label}\n{column.target} {column.measured_in}".strip()


def _key() -> list[Run]:
    return [Run(f"{mark.shape} {mark.word}　", 11, mark.colour) for mark in STATES.values()]


def problem_slides(deck: Deck, pack: Pack) -> None:
    """Adds the units that miss or are behind, by indicator, and the units that sent nothing."""
    has_change = any(any(map(str.isdigit, row.change)) for _, row in pack.misses)
    headings = [
        Heading("指标", 26), Heading("单位", 18), Heading("值", 14, True), Heading("目标", 16), Heading("状态", 13),
        Heading("还差", 9, True), *([Heading("同比", 18)] if has_change else []),
    ]  # fmt: skip
    rows = [
        [
            cells.text(section.label), cells.text(row.unit), cells.figure(f"{row.value} {section.measured_in}"),
            cells.text(row.target_words), cells.state(row), cells.figure(row.missing),
            *([cells.text(row.change)] if has_change else []),
        ]
        for section, row in pack.misses
    ]  # fmt: skip
    units = len({row.verdict.unit_id for _, row in pack.misses})
    headline = f"{heading(words.MISSES, pack.language)}：{units} 个单位、{len(rows)} 项"
    if len(rows) > _MISSES_LISTED:
        list_slides(
            deck,
            headline,
            [Heading("单位", 14), Heading("项数", 7, True), Heading("指标和数值", 79)],
            _by_unit(pack),
        )
    elif rows:
        list_slides(deck, headline, headings, rows)
    _silence_slides(deck, pack)


def _by_unit(pack: Pack) -> list[list[Cell]]:
    """Returns one row a unit with everything it misses, those with the most first."""
    found: dict[str, list[str]] = {}
    for section, row in pack.misses:
        words = f"{row.mark.shape} {section.indicator.short or section.label} {row.value}"
        found.setdefault(row.unit, []).append(words)
    ordered = sorted(found.items(), key=lambda one: -len(one[1]))
    return [[cells.text(u), cells.figure(str(len(said))), cells.text("；".join(said))] for u, said in ordered]


def _silence_slides(deck: Deck, pack: Pack) -> None:
    rows = [[cells.text(s.what), cells.text(s.when), cells.text("、".join(s.units))] for s in pack.silence]
    rows += [
        [
            cells.text(section.label),
            cells.text(pack.period_words),
            cells.text("、".join(row.unit for row in section.silent)),
        ]
        for section in pack.sections
        if section.silent
    ]
    if rows:
        headings = [Heading("报表或指标", 26), Heading("时段", 18), Heading("未报送单位", 56)]
        list_slides(deck, heading(words.SILENCE, pack.language), headings, rows)


def task_slides(deck: Deck, pack: Pack) -> None:
    """Adds the tasks, those past their day first, and the disposals past theirs."""
    if pack.tasks:
        late = sum(task.is_overdue for task in pack.tasks)
        headings = [
            Heading("任务", 30), Heading("牵头", 14), Heading("责任单位", 18), Heading("期限", 15), Heading("进展", 16),
            Heading("状态", 17),
        ]  # fmt: skip
        rows = [
            [
                cells.text(t.title), cells.text(t.lead), cells.text(t.responsible), cells.text(t.due),
                cells.text(t.progress), _late(t.state, t.is_overdue),
            ]
            for t in sorted(pack.tasks, key=lambda t: not t.is_overdue)
        ]  # fmt: skip
        list_slides(
            deck,
            f"{heading(words.TASKS, pack.language)}{pack.task_day}：{len(rows)} 项，逾期 {late} 项",
            headings,
            rows,
        )
    if pack.overdue:
        headings = [
            Heading("单位", 14), Heading("产品、环节", 20), Heading("企业", 24), Heading("期限", 15),
            Heading("超期（天）", 13, True), Heading("出处", 29),
        ]  # fmt: skip
        rows = [
            [
                cells.text(o.unit), cells.text(o.what), cells.text(o.enterprise),
                cells.text(o.due_on.isoformat() if o.due_on else ""), cells.figure(str(o.days_over)), cells.text(o.place),
            ]
            for o in pack.overdue
        ]  # fmt: skip
        list_slides(deck, f"{heading(words.OVERDUE, pack.language)}：{len(rows)} 件", headings, rows)


def _late(words: str, is_overdue: bool) -> Cell:
    return Cell(f"✕ {words or '逾期'}", colour="#B3261E", fill="#FCEEEC") if is_overdue else cells.text(words)


def appendix_slides(deck: Deck, pack: Pack) -> None:
    """Adds definitions and clauses, then the uploads and versions the figures came from."""
    headings = [Heading("指标", 18), Heading("算法", 18), Heading("口径", 34), Heading("目标与依据", 34)]
    rows = [
        [
            cells.text(entry.label), cells.text(entry.formula),
            cells.text("；".join(filter(None, (entry.method, entry.population)))),
            cells.text("；".join(f"{rule.words} {rule.source}" for rule in entry.rules) or "无目标"),
        ]
        for entry in pack.appendix
    ]  # fmt: skip
    list_slides(deck, heading(words.DEFINITIONS, pack.language), headings, rows)
    _source_slides(deck, pack)


def _source_slides(deck: Deck, pack: Pack) -> None:
    """Adds the uploads; many of them as one line a kind, each with its hash in the notes of the first slide."""
    title, versions = heading(words.SOURCES, pack.language), pack.versions.words
    if len(pack.sources) > _SOURCES_LISTED:
        headings = [
            Heading("表样", 22), Heading("份数", 8, True), Heading("上传编号", 30), Heading("最近入库", 20),
        ]  # fmt: skip
        kinds = dict.fromkeys(source.template for source in pack.sources)
        rows = [_kind_row(kind, [s for s in pack.sources if s.template == kind]) for kind in kinds]
        list_slides(deck, title, headings, rows, f"{versions} · 逐份文件和校验码见首页备注")
        return
    headings = [
        Heading("编号", 10), Heading("文件", 32), Heading("表样", 16), Heading("时段", 16), Heading("入库时间", 16),
        Heading("校验码（SHA-256 前 16 位）", 20),
    ]  # fmt: skip
    rows = [
        [
            cells.text(s.upload_id), cells.text(s.file_name), cells.text(s.template), cells.text(s.period_words),
            cells.text(s.loaded_at), cells.text(s.file_hash[:16]),
        ]
        for s in pack.sources
    ]  # fmt: skip
    list_slides(deck, title, headings, rows, versions)


def _kind_row(kind: str, found: Sequence[Source]) -> list[Cell]:
    first, last = found[0].upload_id, found[-1].upload_id
    numbers = first if first == last else f"{first} 至 {last} 之间"
    latest = max(source.loaded_at for source in found)
    return [cells.text(kind), cells.figure(str(len(found))), cells.text(numbers), cells.text(latest)]
