"""Opens what a verb needs: the data folder's jurisdiction, its warehouse, door and board."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from domain.finding import Refusal
from domain.jurisdiction import Jurisdiction
from domain.jurisdiction_folder import available, load_jurisdiction
from domain.paths import JURISDICTIONS, SHIPPED_DATA
from loaders.door import Door
from loaders.guard.limits import BULK
from loaders.templates import tables
from metrics.board import Board
from metrics.indicators import indicators
from store.office import read_jurisdiction_id
from store.warehouse import FILE_NAME, Warehouse


@dataclass
class Office:
    """Holds the opened parts; `warehouse` and `board` are None where a verb only checks files."""

    data_dir: Path
    jurisdiction: Jurisdiction
    door: Door
    warehouse: Warehouse | None = None
    board: Board | None = None


def data_folder(option: str | None) -> Path:
    """Returns the data folder: the option, else DUIBIAO_DATA, else the shipped data/."""
    return Path(option or os.environ.get("DUIBIAO_DATA") or SHIPPED_DATA)


def jurisdiction_folders(data_dir: Path) -> dict[str, Path]:
    """Returns every jurisdiction on offer by id; an office's own folder beats a shipped one."""
    return available((data_dir / "jurisdictions", JURISDICTIONS))


def chosen_jurisdiction(data_dir: Path) -> Jurisdiction:
    """Returns the jurisdiction of a data folder; raises Refusal when none was chosen yet."""
    chosen = read_jurisdiction_id(data_dir)
    if chosen is None:
        raise Refusal(
            "还没有选择辖区。请先运行：python start.py init --jurisdiction 辖区编号。", "not_initialised"
        )
    folders = jurisdiction_folders(data_dir)
    if chosen not in folders:
        raise Refusal(f"找不到辖区“{chosen}”的文件夹。请恢复该文件夹后重试。", "unknown_jurisdiction")
    return load_jurisdiction(folders[chosen])


@contextmanager
def open_office(data_dir: Path, with_data: bool = True) -> Iterator[Office]:
    """Opens the office of a data folder for one verb and closes it again."""
    jurisdiction = chosen_jurisdiction(data_dir)
    known = {indicator_id: one.as_known for indicator_id, one in indicators().items()}
    warehouse = Warehouse.open(data_dir / FILE_NAME, tables()) if with_data else None
    door = Door(jurisdiction, warehouse, known, limits=BULK)
    board = Board(jurisdiction, warehouse) if warehouse else None
    try:
        yield Office(data_dir, jurisdiction, door, warehouse, board)
    finally:
        door.close()
        if warehouse:
            warehouse.close()
