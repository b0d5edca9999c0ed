"""Reads the liaison table: names and numbers into contacts, never into facts, findings or samples."""

import re
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from domain.contact import Contact
from domain.jurisdiction import Unit
from domain.number import clean_text, is_blank
from loaders.card_template import LiaisonTemplate
from loaders.checked import Checked
from loaders.grid import Grid, address, grid_of
from loaders.messages import finding
from loaders.sender import settle_unit
from loaders.template import Context
from loaders.workbook import Sheet

_UNIT = re.compile(r"^(?:报送|填报)?(?:部门|单位)(?:名称)?\s*(?:\([^()]*\))?\s*:\s*(.*)$")
_PHONE = re.compile(r"[\d\s()+\-—转/、,;]{5,40}")
_LEAST_HEADERS = 3


@dataclass(frozen=True)
class _Block:
    """Holds one table: its header row, the columns by name, the last row before the next one."""

    row: int
    first: int  # where the words above it begin
    end: int
    columns: dict[str, int]


def follows_liaison(grid: Grid, template: LiaisonTemplate) -> bool:
    """Tells whether a sheet shows the table: its header, and a role below it."""
    return any(_people(grid, block, template) for block in _blocks(grid, template))


def read_liaison(sheets: list[Sheet], template: LiaisonTemplate, context: Context, checked: Checked) -> None:
    """Reads every table into `checked.contacts`; the facts only say that a role is named."""
    contacts: list[Contact] = []
    facts: list[dict[str, object]] = []
    units: list[Unit] = []
    for sheet in sheets:
        grid = grid_of(sheet)
        for block in _blocks(grid, template):
            said = _said_unit(grid, block)
            people = _people(grid, block, template)
            if not any(_texts(grid, row, block)["name"] for row, _ in people):
                continue
            unit, troubles = settle_unit(context, said, sheet.name)
            checked.findings += troubles
            if unit is None:
                continue
            units.append(unit)
            for row, role in people:
                facts.append(_read(sheet, grid, block, row, (unit, role), contacts, checked))
    checked.contacts = tuple(contacts)
    checked.rows = checked.records = len(contacts)
    checked.facts[template.table.name] = _table(facts)
    if len({unit.unit_id for unit in units}) == 1:
        checked.unit_id, checked.unit = units[0].unit_id, units[0].name
    if contacts:
        checked.findings.append(finding("contacts_apart"))


def _read(
    sheet: Sheet,
    grid: Grid,
    block: _Block,
    row: int,
    whose: tuple[Unit, str],
    contacts: list[Contact],
    checked: Checked,
) -> dict[str, object]:
    unit, role = whose
    texts = _texts(grid, row, block)
    if not texts["name"]:
        cell = address(row, block.columns["name"])
        checked.findings.append(finding("contact_missing", sheet.name, cell, role=role))
    for name in ("office_phone", "mobile", "fax"):
        if texts[name] and not _PHONE.fullmatch(texts[name]):
            checked.findings.append(finding("phone_odd", sheet.name, address(row, block.columns[name])))
    has_phone = bool(texts["office_phone"] or texts["mobile"])
    if texts["name"]:
        contacts.append(Contact(unit.unit_id, role, **texts))
        if not has_phone:
            checked.findings.append(
                finding("phone_missing", sheet.name, address(row, block.columns["name"]), role=role)
            )
    month = date.today().year * 100 + date.today().month
    return {"sheet": sheet.name, "row_no": row + 1, "unit_id": unit.unit_id, "month": month, "role": role,
            "is_named": bool(texts["name"]), "has_phone": has_phone}  # fmt: skip


def _blocks(grid: Grid, template: LiaisonTemplate) -> list[_Block]:
    words = {_plain(word): column.name for column in template.columns for word in column.spellings}
    heads = []
    for row in range(grid.height):
        columns = {
            words[_plain(text)]: col for col, text in enumerate(grid.rows[row]) if _plain(text) in words
        }
        if len(columns) >= _LEAST_HEADERS and "name" in columns:
            heads.append((row, columns))
    ends = [row for row, _ in heads[1:]] + [grid.height]
    firsts = [0] + [row + 1 for row, _ in heads]
    return [_Block(row, first, end, columns)
            for (row, columns), first, end in zip(heads, firsts, ends, strict=False)]  # fmt: skip


def _people(grid: Grid, block: _Block, template: LiaisonTemplate) -> list[tuple[int, str]]:
    """Returns row and role of every line below the header that names a role."""
    found = []
    for row in range(block.row + 1, block.end):
        left = [_plain(grid.filled(row, col)) for col in range(block.columns["name"])]
        role = next(
            (role.name for text in left for role in template.roles if re.fullmatch(role.pattern, text)), None
        )
        if role is not None:
            found.append((row, role))
    return found


def _texts(grid: Grid, row: int, block: _Block) -> dict[str, str]:
    names = ("name", "position", "office_phone", "mobile", "fax")
    cells = {
        name: clean_text(grid.filled(row, block.columns[name])) if name in block.columns else ""
        for name in names
    }
    return {name: "" if is_blank(text) else text for name, text in cells.items()}


def _said_unit(grid: Grid, block: _Block) -> str:
    """Returns the unit named nearest above the table: «部门：» with the name in its cell or the next."""
    for row in range(block.row - 1, block.first - 1, -1):
        texts = [clean_text(text) for text in grid.rows[row]]
        for col, text in enumerate(texts):
            match = _UNIT.match(text)
            if match is None:
                continue
            own = re.split(r"\s{2,}|\s(?=[^\s:]{2,6}:)", match[1].strip())[0]
            said = re.sub(r"_{2,}|\s", "", own) or next((one for one in texts[col + 1 :] if one), "")
            if said:
                return said
    return ""


def _table(facts: list[dict[str, object]]) -> pa.Table:
    kinds = {"sheet": pa.string(), "row_no": pa.int32(), "unit_id": pa.string(), "month": pa.int32(),
             "role": pa.string(), "is_named": pa.bool_(), "has_phone": pa.bool_()}  # fmt: skip
    return pa.table({name: pa.array([fact[name] for fact in facts], kind) for name, kind in kinds.items()})


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", clean_text(text))
