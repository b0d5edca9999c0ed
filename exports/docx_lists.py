"""Writes the lists at the end of a 通报: problems, definitions and clauses, sources and versions."""

from collections.abc import Iterable

from docx.document import Document
from docx.shared import Length

from exports.docx_style import CAPTION, HEADINGS, LEFT, NOTE, PAGE, RIGHT
from exports.docx_table import Cell, add_table
from exports.docx_text import say
from exports.pack import Pack
from exports.xml_text import clean, one_line
from ui.tokens import MUTED

UPRIGHT = Length(PAGE[0] - LEFT - RIGHT)
_LONG_NAME = 10


Block = tuple[str, list[str], list, list[float]]  # title, heads, rows, widths


def write_problems(document: Document, pack: Pack) -> None:
    """Writes who misses, who is silent, and which disposals and tasks are late, each as a table."""
    for title, heads, rows, widths in (_misses(pack), *_silent(pack), _late(pack), _tasks(pack)):
        if rows:
            say(document, title, CAPTION)
            add_table(document, heads, rows, widths, UPRIGHT)  # type: ignore[arg-type]


def _misses(pack: Pack) -> Block:
    rows = [
        [Cell(s.label, "left"), r.unit, Cell(f"{r.value} {s.measured_in}".strip(), "right"), r.target_words,
         Cell(r.state, "left", r.mark.colour), Cell(r.missing, "right")]
        for s, r in pack.misses
    ]  # fmt: skip
    unit_width = 2.8 if has_long_names(row.unit for _, row in pack.misses) else 1.6
    heads = ["指标", "单位", "数值", "目标", "状态", "还差"]
    return "未达标与序时滞后", heads, rows, [3, unit_width, 1.8, 1.8, 1.6, 1]


def _silent(pack: Pack) -> tuple[Block, Block]:
    figures = [
        [Cell(s.label, "left"), Cell("、".join(r.unit for r in s.silent), "left")]
        for s in pack.sections
        if s.silent
    ]
    returns = [
        [Cell(f"{one.what}（{one.when}）", "left"), Cell("、".join(one.units), "left")]
        for one in pack.silence
    ]
    return (
        ("未报送的指标数据", ["指标", "单位"], figures, [3, 7]),
        ("未报送的报表", ["报表", "单位"], returns, [3, 7]),
    )


def _late(pack: Pack) -> Block:
    rows = [
        [o.unit, Cell(o.what, "left"), Cell(o.enterprise, "left"), o.due_on.isoformat() if o.due_on else "",
         Cell(str(o.days_over), "right"), o.place]
        for o in pack.overdue
    ]  # fmt: skip
    heads = ["单位", "事项", "企业", "期限", "超期（天）", "出处"]
    return "核查处置超期", heads, rows, [1.5, 2.4, 2.6, 1.6, 1.1, 1]


def _tasks(pack: Pack) -> Block:
    rows = [
        [Cell(t.title, "left"), t.lead, Cell(t.responsible, "left"), t.due, Cell(t.progress, "left"), t.state]
        for t in pack.tasks
    ]
    heads = ["任务", "牵头单位", "责任单位", "期限", "进展", "状态"]
    return f"任务进展{pack.task_day}", heads, rows, [2.8, 1.5, 1.8, 1.6, 2, 1.1]


def write_definitions(document: Document, pack: Pack) -> None:
    """Writes every indicator's formula, definition and clauses."""
    for number, entry in enumerate(pack.appendix, start=1):
        say(document, f"{number}．{one_line(entry.label)}", HEADINGS[2])
        rules = "；".join(
            f"{rule.words} {rule.source}{'（沿用往年目标）' if rule.is_carried_over else ''}"
            for rule in entry.rules
        )
        parts = (
            ("算式", entry.formula),
            ("口径", entry.method),
            ("人口", entry.population),
            ("目标与依据", rules or "没有目标，只作统计"),
        )
        for name, text in parts:
            if text:
                say(document, f"{name}：{clean(text)}", NOTE)


def write_sources(document: Document, pack: Pack) -> None:
    """Writes data date, versions, marks and every upload."""
    lines = [f"数据截至 {pack.as_of.isoformat()}，统计期间 {pack.period_words}，共 {len(pack.sources)} 份上传。", pack.versions.words,
             f"生成时间：{pack.made_at:%Y-%m-%d %H:%M}。同一批上传再次生成，除生成时间外内容相同。", *pack.marks]  # fmt: skip
    for line in lines:
        note(document, line)
    if pack.sources:
        rows: list[list[Cell | str]] = [
            [
                s.upload_id,
                Cell(s.file_name, "left"),
                s.template,
                s.period_words,
                Cell(s.file_hash[:12], "left", MUTED),
            ]
            for s in pack.sources
        ]
        add_table(
            document,
            ["上传编号", "文件", "表样", "期间", "校验码前 12 位"],
            rows,
            [1.7, 3.6, 1.7, 1.8, 1.8],
            UPRIGHT,
        )


def note(document: Document, words: str) -> None:
    """Adds a small paragraph."""
    say(document, clean(words), NOTE)


def has_long_names(names: Iterable[str]) -> bool:
    """Tells whether a column of unit names needs more room."""
    return any(len(name) > _LONG_NAME for name in names)
