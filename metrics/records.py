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
from metrics.snapshot import sheets_behind

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
    Forms give the cells of the sheets that were added up or taken off, returns the returned rows, ledgers
    the samples or tasks; rows of returns and summaries follow for the units that only these tell of.
    `limit` caps the list for a screen; without it there are as many as the number says.
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
    """Returns the rows of ledgers and forms, and those of the returns that stand beside or for them."""
    measure = measures()[_measure_id(indicator, part)]
    found = [
        row
        for question in _questions(evaluator, measure, unit_id, window)
        for row in _select(evaluator, measure, question, part == "excluded", limit)
    ]
    return found + (
        _returned(evaluator, indicator, unit_id, window, bool(found)) if part != "excluded" else []
    )


def _questions(evaluator: Evaluator, measure: Measure, unit_id: str, window: Period) -> list[_Question]:
    """Returns what to ask the measure's table: nothing where it is silent, of forms every sheet by itself."""
    if not measure.cumulative:
        units = evaluator.units_of(unit_id)
        return (
            [_Question(tuple(sorted(units)), window)]
            if evaluator.coverage.months(measure.table, units, window)
            else []
        )
    units, last = evaluator.form_units(unit_id, window.last), Period.of_month(window.last)
    if not evaluator.coverage.months(measure.table, units, last):
        return []
    sheets = sheets_behind(evaluator.coverage, units, window)
    return [_Question(tuple(sorted(senders)), Period.of_month(month)) for senders, month in sheets if senders]


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
    evaluator: Evaluator, indicator: Indicator, unit_id: str, window: Period, is_beside: bool
) -> list[Record]:
    """Returns the rows of the returns in the figure; of a share those without a denominator do not count."""
    told = evaluator.told_by_returns(indicator, unit_id, window)
    if indicator.denominator not in (None, POPULATION):
        whole = {unit: got for unit, got in told.items() if got.denominator is not None}
        told = whole if whole or is_beside else told
    wanted = {
        (name, unit, span.first, span.last)
        for unit in told
        for name in [next(n for n in same_quantity(indicator) if evaluator.returns.over(n, unit, window))]
        for span in evaluator.returns.behind(name, unit, window, is_stock=False)
    }
    names = sorted({name for name, *_ in wanted})
    rows = evaluator.warehouse.records(
        f"SELECT * FROM indicator_returns WHERE is_current AND indicator IN ({', '.join('?' * len(names))})"
        " ORDER BY upload_id, sheet, row_no",
        names,
    ) if names else []  # fmt: skip
    return [
        row for row in rows if (row["indicator"], row["unit_id"], row["first_month"], row["month"]) in wanted
    ]


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
