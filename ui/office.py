"""Opens the house once for all sessions: jurisdiction, database, board and door."""

import os
import threading
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from domain.jurisdiction import Jurisdiction
from domain.jurisdiction_folder import available, load_jurisdiction
from domain.paths import JURISDICTIONS, SHIPPED_DATA
from loaders.door import Door
from loaders.templates import tables
from metrics.board import Board
from metrics.indicators import indicators
from store.office import read_jurisdiction_id, write_jurisdiction_id
from store.warehouse import FILE_NAME, Warehouse

DATA_VARIABLE = "DUIBIAO_DATA"
_opening = threading.Lock()


@dataclass(frozen=True)
class Office:
    """Holds what every page works with; one for each data folder and jurisdiction."""

    data_dir: Path
    jurisdiction: Jurisdiction
    warehouse: Warehouse
    board: Board
    door: Door

    @property
    def key(self) -> str:
        """Returns what tells this office's cached results from another's."""
        return f"{self.data_dir}|{self.jurisdiction.jurisdiction_id}"


def data_dir() -> Path:
    """Returns the folder the data live in: DUIBIAO_DATA, or the house's own."""
    return Path(os.environ.get(DATA_VARIABLE) or SHIPPED_DATA)


def folders() -> dict[str, Path]:
    """Returns the jurisdictions to choose from: the office's own folders, then the shipped ones."""
    return available((data_dir() / "jurisdictions", JURISDICTIONS))


def choose(jurisdiction_id: str) -> None:
    """Stores the choice of jurisdiction; raises Refusal when another one was chosen before."""
    write_jurisdiction_id(data_dir(), jurisdiction_id)


def office() -> Office | None:
    """Returns the open office, or None before a jurisdiction was chosen; raises Refusal."""
    jurisdiction_id = read_jurisdiction_id(data_dir())
    if jurisdiction_id is None or jurisdiction_id not in folders():
        return None
    with _opening:
        return _open(str(data_dir()), jurisdiction_id)


@st.cache_resource(show_spinner=False)
def _open(folder: str, jurisdiction_id: str) -> Office:
    jurisdiction = load_jurisdiction(folders()[jurisdiction_id])
    warehouse = _warehouse(folder)
    known = {indicator_id: one.as_known for indicator_id, one in indicators().items()}
    door = Door(jurisdiction, warehouse, known)
    return Office(Path(folder), jurisdiction, warehouse, Board(jurisdiction, warehouse), door)


@st.cache_resource(show_spinner=False)
def _warehouse(folder: str) -> Warehouse:
    return Warehouse.open(Path(folder) / FILE_NAME, tables())


def the_office() -> Office:
    """Returns the open office; pages run only when there is one (see app.py)."""
    found = office()
    assert found is not None
    return found
