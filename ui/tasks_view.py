"""Turns followed-up tasks into what their page draws; pure, from results alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from charts.phases import PhaseBar, state_on
from charts.style import Caption
from domain.jurisdiction import Jurisdiction
from domain.state import State
from domain.task import COOPERATING, LEAD, OPEN_WORD, RESPONSIBLE, ROLE_WORDS, Task
from metrics.credit_rules import Phase
from metrics.task_result import TaskCount, TaskList, TaskState, TaskStatus
from store.evidence import Evidence
from ui.table import Cell, Column, Grid, Row

ALL = "全部"
NO_TASKS_TITLE = "还没有任务清单"
NO_TASKS_TEXT = "请到“数据上传”上传任务分解表（.xlsx 或 Word 的 .docx），这里就会逐条跟踪。"
IMPORT_HINT = (
    "新的任务分解表（.xlsx 或 Word 的 .docx）在“数据上传”里上传；同一文件的清单以最近一次上传的为准。"
)
_SHAPES = {
    TaskState.OVERDUE: ("✕", State.MISSED.value),
    TaskState.OPEN: ("?", State.PENDING.value),
    TaskState.RUNNING: ("◐", ""),
    TaskState.NOT_STARTED: ("○", State.NOT_REPORTED.value),
    TaskState.DONE: ("●", State.MET.value),
    TaskState.NOT_APPLICABLE: ("—", State.NOT_APPLICABLE.value),
}
_MOST_BARS, _LONGEST_LABEL, _LONGEST_HEAD = 24, 12, 18


def chosen(
    found: Sequence[TaskStatus], document: str, unit_id: str, group: str, state: str
) -> list[TaskStatus]:
    """Returns the tasks that fit the filters; '' means any. A unit's own state counts where one is chosen."""
    shown = [one for one in found if not document or one.task.document == document]
    shown = [one for one in shown if not group or one.task.group == group]
    shown = [one for one in shown if not unit_id or one.of_unit(unit_id)]
    return [one for one in shown if not state or _state(one, unit_id) == state]


def _state(status: TaskStatus, unit_id: str) -> TaskState:
    own = status.of_unit(unit_id) if unit_id else None
    return own.state if own else status.state


def summary_words(found: Sequence[TaskStatus], lists: Sequence[TaskList], unit_id: str) -> str:
    """Returns how many tasks there are and in which states."""
    states = [_state(one, unit_id) for one in found]
    due = sum(state is not TaskState.NOT_APPLICABLE for state in states)
    done = states.count(TaskState.DONE)
    parts = [f"{state.value} {states.count(state)}" for state in TaskState if state in states]
    share = f"，完成 {done}/{due}（{100 * done / due:.1f}%）" if due else ""
    replaced = [f"《{one.title}》用 {one.upload_id} 上传的清单 {one.count} 条，代替自带的 {one.replaces} 条"
                for one in lists if one.upload_id and one.replaces]  # fmt: skip
    return "。".join([f"{len(states)} 条任务：{'，'.join(parts)}{share}", *replaced]) + "。"


def task_grid(found: Sequence[TaskStatus], unit_id: str, is_mixed: bool, picked: str) -> Grid:
    """Returns one row a task: state, who, until when, the last entry; a click opens it."""
    names = [
        "状态",
        *(["本单位"] if unit_id else []),
        "牵头",
        "责任",
        "配合",
        "时限",
        "单位完成",
        "最近记录",
        "依据",
    ]
    wide = {"责任"}
    columns = [
        Column(name, align="left wide" if name in wide else "right" if name == "单位完成" else "left")
        for name in names
    ]
    rows = [
        Row(_short(one.task.title, _LONGEST_HEAD), _cells(one, unit_id, is_mixed), key=one.task.task_id,
            note=_short(one.task.group, _LONGEST_LABEL), shape="▸" if one.task.task_id == picked else "")
        for one in found
    ]  # fmt: skip
    return Grid("任务清单", "任务", columns, rows, height="60vh", look="wrap")


def full_grid(found: Sequence[TaskStatus], unit_id: str) -> Grid:
    """Returns the same table for a workbook: whole titles, the group in a column of its own."""
    grid = task_grid(found, unit_id, is_mixed=True, picked="")
    rows = [
        Row(one.task.title, [Cell(one.task.group), *row.cells])
        for one, row in zip(found, grid.rows, strict=True)
    ]
    return replace(grid, columns=[Column("专项或组别", align="left"), *grid.columns], rows=rows)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest] + "…"


def _cells(one: TaskStatus, unit_id: str, is_mixed: bool) -> list[Cell]:
    state = _state(one, unit_id)
    own = one.of_unit(unit_id) if unit_id else None
    entry = own.entry if own else one.last
    clause = f"{one.task.document} {one.task.clause}" if is_mixed else one.task.clause
    cells = [
        _state_cell(state, f"超 {one.days_over} 天" if state is TaskState.OVERDUE and one.days_over else "")
    ]
    cells += [Cell(ROLE_WORDS[own.role])] if own else []
    cells += [Cell(party_words(one, role)) for role in (LEAD, RESPONSIBLE, COOPERATING)]
    counted = f"{one.done_units}/{len(one.units)}" if one.units else ""
    return [*cells, Cell(due_words(one.task)), Cell(counted), Cell(entry_words(entry)), Cell(clause)]


