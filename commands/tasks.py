"""Runs the verbs of tasks: the list with states, and answers about blank cells."""

from argparse import ArgumentParser, Namespace
from datetime import date

from commands.answer import Answer
from commands.files import entered_by
from commands.office import Office, data_folder, open_office
from commands.shapes import plain, unit_ids
from domain.finding import Refusal
from domain.jurisdiction import Jurisdiction
from domain.roster import load_roster
from domain.task import LEAD, RESPONSIBLE
from metrics.task_result import TaskState, TaskStatus
from metrics.tasks import follow_up
from store.task_answers import answer

_ROLES = {"牵头": LEAD, "责任": RESPONSIBLE}


def add_options(parser: ArgumentParser) -> None:
    """Adds the options of `tasks`."""
    parser.add_argument("--unit", help="只看这个单位牵头、负责或配合的任务")
    parser.add_argument("--state", choices=tuple(TaskState), help="只看这种状态")
    parser.add_argument("--group", help="只看这个专项或组别")
    parser.add_argument("--document", help="只看这份文件，如 YC")
    parser.add_argument("--on", help="截至哪一天，如 2026-11-30；不写则为今天")


def add_answer_options(parser: ArgumentParser) -> None:
    """Adds the options of `task-answer`."""
    parser.add_argument("task_id", metavar="任务编号")
    parser.add_argument("--role", choices=tuple(_ROLES), required=True, help="答复哪一格")
    parser.add_argument("--names", default="", help="单位名称，用顿号分开；不写表示确认待明确")
    parser.add_argument("--by", help="经办人")


def tasks(options: Namespace) -> Answer:
    """Lists the tasks with their states, overdue first."""
    with open_office(data_folder(options.data)) as office:
        assert office.warehouse is not None
        found, _ = follow_up(office.jurisdiction, office.warehouse, _day(options.on))
        [unit_id] = unit_ids(office.jurisdiction, options.unit) or [""]
        shown = [one for one in found if _fits(one, options, unit_id)]
        documents = [_task_json(one, unit_id, office.jurisdiction) for one in shown]
    lines = [f"{_state(one, unit_id)}  {one.task.task_id}  {one.task.title}" for one in shown]
    return Answer(documents, "\n".join(lines) or "没有这样的任务。")


def answer_task(options: Namespace) -> Answer:
    """Keeps who has a role that the list leaves blank; earlier answers stay in the record."""
    with open_office(data_folder(options.data)) as office:
        assert office.warehouse is not None
        found, _ = follow_up(office.jurisdiction, office.warehouse, date.today())
        task = next((one.task for one in found if one.task.task_id == options.task_id), None)
        role = _ROLES[options.role]
        if task is None or role not in task.questions:
            raise Refusal(
                f"任务“{options.task_id}”没有待答复的{options.role}单位。请用 tasks 查看编号。",
                "unknown_task",
            )
        roster = load_roster(office.jurisdiction)
        names = tuple(name for name in options.names.replace(",", "、").split("、") if name)
        for name in names:
            if not roster.resolve(name).is_known:
                near = "、".join(roster.suggest(name)) or "无相近名称"
                raise Refusal(f"没有名为“{name}”的单位。相近的有：{near}。", "unknown_unit")
        number = answer(office.warehouse, options.task_id, role, names, entered_by(options))
    return Answer({"number": number, "task_id": options.task_id}, f"已记下答复，编号 {number}。")


def check_task(office: Office, task_id: str) -> None:
    """Raises Refusal when no task in use has this id."""
    assert office.warehouse is not None
    found, _ = follow_up(office.jurisdiction, office.warehouse, date.today())
    if all(one.task.task_id != task_id for one in found):
        raise Refusal(f"没有编号为“{task_id}”的任务。请用 tasks 查看编号。", "unknown_task")


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as error:
        raise Refusal(f"日期“{text}”看不懂。请写成 2026-11-30。", "bad_date") from error


def _fits(one: TaskStatus, options: Namespace, unit_id: str) -> bool:
    return (
        (not unit_id or one.of_unit(unit_id) is not None)
        and options.state in (None, _state(one, unit_id))
        and options.group in (None, one.task.group)
        and options.document in (None, one.task.document)
    )


def _state(one: TaskStatus, unit_id: str) -> TaskState:
    own = one.of_unit(unit_id) if unit_id else None
    return own.state if own else one.state


def _task_json(one: TaskStatus, unit_id: str, jurisdiction: Jurisdiction) -> dict:
    task = one.task
    return {
        "task_id": task.task_id,
        "document": task.document,
        "clause": task.clause,
        "group": task.group,
        "campaign": task.campaign,
        "title": task.title,
        "lead": list(task.lead),
        "responsible": list(task.responsible),
        "cooperating": list(task.cooperating),
        "open": [role for role in task.questions if not task.named(role)],
        "due_on": plain(task.due_on),
        "state": one.state.value,
        "days_over": one.days_over,
        "upload_id": task.upload_id or None,
        "units": [
            {"unit": jurisdiction.unit(own.unit_id).name, "role": own.role, "state": own.state.value}
            for own in one.units
            if not unit_id or own.unit_id == unit_id
        ],
    }
