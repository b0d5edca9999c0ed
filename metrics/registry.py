"""Finds declarations: one file, one declaration; adding a file is all it takes."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType


def declarations(package: ModuleType, attribute: str) -> Iterator[object]:
    """Yields the attribute of every module in a package, in the order of the file names.

    Raises AttributeError for a file that declares nothing: a misspelt name fails at import.
    """
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda found: found.name):
        yield getattr(importlib.import_module(f"{package.__name__}.{module.name}"), attribute)
