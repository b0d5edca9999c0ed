"""Declares forms that are no table with a header: one case a form, and the liaison table."""

import re
from dataclasses import dataclass

from domain.table import TableSpec
from loaders.template import Column, RowLabel


@dataclass(frozen=True)
class CardTemplate:
    """Declares a form of labels, each with its value beside or below it; one form is one record.

    A column with `choices` is a line of check boxes; only those in `many` may have several
    ticked. A form is recognised by `at_least` different labels, and a new one begins where a
    label stands again or a text matches `title_pattern`. Columns of the kind `aside` are
    recognised, and neither stored nor shown anywhere.
    """

    template_id: str
    title: str
    about: str
    table: TableSpec
    columns: tuple[Column, ...]
    title_pattern: str
    rank: int
    at_least: int = 6
    many: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        re.compile(self.title_pattern)
        names = {column.name for column in self.columns}
        if len(names) != len(self.columns) or not self.many <= names:
            raise ValueError(f"{self.template_id}: columns {sorted(self.many - names)}")

    def column(self, name: str) -> Column:
        """Returns the column with this canonical name; raises KeyError when there is none."""
        return {column.name: column for column in self.columns}[name]


@dataclass(frozen=True)
class LiaisonTemplate:
    """Declares the liaison table: roles down, personal data across, the unit in a line above.

    What its `columns` say goes into the store's contacts and nowhere else; the fact table only
    remembers that the unit named somebody for the role.
    """

    template_id: str
    title: str
    about: str
    table: TableSpec
    columns: tuple[Column, ...]
    roles: tuple[RowLabel, ...]
    rank: int
    notes: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Returns the column with this canonical name; raises KeyError when there is none."""
        return {column.name: column for column in self.columns}[name]


SHEET_TEMPLATES = (CardTemplate, LiaisonTemplate)  # recognised by a whole sheet, not by a header row
