"""Describes what came of checking one file: what it is, what it holds, what is wrong."""

from dataclasses import dataclass, field

import pyarrow as pa

from domain.finding import Finding, Severity
from domain.period import Period


@dataclass(frozen=True)
class Declared:
    """Holds what the sender says about a file; anything left None is read from the file."""

    unit: str | None = None
    period: Period | None = None
    template: str | None = None
    complete: bool = False


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
    """Says which canonical column a header was understood as; None when it is kept aside."""

    sheet: str
    header: str
    column: str | None

    def as_json(self) -> dict:
        """Returns the match as the command line prints it."""
        return {"sheet": self.sheet, "header": self.header, "column": self.column}


@dataclass
class Checked:
    """Holds everything a check found out about one file, ready to show or to load.

    `facts` maps a fact table's name to the rows for it: an Arrow table with the table's own
    columns and sheet, row_no, unit_id, month. `coverage` lists the (unit_id, month) pairs the
    file reports on, also where it has no row. A complete upload withdraws earlier rows of its
    coverage. `rows` counts sheet rows of data, `records` the distinct samples, tasks or cells.
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

    @property
    def has_errors(self) -> bool:
        """Tells whether anything stops the file from being loaded."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def as_json(self) -> dict:
        """Returns the result as `check --json` prints it for one file."""
        return {
            "file": self.file_name,
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
