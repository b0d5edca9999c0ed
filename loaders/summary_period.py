"""Settles which months a summary speaks of: its label, its title, or what was declared."""

import re
from dataclasses import dataclass

from domain.finding import Finding
from domain.period import Period
from loaders.dates import read_period, year_in
from loaders.grid import Grid
from loaders.labels import read_labels, squeeze
from loaders.messages import finding
from loaders.template import Context

_REPORTED = re.compile(r"(?:填报|填表|报送|上报|制表|统计表?编制)(?:日期|时间)")
_UNTIL = re.compile(r"(?:截至|截止到?|截止至|年初至)(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日|底|末)?")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d年(?!\d|度)")


@dataclass(frozen=True)
class Said:
    """Holds what the words above a table say of its period: the text, the period, the year at least."""

    label: str
    source: str
    found: Period | None
    year: int | None

    @property
    def is_only_year(self) -> bool:
        """Tells whether no more than a year is named."""
        return self.found is not None and _only_year(self.source, self.found)


def words_of(grid: Grid, first_row: int) -> Said:
    """Returns what the words above a table say of its period, those nearest to it first."""
    rows = range(first_row - 1, grid.top - 1, -1)
    said = read_labels(grid, reversed(rows)).get("period", "")
    titles = [text for row in rows for text in grid.rows[row] if text and not _REPORTED.search(squeeze(text))]
    year = next((found for text in titles if (found := year_in(text))), None)
    found, source = _read(said, year), said
    if found is None:
        source = next((text for text in titles if _read(text, year)), "")
        found = _read(source, year)
    return Said(said, source, found, year)


def settle_summary_period(
    grid: Grid, first_row: int, sheet: str, context: Context
) -> tuple[Period | None, list[Finding]]:
    """Returns the months a summary covers and what was wrong on the way; None with an error.

    The words above the table decide, those nearest to it first; what was declared serves where
    they say nothing, and narrows a title that names only the year.
    """
    words, declared = words_of(grid, first_row), context.declared.period
    said, source, found = words.label, words.source, words.found
    is_title = source != said
    if is_title and words.is_only_year and declared is not None and found.year == declared.year:  # type: ignore[union-attr]
        found = None
    if found is None and declared is None:
        code = "period_unreadable" if any(sign.isdigit() for sign in said) else "period_missing"
        return None, [finding(code, sheet, found=said)]
    if found is None:
        return declared, [finding("period_as_declared", sheet, period=declared.chinese)]  # type: ignore[union-attr]
    if declared is not None and not agree(declared, found):
        return None, [finding("period_mismatch", sheet, found=found.chinese, declared=declared.chinese)]
    is_vague = is_title and words.is_only_year  # a year alone may not have ended yet
    return found, [
        finding("period_from_title", sheet, found=source, period=found.chinese)
    ] if is_vague else []


def names_period(text: str) -> bool:
    """Tells whether a text above a table says which months it is about."""
    return not _REPORTED.search(squeeze(text)) and _read(text, None) is not None


def _read(text: str, year: int | None) -> Period | None:
    plain = squeeze(text)
    if not any(sign.isdigit() for sign in plain):
        return None
    until = _UNTIL.search(plain)
    return read_period(until[0] if until else plain, year, True)


def _only_year(text: str, found: Period) -> bool:
    return found == Period.of_year(found.year) and bool(_BARE_YEAR.search(squeeze(text)))


def agree(declared: Period, found: Period) -> bool:
    """Tells whether what a sender chose is what the sheet says: the same end, and its start or a month alone."""
    return declared.last == found.last and declared.first in (declared.last, found.first)
