"""Shortens long names for narrow places without making two of them alike."""

from collections import Counter
from collections.abc import Sequence

_LONGEST_NAME = 11


def short_names(names: Sequence[str]) -> list[str]:
    """Returns names for narrow places: long ones keep the part that tells them apart (…第07旗市场…).

    Where shortening would make two names alike, both stay as they are.
    """
    long = [name for name in names if len(name) > _LONGEST_NAME]
    start = max(0, _alike(long) - 2) if len(set(long)) > 1 else 0
    short = [name if len(name) <= _LONGEST_NAME else _window(name, start) for name in names]
    counts = Counter(short)
    return [brief if counts[brief] == 1 else name for brief, name in zip(short, names, strict=True)]


def _alike(names: Sequence[str]) -> int:
    """Returns with how many characters all these names begin alike."""
    columns = zip(*names, strict=False)
    return next((place for place, marks in enumerate(columns) if len(set(marks)) > 1), min(map(len, names)))


def _window(name: str, start: int) -> str:
    room = _LONGEST_NAME - 2
    start = min(start, len(name) - room)
    if start <= 0:
        return f"{name[:4]}…{name[5 - _LONGEST_NAME :]}"
    return f"…{name[start : start + room]}" + ("…" if start + room < len(name) else "")
