"""Writes a meeting pack as a workbook: an index, the grid, one sheet an indicator, themes, problems, sources."""

from exports.headings import sheet_heading
from exports.pack import Pack
from exports.workbook_grid import write_grid
from exports.workbook_index import write_index
from exports.workbook_lists import write_problems, write_sources
from exports.workbook_paper import Paper
from exports.workbook_sheet import write_section
from exports.workbook_themes import write_themes


def to_xlsx(pack: Pack) -> bytes:
    """Returns the workbook's bytes; rates and totals are live formulas that carry their result.

    The same pack gives the same bytes.
    """
    paper = Paper(pack)
    names = [sheet_heading(words, pack.language) for words in ("目录", "状态总表")]
    index, grid = paper.sheet(names[0]), paper.sheet(names[1])
    found = [write_section(paper, section, place) for place, section in enumerate(pack.sections, start=1)]
    write_grid(paper, grid, found)
    themes = [write_themes(paper)] if pack.themes else []
    extra = [grid, *themes, write_problems(paper), write_sources(paper)]
    write_index(paper, index, found, extra)
    index.activate()
    return paper.finish()
