"""Reads a summary: one unit or one month a row, every figure with its unit of count, totals only compared."""

from collections.abc import Mapping
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
from loaders.messages import finding
from loaders.rules import capped
from loaders.summary_checks import check_rows
from loaders.summary_layout import SummaryLayout, lay_out_summary
from loaders.summary_row import Row
from loaders.summary_rows import Frame, Table, read_rows, row_troubles, set_whole_aside, settle_frame
from loaders.template import Context, SummaryTemplate
from loaders.workbook import Sheet

_AMOUNT = pa.decimal128(18, 6)
_PLACES = Decimal("0.000001")


def read_summary(
    uses: list[tuple[Sheet, Heading]], template: SummaryTemplate, context: Context, checked: Checked
) -> None:
    """Reads every table that is a summary into `checked`: facts, findings, ignored rows."""
    facts: list[dict[str, object]] = []
    periods: list[Period] = []
    units: set[Unit] = set()
    for sheet, heading in uses:
        grid = grid_of(sheet, sheet.row_count)
        layout = lay_out_summary(grid, heading, template, sheet.name)
        if layout is None:  # only far below the rows it was recognised by
            checked.findings.append(
                finding("no_known_rows", sheet.name, header=template.column(template.unit).header)
            )
            continue
        frame, more = settle_frame(sheet, grid, layout, template, context, checked.file_name)
        table, troubles = _read_table(sheet, grid, layout, template, context, frame)
        checked.findings += more + troubles + check_rows(table)
        checked.columns += column_matches(sheet, layout.heading, layout.columns, template, {})
        checked.ignored += [Ignored(sheet.name, one.row + 1, one.reason) for one in table.rows if one.reason]
        checked.rows += sum(not one.reason for one in table.rows)
        periods += [one.period for one in table.rows if not one.reason and one.period is not None]
        units |= {frame.unit} if frame.unit else set()
        facts += _facts(table)
    checked.findings += _repeats(facts)
    _describe(checked, facts, periods, template)
    if len(units) == 1 and {one["unit_id"] for one in facts} <= {one.unit_id for one in units}:
        [unit] = units
        checked.unit_id, checked.unit = unit.unit_id, unit.name


def _read_table(
    sheet: Sheet, grid: Grid, layout: SummaryLayout, template: SummaryTemplate, context: Context, frame: Frame
) -> tuple[Table, list[Finding]]:
    findings = _layout_troubles(sheet, layout, template)
    rows, troubles = read_rows(sheet, grid, layout, template, context, frame)
    findings += troubles
    for one in rows:
        if not one.reason or one.reason in ("合计行", "小计行"):
            findings += _read_values(sheet, grid, one, layout, template)
    if template.unit in layout.columns:
        set_whole_aside(rows, context)
    findings += row_troubles(sheet, rows, layout, template, context)
    findings += [] if any(not one.reason for one in rows) else [finding("no_rows", sheet.name)]
    return Table(sheet, grid, layout, template, tuple(rows)), findings


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
    findings += [finding("summary_year_plan", sheet.name, header=header) for header in layout.of_year]
    findings += [
        finding("money_unit_assumed", sheet.name, column=layout.heading.headers[layout.columns[name]])
        for name in layout.assumed
    ]
    for name, unit in layout.units.items():
        if unit != "万元":
            cell = address(layout.heading.last_row, layout.columns[name])
            factor = f"{template.money_factors[unit]:f}"
            header = template.column(name).header
            findings.append(
                finding("money_converted", sheet.name, cell, column=header, unit=unit, factor=factor)
            )
    return findings


def _facts(table: Table) -> list[dict[str, object]]:
    return [
        {
            "sheet": table.sheet.name, "row_no": one.row + 1, "unit_id": one.unit.unit_id, "month": one.period.last,
            "first_month": one.period.first, "measure": measure, "kind": kind, "value": value.quantize(_PLACES),
            "cell": address(one.row, table.layout.columns[name]), "table": id(table),
        }
        for one in table.rows if not one.reason and one.unit is not None and one.period is not None
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
            said.setdefault(
                place, finding("repeated_key", str(place[0]), str(fact["cell"]), row=place[1], other=other)
            )
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
        is_long = len(checked.period.months) > 1
        checked.cumulative = is_long and all(one.is_cumulative for one in periods)
