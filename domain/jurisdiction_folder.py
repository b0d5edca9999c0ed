"""Reads a jurisdiction's folder: its units with aliases, its population, its documents."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from domain.config import read_tables, read_toml, unknown_key
from domain.finding import Refusal
from domain.jurisdiction import Document, Jurisdiction, Population, Punctuality, Report, Return, Unit
from domain.period import parse_period


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
        reports=tuple(_read_reports(folder / "deadlines.toml")),
        punctuality=_read_punctuality(folder / "deadlines.toml"),
    )


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


_TABLES = frozenset(["return", "report", "setting"])


def _read_returns(path: Path) -> Iterator[Return]:
    keys = {"template", "unit_kinds", "due_day", "document", "clause"}
    for entry in read_tables(path, "return", keys, {"since", "until"}, _TABLES):
        ends = {key: _month(path, entry[key]) for key in ("since", "until") if key in entry}
        yield Return(**{**entry, "unit_kinds": tuple(entry["unit_kinds"]), **ends})


def _month(path: Path, text: object) -> int:
    period = parse_period(str(text))
    if period is None:
        raise Refusal(f"{path.name}：月份“{text}”应写成 2021-05。", "bad_config")
    return period.last


def _read_reports(path: Path) -> Iterator[Report]:
    seen: set[str] = set()
    for entry in read_tables(
        path, "report", {"id", "title", "due_on", "unit_kinds", "document", "clause"}, {"template"}, _TABLES
    ):
        given, due_on = dict(entry), entry["due_on"]
        report_id = given.pop("id")
        if report_id in seen or not isinstance(due_on, date):
            raise Refusal(
                f"{path.name}：报告“{report_id}”编号重复，或日期没有写成 2021-05-17（不加引号）。",
                "bad_config",
            )
        seen.add(report_id)
        yield Report(report_id=report_id, **{**given, "unit_kinds": tuple(entry["unit_kinds"])})


def _read_punctuality(path: Path) -> Punctuality:
    given = read_toml(path, set(_TABLES)).get("setting", {})
    for key in given:
        if key not in ("day_counts", "near_days", "moves_for_holidays"):
            raise unknown_key(path, key, {"day_counts", "near_days", "moves_for_holidays"})
    return Punctuality(**given)
