"""Reads plain indicator returns and combines months and cumulative figures without double counting."""

from dataclasses import dataclass
from decimal import Decimal

from domain.period import Month, Period, shift_month
from store.warehouse import Warehouse


@dataclass(frozen=True)
class Returned:
    """Holds what a unit returned for one indicator over one span of months."""

    period: Period
    numerator: Decimal
    denominator: Decimal | None
    sample_size: int | None = None
    note: str = ""
    months: frozenset[Month] = frozenset()


class Returns:
    """Holds every return in force, by indicator and unit."""

    def __init__(self, rows: list[tuple]) -> None:
        self._by_key: dict[tuple[str, str], list[Returned]] = {}
        for indicator, unit_id, first, last, *figures, note in rows:
            period = Period(first, last)
            returned = Returned(period, *figures, note or "", frozenset(period.months))
            self._by_key.setdefault((indicator, unit_id), []).append(returned)

    @classmethod
    def read(cls, warehouse: Warehouse) -> "Returns":
        """Returns all returns in force."""
        return cls(
            warehouse.rows(
                "SELECT indicator, unit_id, first_month, month, numerator, denominator, sample_size, note"
                " FROM indicator_returns WHERE is_current ORDER BY upload_id, sheet, row_no"
            )
        )

    def indicators(self) -> set[str]:
        """Returns the ids of the indicators anything was returned for."""
        return {indicator for indicator, _ in self._by_key}

    def units(self, indicator: str) -> set[str]:
        """Returns the units that returned anything for an indicator."""
        return {unit_id for name, unit_id in self._by_key if name == indicator}

    def over(self, indicator: str, unit_id: str, window: Period) -> Returned | None:
        """Returns the unit's figures over the window, or None when it returned none of it.

        A cumulative figure is taken instead of the months it spans; months after it are added.
        Months of one year that were not all returned by themselves are the difference of what
        was returned from January up to the last of them and up to the month before them.
        """
        found = self._chain(indicator, unit_id, window)
        if _spans(found, window) or window.is_cumulative or window.first // 100 != window.last // 100:
            return _total(found)
        return self._difference(indicator, unit_id, window) or _total(found)

    def behind(self, indicator: str, unit_id: str, window: Period, is_stock: bool) -> list[Period]:
        """Returns the spans of the returns that make the unit's figure over the window."""
        if is_stock:
            newest = self.latest(indicator, unit_id, window)
            return [newest.period] if newest else []
        found = self._chain(indicator, unit_id, window)
        if _spans(found, window) or window.is_cumulative or window.first // 100 != window.last // 100:
            return [returned.period for returned in found]
        ends = self._ends(indicator, unit_id, window)
        return [returned.period for chain in ends or (found,) for returned in chain]

    def latest(self, indicator: str, unit_id: str, window: Period) -> Returned | None:
        """Returns the newest figure that ends inside the window: a stock is never added up."""
        inside = [
            returned
            for returned in self._by_key.get((indicator, unit_id), [])
            if window.first <= returned.period.last <= window.last
        ]
        return max(inside, key=lambda r: (r.period.last, -r.period.first), default=None)

    def _chain(self, indicator: str, unit_id: str, window: Period) -> list[Returned]:
        inside = [
            returned
            for returned in self._by_key.get((indicator, unit_id), [])
            if window.first <= returned.period.first and returned.period.last <= window.last
        ]
        chain: list[Returned] = []
        for returned in sorted(inside, key=lambda r: (r.period.first, -r.period.last)):
            if not chain or returned.period.first > chain[-1].period.last:
                chain.append(returned)
        return chain

    def _ends(
        self, indicator: str, unit_id: str, window: Period
    ) -> tuple[list[Returned], list[Returned]] | None:
        """Returns what was returned from January to before the window, and to its end; None unless both are whole."""
        to_end = Period.year_to_date(window.last)
        to_start = Period.year_to_date(shift_month(window.first, -1))
        now, before = (self._chain(indicator, unit_id, period) for period in (to_end, to_start))
        return (before, now) if _spans(now, to_end) and _spans(before, to_start) else None

    def _difference(self, indicator: str, unit_id: str, window: Period) -> Returned | None:
        ends = self._ends(indicator, unit_id, window)
        before, now = (_total(chain) for chain in ends) if ends else (None, None)
        if now is None or before is None:
            return None
        known = now.denominator is not None and before.denominator is not None
        rest = now.denominator - before.denominator if known else None  # type: ignore[operator]
        return Returned(window, now.numerator - before.numerator, rest, months=frozenset(window.months))


def _spans(chain: list[Returned], window: Period) -> bool:
    """Tells whether the returns cover every month of the window."""
    return {month for returned in chain for month in returned.months} >= set(window.months)


def _total(chain: list[Returned]) -> Returned | None:
    if not chain:
        return None
    denominators = [returned.denominator for returned in chain if returned.denominator is not None]
    complete = len(denominators) == len(chain)
    return Returned(
        Period(chain[0].period.first, chain[-1].period.last),
        sum((returned.numerator for returned in chain), Decimal(0)),
        sum(denominators, Decimal(0)) if complete else None,
        note="；".join(returned.note for returned in chain if returned.note),
        months=frozenset(month for returned in chain for month in returned.period.months),
    )
