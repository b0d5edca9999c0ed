"""Folds what is wrong with a whole column into one finding, so that nobody drowns in rows."""

from collections.abc import Iterable, Mapping

from domain.finding import Finding, Severity
from loaders.grid import address
from loaders.messages import MESSAGES, finding
from loaders.stage import StagedSheet
from loaders.template import Column, LedgerTemplate, Rule
from store.staging import Staging


def fold_absent(
    area: Staging, rule: Rule, template: LedgerTemplate, sheets: Mapping[str, StagedSheet]
) -> tuple[list[Finding], dict[str, int]]:
    """Returns one finding for each sheet that lacks the rule's column, and sheet → rows it settles.

    A column that is not there at all fails once as a column, not once a row.
    """
    findings: list[Finding] = []
    settled: dict[str, int] = {}
    lacking = [name for name, staged in sheets.items() if rule.column and rule.column not in staged.chosen]
    if not lacking:
        return findings, settled
    heads = "count_if(is_head)" if rule.over == "entries" else "count(*)"
    for sheet, hits, rows in area.rows(
        f"SELECT sheet, count_if({rule.when}), {heads} FROM {rule.over}"
        f" WHERE list_contains({list_of(lacking)}, sheet)"
        f" GROUP BY sheet HAVING count_if({rule.when}) > 0 ORDER BY min(rid)",
        lacking,
    ):
        found = _absent(rule, template.column(rule.column), sheet, hits, rows)
        if found is not None:
            findings += found
            settled[sheet] = hits
    return findings, settled


def whole_column(
    area: Staging, rule: Rule, template: LedgerTemplate, sheets: Mapping[str, StagedSheet], rest: int
) -> Finding | None:
    """Returns the finding about a column of one sheet in which no filled cell can be read, else None.

    It names the whole range and counts the `rest` that is not listed, under the rule's own code.
    """
    text = dict(rule.parts).get("found")
    if not (rule.column and text and rule.over == "entries" and MESSAGES[rule.code][0] is Severity.ERROR):
        return None
    rows = area.rows(
        f"SELECT sheet, count(*), min(row_no), max(row_no), bool_and({rule.when})"
        f" FROM entries WHERE {text} IS NOT NULL GROUP BY sheet HAVING bool_or({rule.when})"
    )
    sheet, count, first, last, is_whole = rows[0] if len(rows) == 1 else ("", 0, 0, 0, False)
    if not is_whole or sheet not in sheets or rule.column not in sheets[sheet].chosen:
        return None
    col = sheets[sheet].chosen[rule.column]
    cells = f"{address(first - 1, col)}:{address(last - 1, col)}"
    header = template.column(rule.column).header
    said = finding("column_unreadable", sheet, cells, column=header, count=count, rest=rest)
    return Finding(said.severity, rule.code, said.message, sheet, cells)


def list_of(values: Iterable[str]) -> str:
    """Returns an SQL list with a placeholder for each value."""
    return "[" + ", ".join("?" for _ in values) + "]"


def _absent(rule: Rule, column: Column, sheet: str, hits: int, rows: int) -> list[Finding] | None:
    """Returns what is said about a missing column; None when its rows are to be listed."""
    said = {"column": column.header, "count": hits}
    if MESSAGES[rule.code][0] is not Severity.ERROR:
        return [finding("column_absent", sheet, **said)]
    if column.required:
        return []  # the missing column is an error already
    return [finding("needed_column_missing", sheet, **said)] if hits >= rows else None
