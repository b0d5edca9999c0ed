"""Holds one door with a filled warehouse behind it, and digests of everything it counts."""

import hashlib
from dataclasses import dataclass, field

import pyarrow as pa

from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from loaders.checked import Checked, Declared
from loaders.door import Door
from loaders.reader import Reader
from loaders.templates import tables
from metrics.board import Board
from store.uploads import undo
from store.warehouse import Warehouse
from tests.corpus.sheets import disposals, form, ledger, sample, task, xlsx

_BESIDE = ("sheet", "row_no", "upload_id", "is_current")


@dataclass
class House:
    """Is what an office runs: the demo jurisdiction, a warehouse with figures, the real reader child."""

    door: Door = field(default_factory=lambda: _door())
    loaded: set[str] = field(default_factory=set)

    @property
    def warehouse(self) -> Warehouse:
        """Returns the warehouse behind the door."""
        assert self.door.warehouse is not None
        return self.door.warehouse

    def check(self, data: bytes, name: str, declared: Declared | None = None, password: str = "") -> Checked:
        """Returns what the door says about a file."""
        return self.door.check(data, name, declared, password=password)

    def digest(self) -> str:
        """Returns a digest of every figure: all facts in force, all uploads in force, all verdicts."""
        return hashlib.sha256(repr((self.facts_digest(), self._verdicts())).encode()).hexdigest()

    def facts_digest(self) -> str:
        """Returns a digest of the facts and uploads in force."""
        seen: list[object] = [
            self.warehouse.rows(
                "SELECT upload_id, template, file_hash FROM uploads WHERE in_force ORDER BY ALL"
            )
        ]
        for spec in self.warehouse.fact_tables:
            seen.append(self.warehouse.rows(f"SELECT * FROM {spec.name} WHERE is_current ORDER BY ALL"))
        return hashlib.sha256(repr(seen).encode()).hexdigest()

    def _verdicts(self) -> list[object]:
        board = Board(self.door.jurisdiction, self.warehouse)  # a fresh one remembers nothing
        month = board.latest_month()
        return [] if month is None else board.verdicts(month)

    def load_and_undo(self, checked: Checked) -> None:
        """Loads a file, holds what was stored against what was checked, and undoes it.

        Facts that went in and out once are not loaded again. Raises AssertionError when a row is
        missing or one too many.
        """
        digest = facts_digest(checked.facts)
        if digest in self.loaded:
            return
        loaded = self.door.load(checked, "测试")
        stored = {
            name: self.warehouse.arrow(f"SELECT * FROM {name} WHERE upload_id = ?", [loaded.upload_id])
            for name in checked.facts
        }
        assert facts_digest(stored) == digest, "partial load"
        undo(self.warehouse, loaded.upload_id)
        self.loaded.add(digest)

    def close(self) -> None:
        """Ends the reader child and closes the warehouse."""
        self.door.close()
        self.warehouse.close()


def facts_digest(facts: dict[str, pa.Table]) -> str:
    """Returns a digest of facts wherever they stood: without sheet, row and upload, in any order."""
    rows = [
        (name, sorted((key, repr(value)) for key, value in row.items() if key not in _BESIDE))
        for name, table in facts.items()
        for row in table.to_pylist()
    ]
    return hashlib.sha256(repr(sorted(rows)).encode()).hexdigest()


def _door() -> Door:
    warehouse = Warehouse.open(None, tables())
    door = Door(load_jurisdiction(JURISDICTIONS / "demo"), warehouse, {}, Reader(children=1))
    for layout in _earlier():
        checked = door.check(xlsx(layout), f"{layout.name}.xlsx")
        assert not checked.has_errors, checked.findings
        door.load(checked, "测试")
    return door


def _earlier() -> list:
    """Returns what was loaded before: another county's sheets of another year."""
    rows = [sample(f"DC20200600{n:03d}", county="丁县", day="2020-06-02") for n in range(5)]
    tasks = [task("HC2020001", sample_no="DC20200600001", agency="丁县市场监管局", received="2020-06-08",
                  started="2020-06-09")]  # fmt: skip
    return [
        ledger(rows, name="早期台账"),
        disposals(tasks, name="早期处置"),
        form(unit="丁县", period="2020年1月1日至6月30日", name="早期铁拳"),
    ]
