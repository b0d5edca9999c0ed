"""Finds sample numbers that are in force already: from another sender, department or county."""

from collections.abc import Sequence

from domain.finding import Finding
from domain.jurisdiction import UNPLACED
from loaders.grid import address
from loaders.history.past import EXAMPLES, HistoryRule, Past, examples
from loaders.messages import finding

_DEPARTMENTS = {"market": "市场监管", "agriculture": "农业农村"}

_SQL = """
    SELECT n.sheet, min(n.row_no), o.upload_id, u.unit_id, {before}, {after}, count(*),
        min(n.sample_no, {examples})
    FROM staged AS n
    JOIN samples AS o ON o.sample_no = n.sample_no AND o.is_current
    JOIN uploads AS u ON u.upload_id = o.upload_id
    WHERE {differs}
    GROUP BY ALL
    ORDER BY n.sheet, o.upload_id, {before}, {after}
"""


def look_senders(past: Past) -> list[Finding]:
    """Returns a warning for each earlier upload of another sender that has some of these numbers."""
    rows = _repeats(past, "u.unit_id", "u.unit_id", "u.unit_id <> ?", [past.sender])
    sender = past.unit(past.sender)
    return [_say("sample_other_sender", row, before=past.unit(row[3]), after=sender) for row in rows]


def look_departments(past: Past) -> list[Finding]:
    """Returns a warning for each earlier upload that has some of these numbers for another department."""
    rows = _repeats(past, "o.department", "n.department", "o.department <> n.department")
    return [
        _say("sample_other_department", row, before=_department(row[4]), after=_department(row[5]))
        for row in rows
    ]


def look_counties(past: Past) -> list[Finding]:
    """Returns a warning for each pair of counties between which numbers in force would move."""
    differs = "o.unit_id <> n.unit_id AND o.unit_id <> ? AND n.unit_id <> ?"
    rows = _repeats(past, "o.unit_id", "n.unit_id", differs, [UNPLACED, UNPLACED])
    return [_say("sample_moves", row, before=past.unit(row[4]), after=past.unit(row[5])) for row in rows]


def _repeats(past: Past, before: str, after: str, differs: str, params: Sequence[object] = ()) -> list[tuple]:
    return past.rows(_SQL.format(before=before, after=after, differs=differs, examples=EXAMPLES), params)


def _say(code: str, row: tuple, **parts: str) -> Finding:
    sheet, first, upload, _, _, _, count, numbers = row
    place = address(first - 1, None)
    return finding(
        code, sheet, place, row=first, upload=upload, count=count, numbers=examples(numbers, count), **parts
    )


def _department(name: str) -> str:
    return _DEPARTMENTS.get(name, name)


RULES = (
    HistoryRule("sample_other_sender", "samples", look_senders),
    HistoryRule("sample_other_department", "samples", look_departments),
    HistoryRule("sample_moves", "samples", look_counties),
)
