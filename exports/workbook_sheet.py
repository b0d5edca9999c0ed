"""Writes the sheet of one indicator: every unit with live formulas, states in colour, native charts."""

from dataclasses import dataclass
from fractions import Fraction

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from domain.known_indicator import Kind
from exports.pack import Row, Section, sign_words
from exports.workbook_chart import write_charts
from exports.workbook_formula import (
    gap_formula,
    is_known,
    is_live_value,
    state_formula,
    sums,
    value_formula,
)
from exports.workbook_paper import BOX, INDENT, WRAPPED, Paper, Style, decimals_of, number_format
from exports.xml_text import clean, lines_needed, width
from metrics.indicator import POPULATION
from metrics.result import Judged
from ui.words import PACE

_WIDTHS = {"unit": 24, "numerator": 13, "denominator": 13, "value": 13, "target": 9, "pace": 9, "gap": 10,
           "state": 14, "missing": 9, "change": 15, "notes": 34}  # fmt: skip
_ONE_PAGE = 24
_TOTAL: Style = {"bold": True, "bottom": 2}


@dataclass
class Sheet:
    """Holds one indicator's sheet: where each column and each unit's row stands, for links and charts."""

    section: Section
    sheet: Worksheet
    columns: tuple[str, ...]
    first: int
    rows: dict[str, int]
    last: int = 0

    @property
    def name(self) -> str:
        """Returns the sheet's name as a formula names it."""
        return f"'{self.sheet.get_name()}'"

    def cell(self, column: str, row: int) -> str:
        """Returns a cell's address with its column fixed: $D9."""
        return f"${xl_col_to_name(self.columns.index(column))}{row + 1}"


def write_section(paper: Paper, section: Section, place: int) -> Sheet:
    """Writes one indicator and returns where everything stands."""
    sheet = paper.sheet(f"{place}{section.label}")
    columns = _columns(section)
    last = len(columns) - 1
    top = paper.top(sheet, last, f"{section.label}（{paper.pack.period_words}）", _lines(section))
    heads = [paper.column(_head(section, column)) for column in columns]
    lines = max(lines_needed(words, 10, _WIDTHS[c] * 5.5) for words, c in zip(heads, columns, strict=True))
    paper.head(sheet, top, heads, max(36, 16 * lines))
    for col, column in enumerate(columns):
        sheet.set_column(col, col, _WIDTHS[column])
    found = Sheet(section, sheet, columns, top + 1, {})
    for row, one in enumerate(section.all_rows, start=top + 1):
        found.rows[one.verdict.unit_id] = row
        _write_row(paper, found, row, one)
    end = top + len(section.all_rows)
    if section.all_rows and "state" in columns:
        area = (top + 1, columns.index("value"), end, columns.index("state"))
        paper.states(sheet, area, xl_col_to_name(columns.index("state")))
    sheet.freeze_panes(top + 1, 1)
    found.last = write_charts(paper, found, end + 2)
    is_long = len(section.all_rows) > _ONE_PAGE  # else the header would only stand above the charts again
    paper.print_setup(sheet, top if is_long else None, max(found.last, end), last)
    return found


def _columns(section: Section) -> tuple[str, ...]:
    rows, indicator = section.all_rows, section.indicator
    wanted = {
        "denominator": indicator.denominator is not None
        or any(row.verdict.denominator is not None for row in rows),
        "target": any(row.target for row in rows),
        "pace": any(row.target and row.target.pace for row in rows),
        "gap": any(row.target for row in rows) and indicator.kind is not Kind.YES_NO,
        "missing": any(row.missing for row in rows),
        "change": any(row.change for row in rows),
    }
    return tuple(column for column in _WIDTHS if wanted.get(column, True))


def _head(section: Section, column: str) -> str:
    indicator, measured_in = section.indicator, section.measured_in
    base = "人口（人）" if indicator.denominator == POPULATION else indicator.denominator_words or "分母"
    counted = f"（{indicator.counted_in}）" if indicator.counted_in else ""
    heads = {
        "unit": "单位", "numerator": indicator.numerator_words or f"分子{counted}", "denominator": base,
        "value": f"数值（{measured_in}）" if measured_in else "数值", "target": "目标", "pace": PACE,
        "gap": "与目标差", "state": "状态", "missing": "还差", "change": "同比", "notes": "说明",
    }  # fmt: skip
    return heads[column]


def _lines(section: Section) -> list[str]:
    indicator = section.indicator
    rule = ""
    if indicator.denominator is not None and indicator.has_counts:
        factor = f"×{indicator.factor}" if indicator.factor != 1 else ""
        rule = f"数值 = 分子{factor} ÷ 分母；合计 = 各单位分子之和{factor} ÷ 各单位分母之和，表中均为公式。"
    targets = "；".join(dict.fromkeys(f"{rule.words}　{rule.source}" for rule in section.rules))
    return [section.finding, rule, f"目标：{targets}" if targets else "", *section.notes]


