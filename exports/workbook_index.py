"""Writes the index of the workbook: every indicator with its total, state and who misses, all linked."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from domain.known_indicator import Kind
from exports.pack import Row
from exports.workbook_paper import BOX, INDENT, LINK, WRAPPED, Paper, number_format
from exports.workbook_sheet import Sheet, places
from exports.xml_text import width

_HEADS = ("序号", "指标", "计量单位", "全辖区", "目标", "状态", "未达标或滞后单位", "未报送单位")
_WIDTHS = (6, 34, 12, 13, 20, 13, 52, 36)
_VALUE, _STATE = 3, 5
_MOST_NAMED = 24


def write_index(paper: Paper, sheet: Worksheet, found: Sequence[Sheet], extra: Sequence[Worksheet]) -> None:
    """Writes the index; values and states are references to the indicators' own cells."""
    pack, last = paper.pack, len(_HEADS) - 1
    lines = [f"{pack.jurisdiction}　{pack.period_words}", *pack.summary,
             f"编制单位：{pack.signer}　生成时间：{pack.made_at:%Y-%m-%d %H:%M}", pack.versions.words]  # fmt: skip
    top = paper.top(sheet, last, pack.title, lines, room=880)
    for col, wide in enumerate(_WIDTHS):
        sheet.set_column(col, col, wide)
    paper.head(sheet, top, [paper.column(head) for head in _HEADS])
    for row, one in enumerate(found, start=top + 1):
        _write_line(paper, sheet, row, row - top, one)
    end = top + len(found)
    if found:
        paper.states(sheet, (top + 1, _VALUE, end, _STATE), "F")
    for row, other in enumerate(extra, start=end + 2):
        sheet.write_url(row, 1, f"internal:'{other.get_name()}'!A1", paper.style(LINK), other.get_name())
    sheet.freeze_panes(top + 1, 2)
    paper.print_setup(sheet, top, end + 2 + len(extra), last)


def _write_line(paper: Paper, sheet: Worksheet, row: int, place: int, one: Sheet) -> None:
    section = one.section
    sheet.write_number(row, 0, place, paper.style(BOX, {"align": "center"}))
    sheet.write_url(
        row, 1, f"internal:{one.name}!A1", paper.style(LINK, {"text_wrap": True}), section.label[:255]
    )
    paper.text(sheet, row, 2, section.measured_in, BOX, {"align": "center"})
    _write_total(paper, sheet, row, one, section.total)
    missing, silent = _named(section.misses, with_values=True), _named(section.silent)
    paper.text(sheet, row, 6, missing, WRAPPED)
    paper.text(sheet, row, 7, silent, WRAPPED)
    lines = max(
        1,
        *(
            -(-int(width(text, 10.5)) // room)
            for text, room in ((missing, 280), (silent, 195), (section.label, 180))
        ),
    )
    sheet.set_row(row, 18 * min(lines, 20) + 2)


def _named(rows: Sequence[Row], with_values: bool = False) -> str:
    """Returns the units; those of a long list stand on the indicator's own sheet and in the list of problems."""
    if len(rows) > _MOST_NAMED:
        return f"{len(rows)} 个单位，见该指标页和“问题清单”"
    return "、".join(f"{row.unit}（{row.value}）" if with_values else row.unit for row in rows)


def _write_total(paper: Paper, sheet: Worksheet, row: int, one: Sheet, total: Row | None) -> None:
    if total is None:
        for col in (3, 4, 5):
            paper.text(sheet, row, col, "", BOX)
        return
    verdict, at = total.verdict, one.rows[total.verdict.unit_id]
    value = verdict.display
    is_number = verdict.value is not None and one.section.indicator.kind is not Kind.YES_NO
    style = paper.style(BOX, number_format(places(total)))
    sheet.write_formula(row, 3, f"={one.name}!{one.cell('value', at)}", style,
                        float(verdict.value or 0) if is_number else value or verdict.state_word)  # fmt: skip
    paper.text(sheet, row, 4, total.target_words, WRAPPED, INDENT)
    if total.state:
        sheet.write_formula(
            row, 5, f"={one.name}!{one.cell('state', at)}", paper.style(BOX, INDENT), total.state
        )
    else:
        paper.text(sheet, row, 5, "", BOX)
