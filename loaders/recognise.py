"""Recognises which template a workbook follows, by the words in it, wherever they stand."""

from dataclasses import dataclass, field

from loaders.form_layout import lay_out
from loaders.grid import Grid, grid_of
from loaders.header import Heading, find_heading
from loaders.template import FormTemplate, LedgerTemplate, Template
from loaders.workbook import Sheet, Workbook


@dataclass
class Recognised:
    """Holds the template, the sheets that follow it, and the others with the reason in words."""

    template: Template | None = None
    uses: list[tuple[Sheet, Heading]] = field(default_factory=list)
    hidden: list[Sheet] = field(default_factory=list)
    others: list[tuple[Sheet, str]] = field(default_factory=list)


def recognise(workbook: Workbook, templates: tuple[Template, ...]) -> Recognised:
    """Returns what the visible sheets follow; `template` is None when none is recognised.

    When sheets follow different templates the one with the most rows is taken, on a tie the
    more specific one (smaller rank); the other sheets are named with a reason.
    """
    result = Recognised(hidden=[sheet for sheet in workbook.sheets if sheet.hidden and sheet.row_count])
    matched: dict[int, tuple[Template, Heading]] = {}
    visible = [sheet for sheet in workbook.sheets if not sheet.hidden]
    for sheet in visible:
        grid = grid_of(sheet)
        found = next((hit for t in templates if (hit := match_sheet(grid, t)) is not None), None)
        if found is not None:
            matched[sheet.index] = found
    result.template = _main_template(visible, matched, templates)
    for sheet in visible:
        template, heading = matched.get(sheet.index, (None, None))
        if template is not None and template is result.template and heading is not None:
            result.uses.append((sheet, heading))
        else:
            result.others.append((sheet, _reason(sheet, template)))
    return result


def match_sheet(grid: Grid, template: Template) -> tuple[Template, Heading] | None:
    """Returns the template and its heading when the rows follow it, else None."""
    if isinstance(template, FormTemplate):
        heading = find_heading(grid, template.columns, template.at_least)
        if heading is None or lay_out(grid, heading, template) is None:
            return None
        return template, heading
    heading = find_heading(grid, template.columns)
    return (template, heading) if heading is not None and _meets(template, heading) else None


def _meets(template: LedgerTemplate, heading: Heading) -> bool:
    """Tells whether every group of needed columns is found, and something only this template has."""
    found = heading.found
    signatures = {column.name for column in template.columns if column.signature}
    return all(found & set(group) for group in template.needs) and bool(found & signatures)


def _main_template(
    sheets: list[Sheet], matched: dict[int, tuple[Template, Heading]], templates: tuple[Template, ...]
) -> Template | None:
    rows: dict[str, int] = {}
    for sheet in sheets:
        if sheet.index in matched:
            template, heading = matched[sheet.index]
            below = sheet.row_count - heading.last_row - 1
            rows[template.template_id] = rows.get(template.template_id, 0) + below
    candidates = [template for template in templates if template.template_id in rows]
    return max(candidates, key=lambda t: (rows[t.template_id], -t.rank), default=None)


def _reason(sheet: Sheet, template: Template | None) -> str:
    if not sheet.row_count:
        return "空表"
    return f"是“{template.title}”，请单独上传" if template else "没有认出表头"
