"""Turns the clock of disposal into what its page draws; pure, from results alone."""

from collections.abc import Mapping, Sequence

from charts.ageing import MARKS
from domain.jurisdiction import Jurisdiction
from metrics.disposal_result import (
    Clock,
    Mark,
    Misfit,
    Reconciliation,
    Standing,
    Task,
    counts,
    of_link,
    overdue,
    standing_at,
)
from metrics.result import Verdict
from ui.disposal_words import LINKS, LOOKS, MISFITS, RATES, days_words, longest, rate_words
from ui.overview import SEPARATOR
from ui.parts import Card
from ui.sentences import target_words
from ui.table import Cell, Column, Grid, Row
from ui.tokens import mark_of
from ui.words import number

SHOWN = 200
SILENT = "未报送台账"
LINK_ALL = "全部环节"


def link_of(label: str) -> str | None:
    """Returns the stored link of a label, None for all."""
    return next((link for link, words in LINKS.items() if words == label), None)


def link_labels(clock: Clock) -> list[str]:
    """Returns the links to choose from: all, then those that tasks name."""
    named = {task.link for task in clock.tasks}
    return [LINK_ALL, *(words for link, words in LINKS.items() if link in named)]


def cards(clock: Clock, tasks: Sequence[Task], verdict: Verdict | None) -> list[Card]:
    """Returns the figures at the head: owed, done, overdue, near, and the rate that is judged."""
    alive = [task for task in tasks if not task.removed]
    found, late = counts(tasks), overdue(tasks)
    links = {words: len(of_link(alive, link)) for link, words in LINKS.items()}
    by_link = " · ".join(f"{words} {count:,}" for words, count in links.items() if count)
    undated = sum(task.is_completed and task.completion.done_on is None for task in alive)
    done = f"按期 {found[Standing.ON_TIME]:,} · 超期 {found[Standing.LATE]:,}"
    return [
        Card("应处置", "任务", f"{len(alive):,}", "件", by_link),
        Card("已完成", "", f"{sum(task.is_completed for task in alive):,}", "件",
             done + (f" · 缺日期 {undated:,}" if undated else "")),
        _state_card(Standing.OVERDUE, len(late), f"最长 {longest(clock, late)}" if late else "没有超期"),
        _state_card(Standing.NEAR, found[Standing.NEAR],
                    f"{clock.rules.near(Mark.COMPLETION)} {clock.rules.day_word}内到期 · {clock.rules.label}"),
        _rate_card(verdict),
    ]  # fmt: skip


def _state_card(standing: Standing, count: int, note: str) -> Card:
    look = LOOKS[standing]
    return Card(
        look.word, "", f"{count:,}", "件", note, look.tone if count else "", look.shape if count else ""
    )


def _rate_card(verdict: Verdict | None) -> Card:
    if verdict is None or verdict.value is None:
        return Card("核查处置完成率", "", verdict.state_word if verdict else "", "", "")
    mark = mark_of(verdict.state)
    parts = f"{number(verdict.numerator)}/{number(verdict.denominator)}"
    early = verdict.excluded.get("未到期", 0)
    note = f"{parts}，目标 {target_words(verdict)}" if verdict.targets else parts
    note += f"；未到期 {early:,} 件不计" if early else ""
    tone = verdict.state.value if verdict.state else ""
    return Card("核查处置完成率", "", verdict.display, verdict.measured_in, note, tone, mark.shape)


def standing_grid(clock: Clock, link: str | None, mark: Mark) -> Grid:
    """Returns units × standings with counts; a click on a count asks for its list."""
    columns = [Column("合计"), *(Column(look.word, note=look.shape) for look in LOOKS.values())]
    rows = [_standing_row(clock, unit_id, link, mark) for unit_id in clock.members]
    return Grid(f"各单位处置任务：{MARKS[mark]}时限", "单位", columns, rows, look="wrap")


