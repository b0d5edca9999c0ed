"""Keeps the shipped demo workbooks equal to what their script makes, and loadable as a whole."""

import zipfile
from pathlib import Path

from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import DEMO, JURISDICTIONS
from loaders.demo import load_demo
from loaders.door import Door
from loaders.templates import tables
from metrics.board import Board
from metrics.indicators import indicators
from store.warehouse import Warehouse
from tools.make_demo import make_demo


def parts(path: Path) -> dict[str, bytes]:
    """Returns the workbook's parts; compression may differ between machines, content may not."""
    if path.suffix == ".csv":
        return {"text": path.read_bytes()}
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_the_shipped_workbooks_are_what_the_script_makes(tmp_path: Path) -> None:
    made = {path.name: parts(path) for path in make_demo(tmp_path)}
    shipped = {path.name: parts(path) for path in DEMO.iterdir()}
    assert shipped == made, "run: python tools/make_demo.py data/demo"


def test_the_demo_shows_every_state() -> None:
    city = load_jurisdiction(JURISDICTIONS / "demo")
    house = Warehouse.open(None, tables())
    door = Door(city, house, {name: one.as_known for name, one in indicators().items()})
    loaded = load_demo(door)
    door.close()
    assert len({one.upload_id for one in loaded}) == len(list(DEMO.glob("*.xls*")))
    board = Board(city, house)
    month = board.latest_month()
    assert month is not None
    states = {str(verdict.state) for verdict in board.verdicts(month) if verdict.state}
    assert states == {"MET", "BEHIND", "MISSED", "NOT_REPORTED", "NOT_APPLICABLE", "PENDING"}
