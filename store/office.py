"""Remembers which jurisdiction a data folder belongs to: a small file beside the database."""

import json
import tomllib
from pathlib import Path

from domain.finding import Refusal

FILE_NAME = "settings.toml"


def read_jurisdiction_id(data_dir: Path) -> str | None:
    """Returns the id of the chosen jurisdiction, or None before the first choice."""
    path = data_dir / FILE_NAME
    if not path.exists():
        return None
    try:
        return str(tomllib.loads(path.read_text(encoding="utf-8"))["jurisdiction"])
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise Refusal(f"设置文件 {FILE_NAME} 无法读取。请重新选择辖区（init）。", "bad_settings") from error


def write_jurisdiction_id(data_dir: Path, jurisdiction_id: str) -> None:
    """Stores the choice; raises Refusal when another jurisdiction was chosen before."""
    chosen = read_jurisdiction_id(data_dir)
    if chosen is not None and chosen != jurisdiction_id:
        raise Refusal(
            f"这个数据目录已用于“{chosen}”，不同辖区的目标不能混用。请另选一个数据目录（--data）。",
            "other_jurisdiction",
        )
    data_dir.mkdir(parents=True, exist_ok=True)
    path = data_dir / FILE_NAME
    path.write_text(f"jurisdiction = {json.dumps(jurisdiction_id)}\n", encoding="utf-8")