def _standing_row(clock: Clock, unit_id: str, link: str | None, mark: Mark) -> Row:
    is_root = unit_id == next(iter(clock.members))
    tasks = of_link(clock.of(unit_id), link)
    if not tasks and unit_id in clock.silent:
        cells = [Cell(SILENT, "○", tone="NOT_REPORTED"), *(Cell("") for _ in LOOKS)]
        return Row(clock.names[unit_id], cells, strong=is_root)
    found = counts(tasks, mark)
    cells = [Cell(f"{len(tasks):,}")] + [
        Cell(f"{found[standing]:,}", look.shape if found[standing] else "",
             tone=look.tone if found[standing] else "",
             key=f"{unit_id}{SEPARATOR}{standing.value}" if found[standing] else "")
        for standing, look in LOOKS.items()
    ]  # fmt: skip
    return Row(clock.names[unit_id], cells, strong=is_root)


def link_grid(clock: Clock, mark: Mark) -> Grid:
    """Returns every unit × link with counts, for the download: one row each that has tasks."""
    columns = [Column("环节", align="left"), Column("合计"), *(Column(look.word) for look in LOOKS.values())]
    rows = []
    for unit_id in clock.members:
        own = clock.of(unit_id)
        for link, words in LINKS.items():
            if tasks := of_link(own, link):
                found = counts(tasks, mark)
                cells = [Cell(words), Cell(f"{len(tasks):,}"), *(Cell(f"{found[s]:,}") for s in LOOKS)]
                rows.append(Row(clock.names[unit_id], cells))
    return Grid(
        f"各单位各环节处置任务：{MARKS[mark]}时限", "单位", columns, rows, height="40vh", look="records"
    )


def chosen_cell(clock: Clock, picked: str | None) -> tuple[str, Standing]:
    """Returns unit and standing of a clicked count; what is overdue everywhere until one is clicked."""
    unit_id, _, standing = (picked or "").partition(SEPARATOR)
    if unit_id in clock.members and standing in set(Standing):
        return unit_id, Standing(standing)
    return next(iter(clock.members)), Standing.OVERDUE


def listed(clock: Clock, cell: tuple[str, Standing], link: str | None, mark: Mark) -> list[Task]:
    """Returns the tasks behind a count, the oldest day first."""
    unit_id, standing = cell
    return standing_at(of_link(clock.of(unit_id), link), standing, mark)


def list_title(clock: Clock, cell: tuple[str, Standing], mark: Mark) -> str:
    """Returns the title of the tasks behind a count."""
    unit_id, standing = cell
    of_mark = "" if mark is Mark.COMPLETION else f"（{MARKS[mark]}时限）"
    return f"{clock.names[unit_id]} {LOOKS[standing].word}{of_mark}"


TASK_COLUMNS = (
    "单位", "环节", "企业", "食品", "抽样编号", "收到报告", "期限", "完成日期", "状态", "天数", "暂停", "出处",
)  # fmt: skip


def task_grid(tasks: Sequence[Task], clock: Clock, mark: Mark, caption: str) -> Grid:
    """Returns tasks one a row: whose, which day, how many days, and where the row stands."""
    rights = ("天数", "暂停")
    names = [f"{MARKS[mark]}{name}" if name in ("期限",) else name for name in TASK_COLUMNS]
    names = [name.replace("完成日期", f"{MARKS[mark]}日期") for name in names]
    columns = [Column(name, align="right" if name in rights else "left") for name in names]
    rows = [Row(task.task_key, _task_cells(task, clock, mark)) for task in tasks]
    return Grid(caption, "任务", columns, rows, height="50vh", look="records")


