"""Runs the verbs that concern files and uploads: check, load, uploads, undo, facts, blank."""

import getpass
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from commands.answer import Answer
from commands.office import Office, chosen_jurisdiction, data_folder, open_office
from commands.shapes import iso_month, plain, record_json
from domain.finding import Refusal, Severity
from domain.period import Period, parse_period
from loaders.blank import make_blank
from loaders.checked import Checked, Declared
from loaders.containers.bundle import Member, expand
from loaders.door import as_finding
from store.uploads import Replaced, facts_of, list_uploads, undo


def check(options: Namespace) -> Answer:
    """Checks files without writing anything; fails when one of them has an error."""
    with open_office(data_folder(options.data), with_data=False) as office:
        checked = [_check_one(office, member, options) for member in _members(office, options)]
    failed = any(one.has_errors for one in checked)
    return Answer([one.as_json() for one in checked], "\n".join(map(_words, checked)), failed)


def load(options: Namespace) -> Answer:
    """Loads files, each all or nothing; fails when one of them could not be loaded."""
    with open_office(data_folder(options.data)) as office:
        results = [_load_one(office, member, options) for member in _members(office, options)]
    failed = any(result["upload_id"] is None for result, _ in results)
    return Answer([result for result, _ in results], "\n".join(words for _, words in results), failed)


def uploads(options: Namespace) -> Answer:
    """Lists every upload, newest first."""
    with open_office(data_folder(options.data)) as office:
        assert office.warehouse is not None
        found = [_upload_json(office, record) for record in list_uploads(office.warehouse)]
    lines = [
        f"{one['upload_id']}  {one['loaded_at']}  {one['template']}  {one['unit']}  {one['period']}"
        f"  {one['records']} 条  {'有效' if one['in_force'] else '已撤销'}  {one['file']}"
        for one in found
    ]
    return Answer(found, "\n".join(lines) or "还没有上传记录。")


def undo_upload(options: Namespace) -> Answer:
    """Takes one upload out of force."""
    with open_office(data_folder(options.data)) as office:
        assert office.warehouse is not None
        undo(office.warehouse, options.upload_id)
    return Answer(
        {"upload_id": options.upload_id, "undone": True}, f"已撤销 {options.upload_id}，数字已恢复。"
    )


def facts(options: Namespace) -> Answer:
    """Lists every stored fact of one upload."""
    with open_office(data_folder(options.data)) as office:
        assert office.warehouse is not None
        found = [
            {"table": table, **record_json(row, office.jurisdiction)}
            for table, rows in facts_of(office.warehouse, options.upload_id).items()
            for row in rows
        ]
    return Answer(found, "\n".join(str(row) for row in found))


def blank(options: Namespace) -> Answer:
    """Writes an empty workbook of a template, to be filled in."""
    data_dir = data_folder(options.data)
    try:
        jurisdiction = chosen_jurisdiction(data_dir)
    except Refusal as refusal:
        if refusal.code != "not_initialised":
            raise
        jurisdiction = None  # without a jurisdiction the sheet has no drop-down of units
    make_blank(options.template, Path(options.out), jurisdiction)
    return Answer({"template": options.template, "file": options.out}, f"已生成空表：{options.out}")


def declared(options: Namespace) -> Declared:
    """Returns what the options say about a file; raises Refusal for a period nobody can read."""
    return Declared(options.unit, _period(options.period), options.template, options.complete)


def _period(text: str | None) -> Period | None:
    if text is None:
        return None
    period = parse_period(text)
    if period is None:
        raise Refusal(f"时段“{text}”看不懂。请写成 2021-04、2021年1-4月 或 2021。", "bad_period")
    return period


def _members(office: Office, options: Namespace) -> Iterator[Member]:
    """Yields every file named, those in a folder or ZIP one by one; a refused bundle as itself."""
    for name in options.files:
        path = Path(name)
        shown = path.name or path.resolve().name
        try:
            yield from expand(path, shown, office.door.limits)
        except Refusal as refusal:
            yield Member(shown, path, (as_finding(refusal),))


def _check_one(office: Office, member: Member, options: Namespace) -> Checked:
    if any(note.severity is Severity.ERROR for note in member.notes):
        return Checked(member.name, findings=list(member.notes))
    checked = office.door.check(
        member.source, member.name, declared(options), password=options.password or ""
    )
    checked.findings += member.notes
    return checked


def _load_one(office: Office, member: Member, options: Namespace) -> tuple[dict, str]:
    checked = _check_one(office, member, options)
    result: dict = {**checked.as_json(), "upload_id": None, "replaced": [], "repeat": False}
    if checked.has_errors:
        return result, _words(checked) + "\n  没有入库。"
    loaded = office.door.load(checked, _user())
    result |= {
        "upload_id": loaded.upload_id,
        "replaced": [_replaced_json(one) for one in loaded.replaced],
        "repeat": loaded.is_repeat,
    }
    done = "与已入库的完全相同，未重复入库" if loaded.is_repeat else f"已入库 {checked.records} 条"
    replaced = "".join(f",替换 {one.upload_id} 的 {one.rows} 条" for one in loaded.replaced)
    return result, f"{_words(checked)}\n  {done}，编号 {loaded.upload_id}{replaced}。"


def _user() -> str:
    """Returns who is logged in on this machine, for the history of uploads."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a service account without a name
        return "命令行"


def _replaced_json(replaced: Replaced) -> dict:
    return {"upload_id": replaced.upload_id, "rows": replaced.rows}


def _upload_json(office: Office, record: dict) -> dict:
    period = None
    if record["last_month"] is not None:
        period = iso_month(record["last_month"])
    return {
        "upload_id": record["upload_id"],
        "template": record["template"],
        "unit": office.jurisdiction.unit(record["unit_id"]).name,
        "period": period,
        "cumulative": record["cumulative"],
        "complete": record["complete"],
        "file": record["file_name"],
        "file_hash": record["file_hash"],
        "rows": record["row_count"],
        "records": record["record_count"],
        "loaded_at": plain(record["loaded_at"]),
        "loaded_by": record["loaded_by"],
        "in_force": record["in_force"],
        "undone_at": plain(record["undone_at"]),
    }


def _words(checked: Checked) -> str:
    head = f"{checked.file_name}: {checked.template or '未识别'} · {checked.unit or '—'} · "
    head += f"{checked.period.chinese if checked.period else '—'} · {checked.rows} 行 · {checked.records} 条"
    marks = {"error": "✕", "warning": "▲", "info": "·"}
    lines = [f"  {marks[f.severity.value]} {f.message}" for f in checked.findings]
    lines += [f"  忽略 {one.sheet} 第 {one.row} 行：{one.reason}" for one in checked.ignored[:20]]
    if len(checked.ignored) > 20:
        lines.append(f"  …另有 {len(checked.ignored) - 20} 行被忽略")
    return "\n".join([head, *lines])
