"""Reads the forms of single cases into facts: one form is one case, in the month it is reported for.

001 四(五) asks by the 2nd of a month for cases closed in the month before, so a closed case belongs
to the month of its closing, whenever its form arrives. A case in progress does not count: it stands
in the month its form was sent for (declared, else told by the day the form was filled in), and in
its filing month only where neither is known.
"""

import re
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from domain.finding import Finding
from domain.jurisdiction import Unit
from domain.number import clean_text
from domain.period import Period, shift_month
from loaders.card_template import CardTemplate
from loaders.case_sheet import Card, read_cards
from loaders.case_sheet_fields import Values, credit_code, read_values
from loaders.checked import Checked, Declared
from loaders.form_layout import match_label
from loaders.grid import address, grid_of
from loaders.messages import finding
from loaders.sender import declared_unit, unknown_unit
from loaders.template import Context
from loaders.templates.case_form import TEMPLATE as CASE_FORM
from loaders.templates.typical_case import CLOSED, IN_PROGRESS
from loaders.workbook import Sheet

_ARROW = {"BOOLEAN": pa.bool_(), "DATE": pa.date32(), "INTEGER": pa.int32(), "VARCHAR": pa.string()}
_NEEDED = ("status", "case_name", "filed_on")
_AFTER_FILING = (
    ("penalised_on", "作出处罚时间"),
    ("transferred_on", "移送时间"),
    ("notified_on", "通报时间"),
)
_MOST_ROWS = 5000
_USUAL_DUE_DAY = 2  # 001 四(五), where the jurisdiction sets no day


@dataclass(frozen=True)
class _Case:
    """Holds one read form with its unit and month; either is None where it is not known."""

    sheet: Sheet
    found: Values
    unit: Unit | None
    month: int | None

    @property
    def key(self) -> str:
        name = re.sub(r"\s+", "", clean_text(self.found.words("case_name")))
        return f"{self.unit.unit_id if self.unit else ''}|{name}"


def read_case_sheets(sheets: list[Sheet], template: CardTemplate, context: Context, checked: Checked) -> None:
    """Reads every form of these sheets into `checked`: facts, findings, coverage; blank forms are left out."""
    cases: list[_Case] = []
    declared, troubles = declared_unit(context)
    checked.findings += troubles
    for sheet in sheets:
        for card in read_cards(grid_of(sheet, rows=_MOST_ROWS), template):
            found = read_values(card, template, sheet.name, context.date1904)
            if _is_untouched(found):
                checked.findings.append(finding("card_is_blank", sheet.name, row=card.row + 1))
                continue
            cases.append(_judged(sheet, found, template, declared, context))
            checked.findings += _hidden_cells(sheet, found)
    _find_repeats(cases)
    for case in cases:
        checked.findings += case.found.findings
    checked.rows, whole = len(cases), [case for case in cases if case.unit and case.month]
    checked.records = len(whole)
    checked.facts[template.table.name] = _facts(whole, template)
    _describe(checked, whole, context)


def _is_untouched(found: Values) -> bool:
    """Tells whether nothing was filled in; the unit alone may be printed beforehand."""
    said = {name: value for name, value in found.values.items() if value not in (None, "")}
    return not said.keys() - {"unit", "reported_on"} and not found.findings


def _judged(
    sheet: Sheet, found: Values, template: CardTemplate, declared: Unit | None, context: Context
) -> _Case:
    unit = _unit(sheet, found, declared, context)
    _check_filled(sheet, found, template)
    _check_dates(sheet, found)
    found.values["credit_code"] = credit_code(found, sheet.name)
    closed = found.day("closed_on") if found.words("status") == CLOSED else None
    if closed is not None:
        _check_month(sheet, found, closed, context.declared)
    return _Case(sheet, found, unit, _month(found, closed, context))


def _month(found: Values, closed: date | None, context: Context) -> int | None:
    """Returns the month a case belongs to, None where its form holds no date at all."""
    if closed is not None:
        return _month_of(closed)
    if context.declared.period is not None:
        return context.declared.period.last
    reported, filed = found.day("reported_on"), found.day("filed_on")
    if reported is None:
        return _month_of(filed) if filed else None
    due_days = [one.due_day for one in context.jurisdiction.returns if one.template == "typical_case"]
    is_for_last_month = reported.day <= max(due_days, default=_USUAL_DUE_DAY)
    return shift_month(_month_of(reported), -1) if is_for_last_month else _month_of(reported)


def _month_of(day: date) -> int:
    return day.year * 100 + day.month


def _unit(sheet: Sheet, found: Values, declared: Unit | None, context: Context) -> Unit | None:
    said = found.words("unit")
    written = context.jurisdiction.resolve(said) if said else None
    if declared is not None and written is not None and declared != written:
        found.findings.append(
            finding("unit_mismatch", sheet.name, found=written.name, declared=declared.name)
        )
    if declared is not None or written is not None:
        return declared or written
    if said:
        found.findings.append(unknown_unit(context.jurisdiction, said, sheet.name))
    else:
        found.findings.append(_missing(sheet, found.card, "unit", "承办部门"))
    return None