def _state_cell(state: TaskState, note: str = "") -> Cell:
    shape, tone = _SHAPES[state]
    return Cell(state.value, shape, note=note, tone=tone)


def party_words(one: TaskStatus, role: str) -> str:
    """Returns the names of one role; 待明确 where the list leaves the cell blank."""
    if role in one.task.questions and not one.task.named(role):
        return OPEN_WORD
    names = [party.name if party.is_known else f"{party.name}（未识别）" for party in one.parties[role]]
    return "、".join(names)


def due_words(task: Task) -> str:
    """Returns the due day, else the words of the list, else nothing."""
    return task.due_on.isoformat() if task.due_on else task.due_words


def entry_words(entry: Evidence | None) -> str:
    """Returns what was recorded last: the day and the first words."""
    if entry is None:
        return ""
    return f"{entry.recorded_at:%m-%d} {_short(entry.text, _LONGEST_HEAD)}"


def count_grid(counts: Sequence[TaskCount], corner: str, keyed: bool) -> Grid:
    """Returns one row a unit or group: tasks by state and the share that is done."""
    states = [state for state in TaskState if any(state in one.by_state for one in counts)]
    columns = [Column("任务"), *(Column(state.value) for state in states), Column("完成率")]
    rows = [
        Row(one.name, [Cell(str(one.total)), *(_number(one, state) for state in states), Cell(_share(one))],
            key=one.key if keyed else one.name)
        for one in counts
    ]  # fmt: skip
    return Grid(f"任务完成情况（按{corner}）", corner, columns, rows, height="48vh")


def _number(one: TaskCount, state: TaskState) -> Cell:
    count = one.by_state.get(state, 0)
    return Cell(
        str(count) if count else "", tone=_SHAPES[state][1] if count and state is TaskState.OVERDUE else ""
    )


def _share(one: TaskCount) -> str:
    return f"{100 * one.done / one.due:.1f}%" if one.due else ""


def about(one: TaskStatus) -> list[tuple[str, str]]:
    """Returns what the list says about one task."""
    task = one.task
    shape = _SHAPES[one.state][0]
    over = f"，超期 {one.days_over} 天" if one.days_over else ""
    pairs = [
        ("状态", f"{shape} {one.state.value}{over}"),
        ("文件", f"{one.document_title}  {task.clause}".strip()),
    ]
    pairs += [
        (ROLE_WORDS[role], words)
        for role in (LEAD, RESPONSIBLE, COOPERATING)
        if (words := party_words(one, role))
    ]
    pairs += [("时限", due_words(task) or "文件没有写时限")]
    pairs += [("清单所写进展", task.progress)] if task.progress else []
    return pairs + ([("来源", f"上传 {task.upload_id}")] if task.upload_id else [])


def unit_grid(one: TaskStatus, jurisdiction: Jurisdiction) -> Grid:
    """Returns one row a unit of a task: role, state, last entry."""
    columns = [Column(name, align="left") for name in ("分工", "状态", "最近记录")]
    rows = [
        Row(jurisdiction.unit(own.unit_id).name, [Cell(ROLE_WORDS[own.role]), _state_cell(own.state), Cell(entry_words(own.entry))],
            key=own.unit_id)
        for own in one.units
    ]  # fmt: skip
    return Grid("各单位进展", "单位", columns, rows, height="32vh")


def bars(found: Sequence[TaskStatus], plan: Sequence[Phase], day: date) -> list[PhaseBar]:
    """Returns the phases, then the tasks with a due date: from the first day of their year to that day."""
    shown = [
        PhaseBar(
            f"阶段{one.number} {one.name}", one.first, one.last, state_on(one.first, one.last, day), one.due
        )
        for one in plan
    ]
    dated = sorted((one for one in found if one.task.due_on), key=lambda one: (one.task.due_on, one.place))
    starts = {(phase.document, phase.clause): phase.first for phase in plan}
    names = {bar.name for bar in shown}
    for one in dated[: _MOST_BARS - len(shown)]:
        task, due_on = one.task, one.task.due_on
        assert due_on is not None
        first = starts.get((task.document, task.clause), min(date(task.year, 1, 1), due_on))
        name = _short(task.title, _LONGEST_LABEL)
        name = name if name not in names else f"{name} {task.clause}"
        names.add(name)
        shown.append(PhaseBar(name, first, due_on, one.state.value, party_words(one, LEAD)))
    return shown


def bars_caption(found: Sequence[TaskStatus], day: date) -> Caption:
    """Returns the words in the picture of phases and due dates."""
    titles = dict.fromkeys(one.document_title for one in found)
    return Caption(
        "阶段与时限",
        "任务的横条画到完成时限；清单没有起始日，从所在阶段或当年1月1日画起",
        "日期",
        "、".join(titles) or "任务清单",
        day.isoformat(),
    )
