"""Recognises a sheet of one month's figures filed as cumulative, and the reverse."""

from domain.finding import Finding
from loaders.history.past import HistoryRule, Past
from loaders.history.sheets import cell_finding, label, measure_words, sheet_rows

LEAST_CELLS = 3  # fewer figures prove nothing about a whole sheet

# Types are compared as sums, so that a new division into sub-types does not matter. A sheet looks
# monthly when every figure is a fifth below the sheet before, or most are below it and about half
# lie between half and twice an average month of it.
_MONTHLY = f"""
    SELECT arg_max(sheet, gap), arg_max(row_no, gap), unit_id, month, arg_max(violation, gap),
        arg_max(measure, gap), arg_max(value, gap), arg_max(other, gap), month_other, count(*), count_if(gap > 0)
    FROM (SELECT *, CAST(other - value AS DOUBLE) AS gap, CAST(value AS DOUBLE) AS own,
              CAST(other AS DOUBLE) AS earlier
          FROM compared WHERE subtype = '*' AND month_other < month AND other > 0)
    GROUP BY unit_id, month, month_other
    HAVING count(*) >= {LEAST_CELLS} AND (count_if(own <= 0.8 * earlier) = count(*)
        OR (count_if(gap > 0) >= 0.8 * count(*)
            AND count_if(gap > 0 AND own * (month_other % 100) BETWEEN earlier / 2 AND earlier * 2) >= 0.5 * count(*)))
    ORDER BY unit_id, month
"""

# A single later month hardly ever reaches what several months before it brought together.
_CUMULATIVE = f"""
    WITH single AS (
        SELECT unit_id, month, violation, measure, sum(value) AS value, arg_max(sheet, value) AS sheet,
            arg_max(row_no, value) AS row_no
        FROM staged WHERE first_month = month AND month % 100 > 1 GROUP BY unit_id, month, violation, measure
    )
    SELECT arg_max(l.sheet, l.value), arg_max(l.row_no, l.value), l.unit_id, l.month, arg_max(l.violation, l.value),
        arg_max(l.measure, l.value), max(l.value), arg_max(o.value, l.value), o.month, count(*), count(*)
    FROM single AS l
    JOIN levels AS o ON o.unit_id = l.unit_id AND o.violation = l.violation AND o.measure = l.measure
        AND o.subtype = '*' AND o.value > 0 AND o.month % 100 > 1
        AND o.month = (SELECT max(k.month) FROM levels AS k
                       WHERE k.unit_id = l.unit_id AND k.month < l.month AND k.month // 100 = l.month // 100)
    GROUP BY l.unit_id, l.month, o.month
    HAVING count(*) >= {LEAST_CELLS} AND bool_and(l.value >= o.value)
    ORDER BY l.unit_id, l.month
"""


def look_monthly(past: Past) -> list[Finding]:
    """Returns a warning for each cumulative sheet whose figures look like one month's."""
    rows = sheet_rows(past, _MONTHLY)
    past.monthly |= {(unit, month) for _, _, unit, month, *_ in rows}
    return _say("looks_monthly", rows)


def look_cumulative(past: Past) -> list[Finding]:
    """Returns a warning for each sheet of one month whose figures look cumulative."""
    if past.checked.cumulative:
        return []
    return _say("looks_cumulative", sheet_rows(past, _CUMULATIVE, other_months=0))


def _say(code: str, rows: list[tuple]) -> list[Finding]:
    return [
        cell_finding(
            code, (sheet, row_no), count=count, hits=hits, month_other=month_other, label=label(violation, ""),
            column=measure_words(measure), value=value, other=other,
        )
        for sheet, row_no, _, _, violation, measure, value, other, month_other, count, hits in rows
    ]  # fmt: skip


RULES = (
    HistoryRule("looks_monthly", "case_cells", look_monthly),
    HistoryRule("looks_cumulative", "case_cells", look_cumulative),
)
