"""Draws the choices of a meeting pack, its preview page by page, and its files."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from charts.pictures import FORMATS
from domain.finding import Refusal
from exports.pack import Pack
from exports.papers import WORDS
from metrics.pack_result import FILES, RATIOS, PackChoices
from ui import pack, parts, picture_job
from ui.catalogue import Item
from ui.office import the_office
from ui.picture_job import PictureJob
from ui.table import Cell, Column, Grid, Row, show_table
from ui.words import month_words

LANGUAGES = {"中文": "zh", "中英文标题": "zh-en"}
NEW = "（不用方案）"


def choose(items: Sequence[Item], window: str) -> PackChoices:
    """Draws what can be chosen and returns it; a saved recipe fills everything in."""
    known = pack.saved()
    name = st.selectbox("方案", [NEW, *known], key="recipe", width=260)
    start = replace(known.get(name, PackChoices()), window=window)
    start = _choose_content(start, items, name)
    start = _choose_head(start, name)
    files = st.multiselect(
        "文件", list(FILES), list(start.files), format_func=WORDS.__getitem__, key=f"files_{name}"
    )
    return replace(start, files=tuple(files))


def _choose_content(start: PackChoices, items: Sequence[Item], name: str) -> PackChoices:
    """Draws which indicators, in which order, and which units."""
    by_name = {item.name: item.indicator_id for item in items}
    names = {indicator_id: item for item, indicator_id in by_name.items()}
    units = {unit.name: unit.unit_id for unit in the_office().jurisdiction.units[1:]}
    unit_names = {unit_id: unit for unit, unit_id in units.items()}
    left, right = st.columns(2)
    indicators = left.multiselect(
        "指标（按选择的先后排列；不选为全部）",
        list(by_name),
        [names[one] for one in start.indicator_ids if one in names],
        key=f"indicators_{name}",
        placeholder="全部",
    )
    chosen = right.multiselect(
        "单位（不选为全部）",
        list(units),
        [unit_names[one] for one in start.unit_ids if one in unit_names],
        key=f"units_{name}",
        placeholder="全部",
    )
    return replace(
        start,
        unit_ids=tuple(units[one] for one in chosen),
        indicator_ids=tuple(by_name[one] for one in indicators),
    )


def _choose_head(start: PackChoices, name: str) -> PackChoices:
    """Draws title, signer, addressee and the shape of slides and 通报."""
    first, second, third, fourth = st.columns([3, 2, 1, 1])
    title = first.text_input(
        "标题", start.title, max_chars=60, key=f"title_{name}", placeholder="不填则用通用标题"
    )
    signer = second.text_input("落款", start.signer, max_chars=40, key=f"signer_{name}")
    ratio = third.selectbox("幻灯片", RATIOS, RATIOS.index(start.ratio), key=f"ratio_{name}")
    language = fourth.selectbox(
        "标题语言", list(LANGUAGES), list(LANGUAGES.values()).index(start.language), key=f"language_{name}"
    )
    fifth, sixth, seventh = st.columns([3, 2, 2], vertical_alignment="bottom")
    return replace(
        start,
        title=title,
        signer=signer,
        ratio=ratio,
        language=LANGUAGES[language],
        recipients=fifth.text_input("主送", start.recipients, max_chars=120, key=f"recipients_{name}"),
        number=sixth.text_input("发文字号", start.number, max_chars=40, key=f"number_{name}"),
        has_unit_tables=seventh.checkbox("通报附各单位数据表", start.has_unit_tables, key=f"tables_{name}"),
    )


def draw_save(choices: PackChoices) -> None:
    """Draws the field that saves the choices under a name."""
    with st.form("save_recipe", border=False):
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        name = left.text_input("把这套选择存为方案", max_chars=30, placeholder="如 月度例会")
        if right.form_submit_button("保存方案"):
            try:
                pack.save(name, choices)
            except Refusal as refused:
                parts.refusal(refused.message)
            else:
                parts.done(f"已保存方案“{name.strip()}”。")


def draw_templates() -> dict[str, bytes | None]:
    """Draws the fields for the office's own templates and returns their bytes."""
    with st.expander("用本单位的模板（可不传）"):
        parts.note("PPT 模板用它的版式和字体；通报模板里写占位符，名称见 docs/pack.zh-CN.md。")
        left, right = st.columns(2)
        slides = left.file_uploader("PPT 模板（.pptx）", key="pptx_template")
        letter = right.file_uploader("通报模板（.docx）", key="docx_template")
    return {
        "pptx": slides.getvalue() if slides else None,
        "docx": letter.getvalue() if letter else None,
    }


def draw_pictures(made: Pack) -> None:
    """Draws the button that makes a ZIP of all charts, and below it how far it is.

    What comes of it stands outside the fold: the browser shuts a fold whenever a line above it
    appears or goes (a refusal), and a download nobody sees is none.
    """
    charts = [chart for section in made.sections for chart in section.charts] + [*made.themes]
    with st.expander("全部图表的图片", key="pictures_fold"):
        picture = st.segmented_control(
            "格式", FORMATS, default=FORMATS[0], format_func=str.upper, key="pictures"
        )
        if st.button("生成图片"):
            picture_job.start(charts, picture or FORMATS[0])
    if job := picture_job.current(charts, picture or FORMATS[0]):
        _draw_job(job)


def _draw_job(job: PictureJob) -> None:
    """Draws how far the pictures are, then their download; a page drawn anew meanwhile goes on here."""
    bar = st.progress(0.0, "正在生成图片")
    while not job.wait(0.2):
        bar.progress(job.done / max(1, job.count), f"正在生成图片，{job.done}/{job.count}")
    bar.empty()
    if job.content is None:
        parts.refusal(job.refused.message if job.refused else picture_job.FAILED)
        return
    st.download_button(
        f"下载 {job.count} 张图片", job.content, "图表.zip", "application/zip", on_click="ignore"
    )


def draw_history() -> None:
    """Draws the packs made before, and makes one again from the uploads it came from."""
    found = pack.history()
    if not found:
        return
    parts.title("生成过的材料", "可以按当时的数据重做，除时间外完全相同")
    columns = [Column(name, align="left") for name in ("期间", "上传份数", "指纹", "经办人", "时间")]
    rows = [
        Row(
            str(one.seq),
            [
                Cell(month_words(one.month)),
                Cell(str(len(one.uploads))),
                Cell(one.digest[:8]),
                Cell(one.made_by),
                Cell(one.made_at.strftime("%Y-%m-%d %H:%M")),
            ],
        )
        for one in found[:20]
    ]
    show_table(Grid("生成过的材料", "编号", columns, rows, height="40vh", look="records"), key="packs")
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    number = left.selectbox("编号", [one.seq for one in found], key="pack_again")
    if right.button("按当时的数据重做"):
        run(lambda step: pack.again(next(one for one in found if one.seq == number), step))


def run(work: Callable[[Callable[[str, int, int], None]], None]) -> None:
    """Runs what makes files with a progress bar; a refusal is one sentence."""
    bar = st.progress(0.0, "正在收集数字")
    try:
        work(lambda what, done, total: bar.progress(done / total if total else 0.0, f"正在生成{what}"))
    except Refusal as refused:
        bar.empty()
        parts.refusal(refused.message)
        return
    bar.empty()
    st.rerun()
