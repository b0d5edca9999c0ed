"""Lays a unit's case forms side by side, month after month: those in force and those in the file."""

from decimal import Decimal

from domain.finding import Finding
from loaders.grid import address
from loaders.history.past import Past, month_words, number_words
from loaders.messages import finding
from loaders.templates.case_form import TEMPLATE

YEARS = 3  # so many earlier years are a unit's history

_COLUMNS = "sheet, row_no, unit_id, month, violation, subtype, measure, value, first_month"

# The file's own cells have upload_id ''. Under the subtype '*' stands the sum of a type's rows, at
# its largest row.
_LEVELS = f"""
    WITH cells AS (
        SELECT '' AS upload_id, {_COLUMNS} FROM staged
        UNION ALL
        SELECT upload_id, {_COLUMNS} FROM case_cells
        WHERE is_current AND unit_id IN (SELECT unit_id FROM staged)
            AND month // 100 >= (SELECT min(month) // 100 - {YEARS} FROM staged)
            AND (unit_id, month) NOT IN (SELECT unit_id, month FROM staged)
    )
    SELECT upload_id, sheet, row_no, unit_id, month, violation, subtype, measure, value
    FROM cells WHERE first_month = month // 100 * 100 + 1
    UNION ALL
    SELECT max(upload_id), arg_max(sheet, value), arg_max(row_no, value), unit_id, month, violation, '*',
        measure, sum(value)
    FROM cells WHERE first_month = month // 100 * 100 + 1 GROUP BY unit_id, month, violation, measure
"""
_PAIRS = """
    SELECT f.unit_id, f.month, max(k.month) FILTER (k.month < f.month) AS month_before,
        min(k.month) FILTER (k.month > f.month AND k.upload_id <> '') AS month_after
    FROM (SELECT DISTINCT unit_id, month FROM staged) AS f
    JOIN (SELECT DISTINCT unit_id, month, upload_id FROM levels) AS k
        ON k.unit_id = f.unit_id AND k.month // 100 = f.month // 100 AND k.month <> f.month
    GROUP BY f.unit_id, f.month
"""

SAME_CELL = "o.unit_id = l.unit_id AND o.violation = l.violation AND o.subtype = l.subtype AND o.measure = l.measure"


def compare_sheets(past: Past, sql: str) -> list[tuple]:
    """Returns the rows of a query over `levels` and `pairs`; none without any other sheet.

    `levels` holds the cumulative cells in force after loading, `pairs` the months of the nearest
    sheets of the same year for each sheet of the file.
    """
    levels = past.keep("levels", _LEVELS)
    past.keep("pairs", _PAIRS)
    return past.rows(sql) if len(levels["month"].unique()) > 1 else []


def cell_finding(code: str, place: tuple[str, int], **parts: object) -> Finding:
    """Returns a finding about a row of a form; numbers and months in `parts` become words."""
    sheet, row_no = place
    said = {name: _words(name, value) for name, value in parts.items()}
    return finding(code, sheet, address(row_no - 1, None), row=row_no, **said)


def label(violation: str, subtype: str) -> str:
    """Returns a row's name as a sentence shows it: the type, and its sub-type when it has one."""
    return f"{violation}（{subtype}）" if subtype not in ("", "*") else violation


def measure_words(measure: str) -> str:
    """Returns a column's name as the form prints it."""
    return TEMPLATE.column(measure).header


def _words(name: str, value: object) -> object:
    if name.startswith("month") and isinstance(value, int):
        return month_words(value)
    return number_words(value) if isinstance(value, Decimal | float) else value
