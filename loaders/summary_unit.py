"""Settles whose figures a table with a row a month holds, where no column names the unit."""

from pathlib import PurePath

from domain.finding import Finding
from domain.jurisdiction import Unit
from loaders.grid import Grid
from loaders.labels import read_labels, squeeze
from loaders.messages import finding
from loaders.places import CITY, Places
from loaders.sender import declared_unit, settle_unit
from loaders.template import Context
from loaders.words_around import Around, other_units

OWN_LEVEL = (
    "市本级",
    "县本级",
    "区本级",
    "本级",
    "市直",
    "县直",
    "区直",
    "市局",
    "市局本级",
    "市级",
    "州本级",
    "盟本级",
)


def settle_table_unit(
    grid: Grid, first_row: int, sheet: str, context: Context, file_name: str
) -> tuple[Unit | None, list[Finding]]:
    """Returns the unit of the whole table and what was wrong on the way; None with an error.

    报送单位 decides, then the titles nearest to the table, what was declared, the sheet's name and
    the file's. A unit that is declared must be the one that is written.
    """
    rows = range(first_row - 1, grid.top - 1, -1)
    titles = [text for row in rows for text in grid.rows[row] if text]
    said = read_labels(grid, reversed(rows)).get("unit", "")
    declared, findings = declared_unit(context)
    if findings:
        return None, findings
    places = Places(context.jurisdiction)
    if said:
        named = context.jurisdiction.resolve(said) or _place(said, places, context)
        unit, findings = settle_unit(context, named.name if named else said, sheet)
    else:
        unit, findings = _of_titles(titles, declared, sheet, places, context)
    if unit is None and not findings:
        names = (sheet, PurePath(file_name).stem)
        unit = declared or next(filter(None, (_named(text, places, context) for text in names)), None)
        findings = [] if unit else [finding("unit_missing", sheet)]
    if unit is not None:
        around = Around.of(sheet, titles, file_name)
        findings += list(other_units(around, unit, places)) + _own_level(unit, titles, sheet, context)
    return unit, findings


def _of_titles(
    titles: list[str], declared: Unit | None, sheet: str, places: Places, context: Context
) -> tuple[Unit | None, list[Finding]]:
    """Returns the unit the nearest title names, which a declared one must be or lie in."""
    written = next(filter(None, (_place(text, places, context) for text in titles)), None)
    if written is None or declared is None or places.are_related(written.unit_id, declared.unit_id):
        return declared or written, []
    return None, [finding("unit_mismatch", sheet, found=written.name, declared=declared.name)]


def _named(text: str, places: Places, context: Context) -> Unit | None:
    return context.jurisdiction.resolve(text) or _place(text, places, context)


def _place(text: str, places: Places, context: Context) -> Unit | None:
    unit_id = places.place(text)
    return context.jurisdiction.unit(unit_id) if unit_id else None


def _own_level(unit: Unit, titles: list[str], sheet: str, context: Context) -> list[Finding]:
    """Returns a warning where a city's table may be the sum of its counties instead of its own level."""
    is_said = any(word in squeeze(text) for text in (*titles, sheet) for word in OWN_LEVEL if word != "市局")
    if unit != context.jurisdiction.root or unit.kind != CITY or is_said:
        return []
    return [finding("summary_own_level", sheet, unit=unit.name)]
