"""Reads a jurisdiction's targets.toml: which figure is held against what, by which clause."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from domain.config import Entry, read_tables
from domain.jurisdiction import Jurisdiction
from domain.number import parse_number

FILE = "targets.toml"
OPERATORS = (">=", "<=", "=", "<", ">")
CLASSES = ("否决", "关键", "一般", "无")
TIERS = ("考核底线", "工作目标")
_KEYS = {
    "id",
    "indicator",
    "operator",
    "value",
    "levels",
    "class",
    "tier",
    "document",
    "clause",
    "valid_from",
}


@dataclass(frozen=True)
class Target:
    """Holds one target: an indicator, the line it is held against, and the clause that says so.

    `value` is in the indicator's own measure; `levels` are the kinds of units it judges;
    `valid_to` is None while no later document replaces it; `order` is its place in the file.
    """

    target_id: str
    indicator: str
    operator: str
    value: Decimal
    levels: tuple[str, ...]
    target_class: str
    tier: str
    document: str
    clause: str
    valid_from: int
    valid_to: int | None
    order: int

    @property
    def is_veto(self) -> bool:
        """Tells whether missing this target decides the whole standard (否决项)."""
        return self.target_class == "否决"

    def judges(self, unit_kind: str, year: int) -> bool:
        """Tells whether the target binds units of this kind in this year."""
        until = year if self.valid_to is None else self.valid_to
        return unit_kind in self.levels and self.valid_from <= year <= until


def load_targets(jurisdiction: Jurisdiction, indicators: Collection[str]) -> tuple[Target, ...]:
    """Returns the targets of a jurisdiction in the order of its file.

    Raises Refusal naming file and line for an unknown or missing key, an unknown indicator,
    document, operator, class, tier or level, a value that is no exact decimal, wrong years,
    or an id that stands twice. A folder without the file has no targets.
    """
    path = jurisdiction.folder / FILE
    if not path.exists():
        return ()
    entries = read_tables(path, "target", _KEYS, {"valid_to"})
    known = {
        "indicator": tuple(indicators),
        "operator": OPERATORS,
        "class": CLASSES,
        "tier": TIERS,
        "document": tuple(jurisdiction.documents),
    }
    kinds = {unit.kind for unit in jurisdiction.units}
    targets = [_target(Entry(path, "target", n, entry), known, kinds) for n, entry in enumerate(entries)]
    for target in targets:
        if target.target_id in {earlier.target_id for earlier in targets[: target.order]}:
            Entry(path, "target", target.order, entries[target.order]).refuse(
                "id", f"编号“{target.target_id}”重复"
            )
    return tuple(targets)


def _target(entry: Entry, known: dict[str, tuple[str, ...]], kinds: set[str]) -> Target:
    chosen = {key: _one_of(entry, key, allowed) for key, allowed in known.items()}
    valid_from, valid_to = _years(entry)
    return Target(
        target_id=entry.text("id"),
        indicator=chosen["indicator"],
        operator=chosen["operator"],
        value=_value(entry),
        levels=_levels(entry, kinds),
        target_class=chosen["class"],
        tier=chosen["tier"],
        document=chosen["document"],
        clause=entry.text("clause"),
        valid_from=valid_from,
        valid_to=valid_to,
        order=entry.number,
    )


def _one_of(entry: Entry, key: str, allowed: tuple[str, ...]) -> str:
    value = entry.text(key)
    if value not in allowed:
        entry.refuse(key, f"“{key}”的值“{value}”不认识，可用的有：{'、'.join(allowed)}")
    return value


def _value(entry: Entry) -> Decimal:
    # A TOML float has already lost its exactness: only a quoted number is a target.
    number = parse_number(entry.text("value"))
    if number is None:
        entry.refuse("value", f"目标值“{entry.values['value']}”不是数字")
    return number


def _levels(entry: Entry, kinds: set[str]) -> tuple[str, ...]:
    levels = entry.values["levels"]
    if not isinstance(levels, list) or not levels:
        entry.refuse("levels", "“levels”应列出至少一种单位类别")
    for level in levels:
        if level not in kinds:
            entry.refuse(
                "levels", f"单位类别“{level}”在 units.csv 中没有，可用的有：{'、'.join(sorted(kinds))}"
            )
    return tuple(levels)


def _years(entry: Entry) -> tuple[int, int | None]:
    first = entry.year("valid_from")
    last = entry.year("valid_to") if "valid_to" in entry.values else None
    if last is not None and last < first:
        entry.refuse("valid_to", f"终止年份 {last} 早于起始年份 {first}")
    return first, last
