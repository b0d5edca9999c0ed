"""Reads whose row of a summary it is and of which months, or why it is no data."""

from dataclasses import dataclass

from domain.finding import Finding
from domain.jurisdiction import Unit
from domain.number import is_blank, parse_number
from domain.period import Period
from loaders.grid import Grid, address
from loaders.labels import reason_to_ignore, squeeze
from loaders.messages import finding
from loaders.places import CITY
from loaders.summary_layout import SummaryLayout
from loaders.summary_months import (
    NO_MONTH,
    TO_COME,
    Calendar,
    Months,
    is_aside,
    is_to_come,
    is_whole,
    month_troubles,
    set_sums_aside,
    settle_months,
)
from loaders.summary_period import settle_summary_period
from loaders.summary_row import Row
from loaders.summary_unit import OWN_LEVEL, settle_table_unit
from loaders.template import Context, SummaryTemplate
from loaders.workbook import Sheet


@dataclass(frozen=True)
class Frame:
    """Holds what the words around a table say for all its rows: the period, else the months' year; the unit."""

    period: Period | None = None
    months: Months | None = None
    unit: Unit | None = None


@dataclass(frozen=True)
class Table:
    """Holds a summary as read: the sheet, its layout and its rows, totals among them."""

    sheet: Sheet
    grid: Grid
    layout: SummaryLayout
    template: SummaryTemplate
    rows: tuple[Row, ...]

    @property
    def is_monthly(self) -> bool:
        """Tells whether the rows say their months themselves."""
        return self.template.month in self.layout.columns


def settle_frame(
    sheet: Sheet,
    grid: Grid,
    layout: SummaryLayout,
    template: SummaryTemplate,
    context: Context,
    file_name: str,
) -> tuple[Frame, list[Finding]]:
    """Returns what the words around the table say for all its rows, and what was wrong on the way."""
    header, top = layout.cumulative(template), layout.heading.first_row
    if template.month in layout.columns:
        months, more = settle_months(grid, top, sheet.name, context, file_name)
        unit = None
        if template.unit not in layout.columns:
            unit, about = settle_table_unit(grid, top, sheet.name, context, file_name)
            more += about
        if header:
            more.append(finding("summary_cumulative", sheet.name, column=header, period="年初至各月"))
        return Frame(months=months, unit=unit), more
    period, more = settle_summary_period(grid, top, sheet.name, context)
    if header and period is not None and period != Period.year_to_date(period.last):
        period = Period.year_to_date(period.last)
        more.append(finding("summary_cumulative", sheet.name, column=header, period=period.chinese))
    return Frame(period), more


def read_rows(
    sheet: Sheet, grid: Grid, layout: SummaryLayout, template: SummaryTemplate, context: Context, frame: Frame
) -> tuple[list[Row], list[Finding]]:
    """Returns every row below the heading, totals among them, and what is wrong with their months."""
    if frame.months is not None:
        return _month_rows(sheet, grid, layout, template, context, frame)
    rows = [_read_row(grid, at, layout, template, context) for at in _filled_rows(grid, layout)]
    for one in rows:
        one.period = frame.period
    return rows, []


def set_whole_aside(rows: list[Row], context: Context) -> None:
    """Marks the rows of the whole area as totals; alone, where it is no city, it is a row like any other."""
    root = context.jurisdiction.root
    data = [one for one in rows if not one.reason and one.unit is not None]
    parts = [one for one in data if one.unit != root or squeeze(one.label) in OWN_LEVEL]
    for one in data:
        if one not in parts and (parts or root.kind == CITY):
            one.reason = "合计行"


def _filled_rows(grid: Grid, layout: SummaryLayout) -> list[int]:
    return [at for at in range(layout.heading.last_row + 1, grid.height) if any(grid.rows[at])]


