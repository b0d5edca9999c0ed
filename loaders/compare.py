"""Sets a checked file beside the version in force: what it adds, changes and takes away."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.jurisdiction import Jurisdiction
from domain.table import TableSpec
from loaders.checked import Checked
from loaders.history.past import Past, replaced_condition
from store.warehouse import Warehouse

EXAMPLES = 20  # changes of each kind that are shown with their figures; the rest is counted

_KINDS = ("added", "changed", "removed", "unchanged")
_NAMING = ("VARCHAR", "DATE", "INTEGER", "BOOLEAN")  # a fact is told by these, amounts are what it says

# Totals: (name, SQL over the facts). A case form's cumulative figures are never added over months.
_TOTALS = {
    "samples": (
        ("samples", "count(*) FILTER (purpose NOT IN ('快检', '其他'))"),
        (
            "failed",
            "count(*) FILTER (purpose NOT IN ('快检', '其他') AND conclusion = 'failed' AND NOT is_overturned)",
        ),
    ),
    "disposals": (("tasks", "count(*)"), ("completed", "count(*) FILTER (state = 'completed')")),
}
_ROWS = (("rows", "count(*)"),)


@dataclass(frozen=True)
class Change:
    """Shows one fact that differs: `kind` is added, changed or removed.

    `key` names the fact (column → value), `before` and `after` hold only what differs; one of
    them is empty for a fact that comes or goes. `sheet` and `row` say where the fact stands: in
    the file, or for a removed one in the file it came from.
    """

    kind: str
    key: dict[str, object]
    before: dict[str, object]
    after: dict[str, object]
    sheet: str
    row: int


@dataclass(frozen=True)
class Total:
    """Holds a total of one unit before and after: a measure of the form, or a count of a ledger.

    `month` is yyyymm for a form; None for a ledger, whose counts span the months of the file.
    """

    unit_id: str
    unit: str
    month: int | None
    name: str
    before: Decimal
    after: Decimal


@dataclass(frozen=True)
class Comparison:
    """Says what loading a file would do to the facts in force; `unchanged` counts equal facts."""

    table: str
    added: int
    changed: int
    removed: int
    unchanged: int
    changes: tuple[Change, ...]
    totals: tuple[Total, ...]


def compare(
    warehouse: Warehouse, jurisdiction: Jurisdiction, checked: Checked, examples: int = EXAMPLES
) -> Comparison:
    """Returns how a checked file differs from the version in force, all its tables together.

    Writes nothing. The first `examples` changes of each kind and table are shown. A file without
    facts changes nothing; `table` then is empty, as it is where there are several.
    """
    found = compare_all(warehouse, jurisdiction, checked, examples)
    if len(found) == 1:
        return found[0]
    return Comparison(
        "",
        *(sum(getattr(one, kind) for one in found) for kind in _KINDS),
        changes=tuple(change for one in found for change in one.changes),
        totals=tuple(total for one in found for total in one.totals),
    )


def compare_all(
    warehouse: Warehouse, jurisdiction: Jurisdiction, checked: Checked, examples: int = EXAMPLES
) -> tuple[Comparison, ...]:
    """Returns for each fact table of a checked file how it differs from the version in force."""
    return tuple(
        _compare(Past(warehouse, jurisdiction, checked, table, staged), examples)
        for table, staged in checked.facts.items()
    )


def _compare(past: Past, examples: int) -> Comparison:
    pairs = _pairs(past.spec, past.checked.complete)
    counts = dict(past.rows(f"{pairs} SELECT kind, count(*) FROM pairs GROUP BY kind"))
    return Comparison(
        past.table,
        *(counts.get(kind, 0) for kind in _KINDS),
        changes=_changes(past, pairs, counts, examples),
        totals=_totals(past),
    )


def _identity(spec: TableSpec) -> tuple[str, ...]:
    """Returns what makes a fact the same one: the key, else all that is no amount."""
    if spec.key:
        return spec.key
    named = tuple(
        field.name for field in spec.fields if field.sql_type in _NAMING and not _is_span(field.name)
    )
    return ("unit_id", "month", *named)


def _is_span(column: str) -> bool:
    return column == "first_month"


def _compared(spec: TableSpec) -> list[str]:
    """Returns the columns whose values are held against each other."""
    return [name for name in ("unit_id", "month", *spec.columns) if name not in _identity(spec)]


def _old(spec: TableSpec, complete: bool) -> str:
    """Returns the query for the facts in force that loading would replace or withdraw."""
    return f"SELECT * FROM {spec.name} AS o WHERE o.is_current AND {replaced_condition(spec, complete)}"


def _numbered(spec: TableSpec, source: str) -> str:
    """Returns the query for facts with `nth`, their number among those that look the same."""
    if spec.key:
        return f"SELECT *, 1 AS nth FROM {source}"
    same = ", ".join(_identity(spec))
    return f"SELECT *, row_number() OVER (PARTITION BY {same} ORDER BY sheet, row_no) AS nth FROM {source}"


def _pairs(spec: TableSpec, complete: bool) -> str:
    """Returns the WITH clause of `pairs`: old and new facts side by side, with their kind."""
    columns = ("sheet", "row_no", *_identity(spec), *_compared(spec))
    same = " AND ".join(f"o.{name} IS NOT DISTINCT FROM n.{name}" for name in (*_identity(spec), "nth"))
    differs = " OR ".join(f"o.{name} IS DISTINCT FROM n.{name}" for name in _compared(spec)) or "false"
    sides = ", ".join(f"{side}.{name} AS {side}_{name}" for side in "on" for name in columns)
    old = f"({_old(spec, complete)})"
    return (
        f"WITH old AS ({_numbered(spec, old)}), new AS ({_numbered(spec, 'staged')}), pairs AS (SELECT {sides},"
        f" CASE WHEN o.row_no IS NULL THEN 'added' WHEN n.row_no IS NULL THEN 'removed'"
        f" WHEN {differs} THEN 'changed' ELSE 'unchanged' END AS kind"
        f" FROM old AS o FULL JOIN new AS n ON {same})"
    )


def _changes(past: Past, pairs: str, counts: dict[str, int], examples: int) -> tuple[Change, ...]:
    identity, compared = _identity(past.spec), _compared(past.spec)
    columns = ("sheet", "row_no", *identity, *compared)
    names = ", ".join(f"{side}_{name}" for side in "on" for name in columns)
    found: list[Change] = []
    for kind in ("changed", "removed", "added"):
        place = "o" if kind == "removed" else "n"
        rows = past.rows(
            f"{pairs} SELECT {names} FROM pairs WHERE kind = '{kind}' ORDER BY {place}_sheet, {place}_row_no, {names}"
            f" LIMIT {examples}"
        ) if counts.get(kind) else []  # fmt: skip
        found += [_change(kind, row, columns, len(identity)) for row in rows]
    return tuple(found)


def _change(kind: str, row: tuple, columns: Sequence[str], keys: int) -> Change:
    old = dict(zip(columns, row[: len(columns)], strict=True))
    new = dict(zip(columns, row[len(columns) :], strict=True))
    own = old if kind == "removed" else new
    differing = [name for name in columns[2 + keys :] if kind != "changed" or old[name] != new[name]]
    return Change(
        kind,
        {name: own[name] for name in columns[2 : 2 + keys]},
        {} if kind == "added" else {name: old[name] for name in differing},
        {} if kind == "removed" else {name: new[name] for name in differing},
        str(own["sheet"]),
        int(own["row_no"]),
    )


def _totals(past: Past) -> tuple[Total, ...]:
    is_form = {"measure", "value"} <= set(past.spec.columns)
    rows = _form_totals(past) if is_form else _ledger_totals(past)
    return tuple(
        Total(unit_id, past.unit(unit_id), month, name, Decimal(before), Decimal(after))
        for unit_id, month, name, before, after in rows
    )


def _form_totals(past: Past) -> list[tuple]:
    """Returns unit, month, measure and its sum over all types before and after."""
    return past.rows(
        "SELECT unit_id, month, measure, coalesce(sum(value) FILTER (side = 'old'), 0),"
        " coalesce(sum(value) FILTER (side = 'new'), 0) FROM ("
        f"SELECT 'old' AS side, unit_id, month, measure, value FROM ({_old(past.spec, past.checked.complete)})"
        " UNION ALL SELECT 'new', unit_id, month, measure, value FROM staged)"
        " GROUP BY unit_id, month, measure ORDER BY unit_id, month, measure"
    )


def _ledger_totals(past: Past) -> list[tuple]:
    """Returns unit, None, name and count before and after, over the units and months concerned."""
    spec = past.spec
    totals = _TOTALS.get(past.table, _ROWS)
    columns = ", ".join(("unit_id", "month", *spec.columns))
    replaced = replaced_condition(spec, past.checked.complete)
    counts = ", ".join(f"{sql} AS {name}" for name, sql in totals)
    sql = (
        f"WITH concerned AS (SELECT unit_id, month FROM staged UNION SELECT unit_id, month FROM ({_old(spec, past.checked.complete)})),"
        f" before AS (SELECT {columns} FROM {spec.name} AS o WHERE o.is_current"
        " AND (o.unit_id, o.month) IN (SELECT unit_id, month FROM concerned)),"
        f" after AS (SELECT {columns} FROM staged UNION ALL SELECT {columns} FROM before AS o WHERE NOT {replaced})"
        f" SELECT unit_id, side, {{names}} FROM (SELECT unit_id, 'before' AS side, {counts} FROM before GROUP BY unit_id"
        f" UNION ALL SELECT unit_id, 'after', {counts} FROM after GROUP BY unit_id) ORDER BY unit_id"
    ).format(names=", ".join(name for name, _ in totals))
    found: dict[str, dict[str, tuple]] = {}
    for unit_id, side, *values in past.rows(sql):
        found.setdefault(unit_id, {})[side] = tuple(values)
    zeros = (0,) * len(totals)
    return [
        (unit_id, None, name, sides.get("before", zeros)[at], sides.get("after", zeros)[at])
        for unit_id, sides in found.items()
        for at, (name, _) in enumerate(totals)
    ]
