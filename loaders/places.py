"""Says which unit a text speaks of: exactly, or by containing one unit's name and no other."""

import re
from functools import lru_cache

from domain.jurisdiction import Jurisdiction, Unit
from domain.number import clean_text

# Units that samples and tasks can lie in; a department or a section is a sender, not a place.
NO_PLACES = frozenset(["department", "section", "office", "brigade"])
CITY = "city"
_PLACE_WORD = re.compile(r"(?:县|市|区|旗|镇|乡|街道|农场|林场|园区)$")
_VAGUE = re.compile(r"^(?:经济|高新|产业|技术)*开发区$|^经开区$|^高新区$|^全.$|^本级$")
_CITY = re.compile(r"([\u4e00-\u9fff]{2,12}?(?:市|自治州|盟))(?!场)")


class Places:
    """Resolves place texts against one jurisdiction; answers are kept, so distinct texts cost once."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self._jurisdiction = jurisdiction
        self._words = _words(jurisdiction)
        pattern = "|".join(re.escape(word) for word in sorted(self._words, key=len, reverse=True))
        # 河津市场 is a market and no city
        self._pattern = re.compile(f"({pattern})(?!场)") if pattern else re.compile(r"(?!)")
        self._by_text = lru_cache(maxsize=400_000)(self._find)

    def place(self, text: str) -> str | None:
        """Returns the id of the unit a county text or an address lies in, or None."""
        return self._by_text(text)

    def sender(self, text: str | None) -> Unit | None:
        """Returns the unit a sender's name means, by exact name only."""
        return self._jurisdiction.resolve(text) if text else None

    def is_place(self, unit: Unit | None) -> bool:
        """Tells whether a row may be put on this unit: any place, but no city as a whole.

        A ledger names the county a sample lies in. For a district or a county-level city that is
        the root itself; for a prefecture city the root says nothing about the county.
        """
        if unit is None or unit.kind in NO_PLACES:
            return False
        is_alone = not any(u.kind not in NO_PLACES for u in self._jurisdiction.children(unit.unit_id))
        return is_alone or unit != self._jurisdiction.root or unit.kind != CITY

    def are_related(self, one: str, other: str) -> bool:
        """Tells whether two units are the same, or one lies in the other."""
        return one == other or one in self._above(other) or other in self._above(one)

    def _find(self, text: str) -> str | None:
        exact = self._jurisdiction.resolve(text)
        if exact is not None and self.is_place(exact):
            return exact.unit_id
        plain = re.sub(r"\s", "", clean_text(text))
        hits = list(self._pattern.finditer(plain))
        if not hits or self._lies_elsewhere(plain[: hits[0].start()]):
            return None
        units = {self._words[hit[1]] for hit in hits}
        deepest = {unit for unit in units if not any(unit in self._above(other) for other in units)}
        return deepest.pop() if len(deepest) == 1 else None

    def _above(self, unit_id: str) -> set[str]:
        """Returns the ids of the units above a unit."""
        above: set[str] = set()
        parent = self._jurisdiction.unit(unit_id).parent_id
        while parent:
            above.add(parent)
            parent = self._jurisdiction.unit(parent).parent_id
        return above

    def _lies_elsewhere(self, before: str) -> bool:
        """Tells whether the words before a unit's name lead to another city than this one."""
        root = self._jurisdiction.root
        if root.kind != CITY:
            return False
        before = re.sub(r"^.{2,6}(?:省|自治区)", "", before)
        names = (root.name, *root.aliases)
        return any(not any(name.endswith(city) or city.endswith(name) for name in names)
                   for city in _CITY.findall(before))  # fmt: skip


def _words(jurisdiction: Jurisdiction) -> dict[str, str]:
    """Returns the place names that may be looked for inside a text, and the unit of each."""
    words: dict[str, set[str]] = {}
    for unit in jurisdiction.units:
        if unit.kind in NO_PLACES or (unit == jurisdiction.root and unit.kind == CITY):
            continue
        for spelling in unit.spellings:
            word = re.sub(r"\s", "", clean_text(spelling))
            if len(word) >= 2 and _PLACE_WORD.search(word) and not _VAGUE.match(word):
                words.setdefault(word, set()).add(unit.unit_id)
    return {word: ids.pop() for word, ids in words.items() if len(ids) == 1}
