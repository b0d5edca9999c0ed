"""Writes empty workbooks to fill in, one or one for every unit; our own reader knows them again."""

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import xlsxwriter

from domain.finding import Refusal
from domain.jurisdiction import Jurisdiction, Unit
from domain.period import Period
from loaders.blank_card import write_card, write_liaison
from loaders.blank_form import write_form
from loaders.blank_ledger import hints, write_ledger
from loaders.blank_paper import Paper, chinese
from loaders.blank_past import Past, past_of
from loaders.card_template import CardTemplate, LiaisonTemplate
from loaders.template import FormTemplate, Template
from loaders.templates import TEMPLATES, template
from store.warehouse import Warehouse


def make_blank(
    template_id: str,
    out: Path | BytesIO,
    jurisdiction: Jurisdiction | None = None,
    unit: Unit | None = None,
    period: Period | None = None,
    past: Past | None = None,
    indicators: Mapping[str, str] | None = None,
) -> None:
    """Writes the blank workbook of a template, filled in with unit and period where given.

    With a jurisdiction its units become drop-downs, with `past` a form shows last month's totals
    beside itself. `indicators` maps the ids an indicator return may name to their labels. Raises
    Refusal for an unknown template, and when the file cannot be written.
    """
    chosen = _template(template_id)
    period = _span(chosen, period)
    settings = {"strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out if isinstance(out, BytesIO) else str(out), settings)
    paper = Paper(book, chosen.title, jurisdiction, unit, period)
    if isinstance(chosen, FormTemplate):
        stamp, lines = write_form(paper, chosen, past), []
    elif isinstance(chosen, CardTemplate):
        stamp, lines = write_card(paper, chosen), []
    elif isinstance(chosen, LiaisonTemplate):
        stamp, lines = write_liaison(paper, chosen), []
    else:
        stamp, lines = write_ledger(paper, chosen, indicators or {}), hints(chosen)
    paper.finish(stamp, [chinese(note) for note in chosen.notes] + lines)
    try:
        book.close()
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        name = getattr(out, "name", "空表")
        words = f"“{name}”写不进去。请确认文件夹存在；如果它正在 Excel 或 WPS 里打开，请先关闭再试。"
        raise Refusal(words, "blank_not_written") from error


def blank_files(
    template_id: str,
    units: tuple[Unit, ...],
    period: Period,
    jurisdiction: Jurisdiction,
    warehouse: Warehouse | None,
    indicators: Mapping[str, str] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yields file name and content of the blank of each unit; a form shows what the warehouse has."""
    chosen = _template(template_id)
    for unit in units:
        past = None
        if isinstance(chosen, FormTemplate) and warehouse is not None:
            past = past_of(warehouse, unit.unit_id, period.last)
        memory = BytesIO()
        make_blank(template_id, memory, jurisdiction, unit, period, past, indicators)
        yield blank_name(template_id, unit, period), memory.getvalue()


def blank_name(template_id: str, unit: Unit, period: Period) -> str:
    """Returns the file name of a blank: 铁拳案件统计表_甲县_2026-10.xlsx."""
    return f"{_template(template_id).title}_{unit.name}_{period.iso}.xlsx"


def senders(template_id: str, jurisdiction: Jurisdiction) -> tuple[Unit, ...]:
    """Returns the units that send a template: as the jurisdiction declares, else all but the whole."""
    kinds = {kind for one in jurisdiction.returns if one.template == template_id for kind in one.unit_kinds}
    below = jurisdiction.units[1:]
    return tuple(unit for unit in below if unit.kind in kinds) if kinds else below or jurisdiction.units


def zipped(files: Iterator[tuple[str, bytes]]) -> bytes:
    """Returns files packed as one ZIP."""
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return memory.getvalue()


def _template(template_id: str) -> Template:
    chosen = template(template_id)
    if chosen is None:
        known = "、".join(f"{one.template_id}（{one.title}）" for one in TEMPLATES)
        raise Refusal(f"没有编号为“{template_id}”的表样。可用的表样：{known}。", "unknown_template")
    return chosen


def _span(chosen: Template, period: Period | None) -> Period | None:
    """Returns the period a blank covers: from 1 January for a cumulative form, none where rows name a year."""
    if period is None or any(column.name == "year" for column in chosen.columns):
        return None
    is_cumulative = isinstance(chosen, FormTemplate) and chosen.is_cumulative
    return Period.year_to_date(period.last) if is_cumulative else period
