"""Reads the reference lists that turn names in a sheet into the names that are counted."""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from domain.number import clean_text
from domain.paths import REFERENCE

_LEAD = re.compile(r"^[\d.、()（）\s]+")
_SPLIT = re.compile(r"[、,;/\n\s║‖∥∣|丨]+")


@dataclass(frozen=True)
class Reference:
    """Holds the food categories (spelling → class of the 34, is it produce) and residue items."""

    categories: dict[str, tuple[str, bool]]
    residues: dict[str, str]

    def category(self, text: str) -> tuple[str, bool] | None:
        """Returns the class a category text rolls up to and whether it is produce, or None."""
        return self.categories.get(key_of(text))

    def is_residue(self, text: str) -> bool:
        """Tells whether any item named in a text is a residue of pesticides or veterinary drugs."""
        if key_of(text) in self.residues:
            return True
        parts = _SPLIT.split(clean_text(text))
        return any(key_of(part) in self.residues for part in parts if part)


def key_of(text: str) -> str:
    """Returns a name without blanks, numbering and bracketed remarks, for comparing."""
    plain = re.sub(r"\s", "", _LEAD.sub("", clean_text(text)))
    return re.sub(r"\([^()]*\)$", "", plain).lower() or plain.lower()


@lru_cache(maxsize=4)
def load_reference(folder: Path = REFERENCE) -> Reference:
    """Reads food_categories.csv and residue_items.csv of a folder; raises OSError without them."""
    categories = {}
    for row in _rows(folder / "food_categories.csv"):
        produce = row["is_produce"].strip().lower() in ("1", "true", "yes")
        categories[key_of(row["name"])] = (row["canonical"], produce)
        categories.setdefault(key_of(row["canonical"]), (row["canonical"], produce))
    residues = {key_of(row["name"]): row["kind"] for row in _rows(folder / "residue_items.csv")}
    return Reference(categories, residues)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))
