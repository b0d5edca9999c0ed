"""Reads a jurisdiction's folder: its units with aliases, its population, its documents."""

import csv
import difflib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from domain.finding import Refusal
from domain.number import clean_text

UNPLACED = "unplaced"
UNPLACED_NAME = "未识别"


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
    """Says which kinds of units send which template, and until which day of the next month."""

    template: str
    unit_kinds: tuple[str, ...]
    due_day: int
    document: str
    clause: str


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
        wanted = _key(text)
        best: dict[str, float] = {}
        for unit in self.units:
            score = max(difflib.SequenceMatcher(None, wanted, _key(w)).ratio() for w in unit.spellings)
            best[unit.name] = max(score, best.get(unit.name, 0.0))
        ranked = sorted(best, key=lambda name: -best[name])
        return tuple(name for name in ranked if best[name] >= 0.34)[:at_most]


def available(folders: tuple[Path, ...]) -> dict[str, Path]:
    """Returns jurisdiction id → folder for every folder that has a jurisdiction.toml."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/jurisdiction.toml")) if folder.is_dir() else ():
            found.setdefault(path.parent.name, path.parent)
    return found


def load_jurisdiction(folder: Path) -> Jurisdiction:
    """Reads a jurisdiction's folder; raises Refusal naming file and line when it is wrong."""
    head = read_toml(folder / "jurisdiction.toml", {"name", "root", "fictional"})
    units = tuple(_read_units(folder / "units.csv", head["root"]))
    ids = {unit.unit_id for unit in units}
    return Jurisdiction(
        jurisdiction_id=folder.name,
        name=head["name"],
        folder=folder,
        fictional=bool(head.get("fictional", False)),
        units=units,
        populations=tuple(_read_populations(folder / "population.csv", ids)),
        documents=_read_documents(folder / "documents.toml"),
        returns=tuple(_read_returns(folder / "deadlines.toml")),
    )


def read_toml(path: Path, known: set[str]) -> dict:
    """Returns a TOML file's content; raises Refusal for bad syntax or an unknown top key."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise Refusal(f"配置文件 {path.name} 无法读取：{error}。请改正后重试。", "bad_config") from error
    for key in content:
        if key not in known:
            raise unknown_key(path, key, known)
    return content


def unknown_key(path: Path, key: str, known: set[str]) -> Refusal:
    """Returns the refusal for a key that a configuration file may not have, with its line."""
    line = line_of(path, rf"^\s*(?:\[+\s*)?{re.escape(key)}\b")
    allowed = "、".join(sorted(known))
    return Refusal(f"{path.name} 第 {line} 行：不认识的键“{key}”。可用的键：{allowed}。", "bad_config")


def line_of(path: Path, pattern: str) -> int:
    """Returns the number of the first line that matches the pattern, or 0."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if re.search(pattern, line):
            return number
    return 0


def read_tables(path: Path, table: str, required: set[str], optional: set[str] = frozenset()) -> list[dict]:  # type: ignore[assignment]
    """Returns the entries of a TOML array of tables; refuses unknown and missing keys by line."""
    entries = read_toml(path, {table}).get(table, [])
    for number, entry in enumerate(entries, start=1):
        for key in entry:
            if key not in required | optional:
                raise unknown_key(path, key, required | optional)
        for key in sorted(required - entry.keys()):
            raise Refusal(f"{path.name} 第 {number} 个 [[{table}]] 缺少键“{key}”。", "bad_config")
    return entries


def _key(text: object) -> str:
    return re.sub(r"\s", "", clean_text(text)).lower()


def _words(unit: Unit) -> tuple[str, ...]:
    return (unit.unit_id, unit.code, *unit.spellings)


def _read_csv(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        if tuple(reader.fieldnames or ()) != columns:
            raise Refusal(f"{path.name} 第 1 行的列应为：{'、'.join(columns)}。", "bad_config")
        yield from enumerate(reader, start=2)


def _read_units(path: Path, root: str) -> Iterator[Unit]:
    seen: set[str] = set()
    for line, row in _read_csv(path, ("unit_id", "code", "name", "kind", "parent_id", "aliases")):
        parent = row["parent_id"]
        known_parent = parent in seen if seen else row["unit_id"] == root and not parent
        if row["unit_id"] in seen or not known_parent:
            raise Refusal(f"{path.name} 第 {line} 行：单位编号重复，或上级单位未在前面列出。", "bad_config")
        seen.add(row["unit_id"])
        aliases = tuple(word for word in row["aliases"].split("|") if word)
        yield Unit(row["unit_id"], row["code"], row["name"], row["kind"], parent, aliases)


def _read_populations(path: Path, ids: set[str]) -> Iterator[Population]:
    for line, row in _read_csv(path, ("unit_id", "people", "kind", "year", "precision", "source")):
        if row["unit_id"] not in ids or not row["people"].isdecimal() or not row["year"].isdecimal():
            raise Refusal(f"{path.name} 第 {line} 行：单位不存在，或人口、年份不是整数。", "bad_config")
        yield Population(
            row["unit_id"], int(row["people"]), row["kind"], int(row["year"]), row["precision"], row["source"]
        )


def _read_documents(path: Path) -> dict[str, Document]:
    entries = read_tables(path, "document", {"code", "title", "number", "status", "year"})
    return {entry["code"]: Document(**entry) for entry in entries}


def _read_returns(path: Path) -> Iterator[Return]:
    keys = {"template", "unit_kinds", "due_day", "document", "clause"}
    for entry in read_tables(path, "return", keys):
        yield Return(**{**entry, "unit_kinds": tuple(entry["unit_kinds"])})
