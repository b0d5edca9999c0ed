"""Holds a summary's figure over several months against the figures of parts of them: in the file and in force.

The longer span is what counts over its months, the shorter ones alone count for theirs; where they
do not fit together, one of them is wrong, and so is whatever month is told by their difference.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.finding import Finding
from domain.jurisdiction import Jurisdiction
from domain.period import Period
from loaders.checked import Checked
from loaders.grid import address
from loaders.history.past import number_words
from loaders.history.summaries import SUMMARIES, relation, severity_order, staged
from loaders.messages import finding
from loaders.rules import capped
from loaders.templates.unit_summary import TEMPLATE
from store.staging import staging
from store.warehouse import Warehouse

_CODE = "summary_spans_differ"


@dataclass(frozen=True)
class _Told:
    """Holds one figure of a summary: whose, what, over which months; `upload` is '' for the file's own."""

    unit_id: str
    measure: str
    kind: str
    first: int
    last: int
    value: Decimal
    sheet: str
    row: int
    upload: str

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)


def add_contradictions(
    parts: Sequence[Checked], warehouse: Warehouse | None, jurisdiction: Jurisdiction
) -> None:
    """Adds a warning for every figure that does not fit the figures of parts of its months.

    Compared is what would count after loading; a pair that was in force before is not said again.
    """
    own = {name: part for part in parts for name, table in part.facts.items() if table.num_rows}
    if SUMMARIES not in own or any(part.has_errors for part in parts):
        return
    by_figure: dict[tuple[str, str, str], list[_Told]] = {}
    for one in _told(own, warehouse):
        by_figure.setdefault((one.unit_id, one.measure, one.kind), []).append(one)
    found = [
        _say(whole, inner, total, jurisdiction)
        for told in by_figure.values()
        for whole, inner, total in _contradictions(told)
        if not all(one.upload for one in (whole, *inner))
    ]
    part = own[SUMMARIES]
    part.findings += capped(_CODE, found)
    part.findings.sort(key=severity_order)


def _told(own: dict[str, Checked], warehouse: Warehouse | None) -> list[_Told]:
    sql = (
        "SELECT unit_id, measure, kind, first_month, month, value, sheet, row_no, upload_id"
        f" FROM ({relation(SUMMARIES, own, warehouse)}) ORDER BY unit_id, measure, kind, first_month, month"
    )
    tables = staged({SUMMARIES: own[SUMMARIES]})
    if warehouse is not None:
        return [_Told(*row) for row in warehouse.rows(sql, (), tables)]
    with staging() as area:
        for name, table in tables.items():
            area.put(name, table)
        return [_Told(*row) for row in area.rows(sql)]


def _contradictions(told: Iterable[_Told]) -> Iterator[tuple[_Told, list[_Told], Decimal]]:
    """Yields a figure, figures of parts of its months that do not overlap, and their sum, which cannot be."""
    figures = list(told)
    for whole in (one for one in figures if one.first != one.last):
        inner = _chain(
            one for one in figures if one is not whole and whole.first <= one.first and one.last <= whole.last
        )
        total = sum((one.value for one in inner), Decimal(0))
        is_whole = sum(len(one.period.months) for one in inner) == len(whole.period.months)
        if total > whole.value or (is_whole and total != whole.value):
            yield whole, inner, total


def _chain(figures: Iterable[_Told]) -> list[_Told]:
    chosen: list[_Told] = []
    for one in sorted(figures, key=lambda told: (told.first, -told.last)):
        if not chosen or one.first > chosen[-1].last:
            chosen.append(one)
    return chosen


def _say(whole: _Told, inner: list[_Told], total: Decimal, jurisdiction: Jurisdiction) -> Finding:
    place = next(one for one in (whole, *inner) if not one.upload)
    column = f"{whole.kind}_{whole.measure}" if whole.kind else whole.measure
    uploads = sorted({one.upload for one in (whole, *inner) if one.upload})
    return finding(
        _CODE, place.sheet, address(place.row - 1, None), row=place.row, unit=jurisdiction.unit(whole.unit_id).name,
        figure=TEMPLATE.column(column).header, period=whole.period.chinese, value=number_words(whole.value),
        parts="、".join(one.period.chinese for one in inner[:3]) + ("等" if len(inner) > 3 else ""),
        total=number_words(total), source=f"（含已入库的上传 {'、'.join(uploads)}）" if uploads else "",
    )  # fmt: skip
