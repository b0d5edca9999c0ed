"""Answers the pages' questions, remembered by office, role, data version and what was asked.

Results are copied for every reader, so that no page can change another's; a load or an undo
raises the data version, and everything is asked anew.
"""

from dataclasses import dataclass

import streamlit as st

from domain.jurisdiction import Unit
from metrics.case_table import CaseTable, case_cells, case_table
from metrics.measures import measures
from metrics.population import ANY, Basis
from metrics.reporting import Reporting, reporting
from metrics.result import Verdict
from metrics.window import window_of
from store.uploads import current_rows as current_rows_of
from store.uploads import list_uploads
from ui.catalogue import Item, with_unique_names
from ui.office import Office, the_office

EVERYBODY = "everybody"  # one role so far; it is part of every key because caches are shared
_ENTRIES = 256


@dataclass(frozen=True)
class View:
    """Holds what a page looks at: the last month (yyyymm), the window and the population."""

    month: int
    window: str
    basis: Basis = ANY


def cache_key(office: Office) -> tuple[str, str, int]:
    """Returns what every cached answer depends on: the office, the role and the data."""
    return (office.key, EVERYBODY, office.warehouse.data_version())


def months() -> tuple[int, ...]:
    """Returns the months that have data, oldest first."""
    office = the_office()
    return _months(cache_key(office), office)


def items() -> tuple[Item, ...]:
    """Returns the indicators that matter here, the heaviest first."""
    office = the_office()
    return _items(cache_key(office), office)


def verdicts(view: View, indicator_id: str | None = None, unit_id: str | None = None) -> list[Verdict]:
    """Returns the verdicts of the view, of one indicator or one unit where given."""
    office = the_office()
    return _verdicts(cache_key(office), view, indicator_id, unit_id, office)


def trend(view: View, indicator_id: str, unit_id: str, years_back: int = 0) -> list[Verdict]:
    """Returns one unit's months up to the month looked at, of its year or of an earlier one."""
    office = the_office()
    year, window = view.month // 100 - years_back, "month" if view.window == "month" else "ytd"
    months = _trend(cache_key(office), indicator_id, unit_id, year, window, view.basis, office)
    last = 12 if view.window == "year" else view.month % 100
    return [verdict for verdict in months if verdict.period.last % 100 <= last]


def rows(view: View, indicator_id: str, unit_id: str, part: str, limit: int | None) -> list[dict]:
    """Returns the records behind a number; part is numerator, denominator or excluded."""
    office = the_office()
    return _rows(cache_key(office), view, indicator_id, unit_id, part, limit, office)


def units(indicator_id: str) -> tuple[Unit, ...]:
    """Returns the units an indicator is shown for."""
    office = the_office()
    return _units(cache_key(office), indicator_id, office)


def who_reported(month: int) -> tuple[Reporting, ...]:
    """Returns who reported the month, by kind of sheet."""
    office = the_office()
    return _reporting(cache_key(office), month, office)


def bases() -> tuple[Basis, ...]:
    """Returns the populations to choose from, by kind and year."""
    return the_office().board.evaluator.populations.bases()


def trial_words(view: View) -> str:
    """Returns that per-head figures are only a trial, and what judges; '' on the usual population."""
    board, year = the_office().board, window_of(view.window, view.month).year
    root, known = board.jurisdiction.root.unit_id, board.evaluator.populations
    words, usual = known.trial_words(root, year, view.basis), known.choose(root, year)
    return f"{words}（判定用{usual.vintage}）" if words and usual else ""


def cases(month: int) -> CaseTable:
    """Returns the case table of the month."""
    office = the_office()
    return _cases(cache_key(office), month, office)


def case_rows(
    month: int, unit_ids: tuple[str, ...], measure: str | None, violation: str | None
) -> list[dict]:
    """Returns the stored cells of the case form."""
    office = the_office()
    return case_cells(office.board.evaluator, month, unit_ids, measure, violation)


def uploads() -> list[dict]:
    """Returns every upload, newest first."""
    return list_uploads(the_office().warehouse)


def current_rows() -> dict[str, tuple[int, int]]:
    """Returns for each upload how many of its rows count now, and how many it brought."""
    office = the_office()
    return _current_rows(cache_key(office), office)


@st.cache_data(show_spinner=False, max_entries=4)
def _current_rows(key: tuple, _office: Office) -> dict[str, tuple[int, int]]:
    return current_rows_of(_office.warehouse)


@st.cache_data(show_spinner=False, max_entries=_ENTRIES)
def _months(key: tuple, _office: Office) -> tuple[int, ...]:
    return _office.board.months()


@st.cache_data(show_spinner=False, max_entries=_ENTRIES)
def _items(key: tuple, _office: Office) -> tuple[Item, ...]:
    own = {target.indicator: target for target in reversed(_office.board.targets)}
    found = []
    for indicator in _office.board.indicators():
        measure, target = measures()[indicator.numerator], own.get(indicator.indicator_id)
        found.append(
            Item(
                indicator=indicator,
                name=indicator.label,
                target_class=target.target_class if target else "",
                tier=target.tier if target else "",
                operator=target.operator if target else "",
                target=target.value if target else None,
                counted_in=indicator.counted_in or measure.measured_in,
                table=measure.table,
            )
        )
    return with_unique_names(found)


@st.cache_data(show_spinner=False, max_entries=_ENTRIES)
def _verdicts(
    key: tuple, view: View, indicator_id: str | None, unit_id: str | None, _office: Office
) -> list[Verdict]:
    chosen = None if indicator_id is None else [indicator_id]
    units = None if unit_id is None else [unit_id]
    return _office.board.verdicts(view.month, chosen, units, view.window, view.basis)


@st.cache_data(show_spinner=False, max_entries=_ENTRIES)
def _trend(
    key: tuple, indicator_id: str, unit_id: str, year: int, window: str, basis: Basis, _office: Office
) -> list[Verdict]:
    return _office.board.trend(indicator_id, unit_id, year, window, basis)


@st.cache_data(show_spinner=False, max_entries=16)
def _rows(
    key: tuple, view: View, indicator_id: str, unit_id: str, part: str, limit: int | None, _office: Office
) -> list[dict]:
    return _office.board.rows(indicator_id, unit_id, view.month, view.window, part, limit)


@st.cache_data(show_spinner=False, max_entries=_ENTRIES)
def _units(key: tuple, indicator_id: str, _office: Office) -> tuple[Unit, ...]:
    return _office.board.units(_office.board.indicator(indicator_id))


@st.cache_data(show_spinner=False, max_entries=_ENTRIES)
def _reporting(key: tuple, month: int, _office: Office) -> tuple[Reporting, ...]:
    return reporting(_office.board.evaluator, month)


@st.cache_data(show_spinner=False, max_entries=_ENTRIES)
def _cases(key: tuple, month: int, _office: Office) -> CaseTable:
    return case_table(_office.board.evaluator, month)
