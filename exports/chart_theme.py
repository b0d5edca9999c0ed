"""Lays out the charts that belong to no indicator: steps of a funnel, phases, open tasks by days."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from charts.ageing import colour_of as ageing_colour
from charts.description import Description, Kind, Point, Role, Series
from charts.phases import PhaseBar, bars_of
from charts.phases import colour_of as phase_colour
from domain.state import State
from exports.axis import Axis, scale
from exports.chart_room import names_width
from exports.chart_shape import Amount, Column, Drawn, OfficeChart
from exports.xml_text import one_line
from ui.tokens import ACCENT, PAPER

DAY_CODE, DAYS_CODE = "yyyy-mm-dd", '0"天"'
_DAY_ZERO = date(1899, 12, 30).toordinal()  # spreadsheets count days from here
_TWO_LINES = 30.0  # points a place needs for two lines
_TICK = 80.0  # points a day needs under its tick
_ROOM_ACROSS, _ROOM_ABOVE = 0.16, 0.14  # what labels need beside or above the longest bar


def theme_chart(description: Description, size: tuple[float, float]) -> OfficeChart | None:
    """Returns the layout of a funnel, of phases or of ageing; None for every other kind."""
    laid_out = _LAID_OUT.get(description.kind)
    return laid_out(description, size) if laid_out else None


def _funnel(description: Description, size: tuple[float, float]) -> OfficeChart:
    """Returns lying bars from zero; the share of a step before stands below its name."""
    own = description.of(Role.OWN)
    points = own.points if own else ()
    names = [
        "\n".join(filter(None, (one_line(category.name), _aside(point))))
        for category, point in zip(description.categories, points, strict=True)
    ]
    values = tuple(point.shown if point else None for point in points)
    places = tuple(point.places if point else 0 for point in points)
    column = Column(
        one_line(description.measured_in), values, Drawn.BAR, ACCENT, is_labelled=True, places=places
    )
    axis = _from_zero(values, _ROOM_ACROSS, description.decimals)
    chart = _chart(description, names, (column,), axis, size)
    return replace(chart, is_across=True, has_ticks=False)


def _aside(point: Point | None) -> str:
    if point is None or point.value is None:
        return point.display if point else ""
    return one_line(point.detail)


def _phases(description: Description, size: tuple[float, float]) -> OfficeChart:
    """Returns lying bars on a line of days: an unseen part up to the first day, then the days of each phase."""
    bars = bars_of(description)
    begins = tuple(Fraction(_serial(bar.first)) for bar in bars)
    days = [Fraction((bar.last - bar.first).days + 1) for bar in bars]
    columns = [Column("起", begins, Drawn.BAR, PAPER, is_hidden=True, code=DAY_CODE)]
    for state in dict.fromkeys(bar.state for bar in bars):
        held = tuple(count if bar.state == state else None for bar, count in zip(bars, days, strict=True))
        columns.append(
            Column(one_line(state), held, Drawn.BAR, phase_colour(state), is_labelled=True, code=DAYS_CODE)
        )
    names = _phase_names(bars, size[1])
    ticks = max(2, int((size[0] - names_width(names, size[0])) / _TICK))
    low = min((_serial(bar.first) for bar in bars), default=0)
    high = max((_serial(bar.last) + 1 for bar in bars), default=ticks)
    step = -(-(high - low) // ticks)
    axis = Axis(float(low), float(low + step * ticks), float(step), float(low))
    chart = _chart(description, names, tuple(columns), axis, size)
    return replace(chart, is_across=True, is_stacked=True, tick_code=DAY_CODE)


def _phase_names(bars: Sequence[PhaseBar], height: float) -> list[str]:
    """Returns name and state, the days below them where two lines find room; the table has them anyway."""
    names = [f"{one_line(bar.name)}　{one_line(bar.state)}" for bar in bars]
    if height * 0.85 / max(1, len(bars)) < _TWO_LINES:
        return names
    return [
        f"{name}\n{bar.first.isoformat()} 至 {bar.last.isoformat()}"
        for name, bar in zip(names, bars, strict=True)
    ]


def _ageing(description: Description, size: tuple[float, float]) -> OfficeChart:
    """Returns standing columns, one series a standing in its colour, so that the legend names them."""
    columns = tuple(
        Column(
            one_line(series.name),
            tuple(point.shown if point else None for point in series.points),
            Drawn.BAR,
            ageing_colour(_state_of(series)),
            is_labelled=True,
        )
        for series in description.series
    )
    values = [value for column in columns for value in column.values]
    names = [one_line(category.name) for category in description.categories]
    return _chart(description, names, columns, _from_zero(values, _ROOM_ABOVE, 0), size)


def _state_of(series: Series) -> State | None:
    return next((point.state for point in series.points if point is not None), None)


def _from_zero(values: Sequence[Amount], room: float, decimals: int) -> Axis:
    most = max((float(value) for value in values if value is not None), default=0.0) or 1.0
    return scale(0.0, most * (1 + room), 0.0, True, 0.0 if decimals else 1.0)


def _serial(day: date) -> int:
    return day.toordinal() - _DAY_ZERO


def _chart(
    description: Description,
    names: list[str],
    columns: tuple[Column, ...],
    axis: Axis,
    size: tuple[float, float],
) -> OfficeChart:
    """Returns a chart of standing columns side by side, with ticks."""
    places = 0 if description.kind is Kind.PHASES else description.decimals
    return OfficeChart(
        one_line(description.title),
        description.measured_in,
        tuple(names),
        columns,
        False,
        places,
        axis,
        size,
        turned=False,
    )


_LAID_OUT: dict[Kind, Callable[[Description, tuple[float, float]], OfficeChart]] = {
    Kind.FUNNEL: _funnel,
    Kind.PHASES: _phases,
    Kind.AGEING: _ageing,
}
