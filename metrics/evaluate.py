"""Turns measures into one figure: numerator, denominator and why, for a unit and a window."""

from decimal import Decimal
from functools import cached_property

from domain.jurisdiction import UNPLACED, UNPLACED_NAME, Jurisdiction
from domain.number import display
from domain.period import Month, Period
from metrics.coverage import TEMPLATE_OF, Coverage, tree
from metrics.credit import CreditLedger
from metrics.credit_rules import CreditRules, load_credit
from metrics.disposal_note import OpenTasks
from metrics.figure import SILENT, Figure, add_returns, excluded_by_reason, listed_apart, total
from metrics.indicator import POPULATION, Indicator
from metrics.indicators import same_quantity
from metrics.inspected import Inspections
from metrics.measure import Measure
from metrics.measures import measures
from metrics.named_figure import named_figure
from metrics.population import ANY, Basis, Populations
from metrics.returned_figure import returned_figure
from metrics.returns import Returned, Returns
from metrics.rollup import RollUp, roll_up
from metrics.snapshot import snapshot_amount
from metrics.summaries import Summaries, related_units, without_parts
from store.warehouse import Warehouse


class Evaluator:
    """Computes figures from one state of the data; made anew when the data version grows."""

    def __init__(self, jurisdiction: Jurisdiction, warehouse: Warehouse, basis: Basis = ANY) -> None:
        self.jurisdiction = jurisdiction
        self.warehouse = warehouse
        self.basis = basis
        self.coverage = Coverage.read(warehouse)
        self.returns = Returns.read(warehouse)
        self.summaries = Summaries.read(warehouse)
        self.populations = Populations.read(jurisdiction, warehouse)
        self._rolled: dict[str, RollUp] = {}
        self._open: dict[str, OpenTasks] = {}

    @cached_property
    def credit(self) -> CreditLedger:
        """Returns the penalties and ratings, read once per state of the data."""
        return CreditLedger.read(self.warehouse)

    @cached_property
    def inspections(self) -> Inspections:
        """Returns registers and inspection ledgers, read once per state of the data."""
        return Inspections.read(self.jurisdiction, self.warehouse)

    @cached_property
    def credit_rules(self) -> CreditRules | None:
        """Returns what the jurisdiction says about credit supervision, or None."""
        return load_credit(self.jurisdiction)

    def rolled(self, measure_id: str) -> RollUp:
        """Returns a measure's roll-up, counted once per state of the data."""
        if measure_id not in self._rolled:
            self._rolled[measure_id] = roll_up(self.warehouse, measures()[measure_id])
        return self._rolled[measure_id]

    def _open_tasks(self, measure: Measure) -> OpenTasks:
        if measure.measure_id not in self._open:
            self._open[measure.measure_id] = OpenTasks(self.jurisdiction, self.warehouse, measure)
        return self._open[measure.measure_id]

    def units_of(self, unit_id: str) -> frozenset[str]:
        """Returns the units whose facts add up to this one; the root includes 未识别."""
        below = tree(self.jurisdiction, unit_id)
        return below | {UNPLACED} if unit_id == self.jurisdiction.root.unit_id else below

    def units_with_data(self, indicator: Indicator) -> set[str]:
        """Returns the units that sent a form, have rows in the figure's scope, or returned it."""
        named = named_figure(indicator.computed_by).units(self) if indicator.computed_by else set()
        if indicator.is_returned or named:
            return named | self.returns.units(indicator.indicator_id)
        if measures()[indicator.numerator].cumulative:
            return self.coverage.units("case_cells") | self.summaries.units(indicator)
        counted = [indicator.numerator]
        if indicator.denominator not in (None, POPULATION):
            counted.append(str(indicator.denominator))
        found = {unit_id for measure_id in counted for unit_id in self.rolled(measure_id).cells}
        found |= self.summaries.units(indicator)
        return found.union(*(self.returns.units(other) for other in same_quantity(indicator)))

    def figure(self, indicator: Indicator, unit_id: str, window: Period) -> Figure:
        """Returns the figure of a unit over the window, from forms, ledgers, returns or summaries."""
        if indicator.computed_by:
            named = named_figure(indicator.computed_by).figure(self, indicator, unit_id, window)
            if named is not None:
                return named
        if indicator.is_returned:
            return returned_figure(self.returns, self.jurisdiction, indicator, unit_id, window)
        measure = measures()[indicator.numerator]
        if measure.cumulative:
            figure = self._from_forms(indicator, unit_id, window)
        else:
            figure = self._from_ledgers(indicator, measure, unit_id, window)
        if not figure.reported:
            figure = self._from_returns(indicator, unit_id, window) or figure
        self._add_summaries(figure, indicator, unit_id, window)
        if indicator.denominator == POPULATION and figure.reported:
            self._divide_by_population(figure, unit_id, window)
        return figure

    def _from_ledgers(self, indicator: Indicator, measure: Measure, unit_id: str, window: Period) -> Figure:
        units = self.units_of(unit_id)
        months = self.coverage.months(measure.table, units, window)
        if not months:
            return Figure(missing_months=window.months)
        counted = self.rolled(indicator.numerator).within(units, window)
        figure = Figure(True, total(counted), source="ledger", apart=listed_apart(measure, counted))
        base = counted
        if indicator.denominator and indicator.denominator != POPULATION:
            base = self.rolled(indicator.denominator).within(units, window)
            figure.denominator = total(base)
            measure = measures()[indicator.denominator]
        figure.excluded, figure.unknown = excluded_by_reason(measure, base)
        if measure.table == "samples":  # a month without a disposal task is no missing report
            figure.missing_months = tuple(month for month in window.months if month not in months)
        if measure.table == "disposals" and (remark := self._open_tasks(measure).within_limit(units, window)):
            figure.reasons.append(remark)
        self._say_who_is_missing(figure, indicator, unit_id, window)
        self._add_returns_of_silent_units(figure, indicator, unit_id, window)
        return figure

    def _from_forms(self, indicator: Indicator, unit_id: str, window: Period) -> Figure:
        reporting = self.coverage.months("case_cells", self.form_units(unit_id, window.last), window)
        if window.last not in reporting:
            return Figure(missing_months=(window.last,))
        units = self.form_units(unit_id, window.last)
        figure = Figure(True, source="form")
        figure.numerator = snapshot_amount(self.rolled(indicator.numerator), self.coverage, units, window)
        if indicator.denominator:
            rolled = self.rolled(indicator.denominator)
            figure.denominator = snapshot_amount(rolled, self.coverage, units, window)
        if figure.numerator is None and self.rolled(indicator.numerator).snapshot(units, window.last):
            figure.lacks_last_month = True
        self._say_who_is_missing(figure, indicator, unit_id, window)
        return figure

    def form_units(self, unit_id: str, month: Month) -> frozenset[str]:
        """Returns the unit alone when it sent a sheet itself: that sheet is its own summary."""
        if self.coverage.months("case_cells", [unit_id], Period.of_month(month)):
            return frozenset([unit_id])
        return self.units_of(unit_id)

    def _from_returns(self, indicator: Indicator, unit_id: str, window: Period) -> Figure | None:
        found = self.told_by_returns(indicator, unit_id, window)
        if not found:
            return None
        figure = Figure(True, source="return", reasons=["按指标报表填报数"])
        add_returns(figure, indicator, list(found.values()))
        return figure

    def told_by_returns(self, indicator: Indicator, unit_id: str, window: Period) -> dict[str, Returned]:
        """Returns the units whose return stands in a figure of ledgers or forms, and what they returned.

        Beside ledgers those of the units below without any, beside forms none; else the unit's own,
        or those of the units below it. A part is never added to its whole.
        """
        measure = measures()[indicator.numerator]
        units = self.form_units(unit_id, window.last) if measure.cumulative else self.units_of(unit_id)
        looked_at = Period.of_month(window.last) if measure.cumulative else window
        is_sent = bool(self.coverage.months(measure.table, units, looked_at))
        own = None if is_sent else self.returned(indicator, unit_id, window)
        if own or (is_sent and measure.cumulative):
            return {unit_id: own} if own else {}
        below = sorted(tree(self.jurisdiction, unit_id) - {unit_id})
        if is_sent:
            near = {unit: related_units(self.jurisdiction, unit) for unit in below}
            below = [u for u in below if not self.coverage.months(measure.table, near[u], window)]
        found = {unit: got for unit in below if (got := self.returned(indicator, unit, window))}
        return without_parts(self.jurisdiction, unit_id, found)

    def returned(self, indicator: Indicator, unit_id: str, window: Period) -> Returned | None:
        """Returns what a unit returned for the indicator, or for another one of the same quantity."""
        found = (self.returns.over(name, unit_id, window) for name in same_quantity(indicator))
        return next((returned for returned in found if returned), None)

    def _add_returns_of_silent_units(
        self, figure: Figure, indicator: Indicator, unit_id: str, window: Period
    ) -> None:
        """Adds what units without a ledger returned as a figure, so that no unit is lost."""
        if found := self.told_by_returns(indicator, unit_id, window):
            add_returns(figure, indicator, list(found.values()))
            figure.reasons.append(f"其中 {len(found)} 个单位按指标报表填报数")

    def _divide_by_population(self, figure: Figure, unit_id: str, window: Period) -> None:
        if figure.source == "return" and figure.denominator is not None:
            figure.reasons.append(f"分母按报表填报的人口 {display(figure.denominator, 0)} 人")
            return
        if unit_id == UNPLACED:
            figure.is_meaningless = True
            figure.reasons.append(
                f"未识别单位 {display(figure.numerator or 0, 0)} 批，只计入全市，不按人口折算"
            )
            return
        if len(window.months) > 12:
            figure.is_meaningless = True
            figure.reasons.append(f"共 {display(figure.numerator or 0, 0)} 批；跨年度不按人口折算，请看各年")
            return
        figure.population = self.populations.choose(unit_id, window.year, self.basis)
        figure.denominator = Decimal(figure.population.people) if figure.population else None
        if trial := self.populations.trial_words(unit_id, window.year, self.basis):
            figure.reasons.append(trial)
            figure.is_trial = True  # its words name the year already
        if figure.population is None:
            wanted = f"{self.basis.year or ''}{'年' if self.basis.year else ''}{self.basis.kind}"
            figure.reasons.append(f"缺失：没有{wanted}人口数，请在数据上传中导入人口表")
        elif figure.population.year != window.year and not figure.is_trial:
            figure.reasons.append(f"人口为 {figure.population.year} 年数")

    def summarised(self, indicator: Indicator, unit_id: str, window: Period) -> dict[str, Returned]:
        """Returns the units below (or the unit) whose figure only a summary tells, and that figure.

        None where the unit's own form or return stands for all that is below it; the row of a
        unit that is no whole city does the same.
        """
        measure = measures()[indicator.numerator]
        last = Period.of_month(window.last) if measure.cumulative else window
        is_form = measure.cumulative and bool(self.coverage.months(measure.table, [unit_id], last))
        if self.summaries.is_empty or is_form or self.returned(indicator, unit_id, window):
            return {}

        def is_silent(unit: str) -> bool:
            related = related_units(self.jurisdiction, unit)
            return not (
                self.coverage.months(measure.table, related, last) or self.returned(indicator, unit, window)
            )

        silent = filter(is_silent, sorted(self.units_of(unit_id) - {UNPLACED}))
        found = {unit: got for unit in silent if (got := self.summaries.over(indicator, unit, window))}
        return without_parts(self.jurisdiction, unit_id, found)

    def _add_summaries(self, figure: Figure, indicator: Indicator, unit_id: str, window: Period) -> None:
        """Adds what only summaries tell; a ratio whose other units cannot be told stays untold."""
        found = {} if figure.lacks_last_month else self.summarised(indicator, unit_id, window)
        has_base = indicator.denominator not in (None, POPULATION)
        if not found or (figure.reported and has_base and None in (figure.numerator, figure.denominator)):
            return
        if not figure.reported:
            covered = {month for one in found.values() for month in one.months}
            figure.missing_months = tuple(month for month in window.months if month not in covered)
            figure.reported, figure.source = True, "summary"
        add_returns(figure, indicator, list(found.values()))
        names = "、".join(self.jurisdiction.unit(unit).name for unit in found)
        is_own = set(found) == {unit_id}
        figure.reasons.append(
            "按汇总表填报数" if is_own else f"其中 {len(found)} 个单位按汇总表填报数：{names}"
        )

    def _say_who_is_missing(self, figure: Figure, indicator: Indicator, unit_id: str, window: Period) -> None:
        measure = measures()[indicator.numerator]
        table = measure.table
        looked_at = Period.of_month(window.last) if measure.cumulative else window
        silent = [
            self.jurisdiction.unit(unit).name
            for unit in self.expected(table)
            if unit in self.units_of(unit_id) - {unit_id}
            and not self.coverage.months(table, tree(self.jurisdiction, unit), looked_at)
            and not self.summaries.over(indicator, unit, window)
        ]
        own_form = table == "case_cells" and self.form_units(unit_id, window.last) == {unit_id}
        if silent and not own_form:
            figure.reasons.append(SILENT + "、".join(silent))
        unplaced = _unplaced(self, table, looked_at) if unit_id == self.jurisdiction.root.unit_id else 0
        if unplaced:
            figure.reasons.append(f"含{UNPLACED_NAME}单位 {unplaced:,} 条")

    def expected(self, table: str) -> tuple[str, ...]:
        """Returns the units the jurisdiction expects to report this fact table."""
        template = TEMPLATE_OF[table]
        kinds = {
            kind
            for item in self.jurisdiction.returns
            if item.template == template
            for kind in item.unit_kinds
        }
        return tuple(unit.unit_id for unit in self.jurisdiction.units if unit.kind in kinds)


def _unplaced(evaluator: Evaluator, table: str, window: Period) -> int:
    if table == "case_cells":
        return 0
    sql = f"SELECT count(*) FROM {table} WHERE is_current AND unit_id = ? AND month BETWEEN ? AND ?"
    return int(evaluator.warehouse.rows(sql, [UNPLACED, window.first, window.last])[0][0])
