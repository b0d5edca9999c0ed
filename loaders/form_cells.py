"""Reads the figures of a form: strictly, with their unit, and says what is wrong where."""

from dataclasses import dataclass
from decimal import Decimal

from domain.finding import Finding
from domain.number import LARGEST, clean_text, parse_number
from loaders.form_layout import WITH_UNIT, FormLayout, Line, says_nothing
from loaders.grid import Grid, address
from loaders.messages import finding
from loaders.template import FormTemplate
from loaders.workbook import Sheet

_PLACES = Decimal("0.000001")  # the fact table keeps six decimals, exactly


@dataclass(frozen=True)
class Cell:
    """Holds one stored figure of a form."""

    row: int
    label: str
    subtype: str
    measure: str
    value: Decimal


def read_cells(
    sheet: Sheet, grid: Grid, layout: FormLayout, lines: list[Line], template: FormTemplate
) -> tuple[list[Cell], list[Finding]]:
    """Returns the figures of all data rows and what is wrong with those that are none."""
    cells: list[Cell] = []
    findings: list[Finding] = []
    for line in lines:
        if line.reason:
            continue
        for measure, col in layout.measures.items():
            text = grid.text(line.row, col)
            if says_nothing(text) or measure in line.checked:
                continue
            value, trouble = read_value(text, measure, layout, template)
            if trouble:
                findings.append(finding(trouble, sheet.name, address(line.row, col), found=text))
            elif value is not None:
                cells.append(Cell(line.row, line.label, line.subtype, measure, value))
    return cells, findings + _hidden_troubles(sheet, layout, lines)


def read_value(
    text: str, measure: str, layout: FormLayout, template: FormTemplate
) -> tuple[Decimal | None, str]:
    """Returns a cell's value (money in 万元) and '', or None and the code of what is wrong."""
    is_money = template.column(measure).kind == "money"
    number, factor = parse_number(text), layout.factors.get(measure, Decimal(1))
    match = WITH_UNIT.fullmatch(clean_text(text))
    if number is None and match and (match[2] in template.money_factors) == is_money:
        number = parse_number(match[1])
        factor = template.money_factors[match[2]] if is_money else Decimal(1)
    if number is None:
        return None, "money_expected" if is_money else "integer_expected"
    if number < 0:
        return None, "negative_number"
    if not is_money and number != number.to_integral_value():
        return None, "integer_expected"
    value = number * factor
    if abs(value) >= LARGEST:
        return None, "number_too_large"
    return (value, "") if value == value.quantize(_PLACES) else (None, "too_many_decimals")


def _hidden_troubles(sheet: Sheet, layout: FormLayout, lines: list[Line]) -> list[Finding]:
    """Returns findings for cells that readers hide: error values and formulas without a value."""
    rows = {line.row for line in lines if not line.reason}
    cols = set(layout.measures.values())
    errors = [(r, c, "error_cell", what) for r, c, what in sheet.error_cells]
    errors += [(r, c, "uncached_formula", "") for r, c in sheet.uncached]
    return [
        finding(code, sheet.name, address(row, col), found=what)
        for row, col, code, what in errors
        if row in rows and col in cols
    ]


def compare_columns(
    sheet: Sheet, layout: FormLayout, cells: list[Cell], template: FormTemplate
) -> list[Finding]:
    """Returns what the form's limits object to: 移送 more than 立案 and the like."""
    by_row: dict[int, dict[str, Cell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, {})[cell.measure] = cell
    findings = []
    for row, found in sorted(by_row.items()):
        for limit in template.limits:
            smaller, larger = found.get(limit.column), found.get(limit.at_most)
            if smaller and larger and smaller.value > larger.value:
                cell = address(row, layout.measures[limit.column])
                values = {"smaller": plain(smaller.value), "larger": plain(larger.value)}
                findings.append(finding(limit.code, sheet.name, cell, label=smaller.label, **values))
    return findings


def plain(value: Decimal) -> str:
    """Returns a number without trailing zeros and without an exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
