"""Draws the finished files of a pack page by page, and their downloads: what is seen is what is handed out."""

import hashlib

import streamlit as st

from domain.finding import Refusal
from exports.pack import Pack
from exports.papers import MIME, WORDS, Paper
from exports.preview import preview_of
from exports.preview.rendered import find_office, has_rasteriser, rendered
from metrics.pack_result import PackChoices
from ui import pack, parts
from ui.preview import as_data, show_preview

NAMES = {"pptx": "幻灯片", "docx": "通报", "xlsx": "工作簿", "forms": "案件统计表"}
_HOUSE, _OFFICE = "直接预览", "按 LibreOffice 排版预览"
_RENDERED = "pack_rendered"
_VIEWER = "pack_viewer"  # one for all files, so that the page stays where it is when another is chosen


def draw_made(seen: Pack, choices: PackChoices, templates: pack.Templates) -> None:
    """Draws the pack made last in this session: which file, its pages, the downloads of those very bytes.

    `seen` is the pack as it would be made now; where it says something else, the reader is told.
    """
    found = pack.made()
    if found is None:
        return
    parts.title("预览和下载", f"会议材料已生成，编号 {found.number}。这里逐页看的就是要下载的文件")
    if not pack.is_current(found, seen, choices, templates):
        parts.note(f"选择或数据已改动；下面仍是编号 {found.number} 的材料，要更新请再点“生成并预览”。")
    by_name = {NAMES[paper.kind]: paper for paper in found.papers}
    with st.container(horizontal=True, vertical_alignment="center"):
        chosen = _pick("看哪个文件", list(by_name), f"seen_{found.number}")
        way = _draw_way()
    draw_downloads(found)
    paper = by_name[chosen]
    if way == _OFFICE:
        _draw_rendered(paper)
    else:
        _draw_own(paper, pack.is_fresh())


def draw_downloads(found: pack.Made) -> None:
    """Draws one download button a file and one for all."""
    bundle = pack.all_in_one(found)
    with st.container(horizontal=True):
        for paper in found.papers:
            _download(WORDS[paper.kind], paper, f"paper_{found.number}_{paper.kind}")
        _download("全部（ZIP）", bundle, f"zip_{found.number}")


def _download(label: str, paper: Paper, key: str) -> None:
    st.download_button(
        label,
        paper.content,
        paper.name,
        MIME[paper.kind],
        key=key,
        on_click="ignore",
        icon=":material/download:",
    )


def _draw_way() -> str:
    """Draws the choice between the two previews where LibreOffice is on this machine."""
    if find_office() is None:
        return _HOUSE
    if not has_rasteriser():
        parts.note("这台服务器有 LibreOffice，但没有安装 pypdfium2，不能按 LibreOffice 排版预览。")
        return _HOUSE
    return _pick("预览方式", [_HOUSE, _OFFICE], "preview_way")


def _pick(label: str, choices: list[str], key: str) -> str:
    chosen = st.segmented_control(label, choices, default=choices[0], key=key, label_visibility="collapsed")
    return chosen or choices[0]


def _draw_own(paper: Paper, comes_up: bool) -> None:
    """Draws what stands in the file, read back from its bytes; no other program is needed.

    `comes_up` brings it before the reader's eyes, which it is right after it was made.
    """
    try:
        with st.spinner("正在读取文件"):
            data, notes = _own(paper.kind, _stamp(paper), paper.content)
    except Refusal as refused:
        parts.refusal(refused.message)
        return
    show_preview(data | {"comes_up": comes_up}, key=_VIEWER)
    if notes:
        parts.note(*notes)


def _draw_rendered(paper: Paper) -> None:
    """Draws the pages LibreOffice makes of the file; made once for each file of this session."""
    known: dict[str, dict[str, object]] = st.session_state.setdefault(_RENDERED, {})
    stamp = f"pdf_{_stamp(paper)}"
    if stamp not in known:
        if len(known) >= len(NAMES):
            known.clear()  # pictures are large: only those of the pack looked at now are kept
        try:
            with st.spinner("正在用 LibreOffice 排版，大约半分钟"):
                known[stamp] = as_data(rendered(paper.name, paper.content), stamp)
        except Refusal as refused:
            parts.refusal(refused.message)
            return
    show_preview(known[stamp], key=_VIEWER)
    parts.note("这是 LibreOffice 的排版；字体、分页以实际使用的 WPS、Office 为准。")


def _stamp(paper: Paper) -> str:
    return hashlib.sha256(paper.content).hexdigest()


@st.cache_data(show_spinner=False, max_entries=12)
def _own(kind: str, stamp: str, _content: bytes) -> tuple[dict[str, object], tuple[str, ...]]:
    """Returns the preview of a file as plain data, and what it leaves out."""
    seen = preview_of(kind, _content)
    return as_data(seen, stamp), seen.notes
