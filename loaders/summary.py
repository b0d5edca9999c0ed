"""Reads a summary: one unit a row, every figure with its unit of count, totals only compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pyarrow as pa

from domain.finding import Finding
from domain.jurisdiction import Unit
from domain.number import is_blank
from domain.period import Period
from loaders.checked import Checked, Ignored
from loaders.columns import column_matches
from loaders.form_cells import read_value
from loaders.form_layout import FormLayout
from loaders.grid import Grid, address, grid_of
from loaders.header import Heading
from loaders.labels import reason_to_ignore, squeeze
from loaders.messages import finding
from loaders.places import CITY
from loaders.rules import capped
from loaders.summary_checks import check_rows
from loaders.summary_layout import SummaryLayout, lay_out_summary
from loaders.summary_period import settle_summary_period
from loaders.template import Context, SummaryTemplate
from loaders.workbook import Sheet

OWN_LEVEL = ("市本级", "县本级", "区本级", "本级", "市直", "县直", "区直", "市局", "市局本级", "市级", "州本级", "盟本级")
_AMOUNT = pa.decimal128(18, 6)
_PLACES = Decimal("0.000001")


@dataclass
class Row:
    """Holds one row of a summary: whose it is, or why it is no data, and its figures by column."""

    row: int
    label: str
    unit: Unit | None = None
    reason: str = ""
    values: dict[str, Decimal] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Table:
    """Holds a summary as read: the sheet, its layout and its rows, totals among them."""

    sheet: Sheet
    grid: Grid
    layout: SummaryLayout
    template: SummaryTemplate
    rows: tuple[Row, ...]


def read_summary(
    uses: list[tuple[Sheet, Heading]], template: SummaryTemplate, context: Context, checked: Checked
) -> None:
    """Reads every table that is a summary into `checked`: facts, findings, ignored rows."""
    facts: list[dict[str, object]] = []
    periods: list[Period] = []
    for sheet, heading in uses:
        grid = grid_of(sheet, sheet.row_count)
        layout = lay_out_summary(grid, heading, template, sheet.name)
        if layout is None:  # only far below the rows it was recognised by
            checked.findings.append(finding("no_known_rows", sheet.name, header=template.column(template.unit).header))
            continue
        table, troubles = _read_table(sheet, grid, layout, template, context)
        period, more = settle_summary_period(grid, heading.first_row, sheet.name, context)
        header = layout.cumulative(template)
        if header and period is not None and period != Period.year_to_date(period.last):
            period = Period.year_to_date(period.last)
            more.append(finding("summary_cumulative", sheet.name, column=header, period=period.chinese))
        checked.findings += more + troubles + check_rows(table)
        checked.columns += column_matches(sheet, layout.heading, layout.columns, template, {})
        checked.ignored += [Ignored(sheet.name, one.row + 1, one.reason) for one in table.rows if one.reason]
        checked.rows += sum(not one.reason for one in table.rows)
        if period is not None:
            periods.append(period)
            facts += _facts(table, period)
    checked.findings += _repeats(facts)
    _describe(checked, facts, periods, template)


def _read_table(
    sheet: Sheet, grid: Grid, layout: SummaryLayout, template: SummaryTemplate, context: Context
) -> tuple[Table, list[Finding]]:
    rows, findings = [], _layout_troubles(sheet, layout, template)
    root = context.jurisdiction.root
    for at in range(layout.heading.last_row + 1, grid.height):
        if not any(grid.rows[at]):
            continue
        one = _read_row(grid, at, layout, template, context)
        rows.append(one)
        findings += [] if one.reason and one.reason != "合计行" else _read_values(sheet, grid, one, layout, template)
    units = [one for one in rows if not one.reason and one.unit is not None]
    for one in units:  # the whole area is a total; alone, where it is no city, it is a row like any other
        is_whole = one.unit == root and squeeze(one.label) not in OWN_LEVEL
        if is_whole and (len(units) > 1 or root.kind == CITY):
            one.reason = "合计行"
    findings += _unit_troubles(sheet, rows, layout, template, context)
    findings += [] if any(not one.reason for one in rows) else [finding("no_rows", sheet.name)]
    return Table(sheet, grid, layout, template, tuple(rows)), findings


def _read_row(
    grid: Grid, at: int, layout: SummaryLayout, template: SummaryTemplate, context: Context
) -> Row:
    own = grid.filled(at, layout.columns[template.unit])
    lead = next(text for text in grid.rows[at] if text)
    has_values = any(
        not is_blank(grid.text(at, col)) for name, col in layout.columns.items() if name != template.unit
    )
    if squeeze(own) and squeeze(own) == squeeze(layout.heading.headers[layout.columns[template.unit]]):
        return Row(at, own, reason="重复的表头")
    reason = reason_to_ignore(own) or reason_to_ignore(lead) or ""
    if reason and (reason in ("合计行", "小计行") or not has_values):
        return Row(at, own or lead, reason=reason)
    if not has_values and (not own or context.jurisdiction.resolve(own) is None):
        return Row(at, own, reason="没有数据的文字行")
    unit = context.jurisdiction.root if squeeze(own) in OWN_LEVEL else context.jurisdiction.resolve(own)
    return Row(at, own, unit)


def _read_values(
    sheet: Sheet, grid: Grid, one: Row, layout: SummaryLayout, template: SummaryTemplate
) -> list[Finding]:
    """Reads the row's figures; returns what is wrong with those that are none."""
    findings = []
    hidden = {(row, col): what for row, col, what in sheet.error_cells} | dict.fromkeys(sheet.uncached, "")
    form = FormLayout(layout.heading, dict(layout.columns), dict(layout.factors), 0, None)
    for name in (name for name in layout.columns if name in template.figures):
        col = layout.columns[name]
        text = grid.text(one.row, col)
        trouble = ""
        if (one.row, col) in hidden:
            text = hidden[(one.row, col)]
            trouble = "error_cell" if text else "uncached_formula"
        elif not is_blank(text):
            value, trouble = read_value(text, name, form, template)  # type: ignore[arg-type]
            if value is not None:
                one.values[name] = value
        if trouble:
            one.unread.add(name)
            if not one.reason:
                findings.append(finding(trouble, sheet.name, address(one.row, col), found=text))
    return findings


