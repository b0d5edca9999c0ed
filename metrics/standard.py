"""Reads the items of a standard and judges them: 否决 first, then 关键, then 一般 (004 附件2)."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import NoReturn

from domain.config import read_toml
from domain.finding import Refusal
from domain.jurisdiction import Jurisdiction

FILE = "standard.toml"
CLASSES = ("否决", "关键", "一般")
PRESETS = ("gate", "points")
_ITEM_KEYS = {
    "number", "group", "title", "class", "indicators", "needs_evidence", "evidence", "lead", "years", "clause",
}  # fmt: skip
_CAMPAIGN_KEYS = {"number", "title", "indicators", "lead", "clause"}


@dataclass(frozen=True)
class Item:
    """Holds one item: its class, the indicators that judge it, and the evidence it asks for.

    `years` is 3 where each of the last three years must hold. `points` is what it is worth
    under the points rule: one where the data say nothing, none for a veto item.
    """

    number: int
    group: str
    title: str
    item_class: str
    indicators: tuple[str, ...]
    needs_evidence: bool
    evidence: str
    lead: str
    years: int
    clause: str
    points: Fraction = Fraction(0)

    @property
    def subject(self) -> str:
        """Returns under which name evidence about it is recorded."""
        return f"standard:{self.number}"


@dataclass(frozen=True)
class Campaign:
    """Holds one campaign of the year: indicators where there are any, else recorded evidence."""

    number: int
    title: str
    indicators: tuple[str, ...]
    lead: str
    clause: str

    @property
    def subject(self) -> str:
        """Returns under which name evidence about it is recorded."""
        return f"campaign:{self.number}"


@dataclass(frozen=True)
class Rule:
    """Says how items make a verdict.

    `gate`: any veto item missed or missing fails the whole; the document gives no scores.
    `points`: besides, every key item needs `least_share` of its points, and all items together
    `least_total` of a hundred.
    """

    preset: str
    least_share: Fraction = Fraction(60, 100)
    least_total: Fraction = Fraction(90)


@dataclass(frozen=True)
class Standard:
    """Holds the rule, the items and the campaigns of one jurisdiction."""

    rule: Rule
    items: tuple[Item, ...]
    campaigns: tuple[Campaign, ...]


def load_standard(jurisdiction: Jurisdiction, indicators: Collection[str]) -> Standard | None:
    """Returns the standard of a jurisdiction, or None where its folder has none.

    Raises Refusal naming the entry for an unknown or missing key, an unknown indicator, class
    or preset, or a number that stands twice.
    """
    path = jurisdiction.folder / FILE
    if not path.exists():
        return None
    content = read_toml(path, {"rule", "item", "campaign"})
    entries = [_Entry(path, "item", n, e) for n, e in enumerate(content.get("item", []), start=1)]
    campaigns = [_Entry(path, "campaign", n, e) for n, e in enumerate(content.get("campaign", []), start=1)]
    rule = _rule(_Entry(path, "rule", 1, content.get("rule", {})))
    standard = Standard(
        rule,
        tuple(_item(entry, indicators) for entry in entries),
        tuple(_campaign(entry, indicators) for entry in campaigns),
    )
    for one in (standard.items, standard.campaigns):
        numbers = [entry.number for entry in one]
        if len(set(numbers)) != len(numbers):
            raise Refusal(f"{path.name}：有条目编号重复。请改正后重试。", "bad_config")
    return standard


@dataclass(frozen=True)
class _Entry:
    """Holds one entry as read, and knows how to name itself in a refusal."""

    path: Path
    table: str
    place: int
    values: dict

    def refuse(self, problem: str) -> NoReturn:
        """Raises the refusal that names file and entry."""
        raise Refusal(
            f"{self.path.name} 第 {self.place} 个 [[{self.table}]]：{problem}。请改正后重试。", "bad_config"
        )

    def keys(self, required: set[str], optional: frozenset[str] = frozenset()) -> None:
        """Refuses missing and unknown keys."""
        if missing := sorted(required - self.values.keys()):
            self.refuse(f"缺少键“{missing[0]}”")
        if unknown := sorted(self.values.keys() - required - optional):
            self.refuse(f"不认识的键“{unknown[0]}”")

    def one_of(self, key: str, allowed: Collection[str]) -> str:
        """Returns a value that must be one of these."""
        if self.values[key] not in allowed:
            self.refuse(f"“{key}”的值“{self.values[key]}”不认识，可用的有：{'、'.join(allowed)}")
        return str(self.values[key])

    def indicators(self, known: Collection[str]) -> tuple[str, ...]:
        """Returns the indicators named, each of them known."""
        named = self.values["indicators"]
        if unknown := [name for name in named if name not in known]:
            self.refuse(f"指标“{unknown[0]}”没有声明")
        return tuple(named)


def _rule(entry: _Entry) -> Rule:
    entry.keys({"preset"}, frozenset({"least_share", "least_total"}))
    given = {
        key: Fraction(str(entry.values[key])) for key in ("least_share", "least_total") if key in entry.values
    }
    return Rule(entry.one_of("preset", PRESETS), **given)


def _item(entry: _Entry, known: Collection[str]) -> Item:
    entry.keys(_ITEM_KEYS, frozenset({"points"}))
    values = entry.values
    # without points of its own every key and ordinary item weighs the same
    points = Fraction(str(values["points"])) if "points" in values else Fraction(values["class"] != "否决")
    return Item(
        number=values["number"],
        group=values["group"],
        title=values["title"],
        item_class=entry.one_of("class", CLASSES),
        indicators=entry.indicators(known),
        needs_evidence=values["needs_evidence"],
        evidence=values["evidence"],
        lead=values["lead"],
        years=values["years"],
        clause=values["clause"],
        points=points,
    )


def _campaign(entry: _Entry, known: Collection[str]) -> Campaign:
    entry.keys(_CAMPAIGN_KEYS)
    values = entry.values
    named = entry.indicators(known)
    return Campaign(values["number"], values["title"], named, values["lead"], values["clause"])
