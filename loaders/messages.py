"""Keeps every sentence a loader says to the person: code → severity and wording."""

from domain.finding import Finding, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO

# The door: the file as such (guard, container, reader process).
FILE_MESSAGES: dict[str, tuple[Severity, str]] = {
}

# The sheets: template, header, cells, rules.
SHEET_MESSAGES: dict[str, tuple[Severity, str]] = {
}

MESSAGES = FILE_MESSAGES | SHEET_MESSAGES


def finding(code: str, sheet: str = "", cell: str = "", **parts: object) -> Finding:
    """Returns the finding with this code, its sentence filled in with the parts.

    Raises KeyError for an unknown code or a missing part: a sentence is never half said.
    """
    severity, wording = MESSAGES[code]
    return Finding(severity, code, wording.format(sheet=sheet, cell=cell, **parts), sheet, cell)
