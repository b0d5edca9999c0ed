"""Runs every compiled pattern of the readers over texts made to send it back and forth; prints each before it runs."""

import importlib
import inspect
import itertools
import pkgutil
import re
from collections.abc import Iterator

import domain
import loaders

LENGTH = 300  # signs: what grows with a power takes milliseconds, what doubles with every sign never ends
_SIGNS = (
    ",",
    ".1",
    "(",
    "（",
    "、",
    "年",
    "1",
    "1-",
    "2026-",
    "—",
    " ",
    "*",
    "/",
    "|",
    "0",
    "1月",
    "a",
    ":",
    "甲县",
    "检验",
)
_KILLERS = ("x", "\n", "", "§")


def patterns() -> dict[str, tuple[re.Pattern[str], bool]]:
    """Returns every compiled text pattern of domain and loaders by its place, and whether whole texts must match."""
    found = {}
    for package in (domain, loaders):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(info.name)
            source = inspect.getsource(module)
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    found[f"{info.name}.{name}"] = (value, f"{name}.fullmatch" in source)
    return found


def texts(pattern: re.Pattern[str]) -> Iterator[str]:
    """Returns long runs of the signs a pattern speaks of, alone and in pairs, with an end that does not fit."""
    own = [sign for sign in dict.fromkeys(pattern.pattern) if sign not in "\\^$?+{}"]
    pairs = [one + other for one, other in itertools.pairwise(own)]
    for unit in dict.fromkeys((*_SIGNS, *own, *pairs)):
        for killer in _KILLERS:
            yield unit * (LENGTH // len(unit)) + killer


if __name__ == "__main__":
    for place, (pattern, is_whole) in patterns().items():
        print(place, flush=True)
        for text in texts(pattern):
            (pattern.fullmatch if is_whole else pattern.search)(text)
