"""Reads a returned blank by its stamp: a renamed header, a deleted unit or period; words never overruled.

The stamp only fills in what the sheet no longer says. Where the sheet says something else, the
sheet counts, because that is what its sender sees, and the contradiction becomes a finding.
"""

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from domain.finding import Finding
from domain.jurisdiction import Jurisdiction
from domain.period import Period
from loaders.blank_stamp import Stamp
from loaders.checked import Declared
from loaders.dates import read_period
from loaders.grid import address, grid_of
from loaders.header import Heading, vocabulary
from loaders.labels import read_labels
from loaders.messages import finding
from loaders.recognise import Recognised
from loaders.template import FormTemplate, Template
from loaders.templates import template
from loaders.workbook import Sheet, Workbook

_SEARCHED = 30  # rows a clerk may have put above the header


def with_headers(workbook: Workbook, stamp: Stamp | None) -> tuple[Workbook, list[Finding]]:
    """Returns the workbook with unknown headers read by their place, and what was read so.

    Only where at least half of the stamped columns still stand, known by their words, in their
    places, and none stands elsewhere: then nothing was moved and the places can be trusted.
    """
    chosen = template(stamp.template) if stamp else None
    if stamp is None or chosen is None:
        return workbook, []
    sheets, findings = [], []
    for sheet in workbook.sheets:
        row = None if sheet.hidden else _header_row(sheet, stamp, chosen)
        for name in _lost(sheet, row, stamp, chosen) if row is not None else ():
            col, header = stamp.columns[name], chosen.column(name).header
            said = sheet.text(row, col) or "（空）"
            findings.append(
                finding("header_from_stamp", sheet.name, address(row, col), found=said, column=header)
            )
            sheet = _with_text(sheet, row, col, header)
        sheets.append(sheet)
    return replace(workbook, sheets=sheets), findings


def _names(sheet: Sheet, row: int, chosen: Template) -> dict[int, str]:
    """Returns sheet column → canonical name of the header words in a row."""
    words = vocabulary(chosen.columns)
    found = ((col, words.look_up(sheet.text(row, col))) for col in range(sheet.column_count))
    return {col: matches[0].column for col, matches in found if matches}


def _header_row(sheet: Sheet, stamp: Stamp, chosen: Template) -> int | None:
    """Returns the row most stamped columns stand in, each in its place; None where they were moved."""
    rows = {row: _names(sheet, row, chosen) for row in range(min(_SEARCHED, sheet.row_count))}
    hits = {
        row: sum(names.get(col) == name for name, col in stamp.columns.items()) for row, names in rows.items()
    }
    best = max(hits, key=lambda row: hits[row], default=None)
    if best is None or hits[best] < 3 or hits[best] * 2 < len(stamp.columns):
        return None
    is_moved = any(stamp.columns.get(name, col) != col for col, name in rows[best].items())
    return None if is_moved else best


def _lost(sheet: Sheet, row: int, stamp: Stamp, chosen: Template) -> list[str]:
    """Returns the stamped columns whose header says nothing known; a cleared column is none."""
    names = _names(sheet, row, chosen)
    known = {column.name for column in chosen.columns}
    free = [
        name
        for name, col in stamp.columns.items()
        if name in known and col not in names and name not in names.values()
    ]
    return [name for name in free if _has_text(sheet, row, stamp.columns[name])]


def _has_text(sheet: Sheet, row: int, col: int) -> bool:
    if col >= sheet.column_count:
        return False
    return any(text for text in sheet.cells.column(col).slice(row).to_pylist())


def _with_text(sheet: Sheet, row: int, col: int, text: str) -> Sheet:
    texts = sheet.cells.column(col).to_pylist()
    texts[row] = text
    name = sheet.cells.column_names[col]
    return replace(sheet, cells=sheet.cells.set_column(col, name, pa.array(texts, pa.string())))


def with_stamp(
    stamp: Stamp | None, found: Recognised, declared: Declared, jurisdiction: Jurisdiction
) -> tuple[Declared, list[Finding]]:
    """Returns what is declared, completed from the stamp, and what contradicts the stamp."""
    if stamp is None or found.template is None or not found.uses:
        return declared, []
    if stamp.template != found.template.template_id:
        made = template(stamp.template)
        title = made.title if made else stamp.template
        said = {"made": title, "found": found.template.title}
        return declared, [finding("stamp_other_template", found.uses[0][0].name, **said)]
    is_form = isinstance(found.template, FormTemplate)
    if is_form and len(found.uses) > 1:  # sheets put together by hand: each must speak for itself
        return declared, []
    sheet, labels = _labels(found.uses)
    declared, first = _unit(stamp, declared, jurisdiction, labels.get("unit", ""), sheet)
    declared, second = _period(stamp, declared, labels.get("period", ""), sheet, is_form)
    return declared, first + second


def _labels(uses: Sequence[tuple[Sheet, Heading]]) -> tuple[str, dict[str, str]]:
    """Returns the first sheet's name and the words above the tables, the first said first."""
    found: dict[str, str] = {}
    for sheet, heading in uses:
        above = grid_of(sheet, heading.first_row)
        found = read_labels(above, range(above.height)) | found
    return uses[0][0].name, found


def _unit(
    stamp: Stamp, declared: Declared, jurisdiction: Jurisdiction, said: str, sheet: str
) -> tuple[Declared, list[Finding]]:
    made = jurisdiction.resolve(stamp.unit_id) if stamp.unit_id else None
    if made is None:
        return declared, []
    if not said and not declared.unit:
        return replace(declared, unit=made.unit_id), [finding("unit_from_stamp", sheet, unit=made.name)]
    said = declared.unit or said
    now = jurisdiction.resolve(said)
    if now == made:
        return declared, []
    return declared, [finding("stamp_other_unit", sheet, found=now.name if now else said, made=made.name)]


def _period(
    stamp: Stamp, declared: Declared, said: str, sheet: str, is_form: bool
) -> tuple[Declared, list[Finding]]:
    """Compares the period; a ledger takes the one its sheet says, a form reads that itself."""
    made = stamp.period
    if made is None:
        return declared, []
    if declared.period is None and not any(sign.isdigit() for sign in said):
        note = [] if is_form else [finding("period_from_stamp", sheet, period=made.chinese)]  # a form says so
        return replace(declared, period=made), note
    now = declared.period or read_period(said, made.year, is_form)
    if now is not None and not is_form:
        declared = replace(declared, period=now)
    if now is not None and now.last == made.last and (is_form or now.first == made.first):
        return declared, []
    shown = now.chinese if isinstance(now, Period) else said
    return declared, [finding("stamp_other_period", sheet, found=shown, made=made.chinese)]
