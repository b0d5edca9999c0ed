"""Compares summaries with the ledgers and forms of the same unit and months: in the file and in force.

The ledger or the form counts; each figure of a summary that differs from it is a warning, whichever
of the two came in now.
"""

from collections.abc import Sequence

import pyarrow as pa

from domain.finding import Finding, Severity
from domain.jurisdiction import Jurisdiction
from domain.period import Period
from loaders.checked import Checked
from loaders.grid import address
from loaders.history.past import coverage_table, number_words, replaced_condition
from loaders.messages import finding
from loaders.rules import capped
from loaders.templates import tables
from loaders.templates.unit_summary import TEMPLATE
from store.staging import staging
from store.warehouse import Warehouse

SUMMARIES, _SAMPLES, _CELLS = "summary_figures", "samples", "case_cells"
_SOURCES = {_SAMPLES: "抽检台账", _CELLS: "案件统计表"}
_COLUMNS = {
    SUMMARIES: "unit_id, first_month, month, measure, kind, value, sheet, row_no",
    _SAMPLES: "unit_id, month, is_produce, purpose, department, conclusion, is_overturned",
    _CELLS: "unit_id, first_month, month, measure, value",
}
_ORDER = list(Severity)


def severity_order(one: Finding) -> int:
    """Returns where a finding stands in a list: errors first."""
    return _ORDER.index(one.severity)


# Sampling counts as the measures count it: quick tests never, rates of 监督抽检 and of the
# agriculture departments' monitoring, re-inspection included.
_RATED = "(l.purpose = '监督抽检' OR (l.purpose = '风险监测' AND l.department = 'agriculture'))"
_PASSED = "(l.conclusion = 'qualified' OR (l.conclusion = 'failed' AND l.is_overturned))"
_FIGURES = {
    _SAMPLES: f"""
        SELECT s.*, bool_or(l.is_new) AS is_own, count_if(CASE s.measure WHEN 'sampled' THEN l.purpose NOT IN ('快检', '其他')
            WHEN 'qualified' THEN {_RATED} AND {_PASSED}
            ELSE {_RATED} AND l.conclusion = 'failed' AND NOT l.is_overturned END) AS other
        FROM summaries AS s JOIN ledger AS l ON l.unit_id = s.unit_id AND l.month BETWEEN s.first_month AND s.month
            AND (s.kind = '' OR l.is_produce = (s.kind = 'produce'))
        WHERE s.measure IN ('sampled', 'qualified', 'failed') GROUP BY ALL
    """,
    _CELLS: """
        SELECT s.*, bool_or(l.is_new) AS is_own, sum(l.value) AS other
        FROM summaries AS s JOIN ledger AS l ON l.unit_id = s.unit_id AND l.month = s.month
            AND l.first_month = s.first_month AND l.measure = s.measure
        GROUP BY ALL
    """,
}


def add_differences(
    parts: Sequence[Checked], warehouse: Warehouse | None, jurisdiction: Jurisdiction
) -> None:
    """Adds a warning for every figure in which a summary and a ledger or form differ.

    Compared is what would count after loading all parts of the file; a pair that was in force
    before is not said again. Says nothing about a file with errors.
    """
    if any(part.has_errors for part in parts):
        return
    own = {name: part for part in parts for name, table in part.facts.items() if table.num_rows}
    if not own.keys() & _COLUMNS.keys() or not (SUMMARIES in own or _in_force(warehouse)):
        return
    for ledger in _SOURCES:
        if not {SUMMARIES, ledger} & own.keys():
            continue
        rows = _differences(ledger, own, warehouse)
        _say(rows, ledger, own, jurisdiction)


def _in_force(warehouse: Warehouse | None) -> bool:
    sql = f"SELECT 1 FROM {SUMMARIES} WHERE is_current LIMIT 1"
    return warehouse is not None and bool(warehouse.rows(sql))


def _differences(ledger: str, own: dict[str, Checked], warehouse: Warehouse | None) -> list[tuple]:
    summaries, facts = (relation(name, own, warehouse) for name in (SUMMARIES, ledger))
    if not summaries or not facts:
        return []
    sql = (
        f"WITH summaries AS ({summaries}), ledger AS ({facts}), compared AS ({_FIGURES[ledger]})"
        " SELECT unit_id, first_month, month, measure, kind, value, other, sheet, row_no, upload_id, is_new, is_own"
        " FROM compared WHERE value <> other AND (is_new OR is_own)"
        " ORDER BY is_new DESC, sheet, row_no, unit_id, measure, kind"
    )
    read_by = staged(own)
    if warehouse is not None:
        return warehouse.rows(sql, (), read_by)
    with staging() as area:
        for name, table in read_by.items():
            area.put(name, table)
        return area.rows(sql)


def staged(own: dict[str, Checked]) -> dict[str, pa.Table]:
    """Returns the tables that `relation` reads besides the warehouse's, by name."""
    tables: dict[str, pa.Table] = {}
    for name in _COLUMNS.keys() & own.keys():
        tables |= {
            f"staged_{name}": own[name].facts[name],
            f"staged_{name}_coverage": coverage_table(own[name]),
        }
    return tables


def relation(name: str, own: dict[str, Checked], warehouse: Warehouse | None) -> str:
    """Returns the query for what of a fact table would count after loading; '' when there is nothing."""
    columns, parts = _COLUMNS[name], []
    if name in own:
        parts.append(f"SELECT {columns}, '' AS upload_id, true AS is_new FROM staged_{name}")
    if warehouse is not None:
        spec = next(spec for spec in tables() if spec.name == name)
        stays = (
            f"NOT {replaced_condition(spec, own[name].complete, f'staged_{name}')}" if name in own else "true"
        )
        parts.append(
            f"SELECT {columns}, upload_id, false AS is_new FROM {name} AS o WHERE o.is_current AND {stays}"
        )
    return " UNION ALL ".join(parts)


def _say(rows: list[tuple], ledger: str, own: dict[str, Checked], jurisdiction: Jurisdiction) -> None:
    """Adds the differences to the part they are about: the summary's, else the ledger's."""
    found: dict[str, list[Finding]] = {}
    for unit, first, last, measure, kind, value, other, sheet, row, upload, is_new, is_own in rows:
        place = "本文件的" if is_own else "已入库的"
        said = {
            "unit": jurisdiction.unit(unit).name, "period": Period(first, last).chinese,
            "figure": TEMPLATE.column(f"{kind}_{measure}" if kind else measure).header,
            "value": number_words(value), "source": place + _SOURCES[ledger], "other": str(other) if isinstance(other, int) else number_words(other),
        }  # fmt: skip
        if is_new:
            one = finding("summary_differs", sheet, address(row - 1, None), row=row, **said)
        else:
            one = finding("summary_in_force_differs", upload=upload, **said)
        found.setdefault(one.code, []).append(one)
    for code, findings in found.items():
        part = own[SUMMARIES if code == "summary_differs" else ledger]
        part.findings += capped(code, findings)
        part.findings.sort(key=severity_order)
