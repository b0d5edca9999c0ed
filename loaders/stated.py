"""Holds the words around a table, and says when they stand for columns that it lacks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SheetWords:
    """Holds the words around a ledger's table: where a verdict or a purpose may stand.

    `titles` are the texts above the header, `found` the canonical columns the sheet has, `headers`
    what stands in the header of each.
    """

    sheet: str
    titles: tuple[str, ...]
    file_name: str
    sender: str
    found: frozenset[str]
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stated:
    """Says when the words around a table stand for columns it lacks, as a title that says 合格.

    `reads` returns something for a title, sheet name or file name that says it. The table needs a
    column of each group in `needs` instead of the template's, and no header that `foreign` matches.
    """

    reads: Callable[[str], object]
    needs: tuple[tuple[str, ...], ...]
    foreign: str

    def __post_init__(self) -> None:
        re.compile(self.foreign)