def _write_row(paper: Paper, found: Sheet, row: int, one: Row) -> None:
    is_total = one is found.section.total
    extra = _TOTAL if is_total else {}
    for col, column in enumerate(found.columns):
        if column in ("numerator", "denominator"):
            _write_amount(paper, found, row, col, one, column, extra)
        elif column in ("value", "gap", "state"):
            _WRITERS[column](paper, found, row, col, one, extra)
        else:
            _write_rest(paper, found, row, col, one, column, extra)
    words = _note(found.section, one)
    sheet_rows = max(
        1, -(-int(width(clean(words), 10.5)) // 175), -(-int(width(clean(one.unit), 10.5)) // 120)
    )
    found.sheet.set_row(row, max(18, 15 * min(sheet_rows, 12)))


def _write_amount(paper: Paper, found: Sheet, row: int, col: int, one: Row, part: str, extra: Style) -> None:
    """Writes a numerator or denominator; the total's as SUM where the rows add up to it exactly."""
    value = getattr(one.verdict, part)
    style = (BOX, number_format(decimals_of(value)), extra)
    if not is_known(one.verdict) or value is None:
        paper.text(
            found.sheet,
            row,
            col,
            one.verdict.state_word if part == "numerator" else "",
            BOX,
            extra,
            {"align": "right"},
        )
    elif one is found.section.total and sums(found.section, part):
        letter = xl_col_to_name(col)
        area = f"{letter}{row + 2}:{letter}{row + 1 + len(found.section.rows)}"
        found.sheet.write_formula(row, col, f"=SUM({area})", paper.style(*style), float(value))
    else:
        paper.number(found.sheet, row, col, value, *style)


def _write_value(paper: Paper, found: Sheet, row: int, col: int, one: Row, extra: Style) -> None:
    verdict, indicator = one.verdict, found.section.indicator
    style = paper.style(BOX, number_format(places(one)), extra)
    if is_live_value(indicator, verdict):
        formula = value_formula(indicator, verdict, *_parts(found, row))
        shown = (
            verdict.display
            if verdict.value is None or indicator.kind is Kind.YES_NO
            else float(verdict.value)
        )
        found.sheet.write_formula(row, col, formula, style, shown)
    elif verdict.value is None:
        paper.text(found.sheet, row, col, verdict.state_word, BOX, extra, {"align": "right"})
    else:
        paper.number(found.sheet, row, col, verdict.value, BOX, number_format(places(one)), extra)


def _write_gap(paper: Paper, found: Sheet, row: int, col: int, one: Row, extra: Style) -> None:
    if one.target is None or one.target.gap is None:
        paper.text(found.sheet, row, col, "", BOX, extra)
        return
    style = (BOX, number_format(places(one), signed=True), extra)
    if is_live_value(found.section.indicator, one.verdict):
        formula = gap_formula(
            found.section.indicator, one.verdict, *_parts(found, row), found.cell("target", row)
        )
        found.sheet.write_formula(row, col, formula, paper.style(*style), float(one.target.gap))
    else:
        paper.number(found.sheet, row, col, one.target.gap, *style)


def _write_state(paper: Paper, found: Sheet, row: int, col: int, one: Row, extra: Style) -> None:
    pace = found.cell("pace", row) if "pace" in found.columns else ""
    target = found.cell("target", row) if "target" in found.columns else ""
    is_yes_no = found.section.indicator.kind is Kind.YES_NO
    value = found.cell("numerator" if is_yes_no else "value", row)
    formula = state_formula(one, value, target, pace)
    if formula and is_live_value(found.section.indicator, one.verdict):
        found.sheet.write_formula(row, col, formula, paper.style(BOX, INDENT, extra), one.state)
    else:
        paper.text(found.sheet, row, col, one.state, BOX, INDENT, extra)


def _write_rest(paper: Paper, found: Sheet, row: int, col: int, one: Row, column: str, extra: Style) -> None:
    judged = one.target
    if column == "target" and judged:
        sign = sign_words(judged.operator, judged.value)[0]
        style = _YES_NO if one.is_yes_no else number_format(decimals_of(judged.value), prefix=sign)
        paper.number(found.sheet, row, col, judged.value, BOX, style, extra)
    elif column == "pace" and judged and judged.pace:
        _write_pace(paper, found, (row, col), one, judged, extra)
    elif column == "missing" and judged and judged.shortfall:
        paper.number(found.sheet, row, col, Fraction(judged.shortfall), BOX, number_format(0), extra)
    else:
        words = {"unit": one.unit, "change": one.change, "notes": _note(found.section, one)}.get(column, "")
        paper.text(found.sheet, row, col, words, WRAPPED, extra)


def _write_pace(
    paper: Paper, found: Sheet, at: tuple[int, int], one: Row, judged: Judged, extra: Style
) -> None:
    """Writes what is due by now: target × elapsed months ÷ 12."""
    assert judged.pace is not None
    elapsed, style = one.verdict.period.last % 100, (BOX, number_format(2), extra)
    if judged.pace.expected == Fraction(judged.value) * elapsed / 12:
        formula = f"={found.cell('target', at[0])}*{elapsed}/12"
        found.sheet.write_formula(*at, formula, paper.style(*style), float(judged.pace.expected))
    else:
        paper.number(found.sheet, *at, judged.pace.expected, *style)


def _note(section: Section, one: Row) -> str:
    """Returns the row's reasons, and for a total what of it is not the sum of the rows."""
    found = list(one.verdict.reasons)
    if one is section.total and section.rows:
        apart = [word for part, word in (("numerator", "分子"), ("denominator", "分母"))
                 if getattr(one.verdict, part) is not None and not sums(section, part)]  # fmt: skip
        if apart and is_known(one.verdict):
            found.append(f"{'、'.join(apart)}为本级数，不是下列单位之和")
    if any(judged.is_draft for judged in one.verdict.targets):
        found.append("目标出自征求意见稿")
    return "；".join(found)


def places(one: Row) -> int:
    """Returns the decimals of a value's display, which never cross a target."""
    return len(one.verdict.display.partition(".")[2]) if one.verdict.value is not None else 0


def _parts(found: Sheet, row: int) -> tuple[str, str]:
    bottom = found.cell("denominator", row) if "denominator" in found.columns else ""
    return found.cell("numerator", row), bottom


_YES_NO: Style = {"num_format": '"=是";;"=否"', "align": "right"}  # 1 and 0: the state's formula compares
_WRITERS = {"value": _write_value, "gap": _write_gap, "state": _write_state}
