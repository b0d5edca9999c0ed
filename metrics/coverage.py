"""Knows who reported what: an upload in force covers units and months, a silent unit none."""

from collections.abc import Iterable

from domain.jurisdiction import Jurisdiction
from domain.period import Month, Period, months_between
from store.warehouse import Warehouse

# Which sheet an office sends to report a fact table.
TEMPLATE_OF = {
    "case_cells": "case_form",
    "samples": "sampling_ledger",
    "disposals": "disposal_ledger",
    "indicator_returns": "indicator_return",
    "typical_cases": "typical_case",
    "leads": "lead_ledger",
    "penalties": "penalty_ledger",
    "inspections": "inspection_ledger",
}

_LONG = frozenset(["populations", "penalties", "credit_ratings", "entity_register"])
_NO_REPORT = frozenset(
    ["populations", "entity_register"]
)  # say how things stand, not that a month was reported


class Coverage:
    """Answers which months of a fact table a unit has reported."""

    def __init__(self, pairs: Iterable[tuple[str, str, Month]]) -> None:
        self._months: dict[tuple[str, str], set[Month]] = {}
        for table, unit_id, month in pairs:
            self._months.setdefault((table, unit_id), set()).add(month)

    @classmethod
    def read(cls, warehouse: Warehouse) -> "Coverage":
        """Returns the coverage of all uploads in force."""
        return cls(
            warehouse.rows(
                "SELECT DISTINCT c.table_name, c.unit_id, c.month FROM coverage AS c"
                " JOIN uploads AS u ON u.upload_id = c.upload_id WHERE u.in_force"
            )
        )

    def months(self, table: str, unit_ids: Iterable[str], period: Period) -> set[Month]:
        """Returns the months of the period that any of these units has reported."""
        found: set[Month] = set()
        for unit_id in unit_ids:
            found |= self._months.get((table, unit_id), set())
        return {month for month in found if period.first <= month <= period.last}

    def tables(self) -> set[str]:
        """Returns the fact tables anything was reported for."""
        return {table for table, _ in self._months}

    def units(self, table: str) -> set[str]:
        """Returns the units that reported anything for a fact table."""
        return {unit_id for name, unit_id in self._months if name == table}

    def all_months(self) -> tuple[Month, ...]:
        """Returns every month from the first to the last that anything but population and registers covers.

        Ledgers that reach years back tell the last month, and the first only where nothing else does.
        """
        months = [m for (table, _), found in self._months.items() if table not in _NO_REPORT for m in found]
        recent = [m for (table, _), found in self._months.items() if table not in _LONG for m in found]
        return months_between(min(recent or months), max(months)) if months else ()


def tree(jurisdiction: Jurisdiction, unit_id: str) -> frozenset[str]:
    """Returns the unit and all units below it."""
    found = {unit_id}
    for unit in jurisdiction.units:  # parents stand before their children
        if unit.parent_id in found:
            found.add(unit.unit_id)
    return frozenset(found)
