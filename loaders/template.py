"""Declares what a template is; everything a sheet's shape leads to comes from such a declaration."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from domain.jurisdiction import Jurisdiction
from domain.known_indicator import KnownIndicator
from domain.table import TableSpec
from loaders.checked import Declared
from loaders.messages import MESSAGES
from loaders.reference import Reference
from loaders.stated import SheetWords, Stated

if TYPE_CHECKING:
    from loaders.grid import Grid
    from loaders.header import Heading

# aside = recognised and shown, but not stored; code = an identifier, kept as text without blanks.
KINDS = ("text", "code", "date", "number", "count", "money", "place", "aside")
OUTPUTS = ("string", "bool", "int32", "date32", "decimal")


@dataclass(frozen=True)
class Context:
    """Holds what reading a cell may depend on besides its text; `year` is the one the words around name, if one."""

    jurisdiction: Jurisdiction
    declared: Declared
    reference: Reference
    known_indicators: Mapping[str, KnownIndicator] = field(default_factory=dict)
    date1904: bool = False
    year: int | None = None


@dataclass(frozen=True)
class Reading:
    """Turns each distinct text of a column into one typed value of the column `output`.

    `read` gets the cleaned text and the context and returns the value, or None for none.
    """

    output: str
    arrow_type: str
    read: Callable[[str, Context], object]

    def __post_init__(self) -> None:
        _demand(self.arrow_type in OUTPUTS, f"unknown output type {self.arrow_type}")


@dataclass(frozen=True)
class Column:
    """Declares one canonical column: its Chinese header, accepted spellings and how cells are read.

    `aliases` are accepted whole, earlier ones win; `doubtful` aliases only when `fits` says that
    the column's values belong here; `pattern` (a regular expression searched in the normalised
    header) is the last resort and `never` forbids; `maybe` spellings are proposed and marked unsure. `means` are
    the meanings of `loaders.roles` (role:attribute) that name the column, `may_mean` those that are proposed. A bare
    header of a column with `of` (地址) belongs to the column beside it. `signature` columns tell a template apart.
    """

    name: str
    header: str
    aliases: tuple[str, ...] = ()
    pattern: str = ""
    never: str = ""
    doubtful: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    may_mean: tuple[str, ...] = ()
    of: str = ""
    fits: Callable[[tuple[str, ...]], bool] | None = None
    kind: str = "text"
    required: bool = False
    signature: bool = False
    choices: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    hint: str = ""
    example: str = ""
    in_blank: bool = True

    def __post_init__(self) -> None:
        _demand(self.kind in KINDS, f"unknown kind {self.kind} of column {self.name}")
        _demand(bool(self.fits) == bool(self.doubtful), f"{self.name}: doubtful needs fits")
        re.compile(self.pattern)
        re.compile(self.never)

    @property
    def spellings(self) -> tuple[str, ...]:
        """Returns every whole spelling, surest first: the header, unless the aliases rank it."""
        head = () if self.header in self.aliases else (self.header,)
        return (*head, *self.aliases, *self.doubtful)


@dataclass(frozen=True)
class Rule:
    """Declares one check in SQL over `entries` (sheet rows) or `records` (one row a record).

    `when` is the condition of the trouble, `column` the canonical column whose cell is named
    (empty: the cell of `near` where the sheet has that column, else the whole row), `parts` pairs of a name in the message and an SQL expression. A rule
    with `once` is said a single time with the count; with `group` once per distinct value of it.
    """

    code: str
    when: str
    column: str = ""
    over: str = "entries"
    parts: tuple[tuple[str, str], ...] = ()
    once: bool = False
    group: str = ""
    near: str = ""

    def __post_init__(self) -> None:
        _demand(self.code in MESSAGES, f"rule {self.code} has no message")
        _demand(self.over in ("entries", "records"), f"rule {self.code}: over {self.over}")


@dataclass(frozen=True)
class LedgerTemplate:
    """Declares a sheet with one record (or one item of a record) a row.

    `needs` are groups of column names: the template is recognised when each group has at least
    one found column. `key` names the column whose repetition makes rows one record; a row
    without a value in any `identity` column continues the record above it. `entries` is the
    SELECT list computed over the staged rows (`staged`), `records` the SELECT over `entries`
    that yields sheet, row_no, unit_id, month and the table's columns. `places` names the columns
    that say where a row belongs, surest first. `about_sheet` reads the words around the table
    into the `constants` that every row of the sheet carries; `stated` says when those words stand
    for columns of `needs`. `part` gives each of several headers that mean the same a
    column of its own.

    A staged row has rid, sheet, row_no, k (the same number for rows of one record), is_head
    (false for a continuation row), is_multi (other rows have the same k), place (a unit id), sender_unit (a unit id, or
    NULL), sender (the same when it is a place that rows may be put on), first_month
    and last_month as declared, and for each column `x`: x (text), x_day (dates), x_num
    (numbers) and the outputs of its readings; blank is NULL throughout.
    """

    template_id: str
    title: str
    about: str
    table: TableSpec
    columns: tuple[Column, ...]
    needs: tuple[tuple[str, ...], ...]
    entries: str
    records: str
    rules: tuple[Rule, ...]
    rank: int
    key: str = ""
    identity: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    constants: tuple[str, ...] = ()
    about_sheet: Callable[[SheetWords, Context], Mapping[str, str | None]] | None = None
    stated: Stated | None = None
    part: Callable[["Heading", "Grid"], "Heading"] | None = None
    notes: tuple[str, ...] = ()
    is_period_needed: bool = False

    def __post_init__(self) -> None:
        names = {column.name for column in self.columns}
        _demand(len(names) == len(self.columns), f"{self.template_id}: a column is declared twice")
        used = {name for group in self.needs for name in group} | set(self.identity)
        used |= {name for group in (self.stated.needs if self.stated else ()) for name in group}
        used |= (
            set(self.places)
            | {rule.column for rule in self.rules if rule.column}
            | ({self.key} if self.key else set())
        )
        _demand(used <= names, f"{self.template_id}: unknown columns {sorted(used - names)}")
        _demand(bool(self.constants) == bool(self.about_sheet), f"{self.template_id}: constants")

    def column(self, name: str) -> Column:
        """Returns the column with this canonical name; raises KeyError when there is none."""
        return _by_name(self.columns, name)


@dataclass(frozen=True)
class RowLabel:
    """Declares one row type of a form: canonical name, accepted spellings, prefilled scope text."""

    name: str
    pattern: str
    scope: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        re.compile(self.pattern)


@dataclass(frozen=True)
class Limit:
    """Declares that one column of a form may not exceed another; `code` names the message."""

    code: str
    column: str
    at_most: str

    def __post_init__(self) -> None:
        _demand(self.code in MESSAGES, f"limit {self.code} has no message")


@dataclass(frozen=True)
class FormTemplate:
    """Declares a form: row types down, measures across, unit and period in a line of the sheet."""

    template_id: str
    title: str
    about: str
    table: TableSpec
    columns: tuple[Column, ...]
    row_header: str
    labels: tuple[RowLabel, ...]
    limits: tuple[Limit, ...]
    rank: int
    at_least: int = 3
    is_cumulative: bool = True
    notes: tuple[str, ...] = ()
    money_factors: Mapping[str, Decimal] = field(
        default_factory=lambda: {"万元": Decimal(1), "元": Decimal("0.0001"), "亿元": Decimal(10000)}
    )

    def __post_init__(self) -> None:
        names = {column.name for column in self.columns}
        _demand(len(names) == len(self.columns), f"{self.template_id}: a column is declared twice")
        limited = {name for limit in self.limits for name in (limit.column, limit.at_most)}
        _demand(limited <= names, f"{self.template_id}: unknown columns {sorted(limited - names)}")

    def column(self, name: str) -> Column:
        """Returns the column with this canonical name; raises KeyError when there is none."""
        return _by_name(self.columns, name)


@dataclass(frozen=True)
class Rate:
    """Declares a stated share of a summary: `column` in percent, of `part` over any of `wholes`.

    A whole is a tuple of columns that are added; `complement` columns give the part as the
    whole less themselves, for a sheet that has no column of the part.
    """

    column: str
    part: str
    wholes: tuple[tuple[str, ...], ...]
    complement: str = ""


@dataclass(frozen=True)
class SummaryTemplate:
    """Declares a summary: one unit a row, figures across, the period in the words around it.

    `unit` and `month` name the two columns that may say whose row it is and of which months: a
    sheet has one of them or both. `figures` maps a column's name to the measure and the kind ('food', 'produce' or '' where
    only the title may say) it is stored as; `rates` are compared with the counts and not
    stored. A sheet with a header that `foreign` matches lists cases or samples: no summary.
    """

    template_id: str
    title: str
    about: str
    table: TableSpec
    columns: tuple[Column, ...]
    unit: str
    month: str
    figures: Mapping[str, tuple[str, str]]
    rates: tuple[Rate, ...]
    limits: tuple[Limit, ...]
    foreign: str
    rank: int
    notes: tuple[str, ...] = ()
    money_factors: Mapping[str, Decimal] = field(
        default_factory=lambda: {"万元": Decimal(1), "元": Decimal("0.0001"), "亿元": Decimal(10000)}
    )

    def __post_init__(self) -> None:
        names = {column.name for column in self.columns}
        _demand(len(names) == len(self.columns), f"{self.template_id}: a column is declared twice")
        used = {self.unit, self.month, *self.figures, *(rate.column for rate in self.rates)}
        _demand(used == names, f"{self.template_id}: unknown or unused columns {sorted(used ^ names)}")
        re.compile(self.foreign)

    def column(self, name: str) -> Column:
        """Returns the column with this canonical name; raises KeyError when there is none."""
        return _by_name(self.columns, name)


Template = LedgerTemplate | FormTemplate | SummaryTemplate


def _by_name(columns: tuple[Column, ...], name: str) -> Column:
    for column in columns:
        if column.name == name:
            return column
    raise KeyError(name)


def _demand(holds: bool, complaint: str) -> None:
    """Raises ValueError when a declaration is wrong: it must fail at import, not in an office."""
    if not holds:
        raise ValueError(complaint)
