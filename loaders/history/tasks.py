"""Holds failed batches and disposal tasks against each other, whichever ledger comes in."""

from domain.finding import Finding
from loaders.grid import address
from loaders.history.past import EXAMPLES, HistoryRule, Past, examples, replaced_condition
from loaders.messages import finding

# Disposal is counted for supervision sampling; a batch overturned on re-inspection is no failure.
_FAILED = "conclusion = 'failed' AND NOT is_overturned AND purpose = '监督抽检'"
_CLEAN = "conclusion NOT IN ('failed', 'problem') AND NOT {0}.is_overturned"

_NO_TASK = f"""
    SELECT sheet, min(row_no) FILTER (lacks), count_if(lacks), count(*), min(sample_no, {EXAMPLES}) FILTER (lacks)
    FROM (SELECT *, sample_no NOT IN (SELECT sample_no FROM disposals WHERE is_current) AS lacks
          FROM staged WHERE {_FAILED})
    GROUP BY sheet HAVING count_if(lacks) > 0 ORDER BY sheet
"""
_HAS_TASK = f"""
    SELECT sheet, min(row_no), count(*), (SELECT count(*) FROM staged), min(sample_no, {EXAMPLES})
    FROM staged AS n
    WHERE {_CLEAN.format("n")}
        AND sample_no IN (SELECT sample_no FROM disposals WHERE is_current AND NOT is_overturned)
    GROUP BY sheet ORDER BY sheet
"""
_STILL_UNKNOWN = f"""
    SELECT '', 0, count_if(lacks), count(*), min(sample_no, {EXAMPLES}) FILTER (lacks)
    FROM (SELECT *, sample_no NOT IN (SELECT sample_no FROM samples WHERE is_current UNION ALL
                                      SELECT sample_no FROM staged) AS lacks
          FROM disposals WHERE is_current AND sample_no <> '' AND unit_id IN (SELECT unit_id FROM staged))
    HAVING count_if(lacks) > 0
"""
_UNKNOWN = f"""
    SELECT sheet, min(row_no) FILTER (lacks), count_if(lacks), count(*), min(sample_no, {EXAMPLES}) FILTER (lacks)
    FROM (SELECT *, sample_no NOT IN (SELECT sample_no FROM samples WHERE is_current) AS lacks
          FROM staged WHERE sample_no <> '')
    GROUP BY sheet HAVING count_if(lacks) > 0 ORDER BY sheet
"""
_NOT_FAILED = f"""
    SELECT n.sheet, min(n.row_no), count(*), (SELECT count(*) FROM staged), min(n.sample_no, {EXAMPLES})
    FROM staged AS n
    JOIN samples AS s ON s.sample_no = n.sample_no AND s.is_current AND {_CLEAN.format("s")}
    WHERE NOT n.is_overturned
    GROUP BY n.sheet ORDER BY n.sheet
"""
_STILL_NO_TASK = f"""
    SELECT unit_id, count_if(lacks), count(*), min(sample_no, {EXAMPLES}) FILTER (lacks)
    FROM (SELECT *, sample_no NOT IN (SELECT o.sample_no FROM disposals AS o WHERE o.is_current AND NOT {{replaced}}
                                      UNION ALL SELECT sample_no FROM staged) AS lacks
          FROM samples WHERE is_current AND {_FAILED} AND unit_id IN (SELECT unit_id FROM staged)
              AND month <= (SELECT max(month) FROM staged))
    GROUP BY unit_id HAVING count_if(lacks) > 0 ORDER BY unit_id
"""


def look_for_tasks(past: Past) -> list[Finding]:
    """Returns a remark for each sheet with failed batches that no task in force disposes of."""
    return _look(past, "failed_without_task", "disposals", _NO_TASK)


def look_for_needless_tasks(past: Past) -> list[Finding]:
    """Returns a warning for each sheet with batches that did not fail and yet have a task in force."""
    return _look(past, "passed_with_task", "disposals", _HAS_TASK)


def look_for_orphans(past: Past) -> list[Finding]:
    """Returns a remark when tasks in force of these units still have no sample after loading."""
    return _look(past, "tasks_still_unknown", "disposals", _STILL_UNKNOWN)


def look_for_samples(past: Past) -> list[Finding]:
    """Returns a remark for each sheet with tasks whose sample is in no sampling ledger."""
    return _look(past, "task_sample_unknown", "samples", _UNKNOWN)


def look_for_failures(past: Past) -> list[Finding]:
    """Returns a warning for each sheet with tasks whose sample did not fail."""
    return _look(past, "task_sample_not_failed", "samples", _NOT_FAILED)


def look_for_open_failures(past: Past) -> list[Finding]:
    """Returns a warning for each unit of the ledger whose failed batches still have no task."""
    if not past.has_facts("samples"):
        return []
    sql = _STILL_NO_TASK.format(replaced=replaced_condition(past.spec, past.checked.complete))
    return [
        finding("failed_still_without_task", unit=past.unit(unit), count=count, total=total,
                numbers=examples(numbers, count))
        for unit, count, total, numbers in past.rows(sql)
    ]  # fmt: skip


def _look(past: Past, code: str, other: str, sql: str) -> list[Finding]:
    """Returns one finding a sheet, at its first row; none while the other ledger never came."""
    if not past.has_facts(other):
        return []
    return [
        finding(code, sheet, address(first - 1, None) if first else "", row=first, count=count, total=total,
                numbers=examples(numbers, count))
        for sheet, first, count, total, numbers in past.rows(sql)
    ]  # fmt: skip


RULES = (
    HistoryRule("failed_without_task", "samples", look_for_tasks),
    HistoryRule("passed_with_task", "samples", look_for_needless_tasks),
    HistoryRule("tasks_still_unknown", "samples", look_for_orphans),
    HistoryRule("failed_still_without_task", "disposals", look_for_open_failures),
    HistoryRule("task_sample_unknown", "disposals", look_for_samples),
    HistoryRule("task_sample_not_failed", "disposals", look_for_failures),
)
