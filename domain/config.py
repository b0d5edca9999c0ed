"""Reads configuration files strictly: what is unknown or missing is refused by file and line."""

import re
import tomllib
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from domain.finding import Refusal


def read_toml(path: Path, known: set[str]) -> dict:
    """Returns a TOML file's content; raises Refusal for bad syntax or an unknown top key."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise Refusal(f"配置文件 {path.name} 无法读取：{error}。请改正后重试。", "bad_config") from error
    for key in content:
        if key not in known:
            raise unknown_key(path, key, known)
    return content


def unknown_key(path: Path, key: str, known: set[str]) -> Refusal:
    """Returns the refusal for a key that a configuration file may not have, with its line."""
    line = line_of(path, rf"^\s*(?:\[+\s*)?{re.escape(key)}\b")
    allowed = "、".join(sorted(known))
    return Refusal(f"{path.name} 第 {line} 行：不认识的键“{key}”。可用的键：{allowed}。", "bad_config")


def line_of(path: Path, pattern: str) -> int:
    """Returns the number of the first line that matches the pattern, or 0."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if re.search(pattern, line):
            return number
    return 0


def read_tables(
    path: Path,
    table: str,
    required: set[str],
    optional: Set[str] = frozenset(),
    others: Set[str] = frozenset(),
) -> list[dict]:
    """Returns the entries of a TOML array of tables; refuses unknown and missing keys by line.

    `others` are tables of the same file that somebody else reads.
    """
    entries = read_toml(path, {table, *others}).get(table, [])
    for number, entry in enumerate(entries, start=1):
        for key in entry:
            if key not in required | optional:
                raise unknown_key(path, key, required | optional)
        for key in sorted(required - entry.keys()):
            raise Refusal(f"{path.name} 第 {number} 个 [[{table}]] 缺少键“{key}”。", "bad_config")
    return entries


@dataclass(frozen=True)
class Entry:
    """Holds one table of an array as read, and knows where its keys stand in the file."""

    path: Path
    table: str
    number: int
    values: dict[str, object]

    def refuse(self, key: str, problem: str) -> NoReturn:
        """Raises the refusal that names the file, the key's line and the problem."""
        raise Refusal(f"{self.path.name} 第 {self._line(key)} 行：{problem}。请改正后重试。", "bad_config")

    def text(self, key: str) -> str:
        """Returns the key's text; refuses anything but a non-empty string."""
        value = self.values[key]
        if not isinstance(value, str) or not value.strip():
            self.refuse(key, f"“{key}”应为非空文字，要加引号")
        return value

    def year(self, key: str) -> int:
        """Returns the key's year; refuses anything but a whole number from 1949 to 2100."""
        value = self.values[key]
        if type(value) is not int or not 1949 <= value <= 2100:
            self.refuse(key, f"“{key}”应为年份，实际为“{value}”")
        return value

    def _line(self, key: str) -> int:
        seen = -1
        for line, text in enumerate(self.path.read_text(encoding="utf-8").splitlines(), start=1):
            seen += bool(re.match(rf"\s*\[\[\s*{re.escape(self.table)}\s*\]\]", text))
            if seen == self.number and re.match(rf'\s*"?{re.escape(key)}"?\s*=', text):
                return line
        return 0
