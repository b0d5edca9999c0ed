"""Writes the blank of a form: rows and columns as issued, the unit's own rows, last month beside it.

Last month's totals must help the clerk and must never be read as this month's. They stand in two
places that no reader takes for the table: in the yellow hint that Excel and WPS show at the selected
cell, and on a grey sheet of their own, whose first cell, name and row names each keep it from being
read. A grey block on the table's own sheet was rejected: with a column left empty its figures would
answer to the same header words. The table is not protected: clerks add sub-type rows, and a locked
sheet makes them copy the table elsewhere.
"""

from decimal import Decimal

from xlsxwriter.worksheet import Worksheet

from domain.period import Period
from loaders.blank_paper import GREY, PALE, WARN, Paper, chinese, days
from loaders.blank_past import Past
from loaders.blank_stamp import Stamp
from loaders.form_cells import plain
from loaders.grid import column_letters
from loaders.own_sheets import PAST_NAME, PAST_TITLE
from loaders.template import Column, FormTemplate

_HEAD_ROW, _FIRST = 3, 4
_HEIGHT = 30
_NOTHING = " "  # a stored result, or the sum would count as a formula nobody ever calculated
_PAST_ROW = "上期·"  # no type of the form begins so
_NUMBERS = {"count": "#,##0", "money": "#,##0.######"}

Row = tuple[str, str, str]  # violation, subtype, what the second column prints


def write_form(paper: Paper, chosen: FormTemplate, past: Past | None) -> Stamp:
    """Writes the form and returns its stamp; the caller finishes the paper."""
    rows = _rows(chosen, past)
    _write_top(paper, chosen)
    _write_head(paper, paper.sheet, chosen, bold=True, bg_color=PALE)
    for number, row in enumerate(rows, start=_FIRST):
        _write_row(paper, chosen, number, row, past)
    end = _FIRST + len(rows)
    _write_totals(paper, chosen, end)
    _write_foot(paper, chosen, end + 1, past)
    _set_up(paper, chosen)
    if past is not None and past.month is not None:
        _write_past(paper, chosen, rows, past)
    columns = {column.name: col for col, column in enumerate(chosen.columns, start=2)}
    unit_id = paper.unit.unit_id if paper.unit else ""
    return Stamp(chosen.template_id, unit_id, paper.period, paper.title, _HEAD_ROW, columns)


def _rows(chosen: FormTemplate, past: Past | None) -> list[Row]:
    """Returns the rows to print: every type, split into the sub-types of the unit's last sheet."""
    rows: list[Row] = []
    for label in chosen.labels:
        subtypes = past.subtypes(label.name) if past else ()
        subtypes = sorted(
            subtypes, key=lambda one: label.scope.index(one) if one in label.scope else len(label.scope)
        )
        if not subtypes or "" in subtypes:
            rows.append((label.name, "", "、".join(label.scope)))
        rows += [(label.name, subtype, subtype) for subtype in subtypes if subtype]
    return rows


def _write_top(paper: Paper, chosen: FormTemplate) -> None:
    """Writes the title, and the line of 报送单位, 统计时间 and 报送时间."""
    sheet, last = paper.sheet, len(chosen.columns) + 1
    year = f"{paper.period.year}年" if paper.period else ""
    title = year + chosen.about.split(",")[0]
    sheet.merge_range(
        0, 0, 0, last, title, paper.style(bold=True, font_name="黑体", font_size=16, align="center")
    )
    label, line = paper.style(align="right"), paper.style(bottom=1)
    for col, text in ((0, "报送单位："), (4, "统计时间："), (9, "报送时间：")):
        sheet.write_string(1, col, text, label)
    paper.write_unit(1, 1, line)
    sheet.merge_range(1, 5, 1, 8, days(paper.period) if paper.period else "", line)
    sheet.merge_range(1, 10, 1, last, "", line)


def _write_head(paper: Paper, sheet: Worksheet, chosen: FormTemplate, **look: object) -> None:
    last = len(chosen.columns) + 1
    head = paper.style(border=1, align="center", text_wrap=True, **look)
    corner = paper.style(border=1, diag_type=2, diag_border=1, text_wrap=True, **look)
    sheet.merge_range(2, 0, 3, 1, f"{'　' * 13}案件数据\n{chosen.row_header}", corner)
    sheet.merge_range(2, 2, 2, last, "案件数据", head)
    for col, column in enumerate(chosen.columns, start=2):
        sheet.write_string(_HEAD_ROW, col, chinese(column.header).replace("（", "\n（"), head)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, last, 12.5)
    for row, height in ((0, 34), (1, 24), (2, 22), (3, 36)):
        sheet.set_row(row, height)


def _write_row(paper: Paper, chosen: FormTemplate, row: int, said: Row, past: Past | None) -> None:
    violation, subtype, shown = said
    box = paper.style(border=1, text_wrap=True)
    paper.sheet.set_row(row, _HEIGHT)
    paper.sheet.write_string(row, 0, violation, box)
    paper.sheet.write_string(row, 1, shown, box)
    for col, column in enumerate(chosen.columns, start=2):
        is_left_out = past is not None and past.is_left_out(violation, subtype, column.name)
        shade = {"bg_color": GREY} if is_left_out else {}
        paper.sheet.write_blank(
            row, col, None, paper.style(border=1, num_format=_NUMBERS[column.kind], **shade)
        )
        before = past.values.get((violation, subtype, column.name)) if past else None
        _add_rule(paper, chosen, row, col, column, _hint(before, past, is_left_out))
        if before:
            falls = f'=AND({column_letters(col)}{row + 1}<>"",{column_letters(col)}{row + 1}<{plain(before)})'
            warn = paper.book.add_format({"bg_color": WARN})
            paper.sheet.conditional_format(
                row, col, row, col, {"type": "formula", "criteria": falls, "format": warn}
            )


