"""Draws the lists of the disposal page: tasks, the rows behind a rate, and rows that do not fit."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from metrics.disposal_result import Clock, Mark, Reconciliation, Task
from metrics.result import Verdict
from ui import caches, disposal_view, parts
from ui.caches import View
from ui.disposal_view import SHOWN
from ui.disposal_words import MISFIT_HELP, MISFITS, RATES, settings_notes
from ui.office import the_office
from ui.overview import SEPARATOR
from ui.table import show_table
from ui.tables import download, grid_download, record_grid, record_table

# On the screen a row that does not fit shows who, what and where it stands; the download has everything.
_SHORT = (
    "sample_no", "task_key", "link", "food_name", "entity_name", "enterprise", "failed_items", "conclusion",
    "sampled_on", "received_on", "completed_on", "state", "level", "unit_id", "sheet", "row_no", "upload_id",
)  # fmt: skip
_SCOPE_RATE = {"national": "BYQ-09"}


def verdict_of(view: View, scope: str) -> Verdict | None:
    """Returns the whole jurisdiction's verdict of the rate that belongs to the scope."""
    root = the_office().jurisdiction.root.unit_id
    return next(iter(caches.verdicts(view, _SCOPE_RATE.get(scope, "YC-14"), root)), None)


def draw_tasks(tasks: Sequence[Task], clock: Clock, mark: Mark, title: str, key: str) -> None:
    """Draws a list of tasks with its download; the screen shows the first ones."""
    more = f"，先列出前 {SHOWN} 件，全部请下载" if len(tasks) > SHOWN else ""
    parts.title(title, f"{len(tasks):,} 件{more}")
    if not tasks:
        parts.note("没有这样的任务。")
        return
    show_table(disposal_view.task_grid(tasks[:SHOWN], clock, mark, title), key=f"tasks_{key}")
    grid_download(disposal_view.task_grid(tasks, clock, mark, title), title, settings_notes(clock))


def draw_due(tasks: Sequence[Task], clock: Clock, last: date) -> None:
    """Draws what falls due up to a day, nearest first."""
    title = f"{last.isoformat()} 及以前到期的任务（{clock.rules.label}）"
    draw_tasks(tasks, clock, Mark.COMPLETION, title, "due")


def draw_rates(clock: Clock, view: View) -> None:
    """Draws the two rates as the verdicts give them, and the rows behind the one that was clicked."""
    rates = {rate: caches.verdicts(view, rate) for rate in RATES}
    parts.title("完成率", "与“指标”页同一判定：到期或已完成的任务作分母，未到期的不计；点数字看记录")
    grid = disposal_view.rate_grid(clock, rates)
    if clicked := show_table(grid, key="rates"):
        st.session_state["disposal_rate"] = clicked
    parts.note(*disposal_view.rate_notes(rates))
    grid_download(grid, "核查处置完成率")
    unit_id, _, rate = st.session_state.get("disposal_rate", "").partition(SEPARATOR)
    if rate not in RATES or unit_id not in clock.names:
        return
    for part, words in (("denominator", "应处置"), ("numerator", "已完成")):
        rows = caches.rows(view, rate, unit_id, part, None)
        _draw_rows(rows, f"{clock.names[unit_id]}_{RATES[rate]}_{words}", f"rate_{part}")


def draw_misfits(found: Reconciliation) -> None:
    """Draws counts by unit, the rows of the chosen count, and the batches with several tasks."""
    if not (found.has_samples and found.has_tasks):
        missing = "抽检台账" if not found.has_samples else "核查处置台账"
        parts.note(f"还没有{missing}，两本台账无法逐批核对；请到“数据上传”上传。")
    if not any(found.misfits.values()):
        parts.note("没有发现对不上的批次或任务。")
    else:
        jurisdiction = the_office().jurisdiction
        grid = disposal_view.misfit_grid(found, jurisdiction)
        if clicked := show_table(grid, key="misfits"):
            st.session_state["disposal_misfit"] = clicked
        grid_download(grid, "与抽检台账核对")
        _draw_misfit(found)
    if found.several:
        batches = len({row["sample_no"] for row in found.several})
        with st.expander(f"一批多任务：{batches:,} 批，{len(found.several):,} 个任务"):
            parts.note("同一批不合格样品在生产、流通等环节各有任务，按任务计数，不合并。")
            _draw_rows(found.several, "一批多任务", "several")


def _draw_misfit(found: Reconciliation) -> None:
    picked = st.session_state.get("disposal_misfit")
    unit_id, misfit, rows = disposal_view.chosen_misfit(found, picked)
    name = the_office().jurisdiction.unit(unit_id).name if unit_id else ""
    parts.say(f"{MISFITS[misfit]}：{MISFIT_HELP[misfit]}。")
    _draw_rows(rows, f"{name}{MISFITS[misfit]}", "misfit")


def _draw_rows(rows: list[dict], title: str, key: str) -> None:
    jurisdiction = the_office().jurisdiction
    if not rows:
        parts.note(f"{title}：没有记录。")
        return
    more = f"，先列出前 {SHOWN} 行，全部请下载" if len(rows) > SHOWN else ""
    parts.note(f"{title}：{len(rows):,} 行{more}")
    shown = [{name: row[name] for name in _SHORT if name in row} for row in rows[:SHOWN]]
    show_table(record_grid(shown, jurisdiction, title), key=f"rows_{key}")
    download(lambda: record_table(rows, jurisdiction, title), f"{title}.xlsx", key=f"xlsx_{key}")