def _check_filled(sheet: Sheet, found: Values, template: CardTemplate) -> None:
    """Says what a case cannot do without: status, name, dates."""
    unread = {said.cell for said in found.findings}
    for name in (*_NEEDED, *(("closed_on",) if found.words("status") == CLOSED else ())):
        place = found.card.places.get(name)
        if not found.values.get(name) and not (place and place.cell in unread):
            found.findings.append(_missing(sheet, found.card, name, template.column(name).header))
    said = found.words("violation")
    matched = match_label(said, CASE_FORM.labels) if said else None
    if said and matched is None:
        cell = found.card.places["violation"].cell
        found.findings.append(finding("unknown_case_type", sheet.name, cell, found=said[:40]))
    found.values["violation"] = matched[0].name if matched else said
    for yes, when in (("penalised", "penalised_on"), ("transferred", "transferred_on")):
        if found.yes(yes) and when in found.card.places and found.day(when) is None:
            header = template.column(when).header
            found.findings.append(
                finding("card_date_missing", sheet.name, found.card.places[when].cell, column=header)
            )


def _check_dates(sheet: Sheet, found: Values) -> None:
    filed, closed = found.day("filed_on"), found.day("closed_on")
    if closed and found.words("status") == IN_PROGRESS:
        found.findings.append(finding("closed_while_open", sheet.name, found.card.places["closed_on"].cell))
    if filed and closed and closed < filed:
        said = {"found": closed.isoformat(), "filed_on": filed.isoformat()}
        cell = found.card.places["closed_on"].cell
        found.findings.append(finding("closed_before_filed", sheet.name, cell, **said))
    for name, header in _AFTER_FILING:
        day = found.day(name)
        if filed and day and day < filed:
            said = {"column": header, "found": day.isoformat(), "filed_on": filed.isoformat()}
            found.findings.append(
                finding("card_before_filed", sheet.name, found.card.places[name].cell, **said)
            )


def _check_month(sheet: Sheet, found: Values, closed: date, declared: Declared) -> None:
    """Doubts a case that was not closed in the month it is reported for (001 四(五): last month)."""
    cell, month = found.card.places["closed_on"].cell, _month_of(closed)
    reported = found.day("reported_on")
    if declared.period is not None:
        is_outside, wanted = month not in declared.period.months, declared.period.chinese
    elif reported is not None:
        last = shift_month(_month_of(reported), -1)
        # a weighty case may be sent at any time, so also in the month of its closing
        is_outside, wanted = month not in (last, _month_of(reported)), Period.of_month(last).chinese
    else:
        return
    if is_outside:
        said = {"found": closed.isoformat(), "wanted": wanted}
        found.findings.append(finding("closed_outside_month", sheet.name, cell, **said))


def _missing(sheet: Sheet, card: Card, name: str, header: str) -> Finding:
    place = card.places.get(name)
    cell = place.cell if place else address(card.row, 0)
    return finding("card_field_missing", sheet.name, cell, column=header)


def _hidden_cells(sheet: Sheet, found: Values) -> list[Finding]:
    """Returns findings for cells of the form whose value no reader sees."""
    cells = {(place.row, place.col) for place in found.card.places.values()}
    lost = [("error_cell", row, col, what) for row, col, what in sheet.error_cells]
    lost += [("uncached_formula", row, col, "") for row, col in sheet.uncached]
    return [finding(code, sheet.name, address(row, col), found=what)
            for code, row, col, what in lost if (row, col) in cells]  # fmt: skip


def _find_repeats(cases: list[_Case]) -> None:
    seen: dict[str, _Case] = {}
    for case in cases:
        first = seen.setdefault(case.key, case)
        if first is not case and case.found.words("case_name"):
            where = f"“{first.sheet.name}”!{first.found.card.places['case_name'].cell}"
            cell = case.found.card.places["case_name"].cell
            case.found.findings.append(finding("repeated_case", case.sheet.name, cell, other=where))


def _facts(cases: list[_Case], template: CardTemplate) -> pa.Table:
    """Returns the cases as the fact table with sheet, row_no, unit_id, month."""
    rows = [_row(case) for case in cases]
    types: dict[str, pa.DataType] = {
        "sheet": pa.string(), "row_no": pa.int32(), "unit_id": pa.string(), "month": pa.int32(),
    } | {field.name: _ARROW.get(field.sql_type, pa.decimal128(18, 6)) for field in template.table.fields}  # fmt: skip
    return pa.table({name: pa.array([row[name] for row in rows], kind) for name, kind in types.items()})


def _row(case: _Case) -> dict[str, object]:
    found, place = case.found, case.found.card.places.get("case_name")
    texts = ("case_name", "violation", "enterprise", "licence", "credit_code", "stage", "provinces", "penalty",
             "other_measures", "notified", "summary")  # fmt: skip
    others = ("filed_on", "closed_on", "amount_involved", "compensation", "penalised_on", "fine", "confiscated",
              "transferred_on", "notified_on")  # fmt: skip
    assert case.unit is not None
    return {
        "sheet": case.sheet.name,
        "row_no": (place.row if place else found.card.row) + 1,
        "unit_id": case.unit.unit_id,
        "month": case.month,
        "case_key": case.key,
        "is_closed": found.words("status") == CLOSED,
        "is_mediated": found.yes("mediated"),
        "is_penalised": found.yes("penalised"),
        "is_transferred": found.yes("transferred"),
        "is_public": found.yes("public"),
        **{name: found.words(name) for name in texts},
        **{name: found.values.get(name) for name in others},
    }


def _describe(checked: Checked, cases: list[_Case], context: Context) -> None:
    """Settles unit, period and coverage: what is declared, else what the forms say."""
    checked.coverage = sorted({(case.unit.unit_id, case.month) for case in cases if case.unit and case.month})
    months = [month for _, month in checked.coverage]
    checked.period = context.declared.period or (Period(min(months), max(months)) if months else None)
    units = {unit_id for unit_id, _ in checked.coverage}
    if len(units) == 1:
        unit = context.jurisdiction.unit(units.pop())
        checked.unit_id, checked.unit = unit.unit_id, unit.name
