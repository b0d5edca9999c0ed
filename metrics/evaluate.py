"""Turns measures into one figure: numerator, denominator and why, for a unit and a window."""

from decimal import Decimal

from domain.jurisdiction import UNPLACED, UNPLACED_NAME, Jurisdiction
from domain.number import display
from domain.period import Month, Period
from metrics.coverage import Coverage, tree
from metrics.figure import Figure, add_returns, excluded_by_reason, listed_apart, total
from metrics.indicator import POPULATION, Indicator
from metrics.indicators import same_quantity
from metrics.measure import Measure
from metrics.measures import measures
from metrics.population import Populations
from metrics.returns import Returned, Returns
from metrics.rollup import RollUp, roll_up
from metrics.snapshot import snapshot_amount
from store.warehouse import Warehouse


class Evaluator:
    """Computes figures from one state of the data; made anew when the data version grows."""

    def __init__(self, jurisdiction: Jurisdiction, warehouse: Warehouse) -> None:
        self.jurisdiction = jurisdiction
        self.warehouse = warehouse
        self.coverage = Coverage.read(warehouse)
        self.returns = Returns.read(warehouse)
        self.populations = Populations.read(jurisdiction, warehouse)
        self._rolled: dict[str, RollUp] = {}

    def rolled(self, measure_id: str) -> RollUp:
        """Returns a measure's roll-up, counted once per state of the data."""
        if measure_id not in self._rolled:
            self._rolled[measure_id] = roll_up(self.warehouse, measures()[measure_id])
        return self._rolled[measure_id]

    def units_of(self, unit_id: str) -> frozenset[str]:
        """Returns the units whose facts add up to this one; the root includes 未识别."""
        below = tree(self.jurisdiction, unit_id)
        return below | {UNPLACED} if unit_id == self.jurisdiction.root.unit_id else below

    def units_with_data(self, indicator: Indicator) -> set[str]:
        """Returns the units that sent a form, have rows in the figure's scope, or returned it."""
        if measures()[indicator.numerator].cumulative:
            return self.coverage.units("case_cells")
        counted = [indicator.numerator]
        if indicator.denominator not in (None, POPULATION):
            counted.append(str(indicator.denominator))
        found = {unit_id for measure_id in counted for unit_id in self.rolled(measure_id).cells}
        return found.union(*(self.returns.units(other) for other in same_quantity(indicator)))

    def figure(self, indicator: Indicator, unit_id: str, window: Period) -> Figure:
        """Returns the figure of a unit over the window, from forms, ledgers or returns."""
        measure = measures()[indicator.numerator]
        if measure.cumulative:
            figure = self._from_forms(indicator, unit_id, window)
        else:
            figure = self._from_ledgers(indicator, measure, unit_id, window)
        if not figure.reported:
            figure = self._from_returns(indicator, unit_id, window) or figure
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
        self._say_who_is_missing(figure, measure.table, unit_id, window)
        self._add_returns_of_silent_units(figure, indicator, measure.table, unit_id, window)
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
        self._say_who_is_missing(figure, "case_cells", unit_id, Period.of_month(window.last))
        return figure

    def form_units(self, unit_id: str, month: Month) -> frozenset[str]:
        """Returns the unit alone when it sent a sheet itself: that sheet is its own summary."""
        if self.coverage.months("case_cells", [unit_id], Period.of_month(month)):
            return frozenset([unit_id])
        return self.units_of(unit_id)

    def _from_returns(self, indicator: Indicator, unit_id: str, window: Period) -> Figure | None:
        own = self._returned(indicator, unit_id, window)
        found = [own] if own else self._returns_below(indicator, unit_id, window, frozenset())
        if not found:
            return None
        figure = Figure(True, source="return", reasons=["按指标报表填报数"])
        add_returns(figure, indicator, found)
        return figure

    def _returns_below(
        self, indicator: Indicator, unit_id: str, window: Period, done: frozenset[str]
    ) -> list[Returned]:
        units = sorted(tree(self.jurisdiction, unit_id) - {unit_id} - done)
        found = (self._returned(indicator, unit, window) for unit in units)
        return [returned for returned in found if returned]

    def _returned(self, indicator: Indicator, unit_id: str, window: Period) -> Returned | None:
        """Returns what a unit returned for the indicator, or for another one of the same quantity."""
        for indicator_id in same_quantity(indicator):
            if found := self.returns.over(indicator_id, unit_id, window):
                return found
        return None

    def _add_returns_of_silent_units(
        self, figure: Figure, indicator: Indicator, table: str, unit_id: str, window: Period
    ) -> None:
        """Adds what units without a ledger returned as a figure, so that no unit is lost."""
        done = frozenset(
            unit for unit in self.units_of(unit_id) if self.coverage.months(table, [unit], window)
        )
        found = self._returns_below(indicator, unit_id, window, done)
        if found:
            add_returns(figure, indicator, found)
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
        figure.population = self.populations.choose(unit_id, window.year)
        figure.denominator = Decimal(figure.population.people) if figure.population else None
        if figure.population is None:
            figure.reasons.append("缺失：没有人口数，请在数据上传中导入人口表")
        elif figure.population.year != window.year:
            figure.reasons.append(f"人口为 {figure.population.year} 年数")

    def _say_who_is_missing(self, figure: Figure, table: str, unit_id: str, window: Period) -> None:
        silent = [
            self.jurisdiction.unit(unit).name
            for unit in self.expected(table)
            if unit in self.units_of(unit_id) - {unit_id}
            and not self.coverage.months(table, tree(self.jurisdiction, unit), window)
        ]
        own_form = table == "case_cells" and self.form_units(unit_id, window.last) == {unit_id}
        if silent and not own_form:
            figure.reasons.append("未报送单位：" + "、".join(silent))
        unplaced = _unplaced(self, table, window) if unit_id == self.jurisdiction.root.unit_id else 0
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


TEMPLATE_OF = {"case_cells": "case_form", "samples": "sampling_ledger", "disposals": "disposal_ledger"}


def _unplaced(evaluator: Evaluator, table: str, window: Period) -> int:
    if table == "case_cells":
        return 0
    sql = f"SELECT count(*) FROM {table} WHERE is_current AND unit_id = ? AND month BETWEEN ? AND ?"
    return int(evaluator.warehouse.rows(sql, [UNPLACED, window.first, window.last])[0][0])
