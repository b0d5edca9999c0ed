"""Reads a form: unit and period from its words, figures from its cells, totals only compared."""

from decimal import Decimal

import pyarrow as pa

from domain.finding import Finding
from domain.jurisdiction import Unit
from domain.period import Period
from domain.table import TableSpec
from loaders.checked import Checked, Ignored
from loaders.columns import column_matches
from loaders.form_cells import Cell, compare_columns, plain, read_cells
from loaders.form_groups import settle_groups
from loaders.form_layout import FormLayout, Line, lay_out, read_lines
from loaders.form_totals import Form, compare_totals
from loaders.grid import Grid, address, grid_of
from loaders.header import Heading
from loaders.labels import read_labels
from loaders.messages import finding
from loaders.places import Places
from loaders.rules import capped_by_code
from loaders.sender import settle_period, settle_unit
from loaders.template import Context, FormTemplate
from loaders.words_around import Around, other_periods, other_units
from loaders.workbook import Sheet

_AMOUNT = pa.decimal128(18, 6)
_SIX_PLACES = Decimal("0.000001")


def read_form(
    uses: list[tuple[Sheet, Heading]], template: FormTemplate, context: Context, checked: Checked
) -> None:
    """Reads every sheet that shows the form into `checked`: facts, findings, ignored rows."""
    tables: list[pa.Table] = []
    seen: dict[tuple[str, int], str] = {}
    for sheet, heading in uses:
        file_name = checked.file_name if len(uses) == 1 else ""
        unit, period, cells = _read_sheet(sheet, heading, template, context, checked, file_name)
        if not cells and len(uses) > 1:
            continue
        checked.period, checked.cumulative = period, bool(period and period.is_cumulative)
        if unit is None or period is None:
            continue
        _note_unit(checked, unit, sheet, period, seen)
        tables.append(_facts(sheet, cells, unit, period, template.table))
    checked.complete = True
    checked.records = sum(table.num_rows for table in tables)
    empty = _facts_table([], "", "", 0, 0, template.table)
    checked.facts[template.table.name] = pa.concat_tables(tables) if tables else empty


def _read_sheet(
    sheet: Sheet,
    heading: Heading,
    template: FormTemplate,
    context: Context,
    checked: Checked,
    file_name: str,
) -> tuple[Unit | None, Period | None, list[Cell]]:
    grid = grid_of(sheet)
    layout = lay_out(grid, heading, template)
    if layout is None:
        checked.findings.append(finding("no_known_rows", sheet.name, header=template.row_header))
        return None, None, []
    lines = settle_groups(grid, layout, read_lines(grid, layout, template))
    cells, findings = read_cells(sheet, grid, layout, lines, template)
    unit, period, troubles = _settle(sheet, grid, heading, lines, template, context, file_name)
    data = [line for line in lines if not line.reason]
    checked.rows += len(data)
    checked.columns += column_matches(sheet, heading, layout.columns, template, {})
    checked.ignored += [
        Ignored(sheet.name, ln.row + 1, ln.reason) for ln in lines if ln.reason not in ("", "unknown")
    ]
    found = troubles + _line_troubles(sheet, layout, lines, template) + findings
    found += compare_columns(sheet, layout, cells, template)
    found += compare_totals(Form(sheet, grid, layout, template, lines, cells))
    checked.findings += capped_by_code(found)
    if not cells and not findings:
        checked.findings.append(finding("form_is_blank", sheet.name))
    return unit, period, cells


