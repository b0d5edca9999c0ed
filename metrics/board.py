"""Answers every question about figures: verdicts, trends and the rows behind a number."""

from collections.abc import Collection

from domain.finding import Refusal
from domain.jurisdiction import UNPLACED, Jurisdiction, Unit
from domain.period import Month, Period
from metrics.assemble import assemble
from metrics.breaks import load_breaks
from metrics.change import MONTH_ON_MONTH, Change, change, earlier_month
from metrics.each import judge_each_month
from metrics.evaluate import Evaluator
from metrics.figure import Figure
from metrics.indicator import Indicator
from metrics.indicators import indicators, same_quantity
from metrics.measures import measures
from metrics.outlook import Margin, Projection, margin, project
from metrics.population import ANY, Basis
from metrics.records import Record, records_behind
from metrics.result import Judged, Verdict
from metrics.returned_match import difference_words
from metrics.targets import Target, load_targets
from metrics.verdict import judge
from metrics.window import window_of
from store.warehouse import Warehouse

_TRIES = 5  # loads take turns, so that a verdict between two of them comes soon


class Board:
    """Judges every unit of one jurisdiction; remembers counts until the data change."""

    def __init__(self, jurisdiction: Jurisdiction, warehouse: Warehouse) -> None:
        self.jurisdiction = jurisdiction
        self.warehouse = warehouse
        self.targets = load_targets(jurisdiction, indicators())
        self.breaks = load_breaks(jurisdiction, indicators(), measures())
        self._evaluators: dict[Basis, tuple[int, Evaluator]] = {}

    @property
    def evaluator(self) -> Evaluator:
        """Returns the evaluator for the present data version."""
        return self.evaluator_on(ANY)

    def evaluator_on(self, basis: Basis) -> Evaluator:
        """Returns the evaluator for the present data version that divides by this population."""
        version = self.warehouse.data_version()
        known = self._evaluators.get(basis)
        if known is None or known[0] != version:
            known = (version, Evaluator(self.jurisdiction, self.warehouse, basis))
            self._evaluators[basis] = known
        return known[1]

    def indicators(self) -> tuple[Indicator, ...]:
        """Returns the indicators that matter here, those with a target first, in its file's order.

        Besides them: what was returned, the columns of the case form where it is expected or was
        sent, and, where no target asks for a ledger that was sent, its figures without a target.
        """
        evaluator = self.evaluator
        wanted = {target.indicator for target in self.targets} | evaluator.returns.indicators()
        judged = {_table(indicators()[target.indicator]) for target in self.targets}
        expected = {item.template for item in self.jurisdiction.returns}
        sent = evaluator.coverage.tables() | evaluator.summaries.tables()
        forms = "case_form" in expected or "case_cells" in sent
        order = {target.indicator: target.order for target in reversed(self.targets)}
        found = [
            indicator
            for indicator in indicators().values()
            if indicator.indicator_id in wanted
            or (forms and _table(indicator) == "case_cells")
            or (_table(indicator) in sent - judged - {"case_cells"} and _stands_for_its_quantity(indicator))
        ]
        return tuple(sorted(found, key=lambda i: (order.get(i.indicator_id, len(order)), i.indicator_id)))

    def months(self) -> tuple[Month, ...]:
        """Returns the months from the first to the last that any upload in force covers."""
        return self.evaluator.coverage.all_months()

    def latest_month(self) -> Month | None:
        """Returns the last month with data, or None on an empty database."""
        return self.months()[-1] if self.months() else None

    def units(self, indicator: Indicator) -> tuple[Unit, ...]:
        """Returns the units a figure is shown for: the root, every expected one, any with data."""
        return self._units(self.evaluator, indicator)

    def _units(self, evaluator: Evaluator, indicator: Indicator) -> tuple[Unit, ...]:
        with_data = evaluator.units_with_data(indicator)
        shown = set(evaluator.expected(measures()[indicator.numerator].table)) | (with_data - {UNPLACED})
        kinds = {level for target in self._lines(indicator) for level in target.levels}
        if not kinds and not shown - with_data:  # nobody is expected: show the senders' peers
            kinds = {self.jurisdiction.unit(unit_id).kind for unit_id in with_data - {UNPLACED}}
        listed = [u for u in self.jurisdiction.units[1:] if u.unit_id in shown or u.kind in kinds]
        bucket = (self.jurisdiction.unit(UNPLACED),) if UNPLACED in with_data else ()
        return (self.jurisdiction.root, *listed, *bucket)

    def verdicts(
        self,
        month: Month,
        indicator_ids: Collection[str] | None = None,
        unit_ids: Collection[str] | None = None,
        window: str = "ytd",
        basis: Basis = ANY,
    ) -> list[Verdict]:
        """Returns the verdict of every unit and indicator; the grid comes first, data are joined to it."""
        for _ in range(_TRIES):
            version = self.warehouse.data_version()
            found = self._verdicts(month, indicator_ids, unit_ids, window, basis)
            if self.warehouse.data_version() == version:
                break  # else somebody loaded meanwhile: numerator and denominator may not belong together
        return found

    def _verdicts(
        self,
        month: Month,
        indicator_ids: Collection[str] | None,
        unit_ids: Collection[str] | None,
        window: str,
        basis: Basis,
    ) -> list[Verdict]:
        evaluator = self.evaluator_on(basis)
        if indicator_ids is None:
            chosen = self.indicators()
        else:
            chosen = tuple(self.indicator(indicator_id) for indicator_id in indicator_ids)
        return [
            self._verdict(evaluator, indicator, unit, month, window)
            for indicator in chosen
            for unit in self._units(evaluator, indicator)
            if unit_ids is None or unit.unit_id in unit_ids
        ]

    def trend(
        self, indicator_id: str, unit_id: str, year: int, window: str = "ytd", basis: Basis = ANY
    ) -> list[Verdict]:
        """Returns the verdict at the end of each month of the year, up to the last with data."""
        indicator, unit = self.indicator(indicator_id), self.jurisdiction.unit(unit_id)
        latest = self.latest_month() or 0
        months = [month for month in Period.of_year(year).months if month <= latest]
        evaluator = self.evaluator_on(basis)
        return [self._verdict(evaluator, indicator, unit, month, window) for month in months]

    def years(self, indicator_id: str, unit_id: str, month: Month, count: int = 3) -> list[Verdict]:
        """Returns each of the last years by itself, oldest first; the running one up to `month`.

        The targets of the running year judge the earlier ones too: that is what 近三年 asks.
        """
        indicator, unit = self.indicator(indicator_id), self.jurisdiction.unit(unit_id)
        ends = [(month // 100 - back) * 100 + 12 for back in range(count - 1, 0, -1)]
        evaluator = self.evaluator
        return [
            self._verdict(evaluator, indicator, unit, end, "ytd", judged_in=month // 100)
            for end in (*ends, month)
        ]

    def change(
        self,
        kind: str,
        indicator_id: str,
        unit_id: str,
        month: Month,
        window: str = "ytd",
        basis: Basis = ANY,
    ) -> Change:
        """Returns 同比 over the same months, or 环比 of the month alone."""
        indicator, unit = self.indicator(indicator_id), self.jurisdiction.unit(unit_id)
        over = "month" if kind == MONTH_ON_MONTH else window
        evaluator, earlier = self.evaluator_on(basis), earlier_month(kind, month)
        before = self._verdict(evaluator, indicator, unit, earlier, over)
        after = self._verdict(evaluator, indicator, unit, month, over)
        return change(kind, indicator, before, after, self.breaks)

    def outlook(
        self, indicator_id: str, unit_id: str, month: Month, basis: Basis = ANY
    ) -> tuple[Projection | None, Margin | None]:
        """Returns where the year will end at the present speed, and how much failure it still bears."""
        indicator, unit = self.indicator(indicator_id), self.jurisdiction.unit(unit_id)
        evaluator = self.evaluator_on(basis)
        verdict = self._verdict(evaluator, indicator, unit, month, "ytd")
        months = [m for m in verdict.period.months if m not in verdict.missing_months]
        alone = [evaluator.figure(indicator, unit_id, Period.of_month(m)) for m in months]
        amounts = [one.numerator for one in alone if one.reported and one.numerator is not None]
        return project(indicator, verdict, amounts), margin(indicator, verdict)

    def indicator(self, indicator_id: str) -> Indicator:
        """Returns the indicator; raises Refusal for an id nobody declared."""
        if indicator_id not in indicators():
            known = "、".join(indicators())
            raise Refusal(f"没有编号为“{indicator_id}”的指标。可用的指标：{known}。", "unknown_indicator")
        return indicators()[indicator_id]

    def verdict(self, indicator: Indicator, unit: Unit, month: Month, window: str = "ytd") -> Verdict:
        """Returns one verdict: the figure over the window, its month alone, and every target."""
        return self._verdict(self.evaluator, indicator, unit, month, window)

    def _verdict(
        self,
        evaluator: Evaluator,
        indicator: Indicator,
        unit: Unit,
        month: Month,
        window: str,
        judged_in: int | None = None,
    ) -> Verdict:
        period = window_of(window, month)
        figure = evaluator.figure(indicator, unit.unit_id, period)
        returned = evaluator.returned(indicator, unit.unit_id, period)
        figure.reasons += difference_words(figure, indicator, returned, period)
        alone = evaluator.figure(indicator, unit.unit_id, Period.of_month(month))
        asked = self._begun(period, month) if indicator.judged_each else period
        judged = self._judge(evaluator, indicator, unit, figure, asked, judged_in or period.year)
        return assemble(indicator, unit, (period, window), (figure, alone), judged)

    def _begun(self, period: Period, month: Month) -> Period:
        """Returns the period up to the month asked for or the last one with data: later months are still to come."""
        return Period(period.first, min(period.last, max(month, self.latest_month() or month)))

    def rows(
        self,
        indicator_id: str,
        unit_id: str,
        month: Month,
        window: str = "ytd",
        part: str = "numerator",
        limit: int | None = None,
    ) -> list[Record]:
        """Returns the records behind a number; part is numerator, denominator or excluded."""
        indicator = self.indicator(indicator_id)
        return records_behind(self.evaluator, indicator, unit_id, window_of(window, month), part, limit)

    def _lines(self, indicator: Indicator) -> list[Target]:
        """Returns the targets of the same quantity, the indicator's own first (both lines are shown)."""
        same = [t for t in self.targets if indicators()[t.indicator].quantity == indicator.quantity]
        return sorted(same, key=lambda target: (target.indicator != indicator.indicator_id, target.order))

    def _judge(
        self,
        evaluator: Evaluator,
        indicator: Indicator,
        unit: Unit,
        figure: Figure,
        period: Period,
        year: int,
    ) -> tuple[Judged, ...]:
        if indicator.is_volume and not period.is_cumulative:
            return ()  # a yearly quantity is not held against a month, a quarter or three years
        binding = [t for t in self._lines(indicator) if t.judges(unit.kind, year)]
        documents = self.jurisdiction.documents
        if indicator.judged_each == "month":
            return judge_each_month(evaluator, indicator, unit.unit_id, period, binding, documents)
        return tuple(judge(t, documents[t.document], indicator, figure, period) for t in binding)


def _table(indicator: Indicator) -> str:
    return measures()[indicator.numerator].table


def _stands_for_its_quantity(indicator: Indicator) -> bool:
    """Tells whether this is the one to show among indicators that compute the same thing."""
    return indicator.indicator_id == max(same_quantity(indicator))
