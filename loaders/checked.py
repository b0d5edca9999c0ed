"""Describes what came of checking one file: what it is, what it holds, what is wrong."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa

from domain.contact import Contact
from domain.finding import Finding, Severity
from domain.period import Period


@dataclass(frozen=True)
class ColumnChoice:
    """Says which canonical column a person takes a header for; None keeps it aside.

    `position` is the 0-based sheet column. An empty sheet and a position of -1 leave the place
    open: then the header's words alone say which column is meant.
    """

    sheet: str
    position: int
    header: str
    column: str | None


@dataclass(frozen=True)
class Declared:
    """Holds what the sender says about a file; anything left None is read from the file.

    `columns` are corrections of headers; they go before everything the file's words say.
    `received_on` is the day the file came, None for today.
    """

    unit: str | None = None
    period: Period | None = None
    template: str | None = None
    complete: bool = False
    columns: tuple[ColumnChoice, ...] = ()
    received_on: date | None = None


@dataclass(frozen=True)
class Ignored:
    """Names a row that was left out on purpose, and why (合计行, 说明行, 表尾 …)."""

    sheet: str
    row: int
    reason: str

    def as_json(self) -> dict:
        """Returns the row as the command line prints it."""
        return {"sheet": self.sheet, "row": self.row, "reason": self.reason}


@dataclass(frozen=True)
class ColumnMatch:
    """Says which canonical column a header was understood as; None when it is kept aside.

    `position` is the 0-based sheet column, `samples` its first distinct values (at most 3).
    `how` is exact, content, pattern, near, remembered, chosen or aside; `candidates` are the
    canonical names to offer first when a person decides.
    """

    sheet: str
    header: str
    column: str | None
    position: int = -1
    samples: tuple[str, ...] = ()
    how: str = "aside"
    is_unsure: bool = False
    candidates: tuple[str, ...] = ()

    def as_json(self) -> dict:
        """Returns the match as the command line prints it."""
        return {
            "sheet": self.sheet,
            "header": self.header,
            "column": self.column,
            "position": self.position,
            "how": self.how,
            "unsure": self.is_unsure,
        }


@dataclass(frozen=True)
class PickedLayout:
    """Holds the layout of a sheet some of whose headers a person explained: what to remember.

    `unit_id` is the sender the file names or the person declared, '' when unknown.
    """

    template: str
    unit_id: str
    fingerprint: str
    choices: tuple[ColumnChoice, ...]


@dataclass
class Checked:
    """Holds everything a check found out about one file, ready to show or to load.

    `facts` maps a fact table's name to the rows for it: an Arrow table with the table's own
    columns and sheet, row_no, unit_id, month. `coverage` lists the (unit_id, month) pairs the
    file reports on, also where it has no row. A complete upload withdraws earlier rows of its
    coverage. `rows` counts sheet rows of data, `records` the distinct samples, tasks or cells.
    `part` names the part of a file that holds several templates, '' for a file with one.
    """

    file_name: str
    file_hash: str = ""
    file_size: int = 0
    template: str | None = None
    unit_id: str | None = None
    unit: str | None = None
    period: Period | None = None
    cumulative: bool = False
    complete: bool = False
    rows: int = 0
    records: int = 0
    ignored: list[Ignored] = field(default_factory=list)
    columns: list[ColumnMatch] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    facts: dict[str, pa.Table] = field(default_factory=dict)
    coverage: list[tuple[str, int]] = field(default_factory=list)
    choices: tuple[ColumnChoice, ...] = ()  # what the person said of headers
    layouts: list[PickedLayout] = field(default_factory=list)  # to be remembered when it is loaded
    source: Path | bytes | None = field(default=None, compare=False, repr=False)  # the file as sent
    received_on: date | None = None
    part: str = ""
    contacts: tuple[Contact, ...] = field(default=(), compare=False, repr=False)  # never in facts or JSON

    @property
    def has_errors(self) -> bool:
        """Tells whether anything stops the file from being loaded."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def as_json(self) -> dict:
        """Returns the result as `check --json` prints it for one file."""
        return {
            "file": self.file_name,
            "part": self.part,
            "template": self.template,
            "unit": self.unit,
            "period": self.period.iso if self.period else None,
            "cumulative": self.cumulative,
            "complete": self.complete,
            "rows": self.rows,
            "records": self.records,
            "ignored": [row.as_json() for row in self.ignored],
            "columns": [match.as_json() for match in self.columns],
            "findings": [finding.as_json() for finding in self.findings],
        }
