"""Reads one row of a task list into its leaf tasks."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.duty import parse_duty
from domain.finding import Finding
from domain.number import clean_text
from domain.roster import Roster
from domain.task import COOPERATING, LEAD, OPEN_WORD, RESPONSIBLE
from loaders.grid import Grid, address
from loaders.header import Heading
from loaders.labels import squeeze
from loaders.messages import finding
from loaders.task_text import due_date, numbered, points, printed, serial_of

_ROLES = (LEAD, RESPONSIBLE, COOPERATING)
_ASKED = (LEAD, RESPONSIBLE)  # a blank 配合单位 simply names nobody
_SAME = frozenset(["同上", "〃", "同前"])
_HEADERS = {LEAD: "牵头单位", RESPONSIBLE: "责任单位", COOPERATING: "配合单位"}


@dataclass(frozen=True)
class TaskColumns:
    """Says in which sheet columns each canonical column stands; a task may have several levels."""

    levels: tuple[int, ...]
    chosen: Mapping[str, int]

    @classmethod
    def of(cls, heading: Heading) -> "TaskColumns":
        """Returns the columns of a heading; what a person picked goes before the words."""
        levels: list[int] = []
        chosen: dict[str, int] = {}
        for col in sorted(heading.matches.keys() | heading.picked.keys()):
            pick = heading.picked.get(col)
            name = pick.column if pick else heading.matches[col][0].column
            if name == "task":
                levels.append(col)
            if name:
                chosen.setdefault(name, col)
        return cls(tuple(levels), chosen)

    @property
    def roles(self) -> tuple[str, ...]:
        """Returns the roles the table has a column for."""
        return tuple(role for role in _ROLES if role in self.chosen)

    def said(self, grid: Grid, row: int, name: str) -> str:
        """Returns what a column says in a row, inside a merge the merge's text; '' for blank."""
        if name == "task":
            return next((text for text in reversed(self.level_texts(grid, row)) if text), "")
        return grid.filled(row, self.chosen[name]).strip() if name in self.chosen else ""

    def level_texts(self, grid: Grid, row: int) -> list[str]:
        """Returns the texts of the task's levels from left to right, each merged text once."""
        texts = [grid.filled(row, col).strip() for col in self.levels]
        return [text for at, text in enumerate(texts) if text and (not at or text != texts[at - 1])]

    def is_across(self, grid: Grid, row: int) -> bool:
        """Tells whether one merged text runs over the task and the units: a line between groups."""
        units = [self.chosen[role] for role in self.roles]
        task = grid.filled(row, self.levels[0]).strip() if self.levels else ""
        merged = [m for m in grid.merges if m.first_row <= row <= m.last_row and self.levels
                  and m.first_col <= self.levels[0] and any(m.last_col >= col >= m.first_col for col in units)]  # fmt: skip
        return bool(task and merged)


@dataclass(frozen=True)
class Leaf:
    """Holds one leaf task as read; names joined by |."""

    sheet: str
    row_no: int
    group: str
    title: str
    clause: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    cooperating: tuple[str, ...]
    due_on: date | None
    due_words: str
    progress: str
    asks: tuple[str, ...]
    above: str

    @property
    def digest(self) -> str:
        """Returns a short mark of group and title, the same for the same words."""
        return hashlib.sha256(f"{self.group}\n{self.title}".encode()).hexdigest()[:8]

    def as_row(self) -> dict[str, object]:
        """Returns the fact's columns, but for document, task id and place in the list."""
        joined = {role: "|".join(getattr(self, role)) for role in (*_ROLES, "asks")}
        plain = ("sheet", "row_no", "title", "clause", "due_on", "due_words", "progress", "above")
        return {name: getattr(self, name) for name in plain} | joined | {"group_title": self.group}