def _layout_troubles(sheet: Sheet, layout: SummaryLayout, template: SummaryTemplate) -> list[Finding]:
    findings = [finding("summary_column_unclear", sheet.name, column=template.column(name).header)
                for name in layout.unclear]  # fmt: skip
    findings += [
        finding("money_unit_assumed", sheet.name, column=layout.heading.headers[layout.columns[name]])
        for name in layout.assumed
    ]
    for name, unit in layout.units.items():
        if unit != "万元":
            cell = address(layout.heading.last_row, layout.columns[name])
            factor = f"{template.money_factors[unit]:f}"
            header = template.column(name).header
            findings.append(finding("money_converted", sheet.name, cell, column=header, unit=unit, factor=factor))
    return findings


def _unit_troubles(
    sheet: Sheet, rows: list[Row], layout: SummaryLayout, template: SummaryTemplate, context: Context
) -> list[Finding]:
    findings, first = [], {}
    col = layout.columns[template.unit]
    for one in (one for one in rows if not one.reason):
        cell = address(one.row, col)
        if not one.label:
            findings.append(finding("cell_missing", sheet.name, cell, row=one.row + 1, column="单位"))
        elif one.unit is None:
            near = "、".join(context.jurisdiction.suggest(one.label))
            hint = f"是否为:{near}" if near else "没有相近的单位"
            findings.append(finding("row_unit_unknown", sheet.name, cell, found=one.label, hint=hint))
        elif first.setdefault(one.unit.unit_id, one.row) != one.row:
            at = first[one.unit.unit_id] + 1
            findings.append(finding("repeated_row", sheet.name, cell, label=one.label, first=at))
    return findings


def _facts(table: Table, period: Period) -> list[dict[str, object]]:
    return [
        {
            "sheet": table.sheet.name, "row_no": one.row + 1, "unit_id": one.unit.unit_id, "month": period.last,
            "first_month": period.first, "measure": measure, "kind": kind, "value": value.quantize(_PLACES),
            "cell": address(one.row, table.layout.columns[name]), "table": id(table),
        }
        for one in table.rows if not one.reason and one.unit is not None
        for name, value in one.values.items()
        for measure, kind in [table.layout.figure(name, table.template)]
    ]  # fmt: skip


def _repeats(facts: list[dict[str, object]]) -> list[Finding]:
    """Returns an error for each row whose figures another table of the file has already."""
    first: dict[tuple, Mapping[str, object]] = {}
    said: dict[tuple, Finding] = {}
    for fact in facts:
        key = tuple(fact[name] for name in ("unit_id", "month", "first_month", "measure", "kind"))
        known = first.setdefault(key, fact)
        place = (fact["sheet"], fact["row_no"])
        if known["table"] != fact["table"]:  # within a table it is a repeated row
            other = f"“{known['sheet']}”第 {known['row_no']} 行"
            said.setdefault(place, finding("repeated_key", str(place[0]), str(fact["cell"]), row=place[1], other=other))
    return capped("repeated_key", list(said.values()))


def _describe(
    checked: Checked, facts: list[dict[str, object]], periods: list[Period], template: SummaryTemplate
) -> None:
    types = {"row_no": pa.int32(), "month": pa.int32(), "first_month": pa.int32(), "value": _AMOUNT}
    names = ("sheet", "row_no", "unit_id", "month", *template.table.columns)
    checked.facts[template.table.name] = pa.table(
        {name: pa.array([fact[name] for fact in facts], types.get(name, pa.string())) for name in names}
    )
    checked.records = len(facts)
    checked.coverage = sorted({(str(fact["unit_id"]), int(str(fact["month"]))) for fact in facts})
    if periods:
        checked.period = Period(min(one.first for one in periods), max(one.last for one in periods))
        checked.cumulative = checked.period.is_cumulative and len(checked.period.months) > 1
