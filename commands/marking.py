"""Runs the verb `mark`: checked files back with their wrong cells marked."""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from commands.answer import Answer
from commands.files import check_parts, members
from commands.office import Office, data_folder, open_office
from domain.finding import Refusal
from loaders.annotate import mark
from loaders.containers.bundle import Member

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST = 80  # characters of a file's name that its copy keeps


def add_options(parser: ArgumentParser) -> None:
    """Adds what the verb takes: the files, where the copies go, what the sender declares."""
    parser.add_argument("files", nargs="+", metavar="文件", help="文件、文件夹或 ZIP 压缩包")
    parser.add_argument("--out", required=True, help="标注件写到哪个 .xlsx 文件；几个文件时写到哪个文件夹")
    parser.add_argument("--password", help="加密 .xlsx 的打开密码")
    parser.add_argument("--unit", help="报送单位（名称、别名或代码）")
    parser.add_argument("--period", help="时段，如 2021-04")
    parser.add_argument("--template", help="表样编号")
    parser.set_defaults(complete=False)


def mark_file(options: Namespace) -> Answer:
    """Checks files and writes their marked copies; one that cannot be read at all is refused."""
    out = Path(options.out)
    with open_office(data_folder(options.data), with_data=False) as office:
        found = list(members(office, options))
        if out.suffix.lower() == ".xlsx" and len(found) == 1:
            document = _mark_one(office, found[0], options, out)
            words = f"已生成标注件：{out}，共列出 {document['findings']} 个问题。"
            return Answer(document, words)
        return _mark_all(office, found, options, out)


def _mark_all(office: Office, found: list[Member], options: Namespace, out: Path) -> Answer:
    _make_folder(out)
    copies, lines = [], []
    for member, name in zip(found, _names(found), strict=True):
        try:
            copies.append(_mark_one(office, member, options, out / name))
            lines.append(f"{member.name}：列出 {copies[-1]['findings']} 个问题 → {name}")
        except Refusal as refusal:  # the other files are still marked
            error = {"code": refusal.code, "message": refusal.message}
            copies.append({"file": member.name, "out": None, "error": error})
            lines.append(f"{member.name}：{refusal.message}")
    refused = sum("error" in copy for copy in copies)
    lines.append(f"已在“{out}”生成 {len(copies) - refused} 份标注件。")
    return Answer({"out": str(out), "copies": copies}, "\n".join(lines), failed=refused > 0)


def _mark_one(office: Office, member: Member, options: Namespace, out: Path) -> dict:
    parts = check_parts(office, member, options)
    checked = replace(parts[0], findings=[said for part in parts for said in part.findings])
    if checked.template is None and not isinstance(member.source, bytes) and member.source.is_dir():
        raise Refusal(checked.findings[0].message, checked.findings[0].code)  # a folder that holds nothing
    mark(member.source, checked, None, out, office.door.limits, options.password or "")
    return {"file": member.name, "out": str(out), "findings": len(checked.findings)}


def _make_folder(out: Path) -> None:
    if out.suffix.lower() == ".xlsx":
        words = "有几个文件要标注，--out 应是一个文件夹。请去掉 .xlsx，换一个文件夹名。"
        raise Refusal(words, "mark_needs_folder")
    try:
        out.mkdir(exist_ok=True)
    except OSError as error:
        words = f"文件夹“{out}”建不起来。请确认上一级文件夹存在，且没有同名的文件。"
        raise Refusal(words, "mark_no_folder") from error


def _names(found: list[Member]) -> Iterator[str]:
    """Yields a name for each copy, made of the file's own name and never taken as a path."""
    taken: set[str] = set()
    for member in found:
        stem = PurePosixPath(member.name.replace("\\", "/")).name.rsplit(".", 1)[0]
        base = _FORBIDDEN.sub("_", stem).strip(" .")[:_LONGEST] or "表"
        tries = (base, *(f"{base}({number})" for number in range(2, len(found) + 2)))
        name = next(one for one in tries if one.lower() not in taken)
        taken.add(name.lower())
        yield f"{name}_标注.xlsx"
