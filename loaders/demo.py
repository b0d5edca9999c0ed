"""Loads the fictional demo workbooks through the real door."""

from pathlib import Path

from domain.finding import Refusal
from domain.paths import DEMO
from loaders.door import Door
from store.uploads import Loaded

DEMO_ID = "demo"


def load_demo(door: Door, folder: Path = DEMO) -> list[Loaded]:
    """Checks and loads every demo workbook in the order of its file name; returns the uploads.

    Raises Refusal with the first error when a demo workbook does not load.
    """
    loaded = []
    for path in sorted(folder.glob("*.xls*")):
        checked = door.check(path, path.name)
        if checked.has_errors:
            first = next(finding for finding in checked.findings if finding.severity == "error")
            raise Refusal(f"演示文件“{path.name}”未能入库：{first.message}", first.code)
        loaded.append(door.load(checked, "演示"))
    return loaded
