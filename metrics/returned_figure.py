"""Makes the figure of an indicator that only the units' returns feed."""

from collections.abc import Iterable
from decimal import Decimal

from domain.jurisdiction import Jurisdiction
from domain.period import Period
from metrics.coverage import tree
from metrics.figure import SILENT, Figure
from metrics.indicator import Indicator, Kind
from metrics.returns import Returned, Returns


def returned_figure(
    returns: Returns, jurisdiction: Jurisdiction, indicator: Indicator, unit_id: str, window: Period
) -> Figure:
    """Returns the unit's own return over the window, or what the units below it returned.

    A survey is never put together from the units below (domain rule 9); a yes needs every
    unit's yes. Units below of which nothing came are named.
    """
    found = _found(returns, jurisdiction, indicator, unit_id, window)
    if not found:
        return Figure(missing_months=window.months)
    figure = _figure(indicator, list(found.values()), window)
    if unit_id not in found and (silent := _silent(jurisdiction, found)):
        figure.reasons.append(SILENT + "、".join(silent))
        figure.is_partial = True
    figure.is_partial = figure.is_partial or bool(figure.missing_months)
    return figure


def rows_behind(
    returns: Returns, jurisdiction: Jurisdiction, indicator: Indicator, unit_id: str, window: Period
) -> list[tuple[str, Period]]:
    """Returns unit and span of every return that made the figure."""
    name, is_stock = indicator.indicator_id, indicator.is_stock
    units = _found(returns, jurisdiction, indicator, unit_id, window)
    return [(unit, span) for unit in units for span in returns.behind(name, unit, window, is_stock)]


def _found(
    returns: Returns, jurisdiction: Jurisdiction, indicator: Indicator, unit_id: str, window: Period
) -> dict[str, Returned]:
    """Returns the unit's own return, else those of the units below it; a survey is only its own."""
    own = _over(returns, indicator, unit_id, window)
    if own is not None:
        return {unit_id: own}
    if indicator.kind is Kind.SURVEY:
        return {}
    below = sorted(tree(jurisdiction, unit_id) - {unit_id})
    found = {unit: got for unit in below if (got := _over(returns, indicator, unit, window))}
    parts = {part for unit in found for part in tree(jurisdiction, unit) - {unit}}
    return {unit: got for unit, got in found.items() if unit not in parts}  # a part is in its whole


def _over(returns: Returns, indicator: Indicator, unit_id: str, window: Period) -> Returned | None:
    if indicator.is_stock:
        return returns.latest(indicator.indicator_id, unit_id, window)
    return returns.over(indicator.indicator_id, unit_id, window)


def _figure(indicator: Indicator, found: list[Returned], window: Period) -> Figure:
    figure = Figure(True, source="return", reasons=["按指标报表填报数"])
    whole = [one for one in found if one.denominator is not None]
    if indicator.denominator is not None and whole and len(whole) < len(found):
        figure.reasons.append(f"{len(found) - len(whole)} 个单位的填报没有分母，未计入")
        found = whole
    tops = [one.numerator for one in found]
    figure.numerator = min(tops) if indicator.kind is Kind.YES_NO else sum(tops, Decimal(0))
    bases = [one.denominator for one in found if one.denominator is not None]
    if indicator.denominator is not None and len(bases) == len(found):
        figure.denominator = sum(bases, Decimal(0))
    if indicator.kind is Kind.GROWTH and figure.denominator is not None:
        figure.numerator -= figure.denominator
    figure.reasons += [f"简介：{one.note}" for one in found if one.note]
    if indicator.kind is Kind.SURVEY and found[0].sample_size:
        figure.sample_size = found[0].sample_size
        figure.reasons.append(f"样本量 {found[0].sample_size:,} 人")
    if not indicator.is_stock:
        covered = {month for one in found for month in one.months}
        figure.missing_months = tuple(month for month in window.months if month not in covered)
    return figure


def _silent(jurisdiction: Jurisdiction, found: Iterable[str]) -> list[str]:
    """Returns the names of the peers of those who returned something, of which nothing came."""
    returned = {jurisdiction.unit(unit_id) for unit_id in found}
    peers = {(unit.kind, unit.parent_id) for unit in returned}
    return [u.name for u in jurisdiction.units if (u.kind, u.parent_id) in peers and u not in returned]
