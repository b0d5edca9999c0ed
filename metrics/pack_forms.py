"""Gives the stored cells of the case form for the form that is sent upwards."""

from domain.period import Month, Period
from metrics.board import Board
from metrics.case_table import case_cells

TABLE = "case_cells"


def form_records(board: Board, month: Month) -> list[dict]:
    """Returns the jurisdiction's case cells of a month: its own sheet, else its units'; empty where none came."""
    evaluator, root = board.evaluator, board.jurisdiction.root.unit_id
    units = evaluator.form_units(root, month)
    if not evaluator.coverage.months(TABLE, units, Period.of_month(month)):
        return []
    return case_cells(evaluator, month, tuple(sorted(units)), None, None)
