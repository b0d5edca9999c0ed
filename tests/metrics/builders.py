"""Puts rows into a warehouse without any spreadsheet: only the columns that matter are named."""

import itertools
from datetime import date
from decimal import Decimal

import pyarrow as pa

from domain.jurisdiction import Document, Jurisdiction, Population, Return, Unit
from domain.paths import HOUSE
from domain.period import Period
from loaders.templates import tables
from store.uploads import NewUpload, load
from store.warehouse import Warehouse

_COUNTER = itertools.count(1)
_ARROW = {"BOOLEAN": pa.bool_(), "INTEGER": pa.int32(), "BIGINT": pa.int64(), "DATE": pa.date32()}

DEFAULTS: dict[str, dict[str, object]] = {
    "samples": {
        "department": "market", "purpose": "监督抽检", "level": "县", "category": "糕点", "is_produce": False,
        "has_residue": None, "conclusion": "qualified", "is_overturned": False, "item_rows": 1,
    },
    "disposals": {
        "link": "流通", "state": "in_progress", "purpose": "监督抽检", "level": "县",
        "is_overturned": False, "is_elsewhere": False, "completed_on": None, "due_on": None,
    },
    "case_cells": {"subtype": ""},
    "populations": {"kind": "常住", "precision": "人", "source": "测试"},
    "indicator_returns": {"denominator": None, "sample_size": None, "note": None},
    "summary_figures": {"kind": ""},
    "typical_cases": {"is_closed": True, "violation": "食品安全违法"},
    "liaison_receipts": {"role": "联络员", "is_named": True, "has_phone": True},
    "leads": {"origin": "投诉举报", "disposition": ""},
    "penalties": {"credit_code": "", "authority": "示例机关", "amount": None, "violation": "", "case_kind": "食品", "state": ""},
    "credit_ratings": {"credit_code": "", "tier": "A"},
    "inspections": {"credit_code": "", "licence": "", "subject_kinds": "学校食堂", "event": "监督检查", "inspector": "", "outcome": ""},
    "entity_register": {"credit_code": "", "licence": "", "subject_kinds": "学校食堂", "status": "在营"},
}  # fmt: skip

UNITS = (
    Unit("root", "990000", "示例市", "city", ""),
    Unit("a", "990001", "甲县", "county", "root"),
    Unit("b", "990002", "乙县", "county", "root"),
    Unit("c", "", "示例开发区", "county", "root"),
)


def jurisdiction(populations: tuple[Population, ...] = (), **changes: object) -> Jurisdiction:
    """Returns a city of three counties that borrows the targets of 运城."""
    settings: dict = {
        "jurisdiction_id": "test",
        "name": "示例市",
        "folder": HOUSE / "data" / "jurisdictions" / "yuncheng",
        "fictional": True,
        "units": UNITS,
        "populations": populations,
        "documents": {"YC": Document("YC", "测试文件", "测试〔2020〕1号", "in force", 2020)},
        "returns": (
            Return("sampling_ledger", ("county",), 2, "YC", "测试"),
            Return("disposal_ledger", ("county",), 2, "YC", "测试"),
        ),
    }
    return Jurisdiction(**(settings | changes))


def people(unit_id: str, number: int, year: int = 2020) -> Population:
    """Returns a resident population."""
    return Population(unit_id, number, "常住", year, "人", "测试")


def warehouse() -> Warehouse:
    """Opens an empty warehouse in memory with the real fact tables."""
    return Warehouse.open(None, tables())


def put(  # noqa: PLR0917
    house: Warehouse,
    table: str,
    rows: list[dict[str, object]],
    unit: str = "a",
    month: int = 202012,
    covers: tuple[tuple[str, int], ...] | None = None,
    complete: bool | None = None,
    received_on: date | None = None,
    template: str = "",
) -> str:
    """Loads rows into a fact table as one upload; returns its id.

    A row may name its own unit_id and month; `covers` is what the upload reports on.
    """
    filled = [_fill(table, row, unit, month) for row in rows]
    pairs = (
        covers or tuple({(str(row["unit_id"]), int(str(row["month"]))) for row in filled}) or ((unit, month),)
    )
    is_form = table == "case_cells"
    new = NewUpload(
        template=template or table,
        received_on=received_on,
        unit_id=unit,
        period=Period.of_month(month),
        cumulative=is_form,
        complete=is_form if complete is None else complete,
        file_name=f"{next(_COUNTER)}.xlsx",
        file_hash=str(next(_COUNTER)),
        file_size=1,
        row_count=len(filled),
        record_count=len(filled),
        loaded_by="测试",
        facts={table: _arrow(table, filled)},
        coverage=pairs,
    )
    return load(house, new).upload_id


def _fill(table: str, row: dict[str, object], unit: str, month: int) -> dict[str, object]:
    number = next(_COUNTER)
    given = {"sheet": "表", "row_no": number, "unit_id": unit, "month": month} | DEFAULTS[table] | row
    own_month = int(str(given["month"]))
    day = date(own_month // 100, own_month % 100, 1)
    computed = {
        "sample_no": f"示例{number:08d}", "task_key": f"任务{number:08d}", "sampled_on": day, "received_on": day,
        "penalty_key": f"处罚{number:08d}", "decision_no": f"处罚{number:08d}", "penalised_on": day, "rated_on": day,
        "visit_key": f"检查{number:08d}", "entry_key": f"名录{number:08d}", "subject_name": f"示例第{number}食堂", "inspected_on": day,
        "rating_key": f"评定{number:08d}", "enterprise": "示例企业",
        "case_key": f"案件{number:08d}", "lead_key": f"线索{number:08d}", "closed_on": day, "found_on": day,
        "first_month": own_month // 100 * 100 + 1, "year": own_month // 100,
    }  # fmt: skip
    return computed | given


def _arrow(table: str, rows: list[dict[str, object]]) -> pa.Table:
    spec = next(spec for spec in tables() if spec.name == table)
    types = {field.name: _ARROW.get(field.sql_type, pa.string()) for field in spec.fields}
    types |= {
        field.name: pa.decimal128(18, 6) for field in spec.fields if field.sql_type.startswith("DECIMAL")
    }
    types |= {"sheet": pa.string(), "row_no": pa.int32(), "unit_id": pa.string(), "month": pa.int32()}
    columns = {}
    for name, kind in types.items():
        values = [row.get(name) for row in rows]
        if pa.types.is_decimal(kind):
            values = [None if value is None else Decimal(str(value)) for value in values]
        columns[name] = pa.array(values, kind)
    return pa.table(columns)
