"""Holds the two ledgers against each other: failed batches without a task, tasks without a failure."""

from domain.period import Period
from metrics.disposal_result import Misfit, Reconciliation
from store.warehouse import Warehouse

# Disposal is owed for supervision sampling; a batch overturned on re-inspection is no failure (rule 15).
_FAILED = "s.conclusion = 'failed' AND NOT coalesce(s.is_overturned, false) AND s.purpose = '监督抽检'"
_IN = "{0}.is_current AND {0}.month BETWEEN ? AND ?"
_SAMPLE = "LEFT JOIN samples AS s ON s.sample_no = d.sample_no AND s.is_current"
_OVERTURNED = "(coalesce(s.is_overturned, false) OR coalesce(d.is_overturned, false))"
_TASKS = f"SELECT d.*, s.conclusion, s.sampled_on FROM disposals AS d {_SAMPLE} WHERE {_IN.format('d')} AND "

_SQL = {
    Misfit.NO_TASK: f"SELECT s.* FROM samples AS s WHERE {_IN.format('s')} AND {_FAILED} AND s.sample_no NOT IN"
    " (SELECT sample_no FROM disposals WHERE is_current AND sample_no IS NOT NULL)"
    " ORDER BY s.unit_id, s.sampled_on, s.sample_no",
    Misfit.NO_SAMPLE: _TASKS + "s.sample_no IS NULL ORDER BY d.unit_id, d.received_on, d.task_key",
    Misfit.NOT_FAILED: _TASKS + f"s.conclusion NOT IN ('failed', 'problem') AND NOT {_OVERTURNED}"
    " ORDER BY d.unit_id, d.received_on, d.task_key",
    Misfit.OVERTURNED: _TASKS + f"{_OVERTURNED} ORDER BY d.unit_id, d.received_on, d.task_key",
}
_SEVERAL = (
    f"SELECT d.*, s.conclusion, s.sampled_on FROM disposals AS d {_SAMPLE} WHERE {_IN.format('d')}"
    " AND d.sample_no IN (SELECT sample_no FROM disposals WHERE is_current AND sample_no <> ''"
    " GROUP BY sample_no HAVING count(*) > 1) ORDER BY d.sample_no, d.link, d.task_key"
)


def reconcile(warehouse: Warehouse, period: Period) -> Reconciliation:
    """Returns what does not fit, of batches sampled and tasks received in the period.

    A batch finds its task, and a task its sample, whenever the other one came.
    """
    months = [period.first, period.last]
    has_samples, has_tasks = (
        bool(warehouse.rows(f"SELECT 1 FROM {table} WHERE is_current LIMIT 1"))
        for table in ("samples", "disposals")
    )
    needs = {Misfit.NO_TASK: has_samples, Misfit.OVERTURNED: has_tasks}
    return Reconciliation(
        has_samples=has_samples,
        has_tasks=has_tasks,
        misfits={
            misfit: warehouse.records(sql, months) if needs.get(misfit, has_samples and has_tasks) else []
            for misfit, sql in _SQL.items()
        },
        several=warehouse.records(_SEVERAL, months),
    )
