"""Says which described charts are worth a place: where all figures are alike, a sentence says as much."""

from charts.description import Description, Kind, Role

_LEAST = {Kind.RANKED: 2, Kind.TREND: 3}  # figures; fewer are said in words
_DRAWN = (Role.OWN, Role.PAST, Role.PART)


def is_telling(description: Description) -> bool:
    """Tells whether a chart shows a difference: two units or three months at least, not all alike.

    Figures that are words (是, 否) are never drawn; a stack is drawn where any part is above zero,
    phases and steps where there are any.
    """
    own = description.of(Role.OWN)
    drawn = [point for s in description.series if s.role in _DRAWN for point in s.points if point is not None]
    values = [point for point in drawn if point.value is not None]
    if description.kind is Kind.PHASES:
        return bool(description.categories)
    if description.kind is Kind.FUNNEL:
        return bool(values)
    if description.kind in (Kind.STACKED, Kind.AGEING):
        return any(point.value for point in values)
    known = [point for point in (own.points if own else ()) if point is not None and point.value is not None]
    if any(not any(map(str.isdigit, point.display)) for point in known):
        return False
    return len(known) >= _LEAST[description.kind] and len({point.value for point in values}) >= 2
