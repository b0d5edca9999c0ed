"""Makes checked files without any spreadsheet, to hold against a warehouse."""

from loaders.checked import Checked
from loaders.history import history_findings
from metrics.indicators import indicators
from store.warehouse import Warehouse
from tests.metrics.builders import jurisdiction, put, warehouse

OWN = ("upload_id", "is_current")


def checked_file(
    table: str,
    rows: list[dict[str, object]],
    unit: str = "a",
    month: int = 202012,
    complete: bool | None = None,
    file_hash: str = "",
) -> Checked:
    """Returns a checked file of these rows: what `put` would load, before it is loaded."""
    scratch = warehouse()
    put(scratch, table, rows, unit, month)
    names = [name for name in scratch.arrow(f"SELECT * FROM {table}").column_names if name not in OWN]
    facts = scratch.arrow(f"SELECT {', '.join(names)} FROM {table} ORDER BY row_no")
    pairs = scratch.rows("SELECT DISTINCT unit_id, month FROM coverage ORDER BY unit_id, month")
    is_form = table == "case_cells"
    return Checked(
        "新表.xlsx",
        file_hash=file_hash,
        template={"samples": "sampling_ledger", "disposals": "disposal_ledger"}.get(table, "case_form"),
        unit_id=unit,
        cumulative=is_form,
        complete=is_form if complete is None else complete,
        facts={table: facts},
        coverage=pairs,
    )


def cells(
    values: dict[str, object], violation: str = "食品安全违法", **more: object
) -> list[dict[str, object]]:
    """Returns the cells of one row of the case form, measure → value."""
    return [
        {"violation": violation, "measure": name, "value": value, **more} for name, value in values.items()
    ]


def found(house: Warehouse, checked: Checked) -> dict[str, list[str]]:
    """Returns code → sentences of what the history rules say about a checked file."""
    said: dict[str, list[str]] = {}
    known = {name: one.as_known for name, one in indicators().items()}
    for one in history_findings(checked, house, jurisdiction(), known):
        said.setdefault(one.code, []).append(one.message)
    return said
