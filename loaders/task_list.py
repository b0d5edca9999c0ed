"""Reads task lists: inherits inside a merge, asks outside, splits numbered points, names who does what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

import pyarrow as pa

from domain.finding import Finding
from domain.number import clean_text
from domain.period import Period
from domain.roster import Roster, load_roster
from domain.task import LEAD, RESPONSIBLE
from loaders.checked import Checked, Ignored
from loaders.columns import column_matches
from loaders.grid import Grid, grid_of
from loaders.header import Heading
from loaders.labels import reason_to_ignore, squeeze
from loaders.messages import finding
from loaders.rules import capped_by_code
from loaders.task_row import Leaf, TaskColumns, TaskTable, read_row
from loaders.template import Context, LedgerTemplate
from loaders.workbook import Sheet

_LONGEST_NAME = 60
_YEAR = re.compile(r"(?:19|20)\d\d")
_TYPES = {"VARCHAR": pa.string(), "DATE": pa.date32(), "INTEGER": pa.int32()}


@dataclass
class _Reading:
    """Collects what the sheets of one file give."""

    roster: Roster
    year: int
    leaves: list[Leaf] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unknown: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


def read_task_list(
    uses: list[tuple[Sheet, Heading]],
    template: LedgerTemplate,
    context: Context,
    file_name: str,
    checked: Checked,
) -> None:
    """Reads every task table of a file into `checked`; all of them are one document's list."""
    titles = [text for sheet, heading in uses for text in _titles(sheet, heading)]
    document, year = _document(titles, file_name, context)
    reading = _Reading(load_roster(context.jurisdiction), year)
    for sheet, heading in uses:
        grid = grid_of(sheet, sheet.row_count)
        columns = TaskColumns.of(heading)
        matches = column_matches(sheet, heading, columns.chosen, template, {})
        checked.columns += [
            replace(m, column="task", how="exact") if m.position in columns.levels else m for m in matches
        ]
        _read_sheet(sheet, grid, heading, columns, reading, checked)
    checked.findings += capped_by_code([*reading.findings, *_unknown_names(reading)])
    _describe(checked, reading, document, template, context)


def _titles(sheet: Sheet, heading: Heading) -> list[str]:
    above = grid_of(sheet, heading.first_row)
    return [text for row in above.rows for text in row if text]


def _document(titles: list[str], file_name: str, context: Context) -> tuple[str, int]:
    """Returns the code of the document the words name, else its own title, and its year."""
    stem = PurePosixPath(file_name).stem
    words = squeeze("".join([*titles, stem]))
    for known in context.jurisdiction.documents.values():
        if squeeze(known.title) in words or (known.number and squeeze(known.number) in words):
            return known.code, known.year
    named = next((document for document in context.jurisdiction.documents.values()
                  if re.search(rf"(?<![A-Z]){re.escape(document.code)}(?![A-Z-])", stem.upper())), None)  # fmt: skip
    if named is not None:
        return named.code, named.year
    period = context.declared.period
    year = (
        period.last // 100
        if period
        else int(found[0])
        if (found := _YEAR.search(words))
        else date.today().year
    )
    own = next(
        (text for text in titles if len(squeeze(text)) > 5 and not re.match(r"附[件表]", squeeze(text))), stem
    )
    return squeeze(own)[:_LONGEST_NAME], year


def _read_sheet(
    sheet: Sheet, grid: Grid, heading: Heading, columns: TaskColumns, reading: _Reading, checked: Checked
) -> None:
    table = TaskTable(sheet.name, grid, columns, reading.roster, reading.year)
    above: dict[str, str] = {}
    group = ""
    before = len(reading.leaves)
    headers = {squeeze(text) for text in heading.headers.values()}
    for at in range(heading.last_row + 1, grid.height):
        if not any(grid.rows[at]) and not columns.said(grid, at, "task"):
            continue
        if reason := _reason(grid, at, columns, headers):
            checked.ignored.append(Ignored(sheet.name, at + 1, reason))
            group = clean_text(next(text for text in grid.rows[at] if text)) if reason == "分组行" else group
            continue
        checked.rows += 1
        found = read_row(table, at, above, group)
        reading.leaves += found.leaves
        reading.findings += found.findings
        for name, cell in found.unknown:
            reading.unknown.setdefault(name, []).append((sheet.name, cell))
        above = {role: columns.said(grid, at, role) or above.get(role, "") for role in columns.roles}
    if len(reading.leaves) == before:
        reading.findings.append(finding("no_rows", sheet.name))


def _reason(grid: Grid, at: int, columns: TaskColumns, headers: set[str]) -> str | None:
    """Returns why a row is no task: a header again, a line across the table, a total or a footer."""
    texts = [text for text in dict.fromkeys(grid.rows[at]) if text]
    if len(texts) > 1 and all(squeeze(text) in headers for text in texts):
        return "重复的表头"
    names_nobody = not any(columns.said(grid, at, role) for role in columns.roles)
    if texts and names_nobody and reason_to_ignore(texts[0]) in ("合计行", "表尾"):
        return "表尾"
    if texts and names_nobody and re.match(r"(?:说明|注|备注|附注)\s*[::]", clean_text(texts[0])):
        return "说明行"
    if columns.is_across(grid, at):
        return "分组行"
    return None


def _unknown_names(reading: _Reading) -> Iterator[Finding]:
    """Yields one finding a name that no unit and no group has, with the nearest ones."""
    for name, places in reading.unknown.items():
        sheet, cell = places[0]
        near = "、".join(reading.roster.suggest(name))
        hint = f"是否为：{near}" if near else "没有相近的单位"
        yield finding("task_unit_unknown", sheet, cell, found=name, count=len(places), hint=hint)


def _describe(
    checked: Checked, reading: _Reading, document: str, template: LedgerTemplate, context: Context
) -> None:
    root, month = context.jurisdiction.root, reading.year * 100 + 12
    rows = _with_ids(reading.leaves, document)
    house = {"sheet": pa.string(), "row_no": pa.int32(), "unit_id": pa.string(), "month": pa.int32()}
    types = house | {one.name: _TYPES[one.sql_type] for one in template.table.fields}
    columns = {name: pa.array([row.get(name) for row in rows], kind) for name, kind in types.items()}
    columns["unit_id"] = pa.array([root.unit_id] * len(rows), pa.string())
    columns["month"] = pa.array([month] * len(rows), pa.int32())
    checked.facts[template.table.name] = pa.table(columns)
    checked.records = len(rows)
    checked.unit_id, checked.unit = root.unit_id, root.name
    checked.period = Period.of_year(reading.year)
    checked.coverage = []  # a list of tasks is no report on a month
    known = context.jurisdiction.documents.get(document)
    open_ones = sum(LEAD in leaf.asks or RESPONSIBLE in leaf.asks for leaf in reading.leaves)
    if rows:
        said = known.title if known else document
        checked.findings.append(finding("task_list_read", document=said, count=len(rows), open=open_ones))


def _with_ids(leaves: list[Leaf], document: str) -> list[dict[str, object]]:
    """Returns the rows with their ids: document and number where that is the only one, else a digest."""
    clauses = [leaf.clause for leaf in leaves]
    seen: dict[str, int] = {}
    rows = []
    for nth, leaf in enumerate(leaves, start=1):
        tail = leaf.clause if leaf.clause and clauses.count(leaf.clause) == 1 else leaf.digest
        seen[tail] = seen.get(tail, 0) + 1
        tail = tail if seen[tail] == 1 else f"{tail}~{seen[tail]}"
        rows.append(leaf.as_row() | {"document": document, "task_id": f"{document}-{tail}", "nth": nth})
    return rows
