"""Keeps named recipes of meeting packs, and for every pack made what it can be made from again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.finding import Refusal
from store.as_of import in_force
from store.entries import now, person
from store.warehouse import Warehouse


@dataclass(frozen=True)
class Recipe:
    """Holds the choices of a pack under a name; `choices` are plain JSON values."""

    name: str
    choices: dict
    saved_by: str
    saved_at: datetime


@dataclass(frozen=True)
class MadePack:
    """Holds one pack as it was made: choices, month (yyyymm), uploads in force, fingerprint of its content."""

    seq: int
    choices: dict
    month: int
    uploads: tuple[str, ...]
    digest: str
    made_by: str
    made_at: datetime


def save_recipe(warehouse: Warehouse, name: str, choices: Mapping[str, object], by: str) -> None:
    """Saves choices under a name; the ones saved before under it stay in the history."""
    if not name.strip():
        raise Refusal("请给这套选择起个名字，再保存。", "recipe_without_name")
    with warehouse.writing() as cursor:
        seq = cursor.execute("SELECT coalesce(max(seq), 0) + 1 FROM recipes").fetchall()[0][0]
        values = [seq, name.strip(), json.dumps(choices, ensure_ascii=False), person(by), now()]
        cursor.execute("INSERT INTO recipes VALUES (?, ?, ?, ?, ?)", values)


def recipes(warehouse: Warehouse) -> dict[str, Recipe]:
    """Returns the newest recipe of every name, in the order of their names."""
    rows = warehouse.rows("SELECT name, choices, saved_by, saved_at FROM recipes ORDER BY seq")
    found = {name: Recipe(name, json.loads(choices), by, at) for name, choices, by, at in rows}
    return dict(sorted(found.items()))


def recipe(warehouse: Warehouse, name: str) -> Recipe:
    """Returns one recipe; raises Refusal naming the known ones."""
    known = recipes(warehouse)
    if name not in known:
        raise Refusal(
            f"没有名为“{name}”的方案。已有：{'、'.join(known) or '还没有保存过'}。", "unknown_recipe"
        )
    return known[name]


def enter_pack(warehouse: Warehouse, choices: Mapping[str, object], month: int, digest: str, by: str) -> int:
    """Enters that a pack was made from the uploads in force now; returns its number."""
    with warehouse.writing() as cursor:
        seq = cursor.execute("SELECT coalesce(max(seq), 0) + 1 FROM packs").fetchall()[0][0]
        uploads = json.dumps(in_force(warehouse))
        values = [seq, json.dumps(choices, ensure_ascii=False), month, uploads]
        values += [digest, person(by), now()]
        cursor.execute(f"INSERT INTO packs VALUES ({', '.join('?' * len(values))})", values)
    return int(seq)


def made_packs(warehouse: Warehouse) -> list[MadePack]:
    """Returns every pack made, newest first."""
    rows = warehouse.rows("SELECT * FROM packs ORDER BY seq DESC")
    return [MadePack(row[0], json.loads(row[1]), row[2], tuple(json.loads(row[3])), *row[4:]) for row in rows]