def _task_cells(task: Task, clock: Clock, mark: Mark) -> list[Cell]:
    timed, look = task.marks[mark], LOOKS[task.marks[mark].standing]
    word = f"{look.word}（{task.removed}）" if task.removed else look.word
    return [
        Cell(task.unit),
        Cell(LINKS.get(task.link, task.link)),
        Cell(task.enterprise),
        Cell(task.food_name),
        Cell(task.sample_no),
        Cell(task.received_on.isoformat() if task.received_on else ""),
        Cell(timed.due_on.isoformat() if timed.due_on else "", note="台账所写" if timed.is_explicit else ""),
        Cell(timed.done_on.isoformat() if timed.done_on else ""),
        Cell(word, look.shape, tone=look.tone),
        Cell(days_words(timed, clock.rules)),
        Cell(f"{task.paused_days} 天" if task.paused_days else ""),
        Cell(f"{task.upload_id} {task.sheet} 第 {task.row_no} 行"),
    ]


def rate_grid(clock: Clock, rates: Mapping[str, Sequence[Verdict]]) -> Grid:
    """Returns units × the two rates as the verdicts give them; a click asks for their rows."""
    columns = [Column(RATES[rate], note=_target(found), align="left") for rate, found in rates.items()]
    by_unit = {(rate, v.unit_id): v for rate, found in rates.items() for v in found}
    rows = [
        Row(name, [_rate_cell(by_unit.get((rate, unit_id)), rate, unit_id) for rate in rates],
            strong=unit_id == next(iter(clock.members)))
        for unit_id, name in clock.names.items()
    ]  # fmt: skip
    return Grid("核查处置完成率", "单位", columns, rows, look="wrap")


def rate_notes(rates: Mapping[str, Sequence[Verdict]]) -> list[str]:
    """Returns what the whole jurisdiction's rates say about where their figures come from."""
    return [
        f"{RATES[rate]}：{'；'.join(found[0].reasons)}"
        for rate, found in rates.items()
        if found and found[0].reasons
    ]


def _target(found: Sequence[Verdict]) -> str:
    judged = next((verdict for verdict in found if verdict.targets), None)
    return f"目标 {target_words(judged)}" if judged else "无目标"


def _rate_cell(verdict: Verdict | None, rate: str, unit_id: str) -> Cell:
    if verdict is None:
        return Cell("")
    tone = verdict.state.value if verdict.state else ""
    key = f"{unit_id}{SEPARATOR}{rate}" if verdict.denominator else ""
    shape = mark_of(verdict.state).shape if verdict.state else ""
    return Cell(rate_words(verdict), shape, tone=tone, key=key, title="；".join(verdict.reasons))


def misfit_grid(found: Reconciliation, jurisdiction: Jurisdiction) -> Grid:
    """Returns units × kinds of misfit with counts; a click asks for the rows."""
    by_kind = {misfit: found.by_unit(misfit) for misfit in Misfit}
    units = [u.unit_id for u in jurisdiction.units] + ["unplaced"]
    shown = [unit_id for unit_id in units if any(unit_id in by_kind[misfit] for misfit in Misfit)]
    columns = [Column(MISFITS[misfit]) for misfit in Misfit]
    total = [_count_cell(len(found.misfits[misfit]), "", misfit) for misfit in Misfit]
    rows = [Row("合计", total, strong=True)] + [
        Row(jurisdiction.unit(unit_id).name,
            [_count_cell(by_kind[misfit].get(unit_id, 0), unit_id, misfit) for misfit in Misfit])
        for unit_id in shown
    ]  # fmt: skip
    return Grid("与抽检台账核对", "单位", columns, rows, look="wrap")


def _count_cell(count: int, unit_id: str, misfit: Misfit) -> Cell:
    return Cell(f"{count:,}", key=f"{unit_id}{SEPARATOR}{misfit.value}" if count else "")


def chosen_misfit(found: Reconciliation, picked: str | None) -> tuple[str, Misfit, list[dict]]:
    """Returns unit, kind and rows of a clicked count; the first kind that has rows until one is clicked."""
    unit_id, _, kind = (picked or "").partition(SEPARATOR)
    if kind not in set(Misfit):
        unit_id, kind = "", next((m for m in Misfit if found.misfits[m]), Misfit.NO_TASK).value
    rows = found.misfits[Misfit(kind)]
    return unit_id, Misfit(kind), [row for row in rows if unit_id in ("", row["unit_id"])]
