"""Finds cumulative figures that fall: against the sheet before, or below one already loaded after."""

from domain.finding import Finding
from loaders.history.past import HistoryRule, Past, month_words, number_words
from loaders.history.sheets import cell_finding, label, measure_words, sheet_rows
from loaders.messages import finding

# A type's sum speaks only where no single row of it does.
_SQL = """
    SELECT sheet, row_no, unit_id, month, violation, subtype, measure, value, month_other, other, source
    FROM compared
    WHERE {condition}
    QUALIFY subtype <> '*' OR count(*) OVER (PARTITION BY unit_id, month, violation, measure) = 1
    ORDER BY sheet, row_no, measure
"""

# A column that the sheet does not have at all is said elsewhere.
_VANISHED = """
    WITH own AS (SELECT * FROM levels WHERE subtype = '*' AND upload_id = ''),
    nearest AS (
        SELECT f.unit_id, f.month, f.sheet, max(k.month) AS month_before
        FROM (SELECT unit_id, month, min(sheet) AS sheet FROM own GROUP BY unit_id, month) AS f
        JOIN levels AS k ON k.unit_id = f.unit_id AND k.month < f.month AND k.month // 100 = f.month // 100
        GROUP BY f.unit_id, f.month, f.sheet
    )
    SELECT n.sheet, n.unit_id, n.month, count(*), arg_max(o.violation, o.value), arg_max(o.measure, o.value),
        max(o.value), n.month_before
    FROM nearest AS n
    JOIN levels AS o ON o.unit_id = n.unit_id AND o.month = n.month_before AND o.subtype = '*' AND o.value > 0
    WHERE (n.unit_id, n.month, o.measure) IN (SELECT unit_id, month, measure FROM own)
        AND (n.unit_id, n.month, o.violation, o.measure) NOT IN (SELECT unit_id, month, violation, measure FROM own)
    GROUP BY n.sheet, n.unit_id, n.month, n.month_before
    ORDER BY n.sheet, n.unit_id, n.month
"""


def look_back(past: Past) -> list[Finding]:
    """Returns a warning for each cumulative figure below the unit's last sheet of the same year."""
    return _compare(past, "cumulative_falls", "month_other < month AND is_odd")


def look_ahead(past: Past) -> list[Finding]:
    """Returns a warning for each cumulative figure above a later sheet that is already in force."""
    return _compare(past, "cumulative_above_later", "month_other > month AND is_odd")


def look_for_blanks(past: Past) -> list[Finding]:
    """Returns a warning for each sheet that leaves blank what the sheet before it had counted."""
    return [
        finding(
            "cumulative_vanishes", sheet, count=count, label=violation, column=measure_words(measure),
            month_other=month_words(month_other), other=number_words(other),
        )
        for sheet, unit, month, count, violation, measure, other, month_other in sheet_rows(past, _VANISHED)
        if (unit, month) not in past.monthly
    ]  # fmt: skip


def _compare(past: Past, code: str, condition: str) -> list[Finding]:
    return [
        cell_finding(
            code, (sheet, row_no), label=label(violation, subtype), column=measure_words(measure), value=value,
            month_other=month_other, other=other, source=f"上传 {source}" if source else "本文件",
        )
        for sheet, row_no, unit, month, violation, subtype, measure, value, month_other, other, source
        in sheet_rows(past, _SQL.format(condition=condition))
        if (unit, month) not in past.monthly
    ]  # fmt: skip


RULES = (
    HistoryRule("cumulative_falls", "case_cells", look_back),
    HistoryRule("cumulative_above_later", "case_cells", look_ahead),
    HistoryRule("cumulative_vanishes", "case_cells", look_for_blanks),
)
