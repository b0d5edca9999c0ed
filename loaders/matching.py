"""Matches one sheet with the templates: by its words, by near misses, by what people said before."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from loaders.form_layout import lay_out
from loaders.grid import Grid
from loaders.header import Heading, find_heading, loose_heading
from loaders.labels import squeeze
from loaders.picks import Picks
from loaders.summary_layout import lay_out_summary
from loaders.template import FormTemplate, LedgerTemplate, SummaryTemplate, Template
from loaders.workbook import Sheet

_WORDS, _NEAR, _MEMORY = range(3)


def find_template(
    sheet: Sheet,
    grid: Grid,
    templates: tuple[Template, ...],
    picks: Picks | None = None,
    file_name: str = "",
) -> tuple[Template, Heading] | None:
    """Returns the template a sheet follows and its heading, or None.

    Every template is tried by its words before any near miss counts, and a row whose words say
    nothing is taken for a header only when a person explained it.
    """
    for way in (_WORDS, _NEAR, _MEMORY):
        for template in templates:
            heading = _heading(grid, template, way)
            if heading is not None and picks is not None:
                heading = picks.on(sheet, grid, template, heading)
            words = (sheet.name, PurePath(file_name).stem)
            if heading is not None and _follows(grid, template, heading, way, words):
                return template, heading
    return None


def best_heading(sheet: Sheet, grid: Grid, template: Template, picks: Picks | None = None) -> Heading | None:
    """Returns what looks most like the template's header on a sheet that does not follow it."""
    found = next(filter(None, (_heading(grid, template, way) for way in (_NEAR, _WORDS, _MEMORY))), None)
    return picks.on(sheet, grid, template, found) if found is not None and picks is not None else found


def _heading(grid: Grid, template: Template, way: int) -> Heading | None:
    if way == _MEMORY:
        return loose_heading(grid, template.columns)
    return find_heading(grid, template.columns, 2, is_near=way == _NEAR)


def _follows(grid: Grid, template: Template, heading: Heading, way: int, words: tuple[str, ...]) -> bool:
    if way == _MEMORY and not heading.picked:
        return False
    if isinstance(template, FormTemplate):
        found = heading.sure if way == _WORDS else heading.found
        # a form cut down to 立案 and 结案 is known by the name of its rows
        is_named = any(squeeze(template.row_header) in squeeze(text) for text in heading.headers.values())
        return (
            len(found) >= (2 if is_named else template.at_least)
            and lay_out(grid, heading, template) is not None
        )
    if isinstance(template, SummaryTemplate):
        return way != _NEAR and lay_out_summary(grid, heading, template) is not None
    found = heading.sure if way == _WORDS else heading.found
    above = [text for row in grid.rows[grid.top : heading.first_row] for text in row if text]
    return meets(template, heading, found, (*above, *words))


def meets(template: LedgerTemplate, heading: Heading, found: frozenset[str], words: Sequence[str]) -> bool:
    """Tells whether every group of needed columns is found, and something only this template has.

    `words` are the texts around the table: what they state, its columns need not say.
    """
    signatures = {column.name for column in template.columns if column.signature}
    if all(found & set(group) for group in template.needs) and bool(found & signatures):
        return True
    stated = template.stated
    if stated is None or not all(found & set(group) for group in stated.needs):
        return False
    is_foreign = any(re.search(stated.foreign, text) for text in heading.headers.values())
    return not is_foreign and any(map(stated.reads, words))


def unread_headings(
    sheets: list[tuple[Sheet, Grid]], template: Template, picks: Picks | None
) -> Iterator[tuple[Sheet, Heading]]:
    """Yields the sheets that may be the table a person declared, with the row that heads it best."""
    for sheet, grid in sheets:
        if grid.height > 1 and (heading := best_heading(sheet, grid, template, picks)) is not None:
            yield sheet, heading