def _hint(before: Decimal | None, past: Past | None, is_left_out: bool) -> str:
    if is_left_out:
        return "不适用：此前各期均未填报。如本期有数，可直接填写。"
    if past is None or past.month is None:
        return "填自1月1日起的累计数；不适用的留空，没有发生的填 0。"
    said = "未填" if before is None else plain(before)
    return f"上期累计（{Period.year_to_date(past.month).chinese}）：{said}\n填自1月1日起的累计数，一般不少于上期。"


def _add_rule(paper: Paper, chosen: FormTemplate, row: int, col: int, column: Column, hint: str) -> None:
    """Makes a cell take what its column allows, and show the hint while it is selected."""
    cell = f"{column_letters(col)}{row + 1}"
    name = chinese(column.header)
    tests, words = [f"ISNUMBER({cell})", f"{cell}>=0"], "数字（万元）"
    if column.kind == "count":
        tests, words = [*tests, f"{cell}=INT({cell})"], "整数"
    said = f"“{name}”应为不小于 0 的{words}"
    for limit in chosen.limits:
        if limit.column == column.name and limit.code != "closed_above_filed":  # older cases may be closed
            at = 2 + [one.name for one in chosen.columns].index(limit.at_most)
            other = f"${column_letters(at)}{row + 1}"
            tests.append(f'OR({other}="",{cell}<={other})')
            said += f"，且不多于本行“{chinese(chosen.column(limit.at_most).header)}”"
    rule = {"validate": "custom", "value": f"=AND({','.join(tests)})", "input_title": name, "input_message": hint,
            "error_title": "请核对", "error_message": said + "。不适用的请留空。"}  # fmt: skip
    paper.sheet.data_validation(row, col, row, col, rule)


def _write_totals(paper: Paper, chosen: FormTemplate, end: int) -> None:
    """Writes 合计 as a sum that stays blank while its column is."""
    paper.sheet.set_row(end, _HEIGHT)
    paper.sheet.merge_range(
        end, 0, end, 1, "合计", paper.style(border=1, bold=True, bg_color=PALE, align="center")
    )
    for col, column in enumerate(chosen.columns, start=2):
        letters = column_letters(col)
        area = f"{letters}{_FIRST + 1}:{letters}{end}"
        box = paper.style(border=1, bold=True, bg_color=PALE, num_format=_NUMBERS[column.kind])
        paper.sheet.write_formula(end, col, f'=IF(COUNT({area})=0,"",SUM({area}))', box, _NOTHING)


def _write_foot(paper: Paper, chosen: FormTemplate, row: int, past: Past | None) -> None:
    last, notes = len(chosen.columns) + 1, [chinese(note) for note in chosen.notes]
    if past is not None and past.sheets:
        notes.append(f"点选格子可看上期累计，全表见“{PAST_NAME}”页；灰色格此前各期均未填报，视为不适用。")
    text = "说明：" + "\n".join(f"{'' if n == 1 else '　　　'}{n}．{note}" for n, note in enumerate(notes, 1))
    paper.sheet.merge_range(row, 0, row, last, text, paper.style(text_wrap=True, font_size=10))
    paper.sheet.set_row(row, 16 * len(notes) + 6)
    sign = f"填表人：{'　' * 14}审核人：{'　' * 14}单位（盖章）："
    paper.sheet.merge_range(row + 1, 0, row + 1, last, sign, paper.style())
    paper.sheet.set_row(row + 1, 28)


def _set_up(paper: Paper, chosen: FormTemplate) -> None:
    paper.sheet.freeze_panes(_FIRST, 2)
    paper.print_setup(paper.sheet, 0, _HEAD_ROW)


def _write_past(paper: Paper, chosen: FormTemplate, rows: list[Row], past: Past) -> None:
    """Writes the grey sheet of last month's totals, locked and under row names of its own."""
    assert past.month is not None
    sheet = paper.book.add_worksheet(PAST_NAME)
    grey = {"font_color": "#7F7F7F", "bg_color": GREY}
    sheet.write_string(0, 0, PAST_TITLE, paper.style(bold=True, font_size=14, font_color="#7F7F7F"))
    who = f"{paper.unit.name}　" if paper.unit else ""
    sheet.write_string(
        1,
        0,
        f"{who}{Period.year_to_date(past.month).chinese}已报送的累计数",
        paper.style(font_color="#7F7F7F"),
    )
    _write_head(paper, sheet, chosen, **grey)
    for number, (violation, subtype, shown) in enumerate(rows, start=_FIRST):
        sheet.set_row(number, _HEIGHT)
        sheet.write_string(number, 0, _PAST_ROW + violation, paper.style(border=1, **grey))
        sheet.write_string(number, 1, shown, paper.style(border=1, text_wrap=True, **grey))
        for col, column in enumerate(chosen.columns, start=2):
            value = past.values.get((violation, subtype, column.name))
            box = paper.style(border=1, num_format=_NUMBERS[column.kind], **grey)
            sheet.write(number, col, None if value is None else float(value), box)
    sheet.freeze_panes(_FIRST, 2)
    sheet.protect()  # no password: there is nothing to type here, and nothing to hide
    paper.print_setup(sheet, 0, _HEAD_ROW)
