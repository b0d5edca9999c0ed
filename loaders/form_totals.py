"""Holds the printed totals of a form against the sum of their rows; both numbers are said."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.finding import Finding
from loaders.form_cells import Cell, plain, read_value
from loaders.form_groups import HEAD_REASON, SUBTOTAL, TOTAL, head_and_parts
from loaders.form_layout import FormLayout, Line, says_nothing
from loaders.grid import Grid, address
from loaders.ledger_totals import NO_RESULT, told_once
from loaders.messages import finding
from loaders.template import FormTemplate
from loaders.workbook import Sheet


@dataclass(frozen=True)
class Form:
    """Holds one read form: its sheet, its layout, its rows and the figures taken from them."""

    sheet: Sheet
    grid: Grid
    layout: FormLayout
    template: FormTemplate
    lines: list[Line]
    cells: list[Cell]

    def printed(self, row: int, measure: str) -> Decimal | None:
        """Returns the number in a cell of a total row, None when it is blank or no number."""
        text = self.grid.text(row, self.layout.measures[measure])
        return None if says_nothing(text) else read_value(text, measure, self.layout, self.template)[0]

    def total(self, measure: str, rows: set[int] | None = None) -> Decimal:
        """Returns the sum of a measure over the figures in these rows, or in all of them."""
        found = (c.value for c in self.cells if c.measure == measure and (rows is None or c.row in rows))
        return sum(found, Decimal(0))

    def unread(self) -> frozenset[str]:
        """Returns the measures with a cell that cannot be read: their sums would only repeat the complaint."""
        hidden = {(row, col) for row, col, *_ in (*self.sheet.error_cells, *self.sheet.uncached)}
        return frozenset(
            measure
            for measure, col in self.layout.measures.items()
            for line in self.lines
            if not line.reason
            and (
                (line.row, col) in hidden
                or (
                    not says_nothing(self.grid.text(line.row, col))
                    and self.printed(line.row, measure) is None
                )
            )
        )


def compare_totals(form: Form) -> list[Finding]:
    """Returns what is said about 合计, 小计 and type rows that are not what their rows add up to."""
    unread = form.unread()
    measures = [name for name in form.layout.measures if name not in unread]
    findings = [one for line in form.lines for one in _compare(form, line, measures)]
    return findings + [one for line in form.lines for one in told_once(_unread_totals(form, line))]


def _compare(form: Form, line: Line, measures: list[str]) -> Iterator[Finding]:
    if line.reason == TOTAL:
        yield from _grand_total(form, line, measures)
    elif line.reason == SUBTOTAL:
        yield from _subtotal(form, line, measures)
    elif line.checked and not line.is_of_which and not line.subtype:
        yield from _type_row(form, line, measures)
    elif not line.reason and line.label and not line.subtype:
        yield from _beside(form, line, measures)


def _grand_total(form: Form, line: Line, measures: list[str]) -> Iterator[Finding]:
    for measure in measures:
        printed, total = form.printed(line.row, measure), form.total(measure)
        if printed is not None and printed != total:
            yield _say(form, "total_differs", line.row, measure, printed=printed, total=total)


def _subtotal(form: Form, line: Line, measures: list[str]) -> Iterator[Finding]:
    """Yields a warning for each figure of a 小计 that none of the groups it may close adds up to."""
    groups = _groups_above(form, line)
    label = next((one.label for one in reversed(form.lines) if one.row < line.row and one.label), "")
    for measure in measures:
        printed = form.printed(line.row, measure)
        totals = [form.total(measure, rows) for rows in groups]
        if printed is not None and printed not in totals:
            said = {"label": line.label or label, "printed": printed, "total": totals[0]}
            yield _say(form, "subtotal_differs", line.row, measure, **said)


def _groups_above(form: Form, line: Line) -> list[set[int]]:
    """Returns the sets of rows a 小计 may add up: its type's, or those since the last check row."""
    data = [one for one in form.lines if not one.reason or one.reason == HEAD_REASON]
    above = [one for one in data if one.row < line.row]
    checks = [one.row for one in form.lines if one.reason in (TOTAL, SUBTOTAL) and one.row < line.row]
    since = {one.row for one in above if one.row > max(checks, default=-1)}
    label = line.label or (above[-1].label if above else "")
    own = {one.row for one in data if one.label == label}
    return [own & since or own, own, since] if own else [since]


def _type_row(form: Form, line: Line, measures: list[str]) -> Iterator[Finding]:
    """Yields a warning for each checked figure of a type row that its sub-type rows do not add up to."""
    parts = {one.row for one in form.lines if one.label == line.label and one.subtype and not one.reason}
    for measure in measures:
        if measure in line.checked:
            printed, total = form.printed(line.row, measure), form.total(measure, parts)
            if printed is not None and printed != total:
                said = {"label": line.label, "printed": printed, "total": total}
                yield _say(form, "subtotal_differs", line.row, measure, **said)


def _beside(form: Form, line: Line, measures: list[str]) -> Iterator[Finding]:
    """Yields one warning when a type row counts beside several sub-type rows of its own."""
    group = [one for one in form.lines if one.label == line.label and not one.reason]
    found = head_and_parts(group)
    if found is None or len(found[1]) < 2 or any(part.checked for part in found[1]):
        return
    rows = {part.row for part in found[1]}
    for measure in measures:
        printed, total = form.printed(line.row, measure), form.total(measure, rows)
        if printed and total:
            said = {"label": line.label, "printed": printed, "total": total}
            yield _say(form, "subtotal_beside_rows", line.row, measure, **said)
            return


def _unread_totals(form: Form, line: Line) -> Iterator[Finding]:
    """Yields a remark for each cell of a total row that holds no number: text, an error, no result."""
    if line.reason not in (TOTAL, SUBTOTAL):
        return
    hidden = {(row, col): what for row, col, what in form.sheet.error_cells}
    hidden |= dict.fromkeys(form.sheet.uncached, NO_RESULT)
    for measure, col in form.layout.measures.items():
        text = hidden.get((line.row, col)) or form.grid.text(line.row, col)
        if not says_nothing(text) and form.printed(line.row, measure) is None:
            yield finding("total_unread", form.sheet.name, address(line.row, col), found=text)


def _say(form: Form, code: str, row: int, measure: str, **said: Decimal | str) -> Finding:
    words = {name: plain(value) if isinstance(value, Decimal) else value for name, value in said.items()}
    column = form.template.column(measure).header
    return finding(code, form.sheet.name, address(row, form.layout.measures[measure]), column=column, **words)
