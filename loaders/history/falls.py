"""Finds cumulative figures that fall: against the sheet before, or below one already loaded after."""

from domain.finding import Finding
from loaders.history.past import HistoryRule, Past
from loaders.history.sheets import SAME_CELL, cell_finding, compare_sheets, label, measure_words

# A type's sum speaks only where no single row of it does.
_SQL = """
    SELECT l.sheet, l.row_no, l.unit_id, l.month, l.violation, l.subtype, l.measure, l.value,
        o.month, o.value, o.upload_id
    FROM levels AS l
    JOIN pairs AS p ON p.unit_id = l.unit_id AND p.month = l.month
    JOIN levels AS o ON {same_cell} AND o.month = p.{other}
    WHERE l.upload_id = '' AND l.value {compares} o.value
    QUALIFY l.subtype <> '*'
        OR count(*) OVER (PARTITION BY l.unit_id, l.month, l.violation, l.measure) = 1
    ORDER BY l.sheet, l.row_no, l.measure
"""


def look_back(past: Past) -> list[Finding]:
    """Returns a warning for each cumulative figure below the unit's last sheet of the same year."""
    return _compare(past, "cumulative_falls", "month_before", "<")


def look_ahead(past: Past) -> list[Finding]:
    """Returns a warning for each cumulative figure above a later sheet that is already in force."""
    return _compare(past, "cumulative_above_later", "month_after", ">")


def _compare(past: Past, code: str, other: str, compares: str) -> list[Finding]:
    sql = _SQL.format(same_cell=SAME_CELL, other=other, compares=compares)
    return [
        cell_finding(
            code, (sheet, row_no), label=label(violation, subtype), column=measure_words(measure), value=value,
            month_other=month_other, other=other_value,
            source=f"上传 {upload}" if upload else "本文件",
        )
        for sheet, row_no, unit, month, violation, subtype, measure, value, month_other, other_value, upload
        in compare_sheets(past, sql)
        if (unit, month) not in past.monthly
    ]  # fmt: skip


_REASON = "001 附件2说明1：自1月1日起累计；累计数下降只能是更正或差错，须说明原因。"

RULES = (
    HistoryRule("cumulative_falls", "case_cells", _REASON, look_back),
    HistoryRule("cumulative_above_later", "case_cells", _REASON, look_ahead),
)
