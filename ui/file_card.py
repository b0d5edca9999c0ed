"""Draws one incoming file: what it is, what was found, what it holds, and the button that loads it."""

from functools import partial
from itertools import groupby

import streamlit as st

from domain.finding import Finding, Severity
from domain.period import parse_period
from loaders.checked import Checked, Declared, Ignored
from ui import inbox, parts
from ui.html import Markup, tag
from ui.inbox import Incoming
from ui.office import the_office
from ui.table import Cell, Column, Grid, Row, show_table
from ui.tables import record_grid
from ui.tokens import SEVERITIES
from ui.words import ALIASES_NOTE, COLUMN_ASIDE, FACT_COLUMNS, MEASURES, SOURCES, TEMPLATES, number

PREVIEW_ROWS, CELLS_NAMED, OF_A_KIND = 8, 12, 6
AS_IN_FILE = "按文件识别"


def draw_file(file: Incoming) -> None:
    """Draws the card of one file."""
    found = inbox.checked(file)
    with st.container(border=True):
        draw_recognised(file, found)
        if ended := inbox.outcome(file):
            (parts.done if ended.is_done else parts.refusal)(ended.said)
            return
        draw_findings(found.findings)
        draw_options(file, inbox.is_locked(found))
        draw_marked_copy(file, found)
        if not found.has_errors:
            draw_contents(file, found)
            if compared := inbox.difference(found):
                parts.note(compared)
            if st.button(inbox.promise(found), type="primary", key=f"load_{file.file_id}"):
                inbox.load(file)
                st.rerun()


def draw_recognised(file: Incoming, found: Checked) -> None:
    """Draws the file's name and what it was recognised as."""
    facts = [tag("span", tag("i", name), words) for name, words in inbox.recognised(found)]
    st.html(tag("div", tag("b", file.name), *facts, css="db-file"))


def draw_findings(findings: list[Finding]) -> None:
    """Draws the findings, the worst first; equal ones together, many of one kind folded."""
    order = list(Severity)
    ranked = sorted(findings, key=lambda f: (order.index(f.severity), f.code))
    shown, folded = [], []
    for _, kind in groupby(ranked, key=lambda f: f.code):
        groups = _alike(list(kind))
        shown += groups[:OF_A_KIND]
        folded += groups[OF_A_KIND:]
    _list(shown)
    if folded:
        with st.expander(f"其余 {len(folded)} 条同类问题"):
            _list(folded)


def _alike(findings: list[Finding]) -> list[list[Finding]]:
    """Returns the findings by their sentence, in the order of the sheet."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.message, []).append(finding)
    return list(groups.values())


def _list(groups: list[list[Finding]]) -> None:
    if groups:
        st.html(tag("ul", *(_finding(group) for group in groups), css="db-findings"))


def _finding(group: list[Finding]) -> Markup:
    mark = SEVERITIES[group[0].severity]
    shown = [f"{f.sheet}!{f.cell}" if f.sheet else f.cell for f in group if f.cell]
    more = f" 等 {len(shown)} 处" if len(shown) > CELLS_NAMED else ""
    cells = tag("small", "、".join(shown[:CELLS_NAMED]) + more) if shown else ""
    state = tag("span", f"{mark.shape} {mark.word}", css=f"t-{group[0].severity.value}")
    return tag("li", state, tag("span", group[0].message, cells))


def draw_options(file: Incoming, is_locked: bool) -> None:
    """Draws what the person may say about the file where it does not say it itself."""
    units = {AS_IN_FILE: None} | {unit.name: unit.unit_id for unit in the_office().jurisdiction.units}
    templates = {AS_IN_FILE: None} | {title: template for template, title in TEMPLATES.items()}
    with st.expander("文件没写清楚时，在这里补充", expanded=is_locked):
        if is_locked:
            draw_password(file)
        left, middle, right = st.columns(3)
        template = left.selectbox("表样", list(templates), key=f"template_{file.file_id}")
        unit = middle.selectbox("单位", list(units), key=f"unit_{file.file_id}")
        text = right.text_input(
            "期间", placeholder="如 2026-10 或 2026年1-10月", key=f"period_{file.file_id}"
        )
        complete = st.checkbox(
            "这是完整上报：同单位同月份以前有、这次没有的记录不再计入", key=f"complete_{file.file_id}"
        )
        period = parse_period(text) if text.strip() else None
        if text.strip() and period is None:
            parts.refusal(f"看不懂期间“{text}”。请写成 2026-10 或 2026年1-10月。")
            return
        inbox.declare(file, Declared(units[unit], period, templates[template], complete))


def draw_password(file: Incoming) -> None:
    """Asks for the password of an encrypted workbook."""
    password = st.text_input("打开密码", type="password", key=f"password_{file.file_id}")
    if password:
        inbox.unlock(file, password)


def draw_marked_copy(file: Incoming, found: Checked) -> None:
    """Offers the sender's own workbook back with its bad cells marked, where there are any."""
    if found.template and any(finding.cell for finding in found.findings):
        stem = file.name.replace("/", "_").rsplit(".", 1)[0]
        st.download_button(
            "下载标注件（问题已标在原表上）",
            data=partial(inbox.marked_copy, file.content, found, inbox.password(file)),
            file_name=f"{stem}_标注.xlsx",
            key=f"marked_{file.file_id}",
            on_click="ignore",
        )


def draw_contents(file: Incoming, found: Checked) -> None:
    """Draws the first rows as understood, what was left out, and how the headers were read."""
    for name, table in found.facts.items():
        rows = table.slice(0, PREVIEW_ROWS).to_pylist()
        if rows:
            parts.note(f"读懂的前 {len(rows)} 条（共 {number(table.num_rows)} 条，{SOURCES[name]})")
            show_table(
                record_grid(rows, the_office().jurisdiction, "预览"), key=f"preview_{file.file_id}_{name}"
            )
    if found.ignored:
        parts.note(ignored_words(found.ignored))
    if found.columns:
        with st.expander(f"表头对应（{len(found.columns)} 列）"):
            parts.note(ALIASES_NOTE)
            show_table(_columns_grid(found), key=f"columns_{file.file_id}")


def ignored_words(ignored: list[Ignored]) -> str:
    """Returns what was left out on purpose, by reason with the rows."""
    ranked = sorted(ignored, key=lambda row: (row.reason, row.sheet, row.row))
    said = []
    for reason, group in groupby(ranked, key=lambda row: row.reason):
        rows = list(group)
        shown = "、".join(str(row.row) for row in rows[:CELLS_NAMED])
        said.append(f"{reason} {len(rows)} 行（第 {shown} 行{'等' if len(rows) > CELLS_NAMED else ''})")
    return "略过：" + "；".join(said)


def _columns_grid(found: Checked) -> Grid:
    words = FACT_COLUMNS | MEASURES
    rows = [
        Row(match.sheet, [Cell(match.header), Cell(words.get(match.column, match.column) if match.column else COLUMN_ASIDE)])
        for match in found.columns
    ]  # fmt: skip
    return Grid(
        "表头对应",
        "工作表",
        [Column("表头", align="left"), Column("读作", align="left")],
        rows,
        height="40vh",
    )
