"""Finds money filed in 元 where 万元 is meant, and the reverse, by the amount a case brings."""

from domain.finding import Finding
from loaders.history.past import HistoryRule, Past
from loaders.history.sheets import cell_finding, measure_words, sheet_rows

FACTOR = 1000  # a slip is a factor of 10 000; a tenth of it leaves room for ordinary years

_SQL = f"""
    WITH ratios AS (
        SELECT k.unit_id, k.month, max(k.upload_id) AS upload_id, w.money, w.cases,
            arg_max(k.sheet, k.value) FILTER (k.measure = w.money) AS sheet,
            arg_max(k.row_no, k.value) FILTER (k.measure = w.money) AS row_no,
            CAST(sum(k.value) FILTER (k.measure = w.money) AS DOUBLE)
                / CAST(nullif(sum(k.value) FILTER (k.measure = w.cases), 0) AS DOUBLE) AS per_case
        FROM (SELECT * FROM levels WHERE subtype = '*') AS k, (VALUES ('fines_and_confiscations', 'cases_closed'),
            ('amount_involved', 'cases_filed')) AS w (money, cases)
        GROUP BY k.unit_id, k.month, w.money, w.cases
    )
    SELECT f.sheet, f.row_no, f.unit_id, f.month, f.money, f.cases, f.per_case, median(h.per_case), count(*)
    FROM ratios AS f
    JOIN ratios AS h ON h.unit_id = f.unit_id AND h.money = f.money AND h.upload_id <> '' AND h.per_case > 0
    WHERE f.upload_id = '' AND f.per_case > 0
    GROUP BY ALL
    HAVING f.per_case >= {FACTOR} * median(h.per_case) OR f.per_case <= median(h.per_case) / {FACTOR}
    ORDER BY f.sheet, f.row_no
"""


def look(past: Past) -> list[Finding]:
    """Returns a warning for each money column whose amount per case is 1 000 times off."""
    findings = []
    for sheet, row_no, unit, month, money, cases, per_case, median, count in sheet_rows(past, _SQL):
        past.slipped.add((unit, month, money))
        findings.append(
            cell_finding(
                "unit_slip", (sheet, row_no), column=measure_words(money), cases=measure_words(cases),
                value=_amount(per_case), median=_amount(median), count=count,
                way="把以元为单位的数填进了万元栏" if per_case > median else "把已是万元的数又除以一万",
            )
        )  # fmt: skip
    return findings


def _amount(amount: float) -> str:
    return f"{amount:.4g}" if amount < 1 else f"{amount:.2f}".rstrip("0").rstrip(".")


RULES = (HistoryRule("unit_slip", "case_cells", look),)
