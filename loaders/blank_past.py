"""Looks up what a unit reported before on a form: last month's totals, its own rows, what is 不适用."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from store.warehouse import Warehouse

YEARS = 3  # so far back a blank cell is looked for
_HABIT = 2  # so many sheets make a habit of leaving a cell blank

Place = tuple[str, str, str]  # violation, subtype, measure

_MONTHS = """
    SELECT month, violation, subtype, measure, value, first_month FROM case_cells
    WHERE is_current AND unit_id = ? AND month < ? AND month // 100 >= ?
"""


@dataclass(frozen=True)
class Past:
    """Holds a unit's earlier sheets of a form, seen from one month.

    `month` is that of the last cumulative sheet of the same year and `values` its figures; None
    and empty in January or when none was filed. `filled` are the cells any sheet had a figure in,
    `sheets` how many there were.
    """

    month: int | None
    values: Mapping[Place, Decimal]
    filled: frozenset[Place]
    sheets: int

    def subtypes(self, violation: str) -> tuple[str, ...]:
        """Returns the rows the last sheet had for a type, '' for the type's own row."""
        found = dict.fromkeys(subtype for kind, subtype, _ in self.values if kind == violation)
        return tuple(sorted(found))

    def is_left_out(self, violation: str, subtype: str, measure: str) -> bool:
        """Tells whether the unit left this cell blank in every earlier sheet (不适用)."""
        return self.sheets >= _HABIT and (violation, subtype, measure) not in self.filled


def past_of(warehouse: Warehouse, unit_id: str, month: int) -> Past:
    """Returns what a unit has in force before a month (yyyymm)."""
    rows = warehouse.rows(_MONTHS, [unit_id, month, month // 100 - YEARS])
    cumulative = [row for row in rows if row[5] == row[0] // 100 * 100 + 1]
    last = max((row[0] for row in cumulative if row[0] // 100 == month // 100), default=None)
    values = {(row[1], row[2], row[3]): row[4] for row in cumulative if row[0] == last}
    filled = frozenset((row[1], row[2], row[3]) for row in rows)
    return Past(last, values, filled, len({row[0] for row in rows}))
