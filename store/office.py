"""Remembers an office's settings in a small file beside the database: its jurisdiction, its PIN's seal."""

import json
import tomllib
from pathlib import Path

from domain.finding import Refusal
from store.files import write_whole

FILE_NAME = "settings.toml"
_SEAL = "contacts_pin"  # scrypt digest and salt, never the PIN


def read_jurisdiction_id(data_dir: Path) -> str | None:
    """Returns the id of the chosen jurisdiction, or None before the first choice."""
    settings = _read(data_dir)
    if settings is not None and "jurisdiction" not in settings:
        raise _unreadable()
    return None if settings is None else str(settings["jurisdiction"])


def write_jurisdiction_id(data_dir: Path, jurisdiction_id: str) -> None:
    """Stores the choice; raises Refusal when another jurisdiction was chosen before."""
    chosen = read_jurisdiction_id(data_dir)
    if chosen is not None and chosen != jurisdiction_id:
        raise Refusal(
            f"这个数据目录已用于“{chosen}”，不同辖区的目标不能混用。请另选一个数据目录（--data）。",
            "other_jurisdiction",
        )
    _write(data_dir, {**(_read(data_dir) or {}), "jurisdiction": jurisdiction_id})


def read_contacts_seal(data_dir: Path) -> str:
    """Returns what is kept of the PIN that opens the liaison table, '' when none was set."""
    return str((_read(data_dir) or {}).get(_SEAL, ""))


def write_contacts_seal(data_dir: Path, seal: str) -> None:
    """Stores what is kept of the PIN; raises Refusal before a jurisdiction was chosen."""
    settings = _read(data_dir)
    if settings is None:
        raise Refusal("还没有选择辖区。请先选择辖区（init），再设置口令。", "not_initialised")
    _write(data_dir, {**settings, _SEAL: seal})


def _read(data_dir: Path) -> dict[str, object] | None:
    path = data_dir / FILE_NAME
    if not path.exists():
        return None
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise _unreadable() from error


def _write(data_dir: Path, settings: dict[str, object]) -> None:
    """Writes the settings whole, readable by their owner only; all of them are texts."""
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in settings.items()]
    data_dir.mkdir(parents=True, exist_ok=True)
    write_whole(data_dir / FILE_NAME, "".join(lines).encode())


def _unreadable() -> Refusal:
    return Refusal(f"设置文件 {FILE_NAME} 无法读取。请重新选择辖区（init）。", "bad_settings")
