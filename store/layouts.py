"""Remembers what people said a sender's headers mean, by the layout they stood in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.finding import Refusal
from store.warehouse import Warehouse

_ORDER = "ORDER BY layout_id, position, header"


@dataclass(frozen=True)
class LayoutColumn:
    """Says which column a header was said to mean; '' means that it is kept aside.

    `position` is the 0-based sheet column.
    """

    position: int
    header: str
    column: str


@dataclass(frozen=True)
class Layout:
    """Holds the corrections of one layout of one sender (`unit_id` is '' for an unknown one)."""

    layout_id: str
    template: str
    unit_id: str
    fingerprint: str
    columns: tuple[LayoutColumn, ...]
    chosen_by: str
    chosen_at: datetime


def remember(
    warehouse: Warehouse,
    template: str,
    unit_id: str,
    fingerprint: str,
    columns: Sequence[LayoutColumn],
    by: str,
) -> None:
    """Stores the corrections of a layout in place of earlier ones; the same ones again write nothing."""
    wanted = tuple(sorted(columns, key=lambda one: (one.position, one.header)))
    known = next((one for one in _of(warehouse, template, fingerprint) if one.unit_id == unit_id), None)
    if not wanted or (known is not None and known.columns == wanted):
        return
    now = datetime.now().replace(microsecond=0)
    with warehouse.writing() as cursor:
        if known is not None:
            cursor.execute("DELETE FROM layout_columns WHERE layout_id = ?", [known.layout_id])
        found = cursor.execute("SELECT coalesce(max(layout_id), 'L000000') FROM layout_columns").fetchall()
        layout_id = known.layout_id if known else f"L{int(found[0][0][1:]) + 1:06d}"
        cursor.executemany(
            "INSERT INTO layout_columns (layout_id, template, unit_id, fingerprint, position, header, column_name,"
            " chosen_by, chosen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                [layout_id, template, unit_id, fingerprint, one.position, one.header, one.column, by, now]
                for one in wanted
            ],
        )


def recall(warehouse: Warehouse, template: str, unit_id: str, fingerprint: str) -> Layout | None:
    """Returns the corrections of a sender's layout, or None.

    What was said of the layout while nobody knew its sender holds for every sender; a file that
    does not name its sender gets them when only one sender has this layout.
    """
    found = _of(warehouse, template, fingerprint)
    by_unit = {one.unit_id: one for one in found}
    if unit_id in by_unit or "" in by_unit:
        return by_unit.get(unit_id) or by_unit[""]
    return found[0] if not unit_id and len(found) == 1 else None


def list_layouts(warehouse: Warehouse) -> list[Layout]:
    """Returns every remembered layout, the newest corrections first."""
    rows = warehouse.records(f"SELECT * FROM layout_columns {_ORDER}")
    return sorted(_grouped(rows), key=lambda one: (one.chosen_at, one.layout_id), reverse=True)


def forget(warehouse: Warehouse, layout_id: str) -> None:
    """Deletes the corrections of a layout; raises Refusal when there is no such layout."""
    with warehouse.writing() as cursor:
        known = cursor.execute("SELECT 1 FROM layout_columns WHERE layout_id = ?", [layout_id]).fetchall()
        if not known:
            raise Refusal(f"没有编号为“{layout_id}”的表头记录。请先列出已记住的表头。", "unknown_layout_id")
        cursor.execute("DELETE FROM layout_columns WHERE layout_id = ?", [layout_id])


def _of(warehouse: Warehouse, template: str, fingerprint: str) -> list[Layout]:
    sql = f"SELECT * FROM layout_columns WHERE template = ? AND fingerprint = ? {_ORDER}"
    return _grouped(warehouse.records(sql, [template, fingerprint]))


def _grouped(rows: Sequence[dict]) -> list[Layout]:
    groups: dict[str, list[dict]] = {}
    for row in rows:
        groups.setdefault(row["layout_id"], []).append(row)
    return [
        Layout(
            layout_id,
            own[0]["template"],
            own[0]["unit_id"],
            own[0]["fingerprint"],
            tuple(LayoutColumn(row["position"], row["header"], row["column_name"]) for row in own),
            own[0]["chosen_by"],
            own[0]["chosen_at"],
        )
        for layout_id, own in groups.items()
    ]
