"""Lets an indicator name the function that makes its figure, where no additive measure can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from domain.period import Period
from metrics.figure import Figure
from metrics.indicator import Indicator

if TYPE_CHECKING:
    from metrics.evaluate import Evaluator


@dataclass(frozen=True)
class NamedFigure:
    """Holds how a figure is made, the stored rows behind it, and which units have any.

    `figure` and `records` return None where the indicator's returns are to speak instead;
    `records` gets numerator, denominator or excluded.
    """

    figure: Callable[[Evaluator, Indicator, str, Period], Figure | None]
    records: Callable[[Evaluator, str, Period, str], list[dict] | None]
    units: Callable[[Evaluator], set[str]]


# What an indicator writes into `computed_by`, and where the figure is declared.
_PLACES = {
    "repeat_offenders": ("metrics.credit_figures", "REPEATED_FIGURE"),
    "unlisted": ("metrics.credit_figures", "UNLISTED_FIGURE"),
    "campus_covered": ("metrics.inspected_figures", "YC_21"),
    "formula_covered": ("metrics.inspected_figures", "YC_22"),
    "producers_examined": ("metrics.inspected_figures", "BYQ_02"),
    "district_campus_covered": ("metrics.inspected_figures", "BYQ_11"),
}


def named_figure(name: str) -> NamedFigure:
    """Returns the figure with this name; raises KeyError for a name nobody declared."""
    module, attribute = _PLACES[name]
    found: NamedFigure = getattr(import_module(module), attribute)
    return found
