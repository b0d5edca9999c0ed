"""Reads a ledger: rows of all its sheets at once, typed and checked by SQL over a staging table."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from domain.finding import Finding
from domain.jurisdiction import UNPLACED, Unit
from domain.period import Period
from loaders.checked import Checked
from loaders.columns import column_matches, unsuited
from loaders.dates import year_in
from loaders.grid import address, grid_of
from loaders.header import Heading
from loaders.labels import read_labels
from loaders.ledger_totals import compare_ledger_totals
from loaders.messages import finding
from loaders.places import Places
from loaders.rules import capped, check_rules
from loaders.sender import declared_unit
from loaders.stage import StagedSheet, stage_sheet
from loaders.staging_table import staging_table
from loaders.template import Context, LedgerTemplate, SheetWords
from loaders.words_around import Around, other_periods, other_units
from loaders.workbook import Sheet
from store.staging import Staging, staging

_HOUSEKEEPING = (("sheet", "VARCHAR"), ("row_no", "INTEGER"), ("unit_id", "VARCHAR"), ("month", "INTEGER"))


def read_ledger(
    uses: list[tuple[Sheet, Heading]],
    template: LedgerTemplate,
    context: Context,
    file_name: str,
    checked: Checked,
) -> None:
    """Reads every sheet that shows the ledger into `checked`: facts, findings, ignored rows."""
    places = Places(context.jurisdiction)
    unit, troubles = declared_unit(context)
    checked.findings += troubles
    sheets, constants, around = [], [], []
    for sheet, found in uses:
        heading = template.part(found, grid_of(sheet, found.last_row + 1)) if template.part else found
        staged = stage_sheet(sheet, heading, template)
        words = _words(staged, file_name)
        said = unit or (context.jurisdiction.resolve(words.sender) if words.sender else None)
        unit = unit or said
        about = template.about_sheet(words, context) if template.about_sheet else {}
        around.append(Around.of(sheet.name, words.titles, "" if sheets else file_name))
        sheets.append(staged)
        constants.append({**about, **_sender(said, places)})
        checked.ignored += staged.ignored
        checked.columns += column_matches(sheet, heading, staged.chosen, template, staged.fits)
        checked.findings += list(_sheet_troubles(staged, template))
    context = replace(context, year=_year(sheets, file_name, context))
    table = staging_table(sheets, constants, template, context, places)
    with staging() as area:
        area.put("staged", table)
        _judge(area, sheets, template, context, checked)
    checked.findings += compare_ledger_totals(sheets, template, np.asarray(table["k"]), checked.findings)
    _describe(checked, unit, context)
    source = "所选期间" if context.declared.period else "各行日期所在的期间"
    settled = context.jurisdiction.unit(checked.unit_id) if checked.unit_id else None
    for one in around:
        checked.findings += other_periods(one, checked.period, source, ends_alike=False)
        checked.findings += other_units(one, settled, places)


def _year(sheets: list[StagedSheet], file_name: str, context: Context) -> int | None:
    """Returns the one year the titles name, else the declared period's or the file name's; None for several."""
    titles = {
        year
        for one in sheets
        for text in (*_words(one, "").titles, one.sheet.name)
        if (year := year_in(text))
    }
    if titles:
        return titles.pop() if len(titles) == 1 else None
    return context.declared.period.year if context.declared.period else year_in(file_name)


def _sender(unit: Unit | None, places: Places) -> dict[str, str | None]:
    """Returns the sending unit, and whether rows without a place may be put on it."""
    unit_id = unit.unit_id if unit else None
    return {"sender_unit": unit_id, "sender": unit_id if places.is_place(unit) else None}


def _judge(
    area: Staging, sheets: list[StagedSheet], template: LedgerTemplate, context: Context, checked: Checked
) -> None:
    """Computes entries and records, runs the rules, and keeps the typed facts."""
    # a view: the columns are read where Arrow keeps them, no text is copied twice
    area.run(
        f"CREATE TEMP VIEW entries AS SELECT rid, sheet, row_no, k, is_head, {template.entries} FROM staged"
    )
    fields = [*_HOUSEKEEPING, *((field.name, field.sql_type) for field in template.table.fields)]
    casts = ", ".join(f"CAST({name} AS {sql_type}) AS {name}" for name, sql_type in fields)
    records = area.arrow(f"SELECT * REPLACE ({casts}) FROM ({template.records})")
    area.put("records", records)
    found = check_rules(area, template, _by_name(sheets), context)
    checked.findings += _without_followers(found, sheets)
    checked.facts[template.table.name] = records.select([name for name, _ in fields])
    checked.rows = sum(len(one.positions) for one in sheets)
    checked.records = records.num_rows
    pairs = area.rows(
        "SELECT DISTINCT unit_id, month FROM records WHERE month IS NOT NULL AND unit_id IS NOT NULL ORDER BY 1, 2"
    )
    checked.coverage = [(unit_id, month) for unit_id, month in pairs]


def _without_followers(found: list[Finding], sheets: list[StagedSheet]) -> list[Finding]:
    """Returns the findings without those of cells that the reader could not see: one cause, one line."""
    unseen = {
        (one.sheet.name, address(row, col))
        for one in sheets
        for row, col, *_ in (*one.sheet.error_cells, *one.sheet.uncached)
    }
    return [one for one in found if (one.sheet, one.cell) not in unseen] if unseen else found


def _by_name(sheets: list[StagedSheet]) -> dict[str, StagedSheet]:
    """Returns the first table of each sheet by the sheet's name, the others beside it."""
    found: dict[str, list[StagedSheet]] = {}
    for one in sheets:
        found.setdefault(one.sheet.name, []).append(one)
    for first, *rest in found.values():
        first.beside = tuple(rest)
    return {name: tables[0] for name, tables in found.items()}


