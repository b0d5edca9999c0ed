"""Holds a jurisdiction as the other rooms know it: units with aliases, population, documents."""

import difflib
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from domain.number import clean_text

UNPLACED = "unplaced"
UNPLACED_NAME = "未识别"

_LONGEST_NAME = 60  # signs that are compared with the units' names: no name is longer


@dataclass(frozen=True)
class Unit:
    """Describes one unit of the tree: a city, a county, a town, a section, a department.

    `code` is the division code, or empty where a unit has none (a development zone, a
    section). `kind` is one of city, county, town, section, brigade, office, department.
    """

    unit_id: str
    code: str
    name: str
    kind: str
    parent_id: str
    aliases: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Returns every accepted spelling, the official name first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Population:
    """Holds one published population: people, its kind (常住/户籍), year, precision, source."""

    unit_id: str
    people: int
    kind: str
    year: int
    precision: str
    source: str

    @property
    def vintage(self) -> str:
        """Returns year and kind, which tell one population from another: 2025年户籍人口."""
        return f"{self.year}年{self.kind}人口"

    @property
    def words(self) -> str:
        """Returns what must be printed beside every per-thousand figure (domain rule 10)."""
        return f"{self.kind}人口 {self.people:,} 人（{self.year}年，{self.precision}；{self.source}）"


@dataclass(frozen=True)
class Document:
    """Names a source document: code, title, number, status (in force or draft), year."""

    code: str
    title: str
    number: str
    status: str
    year: int

    @property
    def is_draft(self) -> bool:
        """Tells whether the document is only a draft for comment."""
        return self.status == "draft"


@dataclass(frozen=True)
class Return:
    """Says which kinds of units send which template, and until which day of the next month.

    `since` is the first month (yyyymm) it is owed for, 0 when it is owed from the first month that
    anybody sent it for; `until` the last one, 0 while no end is set.
    """

    template: str
    unit_kinds: tuple[str, ...]
    due_day: int
    document: str
    clause: str
    since: int = 0
    until: int = 0


@dataclass(frozen=True)
class Report:
    """Names a report that is due on one day and comes on paper: its receipt is recorded by hand.

    `report_id` is unique in the file; `due_on` its day. `template` is the sheet that is the report
    where there is one (the liaison table): loading it is a receipt, too.
    """

    report_id: str
    title: str
    due_on: date
    unit_kinds: tuple[str, ...]
    document: str
    clause: str
    template: str = ""

    @property
    def subject(self) -> str:
        """Returns under which name its receipt is recorded."""
        return f"report:{self.report_id}"


@dataclass(frozen=True)
class Punctuality:
    """Holds the office's own settings of deadlines.

    «2日前» counts the day itself when `day_counts`; `near_days` before the day a return is
    临近; a deadline on a day off moves to the next working day only when `moves_for_holidays`.
    """

    day_counts: bool = True
    near_days: int = 3
    moves_for_holidays: bool = False


@dataclass(frozen=True)
class Jurisdiction:
    """Holds one jurisdiction as its folder declares it; `units` begins with the root."""

    jurisdiction_id: str
    name: str
    folder: Path
    fictional: bool
    units: tuple[Unit, ...]
    populations: tuple[Population, ...]
    documents: dict[str, Document]
    returns: tuple[Return, ...]
    reports: tuple[Report, ...] = ()
    punctuality: Punctuality = Punctuality()
    _by_id: dict[str, Unit] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._by_id.update({unit.unit_id: unit for unit in self.units})

    @property
    def root(self) -> Unit:
        """Returns the unit that stands for the whole jurisdiction."""
        return self.units[0]

    def unit(self, unit_id: str) -> Unit:
        """Returns the unit with this id; the id `unplaced` gives the bucket 未识别."""
        if unit_id == UNPLACED:
            return Unit(UNPLACED, "", UNPLACED_NAME, "unplaced", self.root.unit_id)
        return self._by_id[unit_id]

    def children(self, unit_id: str) -> tuple[Unit, ...]:
        """Returns the units directly below this one, in the order of the file."""
        return tuple(unit for unit in self.units if unit.parent_id == unit_id)

    def resolve(self, text: object) -> Unit | None:
        """Returns the unit a text names exactly (id, code, name or alias), or None.

        Never guesses: a text that fits no unit, or several, gives None (domain rule 12).
        """
        wanted = _key(text)
        found = {unit.unit_id for unit in self.units for word in _words(unit) if _key(word) == wanted}
        return self._by_id[found.pop()] if wanted and len(found) == 1 else None

    def suggest(self, text: object, at_most: int = 3) -> tuple[str, ...]:
        """Returns the names of the units nearest to a text, nearest first."""
        wanted = _key(text)[:_LONGEST_NAME]
        best: dict[str, float] = {}
        for unit in self.units:
            score = max(difflib.SequenceMatcher(None, wanted, _key(w)).ratio() for w in unit.spellings)
            best[unit.name] = max(score, best.get(unit.name, 0.0))
        ranked = sorted(best, key=lambda name: -best[name])
        return tuple(name for name in ranked if best[name] >= 0.34)[:at_most]


def _key(text: object) -> str:
    return re.sub(r"\s", "", clean_text(text)).lower()


def _words(unit: Unit) -> tuple[str, ...]:
    return (unit.unit_id, unit.code, *unit.spellings)
