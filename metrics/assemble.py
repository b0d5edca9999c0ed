"""Puts a verdict together from a figure and its standing against every target."""

from domain.jurisdiction import Unit
from domain.period import Period
from metrics.figure import Figure
from metrics.indicator import Indicator
from metrics.interval import SMALL
from metrics.result import Judged, Verdict
from metrics.verdict import exact_value, standing
from metrics.wording import STATE_WORDS, interval_of, month_value, month_words, reasons_of, value_words


def assemble(
    indicator: Indicator,
    unit: Unit,
    span: tuple[Period, str],
    figures: tuple[Figure, Figure],
    judged: tuple[Judged, ...],
) -> Verdict:
    """Returns the verdict of a unit: `span` is period and window, `figures` the figure and its last month's."""
    (period, window), (figure, alone) = span, figures
    early, word, _ = standing(indicator, figure)
    value = exact_value(indicator, figure) if early is None else None
    state = early if early is not None else (judged[0].state if judged else None)
    interval = interval_of(indicator, figure) if value is not None else None
    return Verdict(
        unit_id=unit.unit_id,
        unit=unit.name,
        unit_code=unit.code,
        indicator=indicator.indicator_id,
        label=indicator.label,
        measured_in=indicator.measured_in,
        period=period,
        window=window,
        numerator=figure.numerator,
        denominator=figure.denominator,
        value=value,
        display=value_words(indicator, value, judged) if value is not None else word,
        state=state,
        state_word=word or STATE_WORDS.get(state, ""),
        targets=judged,
        reasons=reasons_of(indicator, figure, judged, alone),
        # a fixed order: a pack made again must say the same word for word
        excluded=dict(sorted(figure.excluded.items(), key=lambda one: (-one[1], one[0]))),
        apart=figure.apart,
        population=figure.population,
        month_numerator=alone.numerator,
        month_value=month_value(indicator, alone),
        month_display=month_words(indicator, alone),
        missing_months=figure.missing_months,
        source=figure.source,
        interval=interval,
        is_trial=figure.is_trial,
        is_small=interval is not None and (figure.denominator or 0) < SMALL,
    )
