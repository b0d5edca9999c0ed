"""Recognises forms that fill a whole sheet without a header row: cases and the liaison table."""

from collections.abc import Sequence

from loaders.card_template import SHEET_TEMPLATES, CardTemplate, LiaisonTemplate
from loaders.case_sheet import follows_card
from loaders.grid import grid_of
from loaders.header import Heading
from loaders.liaison import follows_liaison
from loaders.template import Template
from loaders.workbook import Sheet

_TALLEST = 20_000  # rows; a taller sheet is a ledger, and looking for labels in it costs time
_NO_HEADER = Heading(0, 0, {}, {})
Match = tuple[Sheet, tuple[Template, Heading] | None]


def by_header(templates: Sequence[Template]) -> tuple[Template, ...]:
    """Returns the templates that a header row tells apart."""
    return tuple(one for one in templates if not isinstance(one, SHEET_TEMPLATES))


def whole_sheets(sheets: Sequence[Sheet], templates: Sequence[Template]) -> tuple[list[Match], list[Sheet]]:
    """Returns the sheets that follow one of these forms with the form, and the sheets that follow none."""
    found: list[Match] = []
    rest: list[Sheet] = []
    for sheet in sheets:
        is_form = sheet.row_count <= _TALLEST
        match = next((one for one in templates if is_form and _follows(sheet, one)), None)
        if match is None:
            rest.append(sheet)
        else:
            found.append((sheet, (match, _NO_HEADER)))
    return found, rest


def _follows(sheet: Sheet, template: object) -> bool:
    if isinstance(template, CardTemplate):
        return follows_card(grid_of(sheet), template)
    return isinstance(template, LiaisonTemplate) and follows_liaison(grid_of(sheet), template)
