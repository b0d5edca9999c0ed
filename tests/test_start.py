"""Shows that start.py installs once, passes verbs on and needs nothing but the standard library."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import start
from domain.paths import HOUSE


def test_it_imports_the_standard_library_only() -> None:
    tree = ast.parse((HOUSE / "start.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)


def test_every_requirement_is_pinned() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (HOUSE / name).read_text(encoding="utf-8").splitlines()
        wanted = [line for line in lines if line and not line.startswith("#")]
        assert wanted
        assert all("==" in line for line in wanted)


def test_lists_are_installed_once_and_again_when_they_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []
    wanted = tmp_path / "requirements.txt"
    wanted.write_text("a==1\n", encoding="utf-8")
    python = tmp_path / "venv" / "python"
    python.parent.mkdir()
    python.touch()
    monkeypatch.setattr(start, "VENV", python.parent)
    monkeypatch.setattr(start, "WHEELS", tmp_path / "wheels")
    monkeypatch.setattr(start, "_python", lambda: python)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: calls.append(command))
    start._install(wanted)
    start._install(wanted)
    assert len(calls) == 1
    wanted.write_text("a==2\n", encoding="utf-8")
    (tmp_path / "wheels").mkdir()
    start._install(wanted)
    assert len(calls) == 2
    assert "--no-index" in calls[1]  # a folder of wheels replaces the package index


def test_a_verb_is_handed_over_with_its_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(start, "_install", lambda *_: None)
    monkeypatch.setattr(subprocess, "call", lambda command, **_: calls.append(command) or 3)
    assert start.main(["verdicts", "--json", "--data", "x"]) == 3
    assert calls[0][-4:] == ["verdicts", "--json", "--data", "x"]
    assert calls[0][-5].endswith("cli.py")
