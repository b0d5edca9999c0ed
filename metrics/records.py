"""Finds the rows behind a number: as many as the number says, or those it left out."""

from dataclasses import dataclass

from domain.period import Period
from metrics.evaluate import Evaluator
from metrics.indicator import POPULATION, Indicator
from metrics.indicators import same_quantity
from metrics.measure import Measure
from metrics.measures import measures
from metrics.named_figure import named_figure
from metrics.returned_figure import rows_behind

PARTS = ("numerator", "denominator", "excluded", "open")

Record = dict[str, object]


@dataclass(frozen=True)
class _Question:
    """Holds whose rows are asked for, over which months."""

    units: tuple[str, ...]
    period: Period


def records_behind(
    evaluator: Evaluator, indicator: Indicator, unit_id: str, window: Period, part: str, limit: int | None
) -> list[Record]:
    """Returns the stored rows of a figure as dictionaries; excluded rows carry their `reason`.

    `open` are the rows of the denominator that are not in the numerator, where an indicator lists them.
    Forms give the cells that were added up, returns the returned rows, ledgers the samples or
    tasks, and the rows of summaries follow for the units that only a summary tells of. `limit` caps the list for a screen; without it there are as many as the number says.
    """
    if part == "open" and not indicator.left_over:
        return []
    if indicator.computed_by:
        named = named_figure(indicator.computed_by).records(evaluator, unit_id, window, part)
        if named is not None:
            return named[:limit] if limit else named
    if indicator.is_returned:
        return [] if part == "excluded" else _rows_returned(evaluator, indicator, unit_id, window, limit)
    found = _counted(evaluator, indicator, unit_id, window, part, limit)
    if part != "excluded":
        told = evaluator.summarised(indicator, unit_id, window)
        found += evaluator.summaries.records(_measure_id(indicator, part), told, window)
    return found[:limit] if limit else found


def _counted(
    evaluator: Evaluator, indicator: Indicator, unit_id: str, window: Period, part: str, limit: int | None
) -> list[Record]:
    """Returns the rows of ledgers and forms, else the returned ones."""
    measure = measures()[_measure_id(indicator, part)]
    units = tuple(sorted(evaluator.units_of(unit_id)))
    if measure.cumulative:
        units = tuple(sorted(evaluator.form_units(unit_id, window.last)))
        window = Period.of_month(window.last)
    question = _Question(units, window)
    if evaluator.coverage.months(measure.table, units, window):
        return _select(evaluator, measure, question, part == "excluded", limit)
    return _returned(evaluator, indicator, question, limit) if part != "excluded" else []


def _measure_id(indicator: Indicator, part: str) -> str:
    has_base = indicator.denominator not in (None, POPULATION)
    return str(indicator.denominator) if has_base and part != "numerator" else indicator.numerator


def _select(
    evaluator: Evaluator, measure: Measure, question: _Question, excluded: bool, limit: int | None
) -> list[Record]:
    unsettled = f"{measure.settled_month} > {question.period.last}"
    cases = [(item.where, item.reason) for item in measure.exclusions]
    if measure.unsettled_reason:
        cases.append((unsettled, measure.unsettled_reason))
    reason = "".join(f" WHEN {where} THEN ?" for where, _ in cases)
    named = f"CASE{reason} END" if reason else "CAST(NULL AS VARCHAR)"
    condition = "reason IS NOT NULL" if excluded else f"reason IS NULL AND NOT ({unsettled})"
    marks = ", ".join("?" * len(question.units))
    sql = (
        f"SELECT * FROM (SELECT *, {named} AS reason FROM {measure.from_item}"
        f" WHERE is_current AND ({measure.scope}) AND unit_id IN ({marks}) AND month BETWEEN ? AND ?) AS found"
        f" WHERE {condition} ORDER BY upload_id, sheet, row_no"
    )
    params = [label for _, label in cases] + [*question.units, question.period.first, question.period.last]
    return evaluator.warehouse.records(sql + (f" LIMIT {int(limit)}" if limit else ""), params)


def _returned(
    evaluator: Evaluator, indicator: Indicator, question: _Question, limit: int | None
) -> list[Record]:
    ids = same_quantity(indicator)
    names, marks = ", ".join("?" * len(ids)), ", ".join("?" * len(question.units))
    sql = (
        f"SELECT * FROM indicator_returns WHERE is_current AND indicator IN ({names}) AND unit_id IN ({marks})"
        " AND first_month >= ? AND month <= ? ORDER BY upload_id, sheet, row_no"
    )
    params = [*ids, *question.units, question.period.first, question.period.last]
    return evaluator.warehouse.records(sql + (f" LIMIT {int(limit)}" if limit else ""), params)


def _rows_returned(
    evaluator: Evaluator, indicator: Indicator, unit_id: str, window: Period, limit: int | None
) -> list[Record]:
    """Returns the very rows that made the figure: a cumulative one stands for the months it spans."""
    keys = rows_behind(evaluator.returns, evaluator.jurisdiction, indicator, unit_id, window)
    if not keys:
        return []
    rows = evaluator.warehouse.records(
        "SELECT * FROM indicator_returns WHERE is_current AND indicator = ? ORDER BY upload_id, sheet, row_no",
        [indicator.indicator_id],
    )
    wanted = {(unit, span.first, span.last) for unit, span in keys}
    found = [row for row in rows if (row["unit_id"], row["first_month"], row["month"]) in wanted]
    return found[:limit] if limit else found
