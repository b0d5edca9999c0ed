"""Says how many open tasks of a rate are still within the office's own limit: they count all the same."""

from datetime import date, timedelta

from domain.jurisdiction import Jurisdiction
from domain.period import Period, month_end
from metrics.disposal_result import CALENDAR
from metrics.disposal_rules import load_rules
from metrics.measure import Measure
from store.warehouse import Warehouse


class OpenTasks:
    """Holds the tasks for which the ledger states no due date, by unit, counted once per state of the data."""

    def __init__(self, jurisdiction: Jurisdiction, warehouse: Warehouse, measure: Measure) -> None:
        self._rules = load_rules(jurisdiction)
        self._tasks: dict[str, list[tuple[int, date, date | None]]] = {}
        rows = warehouse.rows(
            f"SELECT unit_id, month, received_on, completed_on FROM {measure.from_item}"
            f" WHERE is_current AND {measure.counts} AND due_on IS NULL AND received_on IS NOT NULL"
        )
        for unit_id, *task in rows:
            self._tasks.setdefault(unit_id, []).append(tuple(task))  # type: ignore[arg-type]

    def within_limit(self, units: frozenset[str], window: Period) -> str:
        """Returns the remark, or an empty text where no open task is within the limit."""
        end, limit = month_end(window.last), timedelta(days=self._rules.completion)
        count = sum(
            received + limit >= end
            for unit in units
            for month, received, completed in self._tasks.get(unit, ())
            if window.first <= month <= window.last and (completed is None or completed > end)
        )
        if not count or self._rules.day_kind != CALENDAR:
            return ""
        return (
            f"未完成的任务中有 {count:,} 件收到报告未满 {self._rules.completion} 天"
            f"（设置，{self._rules.label}），台账没有写期限，仍计入应处置"
        )
