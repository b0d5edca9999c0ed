"""Writes what the months of a trend are computed from, so that their rates too are live formulas."""

from fractions import Fraction

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from charts.description import Description, Kind, Point, Role, Series
from domain.known_indicator import Kind as Figure
from exports.workbook_formula import is_live_value, value_formula
from exports.workbook_paper import BOX, HEAD, Paper, decimals_of, number_format
from exports.xml_text import one_line
from metrics.indicator import Indicator

Formulas = dict[tuple[str, int], tuple[str, float]]


def write_trend_sources(
    paper: Paper, indicator: Indicator, description: Description, sheet: Worksheet, top: int, col: int
) -> Formulas:
    """Writes numerator and denominator of each series from column `col` on, beside the drawn columns.

    Returns the formula and stored result of every (series name, month) they give; empty for
    anything but a trend of rates.
    """
    found: Formulas = {}
    if description.kind is not Kind.TREND or indicator.kind is Figure.YES_NO:
        return found
    for series in description.series:
        if series.role in (Role.OWN, Role.PAST) and _has_rates(indicator, series):
            _write_heads(paper, series, sheet, top - 1, col)
            for place, point in enumerate(series.points):
                if formula := _write_parts(paper, indicator, point, sheet, top + place, col):
                    found[(series.name, place)] = formula
            col += 2
    return found


def _has_rates(indicator: Indicator, series: Series) -> bool:
    return any(_is_rate(indicator, point) for point in series.points)


def _is_rate(indicator: Indicator, point: Point | None) -> bool:
    verdict = point.verdict if point else None
    return bool(
        verdict and verdict.value is not None and verdict.denominator and is_live_value(indicator, verdict)
    )


def _write_heads(paper: Paper, series: Series, sheet: Worksheet, row: int, col: int) -> None:
    for place, word in enumerate(("分子", "分母")):
        paper.text(sheet, row, col + place, f"{one_line(series.name)}{word}", HEAD)


def _write_parts(
    paper: Paper, indicator: Indicator, point: Point | None, sheet: Worksheet, row: int, col: int
) -> tuple[str, float] | None:
    if point is None or not _is_rate(indicator, point) or point.verdict is None:
        for place in (0, 1):
            paper.text(sheet, row, col + place, "", BOX)
        return None
    verdict = point.verdict
    for place, value in enumerate((verdict.numerator, verdict.denominator)):
        amount = value if value is not None else Fraction(0)
        paper.number(sheet, row, col + place, amount, BOX, number_format(decimals_of(amount)))
    cells = [xl_rowcol_to_cell(row, col + place) for place in (0, 1)]
    return value_formula(indicator, verdict, *cells), float(verdict.value or 0)
