"""Draws one incoming file: what it is, what was found, what it holds, and the button that loads it."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from domain.period import parse_period
from loaders.checked import Checked
from ui import inbox, intake, parts
from ui.file_contents import draw_contents
from ui.file_work import Found
from ui.findings_list import draw_findings
from ui.flips_view import draw_flips
from ui.html import tag
from ui.inbox import Incoming
from ui.mapping import draw_mapping
from ui.office import the_office
from ui.person import person
from ui.review import promise
from ui.review_view import draw_comparison
from ui.words import TEMPLATES

AS_IN_FILE = "按文件识别"


def draw_file(file: Incoming) -> None:
    """Draws the card of one file."""
    found = intake.found_in(file)
    if found is None and not intake.is_stopped(file):
        return  # the box above says how far it is
    with st.container(border=True):
        if found is None or intake.is_stopped(file):
            draw_stopped(file)
            return
        ended = intake.outcome(file)
        if ended and ended.is_done:
            for part in found.parts:
                draw_recognised(file, part)
            parts.done(ended.said)
            return
        if ended:
            parts.refusal(ended.said)
        for place in range(len(found.parts)):
            draw_part(file, found, place)
        draw_options(file, any(map(inbox.is_locked, found.parts)))
        draw_marked_copy(file, found)
        if not found.has_errors:
            draw_flips(found.review.flips, file.file_id)
            draw_confirm(file, found)


def draw_stopped(file: Incoming) -> None:
    """Draws a file whose check was stopped."""
    st.html(tag("div", tag("b", file.name), css="db-file"))
    parts.note("已取消核对，没有写入任何数据。")
    if st.button("重新核对", key=f"again_{file.file_id}"):
        intake.again(file)
        st.rerun()


def draw_part(file: Incoming, found: Found, place: int) -> None:
    """Draws one part of a file: what it is, what was found, what it holds and how that differs."""
    part, key = found.parts[place], f"{file.file_id}_{place}"
    draw_recognised(file, part)
    draw_findings(part.findings)
    draw_mapping(file, part)
    if found.has_errors:
        return
    jurisdiction = the_office().jurisdiction
    draw_contents(part, key)
    compared = found.review.comparisons[place]
    for one in compared:
        draw_comparison(one, jurisdiction, f"{key}_{one.table}", len(compared) > 1)


def draw_recognised(file: Incoming, part: Checked) -> None:
    """Draws the file's name and what it was recognised as."""
    pairs = ([("部分", part.part)] if part.part else []) + inbox.recognised(part)
    facts = [tag("span", tag("i", name), words) for name, words in pairs]
    st.html(tag("div", tag("b", file.name), *facts, css="db-file"))


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
        received = st.date_input("收到日期（不选为今天）", value=None, key=f"received_{file.file_id}")
        complete = st.checkbox(
            "这是完整上报：同单位同月份以前有、这次没有的记录不再计入", key=f"complete_{file.file_id}"
        )
        period = parse_period(text) if text.strip() else None
        if text.strip() and period is None:
            parts.refusal(f"看不懂期间“{text}”。请写成 2026-10 或 2026年1-10月。")
            return
        said = replace(
            inbox.declared(file),
            unit=units[unit],
            period=period,
            template=templates[template],
            complete=complete,
            received_on=received if isinstance(received, date) else None,
        )
        inbox.declare(file, said)


def draw_password(file: Incoming) -> None:
    """Asks for the password of an encrypted workbook."""
    password = st.text_input("打开密码", type="password", key=f"password_{file.file_id}")
    if password:
        inbox.unlock(file, password)


def draw_marked_copy(file: Incoming, found: Found) -> None:
    """Offers the sender's own workbook back with its bad cells marked, where there are any."""
    findings = [finding for part in found.parts for finding in part.findings]
    if found.parts[0].template and any(finding.cell for finding in findings):
        whole = replace(found.parts[0], findings=findings)
        stem = file.name.replace("/", "_").rsplit(".", 1)[0]
        st.download_button(
            "下载标注件（问题已标在原表上）",
            data=partial(inbox.marked_copy, file.content, whole, inbox.password(file)),
            file_name=f"{stem}_标注.xlsx",
            key=f"marked_{file.file_id}",
            on_click="ignore",
        )


def draw_confirm(file: Incoming, found: Found) -> None:
    """Draws the button that says what it writes; doubts have to be accepted before it works."""
    if found.warnings:
        st.checkbox("已核对以上提醒，确认入库", key=_accept_key(file, found))
    shown, version = f"shown_{file.file_id}", found.review.version
    is_as_shown = st.session_state.get(shown, version) == version
    st.session_state[shown] = version
    label, may_load = promise(found.parts, found.review), is_accepted(file, found)
    is_busy = intake.running() is not None or not intake.is_current(found)
    is_wanted = st.button(label, type="primary", key=f"load_{file.file_id}", disabled=is_busy or not may_load)
    if not (is_wanted and may_load):
        return
    if not is_as_shown:
        parts.refusal("刚才有人入库或撤销，上面的比较已更新。请再看一遍，然后重新确认。")
        return
    intake.load([file], person())
    st.rerun()


def is_accepted(file: Incoming, found: Found) -> bool:
    """Tells whether the file may be loaded: no errors, and its doubts, if any, were accepted."""
    if found.has_errors:
        return False
    return not found.warnings or bool(st.session_state.get(_accept_key(file, found)))


def _accept_key(file: Incoming, found: Found) -> str:
    """Returns the key of the tick: other doubts ask for another one."""
    return f"accept_{file.file_id}_{hash(found.warnings)}"
