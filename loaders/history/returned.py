"""Holds returned indicators against the ledger that counts the same, of the same unit and months.

The ledger counts; the return only checks it, and both numbers are said. What a ledger counts is
what the indicator's own measures count: `KnownIndicator.counted` brings their conditions here.
"""

from decimal import Decimal

from domain.finding import Finding
from domain.known_indicator import Counted, KnownIndicator
from domain.period import Period
from loaders.grid import address
from loaders.history.past import HistoryRule, Past, number_words, replaced_condition
from loaders.messages import finding
from loaders.templates import TEMPLATES

_RETURNS = "indicator, unit_id, first_month, month, numerator, denominator, sheet, row_no"
_SQL = """
    WITH {facts} returned AS (SELECT {returns}),
    ledger AS (SELECT unit_id, month, {first} AS first_month, {flags} FROM {from_item} WHERE is_current AND ({scope})),
    compared AS (
        SELECT r.*, {sums} FROM returned AS r JOIN ledger AS l ON l.unit_id = r.unit_id AND {span}
        WHERE r.indicator = '{indicator}' GROUP BY ALL
    )
    SELECT sheet, row_no, unit_id, first_month, month, numerator, denominator, upload_id, part, whole
    FROM compared WHERE numerator <> part OR (whole IS NOT NULL AND denominator IS DISTINCT FROM whole)
    ORDER BY sheet, row_no, unit_id, month
"""


def look_returns(past: Past) -> list[Finding]:
    """Returns a warning for each returned indicator that the ledger in force counts otherwise."""
    given = {name for (name,) in past.rows("SELECT DISTINCT indicator FROM staged")}
    counted = [one for name, one in past.known.items() if name in given and one.counted]
    present = {table for table in {one.counted[0].table for one in counted} if past.has_facts(table)}
    returns = f"{_RETURNS}, '' AS upload_id FROM staged"
    found = [
        _say(past, "return_differs", one, row)
        for one in counted if one.counted[0].table in present
        for row in past.rows(_sql(one, returns, ""))
    ]  # fmt: skip
    return sorted(found, key=lambda said: (said.sheet, int(said.cell.partition(":")[0])))


def look_ledgers(past: Past) -> list[Finding]:
    """Returns a warning for each return in force that the ledger will count otherwise after loading."""
    counted = {
        name: one for name, one in past.known.items() if one.counted and one.counted[0].table == past.table
    }
    if not counted:
        return []
    given = past.warehouse.rows(
        "SELECT DISTINCT indicator FROM indicator_returns WHERE is_current ORDER BY 1"
    )
    returns = (
        f"{_RETURNS}, upload_id FROM indicator_returns"
        " WHERE is_current AND unit_id IN (SELECT unit_id FROM staged)"
    )
    facts = f"{past.table} AS ({_after_loading(past)}),"
    return [
        _say(past, "return_in_force_differs", counted[name], row)
        for (name,) in given if name in counted
        for row in past.rows(_sql(counted[name], returns, facts))
    ]  # fmt: skip


def _after_loading(past: Past) -> str:
    """Returns the query for what of the ledger would be in force: it stands in the place of the fact table."""
    columns = ", ".join(("unit_id", "month", *past.spec.columns))
    stays = f"NOT {replaced_condition(past.spec, past.checked.complete)}"
    return (
        f"SELECT {columns}, true AS is_current FROM staged UNION ALL"
        f" SELECT {columns}, true AS is_current FROM main.{past.table} AS o WHERE o.is_current AND {stays}"
    )


def _sql(one: KnownIndicator, returns: str, facts: str) -> str:
    """Returns the query for the returns of an indicator that its ledger counts otherwise.

    The first part is the numerator, the second, where there is one, the denominator; both come
    from the same rows.
    """
    first = one.counted[0]
    parts = [part for part in one.counted if part.from_item == first.from_item]
    is_whole = len(parts) == 2
    sums = [f"{_sum(name)} AS {name}" for name in ("part", "whole")[: len(parts)]]
    months = "l.month BETWEEN r.first_month AND r.month"
    snapshot = "l.month = r.month AND l.first_month = r.first_month"
    return _SQL.format(
        facts=facts,
        returns=returns,
        first="first_month" if first.is_cumulative else "NULL",
        flags=", ".join(_flags(part, name) for part, name in zip(parts, ("part", "whole"), strict=False)),
        from_item=first.from_item,
        scope=" OR ".join(f"({part.scope})" for part in parts),
        sums=", ".join(sums if is_whole else [*sums, "NULL AS whole"]),
        span=snapshot if first.is_cumulative else months,
        indicator=one.indicator_id,
    )


def _flags(part: Counted, name: str) -> str:
    return f"({part.counts}) AS {name}_counts, {part.settled_month} AS {name}_settled, {part.amount} AS {name}_amount"


def _sum(name: str) -> str:
    return f"sum(CASE WHEN l.{name}_counts AND l.{name}_settled <= r.month THEN l.{name}_amount ELSE 0 END)"


def _say(past: Past, code: str, one: KnownIndicator, row: tuple) -> Finding:
    sheet, row_no, unit, first, last, numerator, denominator, upload, part, whole = row
    counted = one.counted[0]
    said = {
        "unit": past.unit(unit), "period": Period(first, last).chinese, "indicator": one.indicator_id,
        "value": _words(numerator, denominator if whole is not None else None, counted.measured_in),
        "other": _words(part, whole, counted.measured_in), "upload": upload,
        "ledger": next(found.title for found in TEMPLATES if found.table.name == counted.table),
    }  # fmt: skip
    if code == "return_in_force_differs":
        return finding(code, **said)
    return finding(code, sheet, address(row_no - 1, None), row=row_no, **said)


def _words(part: Decimal | int, whole: Decimal | int | None, measured_in: str) -> str:
    words = [number_words(Decimal(one)) for one in (part, whole) if one is not None]
    return "/".join(words) if len(words) == 2 else f"{words[0]} {measured_in}"


RULES = (
    HistoryRule("return_differs", "indicator_returns", look_returns),
    HistoryRule("return_in_force_differs", "", look_ledgers),
)
