"""Recognises which template a workbook follows, by the words in it, wherever they stand."""

from dataclasses import dataclass, field

from loaders.blocks import blocks_of
from loaders.grid import grid_of
from loaders.header import Heading
from loaders.matching import find_template, unread_headings
from loaders.picks import Picks
from loaders.recognise_whole import by_header, whole_sheets
from loaders.template import Template
from loaders.workbook import Sheet, Workbook


@dataclass
class Recognised:
    """Holds the template, the sheets that follow it, and the others with the reason in words."""

    template: Template | None = None
    uses: list[tuple[Sheet, Heading]] = field(default_factory=list)
    hidden: list[Sheet] = field(default_factory=list)
    others: list[tuple[Sheet, str]] = field(default_factory=list)
    unread: list[tuple[Sheet, Heading]] = field(default_factory=list)


def recognise(
    workbook: Workbook,
    templates: tuple[Template, ...],
    known: tuple[Template, ...],
    picks: Picks | None = None,
) -> list[Recognised]:
    """Returns what the tables of the visible sheets follow, one entry a template, the main one first.

    The main template is the one with the most rows, on a tie the more specific one (smaller
    rank). The first entry names what was left aside, with a reason, and has no template when
    none is recognised; with a single template its `unread` then holds the rows that look most
    like its header. `known` are all templates: they part a sheet into its tables and say what
    the others are. `picks` knows what people said about headers.
    """
    visible = [sheet for sheet in workbook.sheets if not sheet.hidden]
    hidden = [sheet for sheet in workbook.sheets if sheet.hidden and sheet.row_count]
    matched, visible = whole_sheets(visible, templates)
    tables = by_header(known)
    blocks = [block for sheet in visible for block in _tables(sheet, tables)]
    wanted = by_header(templates)
    matched += [
        (block, find_template(block, grid_of(block), wanted, picks, workbook.file_name)) for block in blocks
    ]
    rows: dict[str, int] = {}
    for block, found in matched:
        if found is not None:
            below = block.row_count - found[1].last_row - 1
            rows[found[0].template_id] = rows.get(found[0].template_id, 0) + below
    chosen = [one for one in templates if one.template_id in rows]
    result = [Recognised(one) for one in sorted(chosen, key=lambda t: (-rows[t.template_id], t.rank))]
    for one in result:
        one.uses = [(block, found[1]) for block, found in matched if found and found[0] is one.template]
    result = result or [Recognised()]
    result[0].hidden = hidden
    result[0].others = [
        (block, _reason(block, known, templates)) for block, found in matched if found is None
    ]
    if result[0].template is None and len(by_header(templates)) == 1 == len(templates):
        grids = [(sheet, grid_of(sheet)) for sheet in visible]
        result[0].unread = list(unread_headings(grids, templates[0], picks))
    return result


def _tables(sheet: Sheet, known: tuple[Template, ...]) -> tuple[Sheet, ...]:
    """Returns the tables of a sheet; the whole sheet when a part of it would be no table at all."""
    blocks = blocks_of(sheet, known)
    if len(blocks) > 1 and not all(find_template(block, grid_of(block), known) for block in blocks):
        return (sheet,)
    return blocks


def _reason(sheet: Sheet, known: tuple[Template, ...], tried: tuple[Template, ...]) -> str:
    if not sheet.row_count:
        return "空表"
    if known == tried:
        return "没有认出表头"
    whole, _ = whole_sheets([sheet], known)
    found = whole[0][1] if whole else find_template(sheet, grid_of(sheet), by_header(known))
    return f"是“{found[0].title}”，未选这种表样" if found else "没有认出表头"
