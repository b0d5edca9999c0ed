"""Compares loading a ledger with what an office would otherwise write; ratios are what counts.

    python bench/load.py [--samples 25000 175000] [--runs 3] [--slow]

Prints one line per way with the median of the runs and its ratio to bare calamine. The ways are
run in turn, so that a machine that grows slower does not favour one of them. `--slow` adds
pandas with openpyxl, which takes minutes.
"""

import argparse
import re
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import duckdb
import pandas as pd
import python_calamine

from bench.ledger import write_ledger
from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from loaders.door import Door
from loaders.guard.limits import BULK
from loaders.reader import Reader
from loaders.templates import tables
from store.warehouse import Warehouse

STALL_TICK = 0.005
DATE = re.compile(r"\d{4}-\d\d-\d\d( 00:00:00)?")


def bare_calamine(path: Path, scratch: Path) -> int:
    """Iterates over every row and does nothing with it."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return sum(1 for _ in book.get_sheet_by_index(0).iter_rows())


def duibiao(path: Path, scratch: Path, reader: Reader) -> int:
    """Guards, reads in the child process, types, checks, stores and checkpoints."""
    warehouse = Warehouse.open(scratch / "warehouse.duckdb", tables())
    door = Door(load_jurisdiction(JURISDICTIONS / "demo"), warehouse, {}, reader=reader, limits=BULK)
    checked = door.check(path, path.name)
    if checked.has_errors:
        raise SystemExit([finding.message for finding in checked.findings][:5])
    door.load(checked, "bench")
    stored = warehouse.rows("SELECT count(*) FROM samples WHERE is_current")[0][0]
    warehouse.close()
    return int(stored)


def pandas_way(engine: str) -> Callable[[Path, Path], int]:
    """Returns the usual script: read_excel, checks row by row, to DuckDB."""

    def run(path: Path, scratch: Path) -> int:
        frame = pd.read_excel(path, engine=engine, dtype=str)
        frame["错误"] = frame.apply(_row_errors, axis=1)
        frame["重复"] = frame["抽样编号"].duplicated()
        with duckdb.connect(str(scratch / "pandas.duckdb")) as connection:
            connection.register("frame", frame)
            connection.execute("CREATE TABLE samples AS SELECT * FROM frame")
            connection.execute("CHECKPOINT")
        return len(frame)

    return run


def _row_errors(row: pd.Series) -> str:
    errors = []
    for name in (
        "抽样编号",
        "被抽样单位名称",
        "样品名称",
        "食品大类",
        "县(市、区)",
        "检验目的",
        "任务来源",
        "检验机构",
    ):
        if not isinstance(row[name], str) or not row[name].strip():
            errors.append(name)
    for name in ("抽样日期", "生产日期"):
        if not DATE.fullmatch(str(row[name])):
            errors.append(name)
    if row["结论"] not in ("合格", "不合格"):
        errors.append("结论")
    if (row["结论"] == "不合格") != isinstance(row["不合格项目"], str):
        errors.append("不合格项目")
    return "、".join(errors)


def longest_stall(work: Callable[[], object]) -> float:
    """Returns the longest time in seconds another thread was kept waiting while work ran."""
    gaps: list[float] = []
    done = threading.Event()

    def tick() -> None:
        before = time.perf_counter()
        while not done.is_set():
            time.sleep(STALL_TICK)
            now = time.perf_counter()
            gaps.append(now - before - STALL_TICK)
            before = now

    ticker = threading.Thread(target=tick)
    ticker.start()
    work()
    done.set()
    ticker.join()
    return max(gaps)


def measure(samples: int, runs: int, slow: bool) -> None:
    """Prints the medians and ratios for a ledger of this size."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_ledger(Path(folder) / "台账.xlsx", samples)
        reader = Reader()
        ways: dict[str, Callable[[Path, Path], int]] = {
            "bare python-calamine": bare_calamine,
            "duibiao load": lambda p, s: duibiao(p, s, reader),
            "pandas + calamine": pandas_way("calamine"),
        }
        if slow:
            ways["pandas + openpyxl"] = pandas_way("openpyxl")
        with tempfile.TemporaryDirectory() as scratch:
            duibiao(path, Path(scratch), reader)  # warms the reader process, as in a running dashboard
        with tempfile.TemporaryDirectory() as scratch:  # before pandas fills the memory
            stall = longest_stall(lambda: duibiao(path, Path(scratch), reader))
        times: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(runs):
            for name, way in ways.items():
                with tempfile.TemporaryDirectory() as scratch:
                    before = time.perf_counter()
                    way(path, Path(scratch))
                    times[name].append(time.perf_counter() - before)
        reader.close()
    _report(samples, times, stall)


def _report(samples: int, times: dict[str, list[float]], stall: float) -> None:
    medians = {name: statistics.median(found) for name, found in times.items()}
    base, own = medians["bare python-calamine"], medians["duibiao load"]
    print(f"{samples} samples, median of {len(times['duibiao load'])} runs")
    for name, seconds in medians.items():
        print(f"  {name:22} {seconds:8.2f} s   {seconds / base:6.2f} x bare   {seconds / own:6.2f} x duibiao")
    print(f"  longest stall of another thread while loading: {stall * 1000:.0f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, nargs="+", default=[25_000, 175_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--slow", action="store_true")
    options = parser.parse_args()
    for size in options.samples:
        measure(size, options.runs, options.slow)
