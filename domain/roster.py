"""Resolves the names in a work breakdown: units by the alias table, words for several units by groups."""

import re
from dataclasses import dataclass, field

from domain.config import read_tables
from domain.finding import Refusal
from domain.jurisdiction import Jurisdiction, Unit
from domain.number import clean_text
from domain.task import Group, Party

FILE = "groups.toml"
_OFFICES = frozenset(
    ["department", "section", "office", "brigade"]
)  # shown by their own name, places as written
_PAREN = str.maketrans(
    {"[": "(", "]": ")", "【": "(", "】": ")", "〔": "(", "〕": ")", "，": "、", ",": "、"}
)


@dataclass(frozen=True)
class Roster:
    """Knows the units and the groups of one jurisdiction by every spelling."""

    jurisdiction: Jurisdiction
    groups: tuple[Group, ...]
    _seen: dict[str, Party] = field(default_factory=dict, compare=False, repr=False)

    def resolve(self, name: str) -> Party:
        """Returns who a name stands for; never guesses (domain rule 12)."""
        if name not in self._seen:
            self._seen[name] = self._resolve(name)
        return self._seen[name]

    def _resolve(self, name: str) -> Party:
        unit = self.jurisdiction.resolve(name)
        if unit is not None:
            return Party(unit.name if unit.kind in _OFFICES else name, (unit.unit_id,), True)
        group = next((g for g in self.groups if _key(name) in map(_key, (g.name, *g.aliases))), None)
        if group is None:
            return Party(name, (), False)
        return Party(group.name, tuple(unit.unit_id for unit in self.members(group)), True)

    def members(self, group: Group) -> tuple[Unit, ...]:
        """Returns the units a group stands for, in the order of the jurisdiction."""
        return tuple(unit for unit in self.jurisdiction.units[1:] if unit.kind in group.kinds)

    def suggest(self, name: str) -> tuple[str, ...]:
        """Returns the names nearest to one nobody has: groups that contain it, then units."""
        near = [g.name for g in self.groups if _key(name) in _key(g.name) or _key(g.name) in _key(name)]
        return tuple(dict.fromkeys((*near, *self.jurisdiction.suggest(name))))[:3]


def load_roster(jurisdiction: Jurisdiction) -> Roster:
    """Returns the roster of a jurisdiction; its groups.toml may be absent.

    Raises Refusal for unknown or missing keys, an unknown kind and a name that is a unit's.
    """
    path = jurisdiction.folder / FILE
    if not path.exists():
        return Roster(jurisdiction, ())
    kinds = {unit.kind for unit in jurisdiction.units}
    groups = []
    for entry in read_tables(path, "group", {"name", "aliases", "kinds"}):
        group = Group(entry["name"], tuple(entry["aliases"]), tuple(entry["kinds"]))
        if unknown := sorted(set(group.kinds) - kinds):
            raise Refusal(
                f"{path.name}：“{group.name}”的单位类型“{unknown[0]}”不存在。请改正后重试。", "bad_config"
            )
        if taken := [word for word in (group.name, *group.aliases) if jurisdiction.resolve(word)]:
            raise Refusal(f"{path.name}：“{taken[0]}”已经是一个单位的名称。请改正后重试。", "bad_config")
        groups.append(group)
    return Roster(jurisdiction, tuple(groups))


def _key(text: str) -> str:
    return re.sub(r"\s", "", clean_text(text)).translate(_PAREN).lower()
