"""Reads a jurisdiction's breaks.toml: from which month on a figure is counted by another rule."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.config import Entry, read_tables
from domain.jurisdiction import Document, Jurisdiction
from domain.period import Month, Period, parse_period
from metrics.indicator import Indicator

FILE = "breaks.toml"
_KEYS = {"since", "words", "document", "clause"}
_OF = ("indicators", "measures")


@dataclass(frozen=True)
class Break:
    """Holds one break in series: since a month (yyyymm) these figures are counted by another rule.

    `words` say what changed in our own short wording; document and clause where it stands.
    """

    since: Month
    indicators: tuple[str, ...]
    measures: tuple[str, ...]
    words: str
    document: Document
    clause: str

    def touches(self, indicator: Indicator) -> bool:
        """Tells whether the figure, its numerator or its denominator is counted by the new rule."""
        counted = {indicator.numerator, indicator.denominator}
        return indicator.indicator_id in self.indicators or not counted.isdisjoint(self.measures)

    def parts(self, before: Period, after: Period) -> bool:
        """Tells whether the two periods are not counted by one rule throughout."""
        return before.first < self.since <= after.last

    def flag(self, kind: str) -> str:
        """Returns the caution of a comparison; `kind` is 同比 or 环比."""
        source = f"{self.document.number or self.document.title} {self.clause}"
        month = Period.of_month(self.since).chinese
        return f"口径自{month}起变更：{self.words}（{source}），{kind}不可直接比较"


def load_breaks(
    jurisdiction: Jurisdiction, indicators: Collection[str], measures: Collection[str]
) -> tuple[Break, ...]:
    """Returns the breaks of a jurisdiction in the order of its file; without the file there are none.

    Raises Refusal naming file and line for an unknown or missing key, an unknown indicator,
    measure or document, a month nobody can read, and an entry that concerns no figure.
    """
    path = jurisdiction.folder / FILE
    if not path.exists():
        return ()
    known = {"indicators": tuple(indicators), "measures": tuple(measures)}
    return tuple(
        _break(Entry(path, "break", number, values), known, jurisdiction.documents)
        for number, values in enumerate(read_tables(path, "break", _KEYS, set(_OF)))
    )


def _break(entry: Entry, known: dict[str, tuple[str, ...]], documents: dict[str, Document]) -> Break:
    named = {key: _names(entry, key, known[key]) for key in _OF}
    if not any(named.values()):
        entry.refuse("since", "没有写明哪些指标（indicators）或哪些统计项目（measures）")
    if entry.text("document") not in documents:
        entry.refuse("document", f"文件“{entry.text('document')}”在 documents.toml 中没有")
    return Break(
        since=_month(entry),
        words=entry.text("words"),
        document=documents[entry.text("document")],
        clause=entry.text("clause"),
        **named,
    )


def _names(entry: Entry, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    given = entry.values.get(key, [])
    if not isinstance(given, list):
        entry.refuse(key, f'“{key}”应为列表，写成 ["…"]')
    for name in given:
        if name not in known:
            entry.refuse(key, f"“{key}”中的“{name}”不认识")
    return tuple(given)


def _month(entry: Entry) -> Month:
    period = parse_period(entry.text("since"))
    if period is None or period.first != period.last:
        entry.refuse("since", f"月份“{entry.values['since']}”应写成 2026-01")
    return period.first