def _describe(checked: Checked, unit: Unit | None, context: Context) -> None:
    """Settles unit, period and coverage: what is declared, else what the rows say."""
    declared = context.declared
    months = [month for _, month in checked.coverage]
    checked.complete = declared.complete
    checked.period = declared.period or (Period(min(months), max(months)) if months else None)
    if unit is None:
        ids = {unit_id for unit_id, _ in checked.coverage} - {UNPLACED}
        unit = context.jurisdiction.unit(ids.pop()) if len(ids) == 1 else None
    if unit is not None:
        checked.unit_id, checked.unit = unit.unit_id, unit.name
    if checked.period and unit is not None:
        covered = {unit.unit_id}
        if declared.complete and unit == context.jurisdiction.root:
            covered = {one.unit_id for one in context.jurisdiction.units} | {UNPLACED}
        known = set(checked.coverage)
        whole = {(unit_id, month) for unit_id in covered for month in checked.period.months}
        checked.coverage += sorted(whole - known)


def _words(staged: StagedSheet, file_name: str) -> SheetWords:
    above = grid_of(staged.sheet, staged.heading.first_row)
    titles = tuple(text for row in above.rows for text in row if text)
    sender = read_labels(above, range(above.height)).get("unit", "")
    found = frozenset(staged.columns)
    headers = {name: staged.heading.headers.get(col, "") for name, col in staged.chosen.items()}
    return SheetWords(staged.sheet.name, titles, file_name, sender, found, headers)


def _twice(staged: StagedSheet, template: LedgerTemplate) -> Iterator:
    """Yields a warning for each filled column of figures that another one like it keeps from being read."""
    taken = {col: name for name, col in staged.chosen.items()}
    for col, matches in staged.heading.matches.items():
        column = template.column(matches[0].column)
        is_figure = column.signature and column.kind in ("number", "count", "money")
        at = staged.chosen.get(column.name, col)
        if col in taken or col in staged.heading.picked or at == col or not is_figure:
            continue
        said = {"header": staged.heading.headers[col], "other": staged.heading.headers[at]}
        yield finding("column_twice", staged.sheet.name, address(staged.heading.last_row, col), **said)


def _sheet_troubles(staged: StagedSheet, template: LedgerTemplate) -> Iterator:
    """Yields findings about missing columns, and about cells whose value the reader cannot see."""
    name = staged.sheet.name
    for column in template.columns:
        if column.required and column.name not in staged.chosen:
            yield finding("required_column_missing", name, column=column.header)
    yield from unsuited(staged.sheet, staged.heading, staged.chosen, template, staged.fits)
    yield from _twice(staged, template)
    if not len(staged.positions):
        yield finding("no_rows", name)
    used = {staged.chosen[column]: template.column(column).kind for column in staged.columns}
    rows = set(staged.positions.tolist())
    yield from capped("error_cell", [
        finding("error_cell", name, address(row, col), found=what)
        for row, col, what in staged.sheet.error_cells if col in used and row in rows
    ])  # fmt: skip
    yield from capped("uncached_formula", [
        finding("uncached_formula", name, address(row, col))
        for row, col in staged.sheet.uncached if col in used and row in rows
    ])  # fmt: skip
    yield from capped("lost_digits", [
        finding("lost_digits", name, address(row, col))
        for row, col in staged.sheet.long_numbers if used.get(col) == "code" and row in rows
    ])  # fmt: skip
