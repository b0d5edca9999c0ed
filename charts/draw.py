"""Draws any description for the screen: the one place that knows which chart draws which kind."""

from charts.description import Description, Kind
from charts.ranking import draw_ranking
from charts.stack import draw_stack
from charts.trend import draw_trend


def draw(description: Description, root_id: str = "") -> dict:
    """Returns the Plotly figure of a description as a plain dictionary."""
    if description.kind is Kind.RANKED:
        return draw_ranking(description, root_id)
    return draw_trend(description) if description.kind is Kind.TREND else draw_stack(description)
