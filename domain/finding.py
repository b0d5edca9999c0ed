"""Describes what is wrong (or worth knowing) about a file: one finding, one place."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Lists how much a finding weighs: an error stops the file, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Finding:
    """Says what was found, where, and what to do, in one Chinese sentence.

    `sheet` is the sheet's name and `cell` an A1 address (or a range, or a row such as
    ``12:12``); both are empty when the finding is about the whole file.
    """

    severity: Severity
    code: str
    message: str
    sheet: str = ""
    cell: str = ""

    def as_json(self) -> dict[str, str]:
        """Returns the finding as the command line prints it."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "sheet": self.sheet,
            "cell": self.cell,
            "message": self.message,
        }


class Refusal(Exception):
    """Carries one Chinese sentence for the person, when something cannot be done at all.

    `sheet` and `cell` name the place when there is one, as in `Finding`.
    """

    def __init__(self, message: str, code: str = "refused", sheet: str = "", cell: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.sheet = sheet
        self.cell = cell
