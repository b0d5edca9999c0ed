"""Walks a worksheet element by element: slow, but nothing hides from it."""

from loaders.guard.address import address, position
from loaders.guard.limits import Limits
from loaders.guard.refusal import refuse
from loaders.guard.survey import SheetSurvey
from loaders.guard.xml import Attributes, XmlWalk, truth
from loaders.workbook import Merge

_COLUMNS = 16_384
LONG_NUMBER = 10**15  # from here on a cell has lost digits


class SheetWalk(XmlWalk):
    """Fills a SheetSurvey from a worksheet's XML."""

    def __init__(self, survey: SheetSurvey, part: str, file_name: str, limits: Limits) -> None:
        super().__init__(part, file_name, limits)
        self.survey = survey
        self._merges: list[Merge] = []
        self._row, self._col = -1, -1
        self._cell: Attributes | None = None
        self._inside = ""
        self._value: list[str] = []
        self._formula = self._has_v = False
        self._starts = {
            "row": self._row_starts,
            "c": self._cell_starts,
            "col": self._column,
            "mergeCell": self._merge,
        }
        self._is_root = True

    def start(self, name: str, attributes: Attributes) -> None:
        """Notes rows, cells, columns and merges."""
        if self._is_root:
            self._is_root = False
            if name != "worksheet":
                raise refuse("damaged", self.file_name, part=self.part)
        if name in self._starts:
            self._starts[name](attributes)
        elif self._cell is not None:
            self._inside = name
            self._formula |= name == "f"
            self._has_v |= name == "v"

    def end(self, name: str) -> None:
        """Judges a cell once it is complete."""
        if name == "c" and self._cell is not None:
            self._cell_ends(self._cell, "".join(self._value))
            self._cell = None
        self._inside = ""

    def text(self, data: str) -> None:
        """Collects a cell's value."""
        if self._inside in ("v", "t"):
            self._value.append(data)

    def _row_starts(self, attributes: Attributes) -> None:
        self._row = self._position("A" + attributes["r"])[0] if "r" in attributes else self._row + 1
        self._col = -1
        if truth(attributes.get("hidden")):
            self.survey.hidden_rows.append(self._row)

    def _cell_starts(self, attributes: Attributes) -> None:
        if "r" in attributes:
            self._row, self._col = self._position(attributes["r"])
        else:
            self._col += 1
        self._cell, self._value = attributes, []
        self._formula = self._has_v = False

    def _position(self, cell: str) -> tuple[int, int]:
        place = position(cell)
        if place is None or not (0 <= place[0] < self.limits.rows and place[1] < _COLUMNS):
            raise refuse("damaged", self.file_name, part=self.part)  # a reader's arithmetic would wrap
        return place

    def _cell_ends(self, attributes: Attributes, value: str) -> None:
        survey, kind, place = self.survey, attributes.get("t", "n"), (self._row, self._col)
        if self._formula and (not self._has_v or (value == "" and kind != "str")):
            survey.uncached.append(place)
        if value == "":
            return
        if len(value) > self.limits.text_length:
            raise refuse("text_too_long", self.file_name, limit=self.limits.text_length, part=self.part)
        self._check_place()
        survey.values += 1
        survey.last_row = max(survey.last_row, self._row)
        survey.last_col = max(survey.last_col, self._col)
        if kind == "e":
            survey.error_cells.append((*place, value))
        elif kind == "n" and _is_long(value):
            survey.long_numbers.append(place)

    def _check_place(self) -> None:
        rows, columns = max(self.survey.last_row, self._row) + 1, max(self.survey.last_col, self._col) + 1
        limits = self.limits
        if columns > limits.columns or rows > limits.rows or rows * columns > limits.cells:
            cell = address(self._row, self._col)
            raise refuse("far_cell", self.file_name, self.survey.name, cell, columns=limits.columns)

    def _column(self, attributes: Attributes) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if truth(attributes.get("hidden")) and first.isdecimal() and last.isdecimal():
            end = min(int(last), self.limits.columns)
            self.survey.hidden_cols.extend(range(int(first) - 1, end))

    def _merge(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        start, end = position(first), position(last or first)
        if start and end and start[0] <= end[0] and start[1] <= end[1]:
            self._merges.append(Merge(*start, *end))
        if len(self._merges) > self.limits.merges:
            raise refuse("too_many_merges", self.file_name, self.survey.name, limit=self.limits.merges)

    def finish(self) -> None:
        """Hands the merges over once the part has been walked."""
        self.survey.merges = tuple(self._merges)


def _is_long(value: str) -> bool:
    try:
        return abs(float(value)) >= LONG_NUMBER
    except ValueError:
        return False