def _settle(
    sheet: Sheet,
    grid: Grid,
    heading: Heading,
    lines: list[Line],
    template: FormTemplate,
    context: Context,
    file_name: str,
) -> tuple[Unit | None, Period | None, list[Finding]]:
    above = range(heading.first_row)
    aside = [line.row for line in lines if line.reason]
    labels = read_labels(grid, [*above, *aside])
    titles = [
        text for row in above for text in grid.rows[row] if text and "时间" not in text and "日期" not in text
    ]
    unit, findings = settle_unit(context, labels.get("unit", ""), sheet.name)
    period, more = settle_period(context, labels, titles, sheet.name, template.is_cumulative)
    around = Around.of(sheet.name, titles, file_name)
    more += other_periods(around, period, "统计时间", ends_alike=True)
    more += other_units(around, unit, Places(context.jurisdiction))
    return unit, period, findings + more


def _line_troubles(
    sheet: Sheet, layout: FormLayout, lines: list[Line], template: FormTemplate
) -> list[Finding]:
    """Returns findings about rows and columns as such: unknown types, repeats, missing columns."""
    findings = []
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        cell = address(line.row, layout.type_col)
        if line.reason == "unknown":
            known = "、".join(label.name for label in template.labels)
            findings.append(finding("unknown_row_type", sheet.name, cell, found=line.label, known=known))
        elif not line.reason:
            first = seen.setdefault((line.label, line.subtype), line.row)
            if first != line.row:
                what = line.label + (f"({line.subtype})" if line.subtype else "")
                findings.append(finding("repeated_row", sheet.name, cell, label=what, first=first + 1))
    missing = [column.header for column in template.columns if column.name not in layout.measures]
    if missing:
        findings.append(finding("columns_missing", sheet.name, columns="、".join(missing)))
    for name in layout.assumed:
        header = layout.heading.headers.get(layout.measures[name], template.column(name).header)
        findings.append(finding("money_unit_assumed", sheet.name, column=header))
    for name, factor in layout.factors.items():
        if factor != 1:
            unit = next(word for word, worth in template.money_factors.items() if worth == factor)
            header = template.column(name).header
            cell = address(layout.heading.last_row, layout.measures[name])
            findings.append(
                finding("money_converted", sheet.name, cell, column=header, unit=unit, factor=plain(factor))
            )
    return findings


def _note_unit(
    checked: Checked, unit: Unit, sheet: Sheet, period: Period, seen: dict[tuple[str, int], str]
) -> None:
    pair = (unit.unit_id, period.last)
    if pair in seen:
        said = {"other": seen[pair], "unit": unit.name, "period": period.chinese}
        checked.findings.append(finding("repeated_form", sheet.name, **said))
    is_first = not seen
    seen[pair] = sheet.name
    checked.coverage.append(pair)
    if is_first:
        checked.unit_id, checked.unit = unit.unit_id, unit.name
    elif checked.unit_id != unit.unit_id:
        checked.unit_id = checked.unit = None


def _facts(sheet: Sheet, cells: list[Cell], unit: Unit, period: Period, table: TableSpec) -> pa.Table:
    return _facts_table(cells, sheet.name, unit.unit_id, period.first, period.last, table)


def _facts_table(
    cells: list[Cell], sheet: str, unit_id: str, first: int, last: int, table: TableSpec
) -> pa.Table:
    """Returns case cells as an Arrow table with the fact columns and sheet, row_no, unit_id, month."""
    count = len(cells)
    columns = {
        "sheet": pa.array([sheet] * count, pa.string()),
        "row_no": pa.array([cell.row + 1 for cell in cells], pa.int32()),
        "unit_id": pa.array([unit_id] * count, pa.string()),
        "month": pa.array([last] * count, pa.int32()),
        "violation": pa.array([cell.label for cell in cells], pa.string()),
        "subtype": pa.array([cell.subtype for cell in cells], pa.string()),
        "measure": pa.array([cell.measure for cell in cells], pa.string()),
        "value": pa.array([cell.value.quantize(_SIX_PLACES) for cell in cells], _AMOUNT),
        "first_month": pa.array([first] * count, pa.int32()),
    }
    housekeeping = ("sheet", "row_no", "unit_id", "month")
    return pa.table({name: columns[name] for name in (*housekeeping, *table.columns)})
