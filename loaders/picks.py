"""Lays what people said about headers, now or for an earlier file of the same layout, over a heading."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from domain.finding import Finding
from loaders.checked import ColumnChoice, PickedLayout
from loaders.grid import Grid
from loaders.header import Heading, Pick
from loaders.labels import read_labels
from loaders.messages import finding
from loaders.spelling import normalise_header
from loaders.template import Column, Context, Template
from loaders.workbook import Sheet
from store.layouts import Layout, LayoutColumn

CHOSEN, REMEMBERED = "chosen", "remembered"
Recall = Callable[[str, str, str], Layout | None]


@dataclass(frozen=True)
class _Applied:
    """Holds what was laid over one heading: the layout to keep and what there is to say about it."""

    layout: PickedLayout | None
    findings: tuple[Finding, ...]


def fingerprint(template_id: str, headers: Iterable[str]) -> str:
    """Returns what tells a layout from others: the template and its headers' words in order."""
    words = "\n".join((template_id, *map(normalise_header, headers)))
    return hashlib.sha256(words.encode()).hexdigest()[:32]


class Picks:
    """Knows the corrections for one file: those declared with it and those remembered.

    `recall` maps template id, sender's unit id ('' when unknown) and fingerprint to a layout.
    """

    def __init__(self, context: Context, recall: Recall | None = None) -> None:
        self._context = context
        self._recall = recall
        self._applied: dict[tuple, _Applied] = {}

    @property
    def choices(self) -> tuple[ColumnChoice, ...]:
        """Returns what was declared with this file."""
        return self._context.declared.columns

    def on(self, sheet: Sheet, grid: Grid, template: Template, heading: Heading) -> Heading:
        """Returns the heading with the corrections for this sheet's layout."""
        headers = {col: heading.headers[col] for col in sorted(heading.headers)}
        mark = fingerprint(template.template_id, headers.values())
        unit_id = self._sender(grid, heading)
        known = self._recall(template.template_id, unit_id, mark) if self._recall else None
        before, findings = _remembered(known, headers, template, sheet)
        now, troubles = self._chosen(headers, template, sheet)
        picked = before | now
        choices = tuple(
            ColumnChoice(sheet.name, col, headers[col], pick.column) for col, pick in sorted(picked.items())
        )
        layout = PickedLayout(template.template_id, unit_id, mark, choices) if choices else None
        self._applied[_key(sheet, template, heading)] = _Applied(layout, (*findings, *troubles))
        return replace(heading, picked=picked) if picked else heading

    def layouts(self, uses: Iterable[tuple[Sheet, Heading]], template: Template) -> list[PickedLayout]:
        """Returns the layouts of these tables that hold a correction, each once."""
        found = [one.layout for one in self._of(uses, template) if one.layout is not None]
        return list({(one.unit_id, one.fingerprint): one for one in reversed(found)}.values())

    def findings(self, uses: Iterable[tuple[Sheet, Heading]], template: Template) -> list[Finding]:
        """Returns what is to be said about the corrections on these tables."""
        return [said for one in self._of(uses, template) for said in one.findings]

    def _of(self, uses: Iterable[tuple[Sheet, Heading]], template: Template) -> list[_Applied]:
        keys = (_key(sheet, template, heading) for sheet, heading in uses)
        return [self._applied[key] for key in keys if key in self._applied]

    def _sender(self, grid: Grid, heading: Heading) -> str:
        """Returns the unit that is declared or named above the table, '' when there is none."""
        said = self._context.declared.unit
        said = said or read_labels(grid, range(heading.first_row)).get("unit", "")
        unit = self._context.jurisdiction.resolve(said) if said else None
        return unit.unit_id if unit else ""

    def _chosen(
        self, headers: dict[int, str], template: Template, sheet: Sheet
    ) -> tuple[dict[int, Pick], list[Finding]]:
        picked, findings = {}, []
        for choice in self._context.declared.columns:
            cols = [col for col, text in headers.items() if _speaks_of(choice, sheet, col, text)]
            column = _column(template, choice.column)
            if choice.column is not None and column is None and cols:
                findings.append(
                    finding("choice_unknown", sheet.name, column=choice.column, title=template.title)
                )
                continue
            picked |= {col: Pick(column.name if column else None, CHOSEN) for col in cols}
        return picked, findings


def _key(sheet: Sheet, template: Template, heading: Heading) -> tuple:
    """Returns what tells one table of a workbook from another."""
    return sheet.index, template.template_id, heading.first_row, tuple(sorted(heading.headers))


def _speaks_of(choice: ColumnChoice, sheet: Sheet, col: int, text: str) -> bool:
    is_here = choice.sheet in ("", sheet.name) and choice.position in (-1, col)
    return is_here and normalise_header(choice.header) == normalise_header(text)


def _column(template: Template, said: str | None) -> Column | None:
    """Returns the column with this canonical name, or with this header as the person wrote it."""
    plain = normalise_header(said or "")
    return next((c for c in template.columns if said == c.name or plain == normalise_header(c.header)), None)


def _remembered(
    known: Layout | None, headers: dict[int, str], template: Template, sheet: Sheet
) -> tuple[dict[int, Pick], list[Finding]]:
    """Returns the corrections of a known layout that still fit, and what is to be said about them."""
    if known is None:
        return {}, []
    picked, findings = {}, []
    for one in known.columns:
        column = _column(template, one.column or None)
        if one.column and column is None:
            findings.append(finding("layout_outdated", sheet.name, header=one.header, column=one.column))
        elif (col := _place(one, headers)) is not None:
            picked[col] = Pick(column.name if column else None, REMEMBERED)
    if picked:
        when = known.chosen_at.strftime("%Y-%m-%d")
        findings.append(finding("layout_remembered", sheet.name, count=len(picked), when=when))
    return picked, findings


def _place(one: LayoutColumn, headers: dict[int, str]) -> int | None:
    """Returns where the header stands now: at its old place, or the only place with these words."""
    same = [col for col, text in headers.items() if normalise_header(text) == normalise_header(one.header)]
    if one.position in same:
        return one.position
    return same[0] if len(same) == 1 else None
