"""Says who has reported a month: expected units, fact table by fact table."""

from dataclasses import dataclass

from domain.period import Month, Period
from metrics.coverage import TEMPLATE_OF, tree
from metrics.evaluate import Evaluator


@dataclass(frozen=True)
class Reporting:
    """Holds, for one fact table and month, the expected units and those of them that are silent."""

    table: str
    template: str
    expected: tuple[str, ...]
    silent: tuple[str, ...]


def reporting(evaluator: Evaluator, month: Month) -> tuple[Reporting, ...]:
    """Returns who reported the month, for every fact table that anybody is expected to send.

    Units are ids; a unit counts as reported when itself or a unit below it sent something.
    """
    found = []
    for table, template in TEMPLATE_OF.items():
        expected = evaluator.expected(table)
        silent = [unit for unit in expected if not _reported(evaluator, table, unit, month)]
        if expected:
            found.append(Reporting(table, template, expected, tuple(silent)))
    return tuple(found)


def _reported(evaluator: Evaluator, table: str, unit_id: str, month: Month) -> bool:
    units = tree(evaluator.jurisdiction, unit_id)
    return bool(evaluator.coverage.months(table, units, Period.of_month(month)))
