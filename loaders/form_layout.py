"""Sees a form in a sheet: which column holds which measure, which row which type, what is no data."""

import re
from dataclasses import dataclass
from decimal import Decimal

from domain.number import clean_text, is_blank, parse_number
from loaders.grid import Grid
from loaders.header import Heading, choose_columns, normalise_header
from loaders.labels import money_unit, reason_to_ignore, squeeze
from loaders.template import FormTemplate, RowLabel

_MONEY_UNIT = re.compile(r"(亿元|万元|元)")
_NO_SUBTYPE = re.compile(r"^(?:序号|编号|备注|单位|no)")
_NUMBERING = re.compile(
    r"^(?:[\d一二三四五六七八九十]{1,2}\s*[.、]|\(\s*[\d一二三四五六七八九十]{1,2}\s*\))\s*"
)
WITH_UNIT = re.compile(r"(.*?\d)\s*(人次|家次|亿元|万元|件|起|家|人|元)")
_OF_WHICH = re.compile(r"^其中:?")
_BRACKET = re.compile(r"\(([^()]*)\)$")
_NOT_APPLICABLE = frozenset(["不适用", "不涉及", "无此项", "不填"])


@dataclass(frozen=True)
class Line:
    """Describes one row under the header; `reason` says why it is left out ('' for data).

    `checked` names the measures whose figures in this row only repeat other rows; `is_of_which`
    marks a row that says «其中» of itself.
    """

    row: int
    label: str = ""
    subtype: str = ""
    reason: str = ""
    checked: frozenset[str] = frozenset()
    is_of_which: bool = False


@dataclass(frozen=True)
class FormLayout:
    """Holds where the measures stand, what their money is worth in 万元, and the label columns.

    `assumed` names the money columns whose unit is written nowhere.
    """

    heading: Heading
    measures: dict[str, int]
    factors: dict[str, Decimal]
    type_col: int
    sub_col: int | None
    assumed: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, int]:
        """Returns every column that is read, by canonical name: measures, types and sub-types."""
        found = self.measures | {"violation": self.type_col}
        return found if self.sub_col is None else found | {"subtype": self.sub_col}


def lay_out(grid: Grid, heading: Heading, template: FormTemplate) -> FormLayout | None:
    """Returns the layout of a form under its heading, or None when no row names a known type."""
    measures = choose_columns(heading, {}, frozenset(range(grid.width)))
    others = [col for col in range(grid.width) if col not in measures.values()]
    hits = {col: _count_labels(grid, heading, template, col) for col in others}
    type_col = max(hits, key=lambda col: hits[col], default=None)
    if type_col is None or not hits[type_col]:
        return None
    units = _money_units(grid, heading, measures, template)
    factors = {name: template.money_factors.get(unit, Decimal(1)) for name, unit in units.items()}
    assumed = tuple(name for name, unit in units.items() if not unit)
    sub_col = _sub_column(grid, heading, others, type_col)
    return FormLayout(heading, measures, factors, type_col, sub_col, assumed)


def match_label(text: str, labels: tuple[RowLabel, ...]) -> tuple[RowLabel, str] | None:
    """Returns the row type a text names and what stands in brackets behind it, or None."""
    plain = _NUMBERING.sub("", squeeze(text))
    inner = _BRACKET.search(plain)
    bare = _BRACKET.sub("", plain)
    for label in labels:
        if re.fullmatch(label.pattern, bare, re.IGNORECASE):
            return label, inner[1] if inner else ""
    return None


def read_lines(grid: Grid, layout: FormLayout, template: FormTemplate) -> list[Line]:
    """Returns what each row under the header is: data with its type, a total, a note, unknown."""
    lines: list[Line] = []
    current: RowLabel | None = None
    for row in range(layout.heading.last_row + 1, grid.height):
        if not any(grid.rows[row]):
            continue
        line, current = _read_line(grid, layout, template, row, current)
        if line is not None:
            lines.append(line)
    return lines


def says_nothing(text: str) -> bool:
    """Tells whether a form's cell is blank or says in words what a blank says: 不适用."""
    return is_blank(text) or squeeze(text) in _NOT_APPLICABLE


