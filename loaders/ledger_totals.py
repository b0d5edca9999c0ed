"""Holds the 合计 and 小计 rows of a ledger against its data rows; both numbers are said."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from domain.finding import Finding, Severity
from domain.number import clean_text, is_blank, parse_number
from loaders.form_cells import plain
from loaders.grid import address, column_letters
from loaders.labels import is_total
from loaders.messages import finding
from loaders.stage import StagedSheet
from loaders.template import LedgerTemplate

SUBTOTAL = "小计行"
NO_RESULT = "没有计算结果的公式"
TOTALS = ("合计行", SUBTOTAL)
_MEASURES = {"samples": "批", "disposals": "件"}  # what a record of these tables is counted in
_COLUMN = re.compile(r"([A-Z]+)\d")
_SUMMED = frozenset(["number", "count", "money"])
# Columns of numbers that nobody adds up: ordinals, years, rates, prices, limits, telephone numbers.
_NEVER_SUMMED = re.compile(
    r"序号|编号|编码|代码|年|月|日期|时间|电话|邮编|率|比|均|单价|标准|限|温度|度$|精度|规格"
)
_COUNTED = re.compile(
    r"(?:合计|总计|小计|共计|共)?:?\s*(\d[\d,]*)\s*(?:批次?|件|个|条|家|户|起|项|份|行)(?=[,;。(]|其中|$)"
)
_UNIT_TAIL = re.compile(r"(.*\d)\s*(?:批次?|件|个|条|家|户|起|项|份|人|公斤|千克|元|万元|吨)")


@dataclass(frozen=True)
class Counted:
    """Holds what a ledger's rows come to: the record's measure word, and the record each row belongs to."""

    measure: str
    keys: np.ndarray

    def counts(self, rows: np.ndarray) -> tuple[int, int]:
        """Returns the number of records and of rows among these."""
        return len(np.unique(self.keys[rows])), int(rows.sum())


def compare_ledger_totals(
    sheets: Sequence[StagedSheet], template: LedgerTemplate, keys: np.ndarray, findings: Sequence[Finding]
) -> list[Finding]:
    """Returns a warning for each total that differs from its rows, a remark for one that is no number.

    `keys` names the record of each row of all sheets in turn. Only rows set aside as totals are
    looked at. A number under a column of numbers is their sum, a count («25 批») that of the
    records; columns with errors among `findings` are left out.
    """
    measure, at, said = _MEASURES.get(template.table.name, "行"), 0, []
    for staged in sheets:
        counted = Counted(measure, keys[at : at + len(staged.positions)])
        at += len(staged.positions)
        said += _compare_sheet(staged, template, counted, findings)
    return said


def _compare_sheet(
    staged: StagedSheet, template: LedgerTemplate, counted: Counted, findings: Sequence[Finding]
) -> list[Finding]:
    rows = [(one.row - 1, one.reason) for one in staged.ignored if one.reason in TOTALS]
    if not rows or not len(staged.positions):
        return []
    errors = (one for one in findings if one.severity is Severity.ERROR and one.sheet == staged.sheet.name)
    bad = frozenset(match[1] for one in errors if (match := _COLUMN.match(one.cell)))
    sheet = _TotalSheet(staged, template, counted, bad, [row for row, _ in rows])
    return [one for row, reason in rows for one in told_once(sheet.compare(row, reason == SUBTOTAL))]


def told_once(row: Iterable[Finding]) -> Iterator[Finding]:
    """Yields the findings of a total row; its formulas without a result have one cause and are one line."""
    is_said = False
    for one in row:
        is_blind = one.code == "total_unread" and NO_RESULT in one.message
        if not (is_blind and is_said):
            yield one
        is_said |= is_blind


class _TotalSheet:
    """Compares the total rows of one sheet."""

    def __init__(
        self,
        staged: StagedSheet,
        template: LedgerTemplate,
        counted: Counted,
        bad_columns: frozenset[str],
        totals: list[int],
    ) -> None:
        self._staged, self._template, self._counted = staged, template, counted
        self._bad, self._totals = bad_columns, totals
        self._columns: dict[int, list[Decimal] | None] = {}
        self._hidden = {(row, col): what for row, col, what in staged.sheet.error_cells}
        self._hidden |= dict.fromkeys(staged.sheet.uncached, NO_RESULT)

    def compare(self, row: int, is_subtotal: bool) -> Iterator[Finding]:
        """Yields the findings about one total row."""
        spans = self._spans(row, is_subtotal)
        for col in range(self._staged.sheet.column_count):
            text = clean_text(self._hidden.get((row, col)) or self._staged.sheet.text(row, col))
            if is_blank(text) or column_letters(col) in self._bad:
                continue
            if match := _COUNTED.match(text):
                yield from self._count(row, col, match[1], spans)
            elif not is_total(text) and self._is_summed(col):
                yield from self._sum(row, col, text, spans)

    def _spans(self, row: int, is_subtotal: bool) -> list[np.ndarray]:
        """Returns which data rows the total may cover, the likeliest first: above, since the last total, all."""
        at = self._staged.positions
        above, everything = at < row, np.ones(len(at), bool)
        last = max((one for one in self._totals if one < row), default=-1)
        following = min((one for one in self._totals if one > row), default=at[-1] + 1)
        since, below = above & (at > last), (at > row) & (at < following)
        spans = [since, below] if is_subtotal else [above, since, everything, below]
        return [span for span in spans if span.any()]

    def _sum(self, row: int, col: int, text: str, spans: list[np.ndarray]) -> Iterator[Finding]:
        printed, values = _number(text), np.array(self._values(col), dtype=object)
        place = address(row, col)
        if printed is None:
            yield finding("total_unread", self._staged.sheet.name, place, found=text)
            return
        sums = [sum(values[span].tolist(), Decimal(0)) for span in spans]
        if sums and printed not in sums:
            said = {"printed": plain(printed), "total": plain(sums[0]), "column": self._header(col)}
            yield finding("total_differs", self._staged.sheet.name, place, **said)

    def _count(self, row: int, col: int, text: str, spans: list[np.ndarray]) -> Iterator[Finding]:
        printed = int(text.replace(",", ""))
        counts = [self._counted.counts(span) for span in spans]
        if counts and all(printed not in pair for pair in counts):
            said = {"printed": printed, "total": counts[0][0], "measure": self._counted.measure}
            name = self._staged.sheet.name
            yield finding("total_count_differs", name, address(row, col), **said)

    def _is_summed(self, col: int) -> bool:
        """Tells whether a column is one of numbers that add up."""
        name = next((name for name, at in self._staged.chosen.items() if at == col), None)
        if name is not None:
            return self._template.column(name).kind in _SUMMED and self._values(col) is not None
        header = self._header(col)
        return bool(header) and not _NEVER_SUMMED.search(header) and self._values(col) is not None

    def _values(self, col: int) -> list[Decimal] | None:
        """Returns the column's numbers by data row, blank as 0; None when it is no column of numbers."""
        if col not in self._columns:
            cells = self._staged.sheet.cells.column(col).take(self._staged.positions).to_pylist()
            read = [Decimal(0) if is_blank(text) else _number(clean_text(text)) for text in cells]
            filled = any(not is_blank(text) for text in cells)
            self._columns[col] = read if filled and None not in read else None  # type: ignore[assignment]
        return self._columns[col]

    def _header(self, col: int) -> str:
        return self._staged.heading.headers.get(col, "")


def _number(text: str) -> Decimal | None:
    found = parse_number(text)
    if found is None and (match := _UNIT_TAIL.fullmatch(text)):
        found = parse_number(match[1])
    return found
