"""Holds returned indicators against the sampling ledger of the same unit and months: both numbers are said.

The ledger counts; the return only checks it. Only the indicators that the ledger itself gives
are compared, counted as their measures count them.
"""

from decimal import Decimal

from domain.finding import Finding
from domain.period import Period
from loaders.grid import address
from loaders.history.past import HistoryRule, Past, number_words, replaced_condition
from loaders.messages import finding

_RATED = "(purpose = '监督抽检' OR (purpose = '风险监测' AND department = 'agriculture'))"
_PASSED = "(conclusion = 'qualified' OR (conclusion = 'failed' AND is_overturned))"
_BATCH = "purpose NOT IN ('快检', '其他')"
# Indicator → its batches in the ledger: numerator, and denominator where that is counted too.
_COUNTED: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("YC-13", "BYQ-08"), ("NOT is_produce", "rate")),
    **dict.fromkeys(("YC-12", "BYQ-06"), ("is_produce", "rate")),
    "YC-09": ("true", "volume"),
    "BYQ-05": ("is_produce", "volume"),
    "BYQ-07": ("NOT is_produce", "volume"),
}
_KINDS = ", ".join(f"('{name}', {kind == 'rate'}, '{scope}')" for name, (scope, kind) in _COUNTED.items())
_SQL = f"""
    WITH kinds (indicator, is_rate, scope) AS (VALUES {_KINDS}),
    returned AS ({{returns}}), ledger AS ({{samples}}),
    counted AS (
        SELECT r.*, k.is_rate,
            count_if(CASE WHEN k.is_rate THEN {_RATED} AND {_PASSED} ELSE {_BATCH} END) AS part,
            count_if({_RATED} AND conclusion IN ('qualified', 'failed')) AS whole
        FROM returned AS r JOIN kinds AS k USING (indicator)
        JOIN ledger AS l ON l.unit_id = r.unit_id AND l.month BETWEEN r.first_month AND r.month
            AND CASE k.scope WHEN 'true' THEN true WHEN 'is_produce' THEN l.is_produce ELSE NOT l.is_produce END
        GROUP BY ALL
    )
    SELECT sheet, row_no, unit_id, indicator, first_month, month, numerator, denominator, upload_id, is_rate, part, whole
    FROM counted WHERE numerator <> part OR (is_rate AND denominator IS DISTINCT FROM whole)
    ORDER BY sheet, row_no, indicator, unit_id, month
"""
_RETURNS = "indicator, unit_id, first_month, month, numerator, denominator, sheet, row_no"
_SAMPLES = "unit_id, month, is_produce, purpose, department, conclusion, is_overturned"


def look_returns(past: Past) -> list[Finding]:
    """Returns a warning for each returned indicator that the ledger in force counts otherwise."""
    if not past.has_facts("samples"):
        return []
    returns = f"SELECT {_RETURNS}, '' AS upload_id FROM staged"
    samples = f"SELECT {_SAMPLES} FROM samples WHERE is_current"
    return [_say(past, "return_differs", row) for row in past.rows(_SQL.format(returns=returns, samples=samples))]


def look_ledgers(past: Past) -> list[Finding]:
    """Returns a warning for each return in force that the ledger will count otherwise after loading."""
    if not past.has_facts("indicator_returns"):
        return []
    stays = f"NOT {replaced_condition(past.spec, past.checked.complete)}"
    returns = f"SELECT {_RETURNS}, upload_id FROM indicator_returns WHERE is_current AND unit_id IN (SELECT unit_id FROM staged)"
    samples = (
        f"SELECT {_SAMPLES} FROM staged UNION ALL SELECT {_SAMPLES} FROM samples AS o WHERE o.is_current AND {stays}"
    )
    rows = past.rows(_SQL.format(returns=returns, samples=samples))
    return [_say(past, "return_in_force_differs", row) for row in rows]


def _say(past: Past, code: str, row: tuple) -> Finding:
    sheet, row_no, unit, indicator, first, last, numerator, denominator, upload, is_rate, part, whole = row
    said = {
        "unit": past.unit(unit), "period": Period(first, last).chinese, "indicator": indicator,
        "value": _share(numerator, denominator if is_rate else None),
        "other": _share(part, whole if is_rate else None), "upload": upload,
    }  # fmt: skip
    if code == "return_in_force_differs":
        return finding(code, **said)
    return finding(code, sheet, address(row_no - 1, None), row=row_no, **said)


def _share(part: Decimal | int, whole: Decimal | int | None) -> str:
    words = [number_words(Decimal(one)) for one in (part, whole) if one is not None]
    return "/".join(words) if len(words) == 2 else f"{words[0]} 批"


RULES = (
    HistoryRule("return_differs", "indicator_returns", look_returns),
    HistoryRule("return_in_force_differs", "samples", look_ledgers),
)
