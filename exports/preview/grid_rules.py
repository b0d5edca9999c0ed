"""Applies the conditional formats the house writes: a row's tone goes by the first mark of its state."""

import re

from openpyxl.styles.colors import Color
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

_BY_MARK = re.compile(r'^LEFT\(\$?([A-Z]+)\$?(\d+),1\)="(.)"$')


class Rules:
    """Holds a sheet's rules of the form «the first mark of this row's state is ✕»; others are not applied."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.known: list[tuple[MultiCellRange, str, int, str, tuple[str, str]]] = []
        for group in sheet.conditional_formatting:
            for rule in group.rules:
                found = (
                    _BY_MARK.match(rule.formula[0]) if rule.type == "expression" and rule.formula else None
                )
                if found and rule.dxf is not None:
                    shift = int(found[2]) - min(area.min_row for area in group.sqref.ranges)
                    self.known.append((group.sqref, found[1], shift, found[3], _look(rule.dxf)))

    def look(self, row: int, col: int) -> tuple[str, str]:
        """Returns the text's colour and the fill a cell gets by the rules, '' where none says it."""
        for areas, letter, shift, mark, look in self.known:
            inside = any(
                one.min_row <= row <= one.max_row and one.min_col <= col <= one.max_col
                for one in areas.ranges
            )
            if inside and str(self.sheet[f"{letter}{row + shift}"].value or "").startswith(mark):
                return look
        return "", ""


def _look(style: object) -> tuple[str, str]:
    font, fill = getattr(style, "font", None), getattr(style, "fill", None)
    tint = colour_of(fill.bgColor) or colour_of(fill.fgColor) if fill is not None else ""
    return colour_of(font.color) if font is not None else "", tint


def colour_of(colour: Color | None) -> str:
    """Returns a colour as #RRGGBB, '' for one that goes by the theme or is not set."""
    if colour is None or colour.type != "rgb" or not isinstance(colour.rgb, str):
        return ""
    return "" if colour.rgb == "00000000" else f"#{colour.rgb[-6:]}"
