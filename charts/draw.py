"""Draws any description for the screen: the one place that knows which chart draws which kind."""

from collections.abc import Callable

from charts.ageing import draw_ageing
from charts.description import Description, Kind
from charts.funnel import draw_funnel
from charts.phases import draw_phases
from charts.ranking import draw_ranking
from charts.stack import draw_stack
from charts.trend import draw_trend

_DRAWN: dict[Kind, Callable[[Description], dict]] = {
    Kind.TREND: draw_trend,
    Kind.STACKED: draw_stack,
    Kind.FUNNEL: draw_funnel,
    Kind.PHASES: draw_phases,
    Kind.AGEING: draw_ageing,
}


def draw(description: Description, root_id: str = "") -> dict:
    """Returns the Plotly figure of a description as a plain dictionary."""
    if description.kind is Kind.RANKED:
        return draw_ranking(description, root_id)
    return _DRAWN[description.kind](description)
