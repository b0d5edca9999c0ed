"""Makes the figures XM-01 and XM-02 of the penalty ledgers, and names the rows behind them.

Both say how things stand at the end of the window: neither can be added over months or units.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from domain.period import Month, Period, month_end
from metrics.coverage import tree
from metrics.credit import REPAIRED
from metrics.credit_result import OpenCase
from metrics.credit_rules import CreditRules, window_words
from metrics.figure import Figure
from metrics.indicator import Indicator
from metrics.named_figure import NamedFigure

if TYPE_CHECKING:
    from metrics.evaluate import Evaluator

TABLE = "penalties"
_ALWAYS = 194901
UNLISTED, UNPUBLISHED = "应列未列", "应公示未公示"


def as_of(evaluator: Evaluator, window: Period) -> Month:
    """Returns the month at whose end the window is looked at: never later than the data."""
    months = evaluator.coverage.all_months()
    return min(window.last, months[-1]) if months else window.last


def is_covered(evaluator: Evaluator, unit_id: str, first: Month, last: Month) -> bool:
    """Tells whether the unit, one below it or one above it sent a penalty ledger of these months.

    A department speaks for all that lies below the unit it belongs to.
    """
    units, jurisdiction = set(evaluator.units_of(unit_id)), evaluator.jurisdiction
    while unit_id and (parent := jurisdiction.unit(unit_id).parent_id):
        units |= {parent, *(u.unit_id for u in jurisdiction.children(parent) if u.kind == "department")}
        unit_id = parent
    return bool(evaluator.coverage.months(TABLE, units, Period(first, last)))


def _units(evaluator: Evaluator) -> set[str]:
    return {one.unit_id for one in evaluator.credit.penalties}


def _months(rules: CreditRules, month: Month) -> tuple[Month, Month]:
    first = rules.repeat.first_day(month)
    return first.year * 100 + first.month, month


def _repeated(evaluator: Evaluator, indicator: Indicator, unit_id: str, window: Period) -> Figure:
    rules, month = evaluator.credit_rules, as_of(evaluator, window)
    if rules is None or not is_covered(evaluator, unit_id, *_months(rules, month)):
        return Figure(missing_months=window.months)
    units = evaluator.units_of(unit_id)
    found = evaluator.credit.repeated(rules, month, units)
    listed = sum(one.count >= rules.repeat.at_least for one in found)
    repaired = len(evaluator.credit.repaired(rules, month, units))
    reasons = [f"处罚日期 {window_words(rules.repeat, month)}，满 {rules.repeat.at_least} 次的主体"]
    if len(found) > listed:
        span = f"{rules.repeat.watch_from}–{rules.repeat.at_least - 1}"
        reasons.append(f"另有 {len(found) - listed} 个主体受罚 {span} 次，列入关注")
    excluded = {REPAIRED: repaired} if repaired else {}
    return Figure(True, Decimal(listed), source="ledger", reasons=reasons, excluded=excluded)


def _repeated_records(evaluator: Evaluator, unit_id: str, window: Period, part: str) -> list[dict]:
    rules, month = evaluator.credit_rules, as_of(evaluator, window)
    if rules is None:
        return []
    units = evaluator.units_of(unit_id)
    if part == "excluded":
        return [one.as_record(REPAIRED) for one in evaluator.credit.repaired(rules, month, units)]
    found = evaluator.credit.repeated(rules, month, units)
    return [p.as_record() for one in found if one.count >= rules.repeat.at_least for p in one.penalties]


def _open(evaluator: Evaluator, unit_id: str, window: Period) -> tuple[CreditRules, list[OpenCase]] | None:
    rules, month = evaluator.credit_rules, as_of(evaluator, window)
    if rules is None or not is_covered(evaluator, unit_id, _ALWAYS, month):
        return None
    return rules, evaluator.credit.open_cases(rules, month, evaluator.units_of(unit_id))


def _unlisted(evaluator: Evaluator, indicator: Indicator, unit_id: str, window: Period) -> Figure | None:
    found = _open(evaluator, unit_id, window)
    if found is None:
        return None  # no ledger: the return speaks
    rules, cases = found
    parts = {
        UNLISTED: sum(one.is_unlisted for one in cases),
        UNPUBLISHED: sum(one.is_unpublished for one in cases),
    }
    day = month_end(as_of(evaluator, window)).isoformat()
    reasons = [
        f"按处罚台账逐条核对，截至 {day}",
        f"公示期限 {rules.publication.words}（{rules.publication.label}）",
    ]
    figure = Figure(True, Decimal(len(cases)), source="ledger", reasons=reasons)
    figure.apart = {name: count for name, count in parts.items() if count}
    _add_returns_of_silent_units(evaluator, figure, indicator, unit_id, window)
    return figure


def _add_returns_of_silent_units(
    evaluator: Evaluator, figure: Figure, indicator: Indicator, unit_id: str, window: Period
) -> None:
    below = sorted(tree(evaluator.jurisdiction, unit_id) - {unit_id})
    silent = [unit for unit in below if not is_covered(evaluator, unit, _ALWAYS, window.last)]
    found = [got for unit in silent if (got := evaluator.returns.over(indicator.indicator_id, unit, window))]
    if found:
        figure.numerator = (figure.numerator or Decimal(0)) + sum(
            (one.numerator for one in found), Decimal(0)
        )
        figure.reasons.append(f"其中 {len(found)} 个单位没有处罚台账，按指标报表填报数")


def _unlisted_records(evaluator: Evaluator, unit_id: str, window: Period, part: str) -> list[dict] | None:
    found = _open(evaluator, unit_id, window)
    if found is None:
        return None
    return [] if part == "excluded" else [one.penalty.as_record() for one in found[1]]


REPEATED_FIGURE = NamedFigure(_repeated, _repeated_records, _units)
UNLISTED_FIGURE = NamedFigure(_unlisted, _unlisted_records, _units)
