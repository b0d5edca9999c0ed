"""Loads the fictional demo workbooks through the real door, and what people recorded besides."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

from domain.finding import Refusal
from domain.paths import DEMO
from domain.period import month_end
from loaders.checked import Declared
from loaders.door import Door
from store.evidence import NewEvidence, record
from store.uploads import Loaded

DEMO_ID = "demo"
RECORDS = "记录_示例市.csv"
_LAST = date(2026, 11, 2)
_LATE = {("丁县", 6), ("戊县", 9), ("庚县", 5)}  # forms that came some days after the 2nd


def load_demo(door: Door, folder: Path = DEMO) -> list[Loaded]:
    """Checks and loads every demo workbook in the order of its file name; returns the uploads.

    Raises Refusal with the first error when a demo workbook does not load.
    """
    loaded = []
    for path in sorted(folder.glob("*.xls*")):
        checked = door.check(path, path.name, Declared(received_on=_received(path.name)))
        if checked.has_errors:
            first = next(finding for finding in checked.findings if finding.severity == "error")
            raise Refusal(f"演示文件“{path.name}”未能入库：{first.message}", first.code)
        loaded.append(door.load(checked, "演示"))
    _load_records(door, folder / RECORDS)
    return loaded


def _received(name: str) -> date:
    """Returns the day a demo workbook is said to have come: the 2nd after its month, or later."""
    found = re.search(r"_([^_]+)_(\d{4})(\d\d)\.", name)
    if found is None:
        return _LAST
    days = 5 if (found[1], int(found[3])) in _LATE else 2
    return month_end(int(found[2] + found[3])) + timedelta(days=days)


def _load_records(door: Door, path: Path) -> None:
    """Enters the evidence and receipts of the demo, where the file is there."""
    if door.warehouse is None or not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            unit = door.jurisdiction.resolve(row["unit"])
            if unit is not None:
                day = date.fromisoformat(row["done_on"])
                entry = NewEvidence(
                    row["subject"], unit.unit_id, int(row["year"]), row["state"], row["text"], day
                )
                record(door.warehouse, entry, "演示")
