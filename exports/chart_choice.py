"""Says which described charts are worth a place on paper."""

from charts.description import Description, Kind, Role


def is_telling(description: Description) -> bool:
    """Tells whether a chart has anything to draw: a figure at all, in a trend at least two."""
    drawn = [series for series in description.series if series.role is not Role.PACE]
    values = [
        point for series in drawn for point in series.points if point is not None and point.value is not None
    ]
    return len(values) >= (2 if description.kind is Kind.TREND else 1)
