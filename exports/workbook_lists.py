"""Writes the workbook's lists: who misses, who is silent, tasks and disposals overdue, clauses, uploads."""

from collections.abc import Iterable, Sequence

from xlsxwriter.worksheet import Worksheet

from exports.pack import Pack
from exports.workbook_paper import WRAPPED, Paper
from exports.xml_text import clean, width

Lines = Iterable[Sequence[str]]
_PROBLEM_WIDTHS = (34, 24, 20, 22, 16, 12, 24)
_SOURCE_WIDTHS = (34, 40, 40, 26, 20, 20)


def write_problems(paper: Paper) -> Worksheet:
    """Writes one sheet with everything that is not as it should be."""
    pack, named = paper.pack, paper.heading
    sheet = paper.sheet(paper.heading("问题清单"))
    top = paper.top(sheet, len(_PROBLEM_WIDTHS) - 1, paper.heading("问题清单"), [pack.period_words])
    blocks = [
        (named("未达标与序时滞后"), ("指标", "单位", "数值", "目标", "状态", "还差", "同比"), _misses(pack)),
        (named("未报送"), ("报表", "应报期间", "单位"), ((s.what, s.when, "、".join(s.units)) for s in pack.silence)),
        (named("未报送的指标数据"), ("指标", "单位"), _silent(pack)),
        (named("核查处置超期"), ("单位", "事项", "企业", "期限", "超期天数", "出处"), _overdue(pack)),
        (named("任务进展") + pack.task_day, ("任务", "牵头单位", "责任单位", "期限", "进展", "状态"),
         ((t.title, t.lead, t.responsible, t.due, t.progress, t.state) for t in pack.tasks)),
    ]  # fmt: skip
    return _write_blocks(paper, sheet, top, blocks, _PROBLEM_WIDTHS)


def write_sources(paper: Paper) -> Worksheet:
    """Writes one sheet with definitions, clauses, uploads and versions."""
    pack, named = paper.pack, paper.heading
    sheet = paper.sheet(paper.heading("口径与来源"))
    top = paper.top(
        sheet, len(_SOURCE_WIDTHS) - 1, paper.heading("口径、依据与数据来源"), [pack.versions.words]
    )
    rules = (
        (r.label, r.words, r.source, r.target_class, "沿用往年目标" if r.is_carried_over else "")
        for r in pack.rules
    )
    blocks = [
        (named("指标口径"), ("指标", "算式", "口径", "人口"), ((e.label, e.formula, e.method, e.population) for e in pack.appendix)),
        (named("目标与依据"), ("指标", "目标", "文件与条款", "类别", "说明"), rules),
        (named("数据来源"), ("上传编号", "文件", "文件校验（sha256）", "表样", "期间", "入库时间"),
         ((s.upload_id, s.file_name, s.file_hash, s.template, s.period_words, s.loaded_at) for s in pack.sources)),
    ]  # fmt: skip
    return _write_blocks(paper, sheet, top, blocks, _SOURCE_WIDTHS)


def _write_blocks(
    paper: Paper,
    sheet: Worksheet,
    row: int,
    blocks: Sequence[tuple[str, Sequence[str], Lines]],
    widths: Sequence[int],
) -> Worksheet:
    for col, wide in enumerate(widths):
        sheet.set_column(col, col, wide)
    for title, heads, lines in blocks:
        paper.text(sheet, row, 0, title, {"bold": True, "font_name": "黑体"})
        paper.columns(sheet, row + 1, heads)
        row += 2
        for line in lines or ():
            _write_line(paper, sheet, row, line, widths)
            row += 1
        row += 1
    paper.print_setup(sheet, None, row, len(widths) - 1)
    return sheet


def _write_line(paper: Paper, sheet: Worksheet, row: int, line: Sequence[str], widths: Sequence[int]) -> None:
    most = 1
    for col, words in enumerate(line):
        paper.text(sheet, row, col, words, WRAPPED)
        most = max(most, -(-int(width(clean(words), 10.5)) // (widths[col] * 5.4)))
    sheet.set_row(row, 15 * min(int(most), 24) + 3)


def _misses(pack: Pack) -> Lines:
    for section, row in pack.misses:
        value = f"{row.value} {section.measured_in}".strip()
        yield section.label, row.unit, value, row.target_words, row.state, row.missing, row.change


def _silent(pack: Pack) -> Lines:
    return (
        (section.label, "、".join(row.unit for row in section.silent))
        for section in pack.sections
        if section.silent
    )


def _overdue(pack: Pack) -> Lines:
    for one in pack.overdue:
        yield (
            one.unit,
            one.what,
            one.enterprise,
            one.due_on.isoformat() if one.due_on else "",
            str(one.days_over),
            one.place,
        )
