"""Holds what a preview shows, in points: texts with their look, tables, charts, pages of three kinds.

Nothing here is markup: every text stays a text until the page draws it as one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Look:
    """Holds how a piece of text looks; `size` in points, `fonts` a CSS font list."""

    size: float
    colour: str
    fonts: str
    is_bold: bool = False
    is_italic: bool = False
    is_underlined: bool = False


@dataclass(frozen=True)
class Run:
    """Holds a piece of text in one look; `is_number` marks the field that shows the page's number."""

    text: str
    look: Look
    is_number: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Holds a paragraph: its runs, where it stands, indents and gaps in points.

    `line` is an exact line height in points (0 for none), `leading` the height in lines otherwise.
    """

    runs: tuple[Run, ...]
    align: str = "left"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 0.0
    leading: float = 1.0
    bullet: str = ""
    keeps_next: bool = False
    empty_size: float = 0.0


@dataclass(frozen=True)
class Cell:
    """Holds one cell of a table; edges are CSS borders (top, right, bottom, left), pads are points."""

    paragraphs: tuple[Paragraph, ...]
    fill: str = ""
    anchor: str = "top"
    columns: int = 1
    rows: int = 1
    edges: tuple[str, str, str, str] = ("", "", "", "")
    pads: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    hint: str = ""


@dataclass(frozen=True)
class TableRow:
    """Holds one row: its least height, its cells, whether it repeats on every page."""

    height: float
    cells: tuple[Cell, ...]
    is_head: bool = False


@dataclass(frozen=True)
class Table:
    """Holds a table with the widths of its columns."""

    widths: tuple[float, ...]
    rows: tuple[TableRow, ...]
    align: str = "left"


@dataclass(frozen=True)
class Words:
    """Holds a piece of text in a drawing: its anchor (start, middle, end) at a point, `turn` in degrees."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    fonts: str
    anchor: str = "middle"
    turn: int = 0


@dataclass(frozen=True)
class Stroke:
    """Holds a shape of a drawing: an SVG path, filled, stroked, or both."""

    path: str
    fill: str = "none"
    colour: str = "none"
    width: float = 0.0
    dash: str = ""


@dataclass(frozen=True)
class Drawing:
    """Holds a chart as it is drawn, and what it says to readers without sight."""

    width: float
    height: float
    marks: tuple[Words | Stroke, ...]
    spoken: str = ""


@dataclass(frozen=True)
class Text:
    """Holds a box of paragraphs: where they stand in it, its pads, fill and edge."""

    paragraphs: tuple[Paragraph, ...]
    anchor: str = "top"
    pads: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    fill: str = ""
    edge: str = ""
    wraps: bool = True


@dataclass(frozen=True)
class Picture:
    """Names a picture of the preview by its key."""

    key: str
    width: float = 0.0
    height: float = 0.0


Block = Text | Table | Drawing | Picture | Paragraph


@dataclass(frozen=True)
class Placed:
    """Holds a block at its place on a slide."""

    left: float
    top: float
    width: float
    height: float
    block: Text | Table | Drawing | Picture


@dataclass(frozen=True)
class Slide:
    """Holds one slide, what lies behind first."""

    width: float
    height: float
    background: str
    items: tuple[Placed, ...]
    label: str = ""


@dataclass(frozen=True)
class Sheet:
    """Holds one stretch of a letter that begins on a new page: paper, margins, what flows on it.

    `margins` are top, right, bottom, left; head and foot stand `edges` (head, foot) from the paper's edge.
    """

    width: float
    height: float
    margins: tuple[float, float, float, float]
    edges: tuple[float, float]
    head: tuple[Paragraph, ...]
    foot: tuple[Paragraph, ...]
    even_foot: tuple[Paragraph, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Grid:
    """Holds one sheet of a workbook: its name, its first rows, and what to say about it."""

    label: str
    table: Table
    note: str = ""


@dataclass(frozen=True)
class Preview:
    """Holds a whole file as it can be looked at; `notes` say what is not shown."""

    kind: str
    pages: tuple[Slide | Sheet | Grid, ...]
    pictures: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def texts(part: object) -> Iterator[str]:
    """Yields every text of a preview or a part of it, paragraph by paragraph."""
    if isinstance(part, Preview):
        for page in part.pages:
            yield from texts(page)
    elif isinstance(part, Paragraph):
        yield "".join(run.text for run in part.runs)
    elif isinstance(part, Words):
        yield part.text
    elif isinstance(part, tuple):
        for one in part:
            yield from texts(one)
    elif hasattr(part, "__dataclass_fields__"):
        yield from texts(tuple(vars(part).values()))
