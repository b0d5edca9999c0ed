"""Draws counts stacked by part, one bar a unit."""

from charts.description import Description, Role, Series
from charts.style import BOTTOM, PLAIN_NUMBERS, Caption, escape, frame, label_width
from ui.tokens import ACCENT, INK, MUTED, PAST

ROW, LEGEND = 27, 28
_PATTERNS = ((ACCENT, ""), (MUTED, "/"), (PAST, ""))  # told apart without colour as well


def draw_stack(description: Description) -> dict:
    """Returns the chart: horizontal bars, parts told apart by colour and hatching, a legend on top."""
    names = [category.name for category in description.categories]
    caption = Caption(
        description.title,
        description.subtitle,
        description.measured_in,
        description.source,
        description.as_of,
    )
    layout = frame(caption, 66 + LEGEND + ROW * len(names) + BOTTOM, label_width(names), 32, 66 + LEGEND)
    layout |= {
        "barmode": "stack",
        "bargap": 0.38,
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yanchor": "bottom",
            "font": {"size": 12, "color": INK},
        },
        "xaxis": {"ticks": "", "rangemode": "tozero", **PLAIN_NUMBERS},
        "yaxis": {"type": "category", "autorange": "reversed", "showgrid": False, "fixedrange": True},
    }
    parts = [series for series in description.series if series.role is Role.PART]
    return {"data": [_part(names, series, place) for place, series in enumerate(parts)], "layout": layout}


def _part(names: list[str], series: Series, place: int) -> dict:
    colour, pattern = _PATTERNS[place % len(_PATTERNS)]
    points = series.points
    return {
        "type": "bar",
        "orientation": "h",
        "name": escape(series.name),
        "x": [None if point is None or point.value is None else float(point.value) for point in points],
        "y": [escape(name) for name in names],
        "marker": {"color": colour, "pattern": {"shape": pattern, "fgcolor": "#FFFFFF"}},
        "hoverinfo": "x+name",
    }