def values_of(grid: Grid, layout: FormLayout, row: int) -> dict[str, str]:
    """Returns measure → text of the row's cells that say something."""
    texts = {name: grid.text(row, col) for name, col in layout.measures.items()}
    return {name: text for name, text in texts.items() if not says_nothing(text)}


def read_amount(text: str) -> Decimal | None:
    """Returns the number of a cell without its unit word, or None when there is none."""
    number = parse_number(text)
    if number is None and (match := WITH_UNIT.fullmatch(clean_text(text))):
        number = parse_number(match[1])
    return number


def _read_line(
    grid: Grid, layout: FormLayout, template: FormTemplate, row: int, current: RowLabel | None
) -> tuple[Line | None, RowLabel | None]:
    own = grid.filled(row, layout.type_col)
    sub = "" if layout.sub_col is None else grid.filled(row, layout.sub_col)
    sub = "" if sub == own else sub
    lead = next(text for text in grid.rows[row] if text)
    has_values = bool(values_of(grid, layout, row))
    matched = match_label(own, template.labels)
    if matched is None and (reason := _reason(own, sub, lead, has_values)):
        return Line(row, reason=reason), current
    if matched is not None:
        label, inner = matched
        reason = "小计行" if reason_to_ignore(sub) else ""
        return Line(
            row, label.name, _subtype(label, sub or inner), reason, is_of_which=_says_of_which(sub)
        ), label
    if current is not None and (not own or _OF_WHICH.match(squeeze(own))):
        text = sub or _OF_WHICH.sub("", squeeze(own))
        line = Line(row, current.name, _subtype(current, text), is_of_which=_says_of_which(own, sub))
        return (line if text or has_values else None), current
    if not has_values:
        return Line(row, reason="没有数据的文字行"), current
    return Line(row, label=clean_text(own), reason="unknown"), current


def _reason(own: str, sub: str, lead: str, has_values: bool) -> str | None:
    for text in (own, sub, lead):
        reason = reason_to_ignore(text) if text else None
        if reason and (reason in ("合计行", "小计行") or not has_values or (reason == "表尾" and not own)):
            return reason
    return None


def _says_of_which(*texts: str) -> bool:
    return any(_OF_WHICH.match(squeeze(text)) for text in texts)


def _subtype(label: RowLabel, text: str) -> str:
    """Returns the sub-type a row names; the scope text printed in the form is none."""
    plain = _OF_WHICH.sub("", squeeze(text))
    parts = frozenset(part for part in re.split(r"[、,;/和及]", plain) if part)
    printed = frozenset(label.scope)
    return "" if is_blank(plain) or (printed and parts == printed) else plain


def _count_labels(grid: Grid, heading: Heading, template: FormTemplate, col: int) -> int:
    texts = {grid.text(row, col) for row in range(heading.last_row + 1, grid.height)}
    return sum(1 for text in texts if text and match_label(text, template.labels))


def _money_units(
    grid: Grid, heading: Heading, measures: dict[str, int], template: FormTemplate
) -> dict[str, str]:
    """Returns the money word of each money column: its header's, else the unit line's, else ''."""
    line = money_unit(text for row in range(heading.first_row - 1, -1, -1) for text in grid.rows[row])
    units = {}
    for name, col in measures.items():
        if template.column(name).kind == "money":
            whole = [grid.filled(row, col) for row in range(heading.first_row, heading.last_row + 1)]
            own = _MONEY_UNIT.search(normalise_header("".join(whole)))
            units[name] = own[1] if own else line
    return units


def _sub_column(grid: Grid, heading: Heading, others: list[int], type_col: int) -> int | None:
    """Returns the column of sub-types: beside the type column, with words in it."""
    for col in (type_col + 1, type_col - 1):
        header = normalise_header(heading.headers.get(col, ""))
        if col not in others or _NO_SUBTYPE.match(header):
            continue
        texts = [grid.text(row, col) for row in range(heading.last_row + 1, grid.height)]
        words = [text for text in texts if text and not re.fullmatch(r"[\d.]+", text)]
        if words and (col > type_col or "子类" in header):
            return col
    return None
