"""Holds inspections against the registers in force: visits to subjects that no register knows."""

from domain.finding import Finding
from domain.inspection import OTHER
from loaders.grid import address
from loaders.history.past import EXAMPLES, HistoryRule, Past, examples
from loaders.messages import finding

_NAME = "(unit_id, replace(replace(subject_name, '（', '('), '）', ')'))"
_KNOWN = f"""
    (credit_code <> '' AND credit_code IN (SELECT credit_code FROM entity_register WHERE is_current))
    OR (licence <> '' AND licence IN (SELECT licence FROM entity_register WHERE is_current))
    OR {_NAME} IN (SELECT {_NAME} FROM entity_register WHERE is_current AND credit_code = '')
    OR (credit_code = '' AND {_NAME} IN (SELECT {_NAME} FROM entity_register WHERE is_current))
"""
# Only visits of a category, by units that sent a register: elsewhere nothing is counted by it yet.
_UNKNOWN = f"""
    SELECT sheet, min(row_no) FILTER (lacks), count_if(lacks), count(*), min(subject_name, {EXAMPLES}) FILTER (lacks)
    FROM (SELECT *, NOT ({_KNOWN}) AS lacks FROM staged
          WHERE subject_kinds NOT IN ('', '{OTHER}') AND unit_id IN (SELECT unit_id FROM entity_register WHERE is_current))
    GROUP BY sheet HAVING count_if(lacks) > 0 ORDER BY sheet
"""


def look_for_strangers(past: Past) -> list[Finding]:
    """Returns a warning for each sheet with visits to subjects that stand in no register."""
    return [
        finding("visit_without_register", sheet, address(first - 1, None), row=first, count=count, total=total,
                names=examples(names, count))
        for sheet, first, count, total, names in past.rows(_UNKNOWN)
    ]  # fmt: skip


RULES = (HistoryRule("visit_without_register", "inspections", look_for_strangers),)