@dataclass
class RowRead:
    """Holds what one row gives: leaf tasks, findings, and names nobody has with their cells."""

    leaves: list[Leaf] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class TaskTable:
    """Holds one table as it is read: its cells, its columns, who the names stand for, the year."""

    sheet: str
    grid: Grid
    columns: TaskColumns
    roster: Roster
    year: int

    def said(self, row: int, name: str) -> str:
        """Returns what a column says in a row."""
        return self.columns.said(self.grid, row, name)


def read_row(table: TaskTable, at: int, above: Mapping[str, str], group: str) -> RowRead:
    """Returns the leaf tasks of a row; `above` is what the last row with a text says by role."""
    read, columns = RowRead(), table.columns
    if not table.said(at, "task"):
        read.findings.append(finding("task_without_title", table.sheet, address(at, columns.levels[-1])))
        return read
    names, asks = _duties(table, at, above, read)
    words = table.said(at, "due")
    due_on = due_date(words, table.year) if words else None
    if words and due_on is None and any(sign.isdigit() for sign in words):
        cell = address(at, columns.chosen["due"])
        read.findings.append(finding("task_due_unread", table.sheet, cell, found=words))
    kept = "; ".join(f"{role}={'|'.join(_names(above.get(role, ''), role, table.roster))}" for role in asks)
    for clause, own_group, title in _titles(table, at, group):
        read.leaves.append(
            Leaf(table.sheet, at + 1, own_group, title, clause, *(tuple(names[role]) for role in _ROLES), due_on,
                 clean_text(words), clean_text(table.said(at, "progress")), asks, kept)
        )  # fmt: skip
    return read


def _duties(
    table: TaskTable, at: int, above: Mapping[str, str], read: RowRead
) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """Returns the names by role, and the roles that nobody is named for in a cell of their own."""
    names: dict[str, list[str]] = {role: [] for role in _ROLES}
    asks = []
    for role in table.columns.roles:
        cell, text = address(at, table.columns.chosen[role]), table.said(at, role)
        if squeeze(text) in _SAME:
            text = above.get(role, "")
        if not text and role in _ASKED:
            asks.append(role)
            hint = f"上一行是“{_short(above[role])}”" if above.get(role) else "上一行也没有"
            read.findings.append(
                finding("task_cell_blank", table.sheet, cell, column=_HEADERS[role], hint=hint)
            )
        elif role in _ASKED and squeeze(text) == OPEN_WORD:
            asks.append(role)
        duty = parse_duty(text, role, lambda name: table.roster.resolve(name).is_known)
        for one in _ROLES:
            new = [name for name in getattr(duty, one) if name not in names[one]]
            names[one] += new
            read.unknown += [(name, cell) for name in new if not table.roster.resolve(name).is_known]
    return names, tuple(role for role in asks if not names[role])


def _names(text: str, role: str, roster: Roster) -> tuple[str, ...]:
    """Returns all names a cell names, whatever their role: what a blank cell below may inherit."""
    duty = parse_duty(text, role, lambda name: roster.resolve(name).is_known)
    return (*duty.lead, *duty.responsible, *duty.cooperating)


def _titles(table: TaskTable, at: int, group: str) -> list[tuple[str, str, str]]:
    """Returns clause, group and title of each leaf of the row."""
    levels = table.columns.level_texts(table.grid, at)
    own = table.said(at, "group") or (levels[0] if len(levels) > 1 else "") or group
    group_number, group_title = numbered(own)
    prefix = numbered(table.said(at, "item"))[0] or serial_of(table.said(at, "serial"))
    prefix = prefix or (group_number if not own[:1].isdigit() else "")
    leaves = []
    for point in points(levels[-1]):
        number, title = numbered(point)
        clause = number if "." in number else f"{prefix}{number}"
        leaves.append((clause, printed(group_title or own), printed(title or squeeze(point))))
    return leaves


def _short(text: str) -> str:
    plain = "、".join(squeeze(line) for line in text.splitlines() if line.strip())
    return plain if len(plain) <= 24 else plain[:24] + "…"
