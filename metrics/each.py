"""Judges what must hold in every single month: one month below the line decides."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.jurisdiction import Document
from domain.period import Period
from domain.state import SEVERITY, State
from metrics.evaluate import Evaluator
from metrics.indicator import Indicator
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
    """Returns the standing against each target: the worst of the months, with those that miss it."""
    months = [Period.of_month(month) for month in period.months]
    figures = [(month, evaluator.figure(indicator, unit_id, month)) for month in months]
    found = []
    for target in targets:
        lines = [(m, judge(target, documents[target.document], indicator, f, m)) for m, f in figures]
        states = [
            line.state or standing(indicator, f)[0] for (_, line), (_, f) in zip(lines, figures, strict=True)
        ]
        worst = min((state for state in states if state), key=SEVERITY.index, default=State.NOT_REPORTED)
        short = tuple(m.last for (m, _), state in zip(lines, states, strict=True) if state is not State.MET)
        found.append(replace(lines[-1][1], state=worst, short_months=short, gap=None, shortfall=len(short)))
    return tuple(found)
