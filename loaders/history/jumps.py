"""Finds months that leap out of a unit's own history, by a robust z-score."""

from domain.finding import Finding
from loaders.history.past import HistoryRule, Past
from loaders.history.sheets import cell_finding, measure_words, sheet_rows

LEAST_MONTHS = 4
LIMIT = 6

# A month is the difference of two cumulative sheets one month apart. The scale has a floor, half
# as much again as a plain count scatters and 15 % of the median: five months that happen to be
# equal must not make every change a leap.
_SQL = f"""
    WITH amounts AS (
        SELECT *, CASE WHEN month % 100 = 1 THEN value
            WHEN lag(month) OVER w = month - 1 THEN value - lag(value) OVER w END AS amount
        FROM levels WHERE subtype = '*'
        WINDOW w AS (PARTITION BY unit_id, violation, measure ORDER BY month)
    ),
    judged AS (
        SELECT l.sheet, l.row_no, l.unit_id, l.month, l.violation, l.measure, l.amount, count(*) AS months,
            median(CAST(o.amount AS DOUBLE)) AS middle, mad(CAST(o.amount AS DOUBLE)) AS spread
        FROM amounts AS l
        JOIN amounts AS o ON o.unit_id = l.unit_id AND o.violation = l.violation AND o.measure = l.measure
            AND o.month < l.month AND o.amount IS NOT NULL
        WHERE l.upload_id = '' AND l.amount >= 0
        GROUP BY ALL
    )
    SELECT sheet, row_no, unit_id, month, violation, measure, amount, months, middle FROM judged
    WHERE months >= {LEAST_MONTHS}
        AND abs(CAST(amount AS DOUBLE) - middle) > {LIMIT} * greatest(1.4826 * spread, 1.5 * sqrt(greatest(middle, 1)), 0.15 * middle)
    ORDER BY sheet, row_no, measure
"""


def look(past: Past) -> list[Finding]:
    """Returns a warning for each type and column whose month is far from the unit's earlier months."""
    return [
        cell_finding(
            "month_jumps", (sheet, row_no), label=violation, column=measure_words(measure), month=month,
            value=amount, count=months, median=middle,
        )
        for sheet, row_no, unit, month, violation, measure, amount, months, middle in sheet_rows(past, _SQL, LEAST_MONTHS)
        if (unit, month) not in past.monthly and (unit, month, measure) not in past.slipped
    ]  # fmt: skip


RULES = (HistoryRule("month_jumps", "case_cells", look),)
