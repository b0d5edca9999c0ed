"""Judges what must hold in every single month: one month below the line decides."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.jurisdiction import Document
from domain.period import Month, Period
from domain.state import SEVERITY, State
from metrics.coverage import TEMPLATE_OF
from metrics.evaluate import Evaluator
from metrics.indicator import Indicator
from metrics.measures import measures
from metrics.result import Judged
from metrics.targets import Target
from metrics.verdict import judge, standing


def judge_each_month(
    evaluator: Evaluator,
    indicator: Indicator,
    unit_id: str,
    period: Period,
    targets: Sequence[Target],
    documents: Mapping[str, Document],
) -> tuple[Judged, ...]:
    """Returns the standing against each target: the worst of the months, with those that miss it.

    A month before the return was first owed is not judged; without any other there is no target.
    """
    months = [Period.of_month(month) for month in owed_months(evaluator, indicator, period)]
    if not months:
        return ()
    figures = [(month, evaluator.figure(indicator, unit_id, month)) for month in months]
    unsent = tuple(month.last for month, figure in figures if not figure.reported)
    found = []
    for target in targets:
        lines = [(m, judge(target, documents[target.document], indicator, f, m)) for m, f in figures]
        states = [
            line.state or standing(indicator, f)[0] for (_, line), (_, f) in zip(lines, figures, strict=True)
        ]
        states = _with_gaps(states)
        worst = min((state for state in states if state), key=SEVERITY.index, default=State.NOT_REPORTED)
        short = tuple(m.last for (m, _), state in zip(lines, states, strict=True) if state is not State.MET)
        gap = lines[0][1].gap if len(lines) == 1 else None
        found.append(
            replace(
                lines[-1][1],
                state=worst,
                short_months=short,
                unsent_months=unsent,
                gap=gap,
                shortfall=len(short),
            )
        )
    return tuple(found)


def _with_gaps(states: Sequence[State | None]) -> list[State | None]:
    """Returns the months' states; one left out before a month that was sent is missed, not awaited."""
    sent = [place for place, state in enumerate(states) if state is not State.NOT_REPORTED]
    last = max(sent, default=-1)
    return [
        State.MISSED if state is State.NOT_REPORTED and place < last else state
        for place, state in enumerate(states)
    ]


def owed_months(evaluator: Evaluator, indicator: Indicator, period: Period) -> tuple[Month, ...]:
    """Returns the months of the period for which the indicator's sheet was owed already."""
    template = TEMPLATE_OF.get(measures()[indicator.numerator].table)
    since = min((one.since for one in evaluator.jurisdiction.returns if one.template == template), default=0)
    return tuple(month for month in period.months if month >= since)
