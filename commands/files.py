"""Runs the verbs that concern files and uploads: check, load, uploads, undo, facts."""

import getpass
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from commands.answer import Answer
from commands.layouts import column_choices
from commands.office import Office, data_folder, open_office
from commands.shapes import iso_month, plain, record_json
from domain.finding import Refusal, Severity
from domain.period import Period, parse_period
from loaders.checked import Checked, Declared
from loaders.containers.bundle import Member, expand
from loaders.door import as_finding
from store.uploads import Loaded, Replaced, facts_of, list_uploads, undo


def check(options: Namespace) -> Answer:
    """Checks files without writing anything; fails when one of them has an error."""
    with open_office(data_folder(options.data), with_data=False) as office:
        found = [check_parts(office, member, options) for member in members(office, options)]
    checked = [part for parts in found for part in parts]
    failed = any(one.has_errors for one in checked)
    return Answer([one.as_json() for one in checked], "\n".join(map(words_of, checked)), failed)


def load(options: Namespace) -> Answer:
    """Loads files, each all or nothing; fails when one of them could not be loaded."""
    with open_office(data_folder(options.data)) as office:
        found = [_load_one(office, member, options) for member in members(office, options)]
    results = [result for parts in found for result in parts]
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
        + (f"（恢复自 {one['restored_from']}）" if one["restored_from"] else "")
        for one in found
    ]
    return Answer(found, "\n".join(lines) or "还没有上传记录。")


def undo_upload(options: Namespace) -> Answer:
    """Takes one upload out of force."""
    with open_office(data_folder(options.data)) as office:
        assert office.warehouse is not None
        undo(office.warehouse, options.upload_id, entered_by(options))
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


def declared(options: Namespace) -> Declared:
    """Returns what the options say about a file; raises Refusal for a period nobody can read."""
    columns = column_choices(getattr(options, "column", None))
    received = _day(getattr(options, "received", None))
    return Declared(
        options.unit, _period(options.period), options.template, options.complete, columns, received
    )


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refusal(f"日期“{text}”看不懂。请写成 2021-05-02。", "bad_date") from error


def _period(text: str | None) -> Period | None:
    if text is None:
        return None
    period = parse_period(text)
    if period is None:
        raise Refusal(f"时段“{text}”看不懂。请写成 2021-04、2021年1-4月 或 2021。", "bad_period")
    return period


def members(office: Office, options: Namespace) -> Iterator[Member]:
    """Yields every file named, those in a folder or ZIP one by one; a refused bundle as itself.

    None comes after the person pressed Ctrl-C.
    """
    for name in options.files:
        path = Path(name)
        shown = path.name or path.resolve().name
        try:
            found = expand(path, shown, office.door.limits)
        except Refusal as refusal:
            found = [Member(shown, path, (as_finding(refusal),))]
        for member in found:
            if options.following.cancelled():
                return
            yield member


def check_parts(office: Office, member: Member, options: Namespace) -> tuple[Checked, ...]:
    """Returns what came of checking one file, a result a template in it, the main one first.

    A bundle that could not be opened stands for itself.
    """
    if any(note.severity is Severity.ERROR for note in member.notes):
        return (Checked(member.name, findings=list(member.notes)),)
    follow = options.following
    parts = office.door.check_all(
        member.source,
        member.name,
        declared(options),
        follow.cancelled,
        options.password or "",
        follow.of_file(member.name),
    )
    parts[0].findings += member.notes
    return parts


def _load_one(office: Office, member: Member, options: Namespace) -> list[tuple[dict, str]]:
    """Loads all parts of a file or none; returns the result and the words of each part."""
    parts = check_parts(office, member, options)
    if any(part.has_errors for part in parts):
        return [_not_loaded(part) for part in parts]
    try:
        follow = options.following
        loaded = office.door.load_all(
            parts, entered_by(options), follow.cancelled, follow.of_file(member.name)
        )
    except Refusal as refusal:  # the other files are still tried
        parts[0].findings.append(as_finding(refusal))
        return [_not_loaded(part) for part in parts]
    return [_loaded(part, done) for part, done in zip(parts, loaded, strict=True)]


def _not_loaded(part: Checked) -> tuple[dict, str]:
    result = {**part.as_json(), "upload_id": None, "replaced": [], "repeat": False}
    why = "" if part.has_errors else "（同一文件的另一部分有错误，整个文件都不入库）"
    return result, f"{words_of(part)}\n  没有入库{why}。"


def _loaded(part: Checked, loaded: Loaded) -> tuple[dict, str]:
    result = {
        **part.as_json(),
        "upload_id": loaded.upload_id,
        "replaced": [replaced_json(one) for one in loaded.replaced],
        "repeat": loaded.is_repeat,
    }
    done = "与已入库的完全相同，未重复入库" if loaded.is_repeat else f"已入库 {part.records} 条"
    replaced = "".join(f",替换 {one.upload_id} 的 {one.rows} 条" for one in loaded.replaced)
    return result, f"{words_of(part)}\n  {done}，编号 {loaded.upload_id}{replaced}。"


def entered_by(options: Namespace) -> str:
    """Returns the name given with --by, else who is logged in on this machine."""
    if options.by:
        return str(options.by)
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a service account without a name
        return "命令行"


def replaced_json(replaced: Replaced) -> dict:
    """Returns what stopped counting as the command line prints it."""
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
        "undone_by": record["undone_by"],
        "restored_from": record["restored_from"],
        "original": record["has_original"],
    }


def words_of(checked: Checked) -> str:
    """Returns what a check found out, in lines for a person."""
    name = f"{checked.file_name} {checked.part}".rstrip()
    head = f"{name}: {checked.template or '未识别'} · {checked.unit or '—'} · "
    head += f"{checked.period.chinese if checked.period else '—'} · {checked.rows} 行 · {checked.records} 条"
    marks = {"error": "✕", "warning": "▲", "info": "·"}
    lines = [f"  {marks[f.severity.value]} {f.message}" for f in checked.findings]
    lines += [f"  忽略 {one.sheet} 第 {one.row} 行：{one.reason}" for one in checked.ignored[:20]]
    if len(checked.ignored) > 20:
        lines.append(f"  …另有 {len(checked.ignored) - 20} 行被忽略")
    return "\n".join([head, *lines])
