"""Lends the history rules their view: the file's own facts beside those in force."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pyarrow as pa

from domain.finding import Finding
from domain.jurisdiction import Jurisdiction
from domain.known_indicator import KnownIndicator
from domain.period import Period
from domain.table import TableSpec
from loaders.checked import Checked
from loaders.form_cells import plain
from loaders.messages import MESSAGES
from store.warehouse import Warehouse

EXAMPLES = 3  # numbers named in a sentence that counts many


@dataclass
class Past:
    """Holds one fact table of a checked file, and asks the warehouse about it.

    SQL finds the file's facts as `staged`, the (unit_id, month) pairs it reports on as
    `staged_coverage`, and what `keep` has kept by its name. `monthly` and `slipped` collect the
    sheets, and the columns of sheets, whose oddness is explained already. `known` describes the
    indicators by id.
    """

    warehouse: Warehouse
    jurisdiction: Jurisdiction
    checked: Checked
    table: str
    staged: pa.Table
    kept: dict[str, pa.Table] = field(default_factory=dict)
    monthly: set[tuple[str, int]] = field(default_factory=set)
    slipped: set[tuple[str, int, str]] = field(default_factory=set)
    known: Mapping[str, KnownIndicator] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kept |= {"staged": self.staged, "staged_coverage": coverage_table(self.checked)}

    @property
    def spec(self) -> TableSpec:
        """Returns the declaration of the fact table."""
        return next(spec for spec in self.warehouse.fact_tables if spec.name == self.table)

    @property
    def sender(self) -> str:
        """Returns the unit the upload would be filed under."""
        return self.checked.unit_id or self.jurisdiction.root.unit_id

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple]:
        """Returns the rows of a query that may read the file's facts and all that was kept."""
        return self.warehouse.rows(sql, params, self._read_by(sql))

    def keep(self, name: str, sql: str) -> pa.Table:
        """Returns a query's result and makes it readable as `name`; the query runs only once."""
        if name not in self.kept:
            self.kept[name] = self.warehouse.arrow(sql, (), self._read_by(sql))
        return self.kept[name]

    def has_facts(self, table: str) -> bool:
        """Tells whether the warehouse counts any fact of this table."""
        return bool(self.warehouse.rows(f"SELECT 1 FROM {table} WHERE is_current LIMIT 1"))

    def unit(self, unit_id: str) -> str:
        """Returns a unit's name."""
        return self.jurisdiction.unit(unit_id).name

    def _read_by(self, sql: str) -> dict[str, pa.Table]:
        """Returns the tables a query names: registering one costs as much as a small query."""
        return {name: table for name, table in self.kept.items() if name in sql}


@dataclass(frozen=True)
class HistoryRule:
    """Declares a rule: the finding's code and the fact table it looks at ('' for any).

    `look` returns the findings; the clause or the reason behind the doubt stands in `loaders.reasons`.
    """

    code: str
    table: str
    look: Callable[[Past], list[Finding]]

    def __post_init__(self) -> None:
        if self.code not in MESSAGES:
            raise ValueError(f"history rule {self.code} has no message")


def replaced_condition(spec: TableSpec, complete: bool, staged: str = "staged") -> str:
    """Returns the SQL condition on a fact `o` in force for «loading the file takes it out of force»."""
    parts = []
    if spec.key:
        own = ", ".join(f"o.{column}" for column in spec.key)
        parts.append(f"({own}) IN (SELECT {', '.join(spec.key)} FROM {staged})")
    if complete:
        parts.append(f"(o.unit_id, o.month) IN (SELECT unit_id, month FROM {staged}_coverage)")
    return f"({' OR '.join(parts) or 'false'})"


def coverage_table(checked: Checked) -> pa.Table:
    """Returns the (unit_id, month) pairs a file reports on as an Arrow table."""
    units = pa.array([unit for unit, _ in checked.coverage], pa.string())
    return pa.table(
        {"unit_id": units, "month": pa.array([month for _, month in checked.coverage], pa.int32())}
    )


def month_words(month: int) -> str:
    """Returns yyyymm as 2021年4月."""
    return Period.of_month(month).chinese


def number_words(value: Decimal | float) -> str:
    """Returns a number as a sentence shows it: a stored figure in full, a computed one to 2 places."""
    return plain(value) if isinstance(value, Decimal) else plain(Decimal(f"{value:.2f}"))


def examples(numbers: Sequence[str], count: int) -> str:
    """Returns the first sample numbers for a sentence, and whether there are more."""
    return "、".join(numbers[:EXAMPLES]) + ("等" if count > EXAMPLES else "")
