"""Settles which rows of a form only add up others: a type row above its sub-type rows."""

from dataclasses import replace
from decimal import Decimal

from loaders.form_layout import FormLayout, Line, read_amount, values_of
from loaders.grid import Grid

Amounts = dict[str, Decimal]

HEAD_REASON = "类型合计行(由各子类相加)"
PART_REASON = "其中行(已含在类型行内)"
TOTAL, SUBTOTAL = "合计行", "小计行"


def settle_groups(grid: Grid, layout: FormLayout, lines: list[Line]) -> list[Line]:
    """Returns the lines with all that only repeats other rows marked as such.

    A figure of a type row whose sub-type rows fill the same column is a check, not data. Where
    both are data (the printed 合计 adds them all up) nothing is marked; rows «其中» that make up
    less than their type row are contained in it.
    """
    for is_second in (False, True):  # groups that add up first: the 合计 judges the others
        for label in dict.fromkeys(line.label for line in lines if line.label and not line.reason):
            group = [line for line in lines if line.label == label and not line.reason]
            settled = _settle(grid, layout, group, _left_over(grid, layout, lines), is_second)
            lines = [settled.get(line.row, line) for line in lines]
    return lines


def head_and_parts(group: list[Line]) -> tuple[Line, list[Line]] | None:
    """Returns a type's own row and its sub-type rows, or None when it has not one of the first."""
    heads = [line for line in group if not line.subtype]
    parts = [line for line in group if line.subtype]
    return (heads[0], parts) if len(heads) == 1 and parts else None


def amounts_of(grid: Grid, layout: FormLayout, line: Line) -> Amounts:
    """Returns measure → number of the row's cells that count as data."""
    read = {name: read_amount(text) for name, text in values_of(grid, layout, line.row).items()}
    return {name: value for name, value in read.items() if value is not None and name not in line.checked}


def added(rows: list[Amounts]) -> Amounts:
    """Returns the sum of each measure that any of the rows has."""
    sums: Amounts = {}
    for row in rows:
        for name, value in row.items():
            sums[name] = sums.get(name, Decimal(0)) + value
    return sums


def _left_over(grid: Grid, layout: FormLayout, lines: list[Line]) -> Amounts:
    """Returns what the printed 合计 leaves beside the sum of all data rows, for each printed measure."""
    sums = added([amounts_of(grid, layout, line) for line in lines if not line.reason])
    printed: Amounts = {}
    for line in lines:
        if line.reason == TOTAL:
            printed |= amounts_of(grid, layout, line)
    return {name: value - sums.get(name, Decimal(0)) for name, value in printed.items()}


def _settle(
    grid: Grid, layout: FormLayout, group: list[Line], left_over: Amounts, is_second: bool
) -> dict[int, Line]:
    """Returns row → line for the rows of one type that change."""
    found = head_and_parts(group)
    if found is None or found[0].checked:
        return {}
    head, parts = found
    own = amounts_of(grid, layout, head)
    sums = added([amounts_of(grid, layout, part) for part in parts])
    shared = [name for name in own if name in sums]
    if not shared:
        return {}
    differs = any(own[name] != sums[name] for name in shared)
    if len(parts) > 1 and not differs:
        return _marked(grid, layout, [head], shared, HEAD_REASON)
    if not is_second:
        return {}
    # 合计 with both rows in it leaves nothing over; without the type row it is short of just that
    counts_both = any(name in left_over for name in shared) and not any(left_over.get(n) for n in shared)
    is_short = all(left_over.get(name) == -own[name] for name in shared)
    of_which = any(part.is_of_which for part in parts)
    if counts_both or (len(parts) == 1 and not of_which and not is_short):
        return {}
    if of_which and differs and all(own[name] >= sums[name] for name in shared):
        return _marked(grid, layout, parts, shared, PART_REASON)
    return _marked(grid, layout, [head], shared, HEAD_REASON)


def _marked(
    grid: Grid, layout: FormLayout, lines: list[Line], measures: list[str], reason: str
) -> dict[int, Line]:
    """Returns the lines with these measures as checks; a line left without data is set aside whole."""
    marked = {}
    for line in lines:
        has_more = set(values_of(grid, layout, line.row)) - set(measures)
        marked[line.row] = replace(line, checked=frozenset(measures), reason="" if has_more else reason)
    return marked
