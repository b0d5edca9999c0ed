"""Lays a unit's case forms side by side, month after month: those in force and those in the file."""

from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

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
    SELECT max(upload_id) AS upload_id, arg_max(sheet, value) AS sheet, arg_max(row_no, value) AS row_no,
        unit_id, month, violation, CASE WHEN grouping(subtype) = 1 THEN '*' ELSE subtype END AS subtype, measure,
        sum(value) AS value
    FROM cells WHERE first_month = month // 100 * 100 + 1
    GROUP BY GROUPING SETS ((unit_id, month, violation, measure, subtype), (unit_id, month, violation, measure))
"""
_COMPARED = """
    WITH nearest AS (
        SELECT f.unit_id, f.month, max(k.month) FILTER (k.month < f.month) AS month_before,
            min(k.month) FILTER (k.month > f.month AND k.upload_id <> '') AS month_after
        FROM (SELECT DISTINCT unit_id, month FROM levels WHERE upload_id = '') AS f
        JOIN (SELECT DISTINCT unit_id, month, upload_id FROM levels) AS k
            ON k.unit_id = f.unit_id AND k.month // 100 = f.month // 100 AND k.month <> f.month
        GROUP BY f.unit_id, f.month
    )
    SELECT l.sheet, l.row_no, l.unit_id, l.month, l.violation, l.subtype, l.measure, l.value,
        o.month AS month_other, o.value AS other, o.upload_id AS source,
        CASE WHEN o.month < l.month THEN l.value < o.value ELSE l.value > o.value END AS is_odd
    FROM levels AS l
    JOIN nearest AS n ON n.unit_id = l.unit_id AND n.month = l.month
    JOIN levels AS o ON o.unit_id = l.unit_id AND o.month IN (n.month_before, n.month_after)
        AND o.violation = l.violation AND o.subtype = l.subtype AND o.measure = l.measure
    WHERE l.upload_id = ''
"""


def sheet_rows(past: Past, sql: str, other_months: int = 1) -> list[tuple]:
    """Returns the rows of a query over the sheets; none with fewer than `other_months` beside the file's.

    `levels` holds the cumulative cells that would count after loading, and the sum of each type;
    `compared` the file's beside those of the nearest sheet before and after it in the same year,
    and whether they fall over time (`is_odd`); it is asked only when some do.
    """
    levels = past.keep("levels", _LEVELS)
    if len(levels["month"].unique()) <= other_months:
        return []
    if "compared" in sql and not _any_odd(past.keep("compared", _COMPARED)):
        return []
    return past.rows(sql)


def _any_odd(compared: pa.Table) -> bool:
    """Tells whether any figure is out of order: an ordinary sheet is spared the questions about it."""
    return bool(pc.any(compared["is_odd"], min_count=0).as_py())


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
