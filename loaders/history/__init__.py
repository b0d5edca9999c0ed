"""Holds a checked file against what the warehouse already counts: doubts, never errors."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from domain.finding import Finding, Severity
from domain.jurisdiction import Jurisdiction
from domain.known_indicator import KnownIndicator
from loaders.checked import Checked
from loaders.history import falls, jumps, monthly, register, repeats, returned, same_file, tasks, unit_slip
from loaders.history.past import HistoryRule, Past
from loaders.rules import capped
from store.warehouse import Warehouse

# In this order: what an earlier rule has explained, a later one no longer complains about.
RULES: tuple[HistoryRule, ...] = (
    *same_file.RULES, *monthly.RULES, *unit_slip.RULES, *falls.RULES, *jumps.RULES, *repeats.RULES, *tasks.RULES, *returned.RULES,
    *register.RULES,
)  # fmt: skip

_ORDER = list(Severity)
_CODES = {rule.code for rule in RULES} | {
    "summary_differs",
    "summary_in_force_differs",
    "summary_spans_differ",
}


def add_history(
    checked: Checked, warehouse: Warehouse, jurisdiction: Jurisdiction, known: Mapping[str, KnownIndicator]
) -> None:
    """Adds the findings of the history rules to a checked file, warnings before remarks.

    Reads the warehouse and writes nothing. At most 50 findings of a code are listed. `known`
    describes the indicators by id.
    """
    checked.findings += history_findings(checked, warehouse, jurisdiction, known)
    checked.findings.sort(key=lambda one: _ORDER.index(one.severity))


def without_history(checked: Checked) -> Checked:
    """Returns a checked file without what the data in force had to say about it."""
    return replace(checked, findings=[one for one in checked.findings if one.code not in _CODES])


def history_findings(
    checked: Checked,
    warehouse: Warehouse,
    jurisdiction: Jurisdiction,
    known: Mapping[str, KnownIndicator] = MappingProxyType({}),
) -> list[Finding]:
    """Returns what the history rules say about a checked file, in the order of the rules."""
    findings: list[Finding] = []
    for table, staged in checked.facts.items():
        if not staged.num_rows:
            continue
        past = Past(warehouse, jurisdiction, checked, table, staged, known=known)
        for rule in RULES:
            if rule.table in ("", table):
                findings += capped(rule.code, rule.look(past))
    return findings
