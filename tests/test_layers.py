"""Keeps the import rules of the house and the size of its rooms."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.paths import HOUSE

ROOMS = ("domain", "store", "loaders", "metrics", "charts", "exports", "ui", "pages", "commands")
MAY_IMPORT = {
    "domain": set(),
    "store": {"domain"},
    "loaders": {"domain", "store"},
    "metrics": {"domain", "store"},
    "charts": {"domain", "metrics", "ui.tokens", "ui.words"},
    "exports": {"domain", "metrics", "charts", "ui.tokens", "ui.words"},
    "ui": {"domain", "store", "loaders", "metrics", "charts", "exports"},
    "pages": {"domain", "metrics", "ui", "charts", "exports"},
    "commands": {"domain", "store", "loaders", "metrics", "exports"},
}
RESULTS_ONLY = ("charts", "exports", "pages")
FILES = sorted(path for room in ROOMS for path in (HOUSE / room).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    room = path.relative_to(HOUSE).parts[0]
    for name in imports(path):
        top = name.split(".")[0]
        if top in ROOMS and top != room:
            allowed = MAY_IMPORT[room]
            assert top in allowed or any(name.startswith(one) for one in allowed), f"{path} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_only_the_store_knows_duckdb_and_only_ui_knows_streamlit(path: Path) -> None:
    room = path.relative_to(HOUSE).parts[0]
    for name in imports(path):
        top = name.split(".")[0]
        assert top != "duckdb" or room == "store"
        assert top != "streamlit" or room in ("ui", "pages")
        assert top != "plotly" or room in ("charts", "ui")


@pytest.mark.parametrize("path", [p for p in FILES if p.relative_to(HOUSE).parts[0] in RESULTS_ONLY], ids=str)
def test_what_is_drawn_knows_results_not_the_machinery(path: Path) -> None:
    allowed = {"metrics.result", "metrics.case_table", "metrics.indicator", "metrics.standard"}
    for name in imports(path):
        if name.startswith("metrics."):
            assert name.split(".")[1].endswith("_result") or any(
                name == one or name.startswith(one + ".") for one in allowed
            ), f"{path} imports {name}"


def test_a_page_is_short_and_a_file_is_not_long() -> None:
    declarations = {"templates", "measures", "indicators"}
    for path in FILES:
        if path.parent.name in declarations or path.name in ("words.py", "messages.py"):
            continue
        lines = len(path.read_text(encoding="utf-8").splitlines())
        room = path.relative_to(HOUSE).parts[0]
        assert lines <= (80 if room == "pages" else 300), f"{path} has {lines} lines"
