"""Says how a figure changed, where the year will end, and how sure a small share is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import streamlit as st

from domain.known_indicator import Kind
from domain.number import display
from exports.findings import named
from metrics.change import MONTH_ON_MONTH, YEAR_ON_YEAR, Change
from metrics.outlook import Margin, Projection
from metrics.result import Verdict
from ui.caches import View, cache_key
from ui.catalogue import Item
from ui.office import Office, the_office
from ui.table import Cell, Column, Grid, Row
from ui.tokens import mark_of
from ui.words import month_words, number

POINTS = "个百分点"


@dataclass(frozen=True)
class Ahead:
    """Holds what can be said of the months to come; both are None where nothing can."""

    projection: Projection | None
    margin: Margin | None


@st.cache_data(show_spinner=False, max_entries=128)
def _changes(key: tuple, kind: str, view: View, indicator_id: str, _office: Office) -> dict[str, Change]:
    board = _office.board
    units = board.units(board.indicator(indicator_id))
    return {
        unit.unit_id: board.change(kind, indicator_id, unit.unit_id, view.month, view.window, view.basis)
        for unit in units
    }


@st.cache_data(show_spinner=False, max_entries=128)
def _ahead(key: tuple, view: View, indicator_id: str, unit_id: str, _office: Office) -> Ahead:
    return Ahead(*_office.board.outlook(indicator_id, unit_id, view.month, view.basis))


@st.cache_data(show_spinner=False, max_entries=128)
def _years(key: tuple, view: View, indicator_id: str, unit_id: str, _office: Office) -> list[Verdict]:
    return _office.board.years(indicator_id, unit_id, view.month)


def changes(view: View, indicator_id: str, kind: str = YEAR_ON_YEAR) -> dict[str, Change]:
    """Returns the change of every unit, by unit id."""
    office = the_office()
    return _changes(cache_key(office), kind, view, indicator_id, office)


def years(view: View, indicator_id: str, unit_id: str) -> list[Verdict]:
    """Returns each of the last three years by itself."""
    office = the_office()
    return _years(cache_key(office), view, indicator_id, unit_id, office)


def ahead_pairs(item: Item, chosen: Verdict, view: View) -> list[tuple[str, str]]:
    """Returns name and words: 同比, 环比, 年底预计, 还能承受, 区间."""
    office = the_office()
    pairs = []
    for kind in (YEAR_ON_YEAR, MONTH_ON_MONTH):
        found = changes(view, item.indicator_id, kind).get(chosen.unit_id)
        pairs += [(kind, change_words(found, item))] if found else []
    if view.window == "ytd":
        ahead = _ahead(cache_key(office), view, item.indicator_id, chosen.unit_id, office)
        pairs += [("年底预计", projection_words(ahead.projection, item, chosen))] if ahead.projection else []
        pairs += [("余地", margin_words(ahead.margin, item))] if ahead.margin else []
    if chosen.interval:
        pairs.append(("95% 区间", interval_words(chosen)))
    return pairs


def change_words(change: Change, item: Item) -> str:
    """Returns the change in one sentence, split into what numerator and denominator did."""
    if change.delta is None:
        return f"{change.before.period.chinese}没有可比的数"
    unit = POINTS if item.indicator.measured_in == "%" else item.indicator.measured_in
    decimals = item.indicator.decimals
    words = (
        f"{change.before.period.chinese} {change.before.display}，{_signed(change.delta, decimals)} {unit}"
    )
    if change.share is not None:
        words += f"（{_signed(100 * change.share, 1)} %）"
    if item.indicator.denominator is not None and change.by_denominator:
        by = (
            _signed(part, decimals)
            for part in (change.by_numerator, change.by_denominator)
            if part is not None
        )
        words += "（分子变动 {}，分母变动 {}）".format(*by)
    return "；".join([words, *change.flags])


def change_notes(found: Mapping[str, Change]) -> list[str]:
    """Returns what hinders comparing with last year, once each, with the units where it is not all."""
    told = [change for change in found.values() if change.delta is not None]
    flags = dict.fromkeys(flag for change in told for flag in change.flags)
    return [f"同比：{flag}{_units_with(flag, told)}" for flag in flags]


def _units_with(flag: str, told: Sequence[Change]) -> str:
    units = [change.after.unit for change in told if flag in change.flags]
    return "" if len(units) == len(told) else f"（{named(units)}）"


def projection_words(found: Projection, item: Item, chosen: Verdict) -> str:
    """Returns where the year will end at the speed so far, with its band and the month it is met."""
    decimals, unit = item.indicator.decimals, item.indicator.measured_in
    words = f"按目前进度约 {number(found.total)} {item.counted_in}，{display(found.value, decimals)} {unit}"
    if found.low_value is not None and found.high_value is not None:
        words += f"（大致 {display(found.low_value, decimals)}—{display(found.high_value, decimals)}）"
    if chosen.targets and found.met_in == 0:
        return words + "；全年目标已达到"
    if chosen.targets and found.met_in:
        return words + f"；预计 {month_words(found.met_in)}达到全年目标"
    return words + ("；年内达不到全年目标" if chosen.targets else "")


def margin_words(found: Margin, item: Item) -> str:
    """Returns how much failure a share still bears, or what would lift it onto the line."""
    counted = item.counted_in or "件"
    if found.needed == 0:
        return (
            f"再有 {number(found.bearable)} {counted}不合要求仍在线上"
            if found.bearable
            else "已在线上，没有余地"
        )
    if found.needed is None:
        return "已有不合要求的，补足后才能达到"
    return f"再有 {number(found.needed)} {counted}全部合格才能回到线上"


def interval_words(verdict: Verdict) -> str:
    """Returns Wilson's interval in words, and whether the denominator is small."""
    assert verdict.interval is not None
    low, high = verdict.interval
    words = f"{low:.1f}—{high:.1f} %"
    return words + "；分母小，单位之间不宜直接比较" if verdict.is_small else words


def years_grid(found: list[Verdict], item: Item) -> Grid:
    """Returns one row a year: amounts where there are two, value and state."""
    is_ratio = item.indicator.denominator is not None and item.indicator.has_counts
    names = ("分子", "分母", "值", "状态") if is_ratio else ("值", "状态")
    columns = [Column(name, align="left" if name == "状态" else "right") for name in names]
    rows = [Row(v.period.chinese, _year_cells(v)[-len(names) :]) for v in found]
    return Grid(f"{item.name}近三年", "年份", columns, rows)


def _year_cells(verdict: Verdict) -> list[Cell]:
    mark = mark_of(verdict.state)
    word = Cell(
        verdict.state_word or mark.word, mark.shape, tone=verdict.state.value if verdict.state else ""
    )
    shown = verdict.display if verdict.value is not None else ""
    return [Cell(number(verdict.numerator)), Cell(number(verdict.denominator)), Cell(shown), word]


def spans_years(item: Item) -> bool:
    """Tells whether the document asks for the last three years."""
    return item.indicator.years > 1 or (item.indicator.kind is Kind.SHARE and not item.indicator.is_returned)


def _signed(value: Fraction, decimals: int) -> str:
    text = display(value, decimals)
    return text if value < 0 else f"+{text}"
