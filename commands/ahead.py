"""Shapes changes, projections and margins as plain JSON values."""

from commands.shapes import iso_month, plain
from domain.period import Month
from metrics.board import Board
from metrics.change import MONTH_ON_MONTH, YEAR_ON_YEAR, Change
from metrics.outlook import Margin, Projection
from metrics.population import Basis
from metrics.result import Verdict


def changes_json(board: Board, verdict: Verdict, month: Month, basis: Basis) -> dict:
    """Returns 同比, 环比, the projection of the year end and the margin of one verdict."""
    place = (verdict.indicator, verdict.unit_id, month)
    projection, margin = board.outlook(*place, basis)
    return {
        "year_on_year": _change_json(board.change(YEAR_ON_YEAR, *place, verdict.window, basis)),
        "month_on_month": _change_json(board.change(MONTH_ON_MONTH, *place, verdict.window, basis)),
        "projection": _projection_json(projection),
        "margin": _margin_json(margin),
    }


def _change_json(change: Change) -> dict:
    return {
        "before": change.before.period.iso,
        "before_value": plain(change.before.value),
        "delta": plain(change.delta),
        "by_numerator": plain(change.by_numerator),
        "by_denominator": plain(change.by_denominator),
        "share": plain(change.share),
        "flags": list(change.flags),
    }


def _projection_json(found: Projection | None) -> dict | None:
    if found is None:
        return None
    return {
        "total": found.total,
        "low": found.low,
        "high": found.high,
        "value": plain(found.value),
        "met_in": iso_month(found.met_in) if found.met_in else None,
        "met_already": found.met_in == 0,
    }


def _margin_json(found: Margin | None) -> dict | None:
    return None if found is None else {"bearable": found.bearable, "needed": found.needed}
