"""Reads the credit rules of a jurisdiction: window, thresholds, publication, tiers and phases."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

from domain.config import line_of, read_toml, unknown_key
from domain.finding import Refusal
from domain.jurisdiction import Jurisdiction
from domain.period import Month, month_end, shift_month
from metrics.workdays import is_workday

FILE = "credit.toml"
CALENDAR, WORKING = "calendar", "working"
_KEYS = {
    "repeat": {"years", "at_least", "watch_from", "document", "clause"},
    "publication": {"days", "day_kind", "label", "document", "clause"},
    "tier": {"code", "name"},
    "phase": {"number", "name", "first", "last", "due", "due_on", "document", "clause"},
}


@dataclass(frozen=True)
class Repeat:
    """Says when an entity is punished again and again: so many penalties in so many years.

    An entity with `watch_from` penalties or more, but fewer than `at_least`, is watched.
    """

    years: int
    at_least: int
    watch_from: int
    document: str
    clause: str

    def first_day(self, month: Month) -> date:
        """Returns the first day of the window that ends with the month's last day.

        Three years to 31 October are 36 whole months: they begin on 1 November.
        """
        first = shift_month(month, 1 - 12 * self.years)
        return date(first // 100, first % 100, 1)


@dataclass(frozen=True)
class Publication:
    """Says within how many days a penalty is to be published; a setting, checked against local rules.

    Working days leave out public holidays and count the weekends worked for them; in a year whose
    holidays are not known yet they are Monday to Friday.
    """

    days: int
    day_kind: str
    label: str
    document: str
    clause: str

    def due_on(self, penalised_on: date) -> date:
        """Returns the last day on which publishing the penalty is in time."""
        if self.day_kind == CALENDAR:
            return penalised_on + timedelta(days=self.days)
        day, left = penalised_on, self.days
        while left:
            day += timedelta(days=1)
            left -= _is_worked(day)
        return day

    @property
    def words(self) -> str:
        """Returns the limit in words: 20 个工作日."""
        return f"{self.days} {'个工作日' if self.day_kind == WORKING else '日'}"


@lru_cache(maxsize=4096)  # a ledger asks for the same days again and again
def _is_worked(day: date) -> bool:
    known = is_workday(day)
    return day.weekday() < 5 if known is None else known


@dataclass(frozen=True)
class Tier:
    """Names one tier of the credit rating: the code that is stored, and its word."""

    code: str
    name: str


@dataclass(frozen=True)
class Phase:
    """Holds one phase of the campaign: its days, and what is due at its end."""

    number: int
    name: str
    first: date
    last: date
    due: str
    due_on: date | None
    document: str
    clause: str


@dataclass(frozen=True)
class CreditRules:
    """Holds everything a jurisdiction says about credit supervision."""

    repeat: Repeat
    publication: Publication
    tiers: tuple[Tier, ...]
    phases: tuple[Phase, ...]


def load_credit(jurisdiction: Jurisdiction) -> CreditRules | None:
    """Returns the rules of a jurisdiction, or None where it has no credit.toml.

    Raises Refusal that names file and line for an unknown, missing or impossible entry.
    """
    path = jurisdiction.folder / FILE
    if not path.exists():
        return None
    content = read_toml(path, set(_KEYS))
    for table in _KEYS:
        entries = content.get(table, []) if table in ("tier", "phase") else [content.get(table, {})]
        for entry in entries:
            _check_entry(path, table, entry, set(jurisdiction.documents))
    rules = _rules(content)
    _check_rules(path, rules)
    return rules


def _check_entry(path: Path, table: str, entry: dict, documents: set[str]) -> None:
    keys = _KEYS[table]
    for key in sorted(set(entry) - keys):
        raise unknown_key(path, key, keys)
    if missing := sorted(keys - set(entry) - {"due_on"}):
        _refuse(path, f"[{table}] 缺少键“{missing[0]}”", rf"^\s*\[+{table}\]")
    if entry.get("document", "") not in documents | {""}:
        _refuse(path, f"文件“{entry['document']}”没有声明", rf'document\s*=\s*"{entry["document"]}"')


def _check_rules(path: Path, rules: CreditRules) -> None:
    if not 0 < rules.repeat.watch_from < rules.repeat.at_least or rules.repeat.years < 1:
        _refuse(path, "关注线应小于名单线，年数至少为 1", r"^\s*\[repeat\]")
    if rules.publication.day_kind not in (CALENDAR, WORKING) or rules.publication.days < 0:
        _refuse(path, f"day_kind 应为 {CALENDAR} 或 {WORKING}，days 不能为负", r"^\s*\[publication\]")
    for phase in rules.phases:
        if phase.first > phase.last:
            _refuse(path, f"阶段“{phase.name}”的结束日期早于开始日期", re.escape(phase.name))


def _refuse(path: Path, problem: str, pattern: str) -> NoReturn:
    raise Refusal(f"{path.name} 第 {line_of(path, pattern)} 行：{problem}。请改正后重试。", "bad_config")


def _rules(content: dict) -> CreditRules:
    phases = tuple(Phase(**{"due_on": None} | entry) for entry in content.get("phase", []))
    tiers = tuple(Tier(**entry) for entry in content.get("tier", []))
    return CreditRules(Repeat(**content["repeat"]), Publication(**content["publication"]), tiers, phases)


def window_words(repeat: Repeat, month: Month) -> str:
    """Returns the window in words: 2023-11-01 至 2026-10-31."""
    return f"{repeat.first_day(month).isoformat()} 至 {month_end(month).isoformat()}"
