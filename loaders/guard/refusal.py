"""Makes the refusals of the guard and the reader: a code, a sentence, a place."""

from domain.finding import Refusal
from loaders.messages import finding


def refuse(code: str, file_name: str, sheet: str = "", cell: str = "", **parts: object) -> Refusal:
    """Returns the refusal with this code, its sentence filled in; the caller raises it."""
    found = finding(code, sheet, cell, file=file_name, **parts)
    return Refusal(found.message, code, sheet, cell)
