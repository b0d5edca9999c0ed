"""Writes the annexes of a 通报: units by indicator, the state grid, problems, definitions, sources."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.shared import Length

from exports.docx_headings import in_language
from exports.docx_lists import UPRIGHT, has_long_names, note, write_definitions, write_problems, write_sources
from exports.docx_style import (
    BOTTOM,
    CAPTION,
    HEI,
    PAGE,
    PLAIN,
    TITLE,
    TOP,
    set_fonts,
    set_page,
)
from exports.docx_table import Cell, add_table
from exports.docx_text import add_run, say
from exports.docx_words import tight
from exports.pack import Pack, Row, Section, StateGrid
from exports.xml_text import one_line

ACROSS = Length(PAGE[1] - BOTTOM - TOP)
_DIGIT = 0.2  # what a digit needs of the shares of a column
_GRID_COLUMNS = 10  # indicators on one page across; more are continued in the next table


@dataclass(frozen=True)
class Annex:
    """Names one annex and what writes it; a wide one lies across."""

    title: str
    write: Callable[[Document, Pack], None]
    across: bool = False


def annexes(pack: Pack, tables: bool = True) -> list[Annex]:
    """Returns the annexes that have something to say, in their order."""
    has_problems = bool(pack.misses or pack.silence or pack.tasks or pack.overdue) or any(
        s.silent for s in pack.sections
    )
    return [
        *([Annex("各项指标分单位情况", _tables)] if tables and pack.sections else []),
        *([Annex("各单位达标状态总表", _grid, across=True)] if tables and pack.grid.rows else []),
        *([Annex("问题清单", write_problems)] if has_problems else []),
        Annex("指标口径与依据", write_definitions),
        Annex("数据来源与版本", write_sources),
    ]


def write_annexes(document: Document, pack: Pack, found: Sequence[Annex]) -> None:
    """Writes every annex on a page of its own, the wide ones in a section that lies across."""
    lies = False
    for number, annex in enumerate(found, start=1):
        if annex.across != lies:
            set_page(document.add_section(WD_SECTION.NEW_PAGE), annex.across)
            lies = annex.across
        head = say(document, "", PLAIN)
        head.paragraph_format.page_break_before = not _opens(document)
        set_fonts(add_run(head, f"附件{number}")._r, HEI)
        say(document, in_language(annex.title, pack.language), TITLE)
        annex.write(document, pack)


def _opens(document: Document) -> bool:
    """Tells whether the paragraph just added is the first of its section."""
    body = document.element.body
    before = body[-3] if len(body) > 2 else None
    return before is not None and bool(before.xpath("./w:pPr/w:sectPr"))


def _tables(document: Document, pack: Pack) -> None:
    for number, section in enumerate(pack.sections, start=1):
        words = f"{number}．{one_line(section.label)}"
        say(document, words + (f"（单位：{section.measured_in}）" if section.measured_in else ""), CAPTION)
        add_table(document, *_section_table(section), room=UPRIGHT)
        note(document, _section_note(pack, section))


def _section_table(section: Section) -> tuple[list[str], list[list[Cell | str]], list[float]]:
    rows = section.all_rows
    keep = {
        "分母": any(row.denominator for row in rows),
        "目标": any(row.target for row in rows),
        "状态": True,
        "还差": any(row.missing for row in rows),
        "同比": any(row.change for row in rows),
    }
    columns = [
        name
        for name in ("单位", "分子", "分母", "数值", "目标", "状态", "还差", "同比")
        if keep.get(name, True)
    ]
    wide = {
        "单位": 2.2,
        "分子": 1.4,
        "分母": 1.5,
        "数值": 1.3,
        "目标": 1.4,
        "状态": 1.7,
        "还差": 1.1,
        "同比": 2.0,
    }
    if has_long_names(row.unit for row in rows):
        wide["单位"] = 3.8
    if any(row.target and row.target.pace for row in rows):
        wide |= {"目标": 2.4, "分子": 1.2, "数值": 1.2, "同比": 1.5, "状态": 2.1}
    for name, texts in (("分子", [r.numerator for r in rows]), ("分母", [r.denominator for r in rows])):
        wide[name] = max(wide[name], _DIGIT * max(map(len, texts), default=0))
    return (
        columns,
        [_section_row(row, columns, row is section.total) for row in rows],
        [wide[name] for name in columns],
    )


def _section_row(row: Row, columns: Sequence[str], is_total: bool) -> list[Cell | str]:
    texts = {"单位": row.unit, "分子": row.numerator, "分母": row.denominator, "数值": row.value or row.verdict.state_word,
             "目标": row.target_words, "状态": row.state, "还差": row.missing, "同比": row.change}  # fmt: skip
    aligns = {"单位": "left", "目标": "center", "状态": "left", "同比": "center"}
    return [
        Cell(texts[name], aligns.get(name, "right"), row.mark.colour if name == "状态" else "", is_total)
        for name in columns
    ]


def _section_note(pack: Pack, section: Section) -> str:
    targets = "；".join(dict.fromkeys(f"{tight(rule.words)}，见{rule.source}" for rule in section.rules))
    parts = [f"目标：{targets}" if targets else "没有目标，只作统计", *section.notes, *_reasons(section)]
    return "。".join(one_line(part).rstrip("。") for part in parts if part) + "。"


def _reasons(section: Section) -> list[str]:
    """Returns the whole's own reasons (未报送单位 …), which explain its figure."""
    return list(section.total.verdict.reasons) if section.total else []


def _grid(document: Document, pack: Pack) -> None:
    """Writes units × indicators; more indicators than a page holds are continued in the next table."""
    grid = pack.grid
    pieces = [
        range(first, min(first + _GRID_COLUMNS, len(grid.columns)))
        for first in range(0, len(grid.columns), _GRID_COLUMNS)
    ]
    for number, piece in enumerate(pieces):
        if number:
            say(document, "（续）", CAPTION)
        add_table(document, *_grid_table(grid, list(piece)), room=ACROSS)
    legend = "● 达标　▲ 序时滞后　✕ 未达标　○ 未报送　— 不适用　? 待核实；没有符号的数值没有目标。"
    note(document, legend)


def _grid_table(
    grid: StateGrid, piece: Sequence[int]
) -> tuple[list[str], list[list[Cell | str]], list[float]]:
    columns = [grid.columns[place] for place in piece]
    heads = [
        "\n".join(filter(None, (c.label, c.measured_in and f"（{c.measured_in}）", c.target)))
        for c in columns
    ]
    rows: list[list[Cell | str]] = [
        [Cell(unit, "left"), *(_grid_cell(cells[place]) for place in piece)] for unit, cells in grid.rows
    ]
    return (
        ["单位", *heads],
        rows,
        [4.5 if has_long_names(unit for unit, _ in grid.rows) else 2.2, *([1.6] * len(piece))],
    )


def _grid_cell(row: Row | None) -> Cell:
    if row is None:
        return Cell("")
    shown = row.verdict.display or row.verdict.state_word
    return Cell(f"{row.mark.shape} {shown}".strip(), "right", row.mark.colour)
