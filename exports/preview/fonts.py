"""Turns the fonts a file names into a CSS font list that ends in fonts every computer has."""

import re
from functools import lru_cache

from exports.docx_style import FALLBACKS
from ui.tokens import FONT

_UNSAFE = re.compile(r"[^\w \-.()（）]")
_SERIF = ("宋", "仿", "楷", "Song", "Ming", "Times", "Serif", "FangSong", "Kai")


@lru_cache(1_000)
def css_fonts(latin: str, asian: str) -> str:
    """Returns the list: the Latin font, the Han font, what the house falls back to."""
    names = [latin, asian, *FALLBACKS.get(asian, "").split(",")]
    named = [f"'{found}'" for name in names if (found := _UNSAFE.sub("", name).strip())]
    is_serif = any(mark in asian for mark in _SERIF)
    tail = "'SimSun','Noto Serif CJK SC',serif" if is_serif else FONT
    return ",".join([*dict.fromkeys(named), tail])
