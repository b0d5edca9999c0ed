"""Makes uploads of a tiny ledger and a tiny form, to try the store without any spreadsheet."""

import pyarrow as pa

from domain.period import Period
from domain.table import Field, TableSpec
from store.uploads import NewUpload
from store.warehouse import Warehouse

LEDGER = TableSpec("samples", (Field("sample_no", "VARCHAR"), Field("conclusion", "VARCHAR")), ("sample_no",))
FORM = TableSpec("case_cells", (Field("measure", "VARCHAR"), Field("value", "DECIMAL(18,6)")), ())


def memory() -> Warehouse:
    """Opens an empty warehouse in memory."""
    return Warehouse.open(None, [LEDGER, FORM])


def ledger(rows: list[tuple[str, str, int]], complete: bool = False, name: str = "台账.xlsx") -> NewUpload:
    """Returns an upload of (sample number, unit, month) rows."""
    table = pa.table(
        {
            "sheet": ["台账"] * len(rows),
            "row_no": pa.array(range(2, len(rows) + 2), pa.int32()),
            "unit_id": [unit for _, unit, _ in rows],
            "month": pa.array([month for _, _, month in rows], pa.int32()),
            "sample_no": [number for number, _, _ in rows],
            "conclusion": ["qualified"] * len(rows),
        }
    )
    months = {month for _, _, month in rows}
    return NewUpload(
        template="sampling_ledger",
        unit_id="root",
        period=Period(min(months), max(months)) if months else None,
        cumulative=False,
        complete=complete,
        file_name=name,
        file_hash=name + repr(rows) + repr(complete),
        file_size=1,
        row_count=len(rows),
        record_count=len(rows),
        loaded_by="测试",
        facts={"samples": table},
        coverage=tuple({(unit, month) for _, unit, month in rows}),
    )


def form(unit: str, month: int, cells: dict[str, int]) -> NewUpload:
    """Returns an upload of one unit's cumulative form; an empty form still replaces."""
    table = pa.table(
        {
            "sheet": pa.array(["表"] * len(cells), pa.string()),
            "row_no": pa.array(range(5, len(cells) + 5), pa.int32()),
            "unit_id": pa.array([unit] * len(cells), pa.string()),
            "month": pa.array([month] * len(cells), pa.int32()),
            "measure": pa.array(list(cells), pa.string()),
            "value": pa.array(list(cells.values()), pa.decimal128(18, 6)),
        }
    )
    return NewUpload(
        template="case_form",
        unit_id=unit,
        period=Period.year_to_date(month),
        cumulative=True,
        complete=True,
        file_name="表.xlsx",
        file_hash=f"{unit}{month}{cells}",
        file_size=1,
        row_count=1,
        record_count=len(cells),
        loaded_by="测试",
        facts={"case_cells": table},
        coverage=((unit, month),),
    )


def counting(warehouse: Warehouse) -> list[tuple]:
    """Returns what counts at present: the digest every undo must restore."""
    ledger_rows = warehouse.rows(
        "SELECT upload_id, sample_no, unit_id, month FROM samples WHERE is_current ORDER BY sample_no, upload_id"
    )
    cells = warehouse.rows(
        "SELECT upload_id, unit_id, month, measure, value FROM case_cells WHERE is_current"
        " ORDER BY unit_id, month, measure, upload_id"
    )
    return ledger_rows + cells