def _month_rows(
    sheet: Sheet, grid: Grid, layout: SummaryLayout, template: SummaryTemplate, context: Context, frame: Frame
) -> tuple[list[Row], list[Finding]]:
    """Returns the rows of a table that has a row a month (of one unit or of several), with their months."""
    assert frame.months is not None
    rows: list[Row] = []
    col, calendar, above = layout.columns[template.month], Calendar(frame.months), Row(0, "")
    taken = set(layout.columns.values())
    for at in _filled_rows(grid, layout):
        one = _read_row(grid, at, layout, template, context)
        one.month_label = grid.filled(at, col)
        beside = (grid.filled(at, other) for other in range(col) if other not in taken)
        one.period = calendar.read(one.month_label, beside)
        if template.unit in layout.columns:
            own = grid.filled(at, layout.columns[template.unit])
            one.label = own or above.label  # a county's name may stand in its first row only, so may a month
            one.unit = _unit_of(one.label, context)
            if not one.reason and not one.month_label and one.unit is not None:
                one.month_label, one.period = above.month_label, above.period
            above = one if one.unit is not None and not one.reason else above
        else:
            one.label, one.unit = one.month_label, frame.unit
        one = _with_reason(one, template.unit in layout.columns)
        if not one.reason and is_to_come(one.period) and not _has_number(grid, at, layout, template):
            one.reason = TO_COME  # a prepared sheet shows 0 for them: nothing was reported
        rows.append(one)
    set_sums_aside(rows, bool(layout.cumulative(template)))
    return rows, month_troubles(rows, col, sheet.name, frame.months, calendar.lacks_year)


def _has_number(grid: Grid, at: int, layout: SummaryLayout, template: SummaryTemplate) -> bool:
    texts = (grid.text(at, col) for name, col in layout.columns.items() if name in template.figures)
    return any(not is_blank(text) and parse_number(text) != 0 for text in texts)


def _with_reason(one: Row, has_unit: bool) -> Row:
    """Returns the row with the reason why it is no data, as its months tell it."""
    is_total = one.reason in ("合计行", "小计行") and has_unit and reason_to_ignore(one.label)
    if one.period is not None and not is_total and one.reason != "重复的表头":
        one.reason = ""  # 一季度小计 names months: whether it adds up others, the other rows say
    elif not one.reason and is_whole(one.month_label):
        one.reason = "小计行" if has_unit else "合计行"
    elif not one.reason and is_aside(one.month_label):
        one.reason = NO_MONTH
    return one


def _unit_of(text: str, context: Context) -> Unit | None:
    return context.jurisdiction.root if squeeze(text) in OWN_LEVEL else context.jurisdiction.resolve(text)


def _read_row(grid: Grid, at: int, layout: SummaryLayout, template: SummaryTemplate, context: Context) -> Row:
    keys = layout.keys(template)
    key = next(iter(keys.values()))
    own, others = grid.filled(at, key), [grid.filled(at, col) for col in keys.values()]
    lead = next(text for text in grid.rows[at] if text)
    has_values = any(
        not is_blank(grid.text(at, col)) for name, col in layout.columns.items() if name not in keys
    )
    if squeeze(own) and squeeze(own) == squeeze(layout.heading.headers.get(key, "")):
        return Row(at, own, reason="重复的表头")
    reason = next(filter(None, map(reason_to_ignore, (*others, lead))), "")
    if reason and (reason in ("合计行", "小计行") or not has_values):
        return Row(at, own or lead, reason=reason)
    is_known = len(keys) > 1 or template.month in keys or context.jurisdiction.resolve(own) is not None
    if not has_values and not (own and is_known):
        return Row(at, own, reason="没有数据的文字行")
    return Row(at, own, _unit_of(own, context), has_figures=has_values)


def row_troubles(
    sheet: Sheet, rows: list[Row], layout: SummaryLayout, template: SummaryTemplate, context: Context
) -> list[Finding]:
    """Returns what is wrong with the names of the rows: missing, unknown, said twice."""
    findings, first = [], {}
    has_unit = template.unit in layout.columns
    col = next(reversed(layout.keys(template).values()))
    for one in (one for one in rows if not one.reason):
        cell = address(one.row, layout.columns[template.unit] if has_unit else col)
        if has_unit and not one.label:
            findings.append(finding("cell_missing", sheet.name, cell, row=one.row + 1, column="单位"))
        elif has_unit and one.unit is None:
            near = "、".join(context.jurisdiction.suggest(one.label))
            hint = f"是否为:{near}" if near else "没有相近的单位"
            findings.append(finding("row_unit_unknown", sheet.name, cell, found=one.label, hint=hint))
        elif template.month in layout.columns and one.period is None:
            continue  # said already
        elif first.setdefault((one.unit, one.period), one.row) != one.row:
            at = first[(one.unit, one.period)] + 1
            findings.append(finding("repeated_row", sheet.name, cell, label=one.label, first=at))
    return findings
