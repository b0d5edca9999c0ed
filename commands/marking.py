"""Runs the verb `mark`: a checked file back with its wrong cells marked."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from commands.answer import Answer
from commands.files import declared
from commands.office import data_folder, open_office
from loaders.annotate import mark


def add_options(parser: ArgumentParser) -> None:
    """Adds what the verb takes: the file, where the copy goes, what the sender declares."""
    parser.add_argument("file", metavar="文件")
    parser.add_argument("--out", required=True, help="标注件写到哪个 .xlsx 文件")
    parser.add_argument("--unit", help="报送单位（名称、别名或代码）")
    parser.add_argument("--period", help="时段，如 2021-04")
    parser.add_argument("--template", help="表样编号")
    parser.set_defaults(complete=False)


def mark_file(options: Namespace) -> Answer:
    """Checks a file and writes its marked copy; refuses a file that cannot be read at all."""
    path, out = Path(options.file), Path(options.out)
    with open_office(data_folder(options.data), with_data=False) as office:
        checked = office.door.check(path, path.name, declared(options))
        mark(path, checked, None, out, office.door.limits)
    count = len(checked.findings)
    words = f"已生成标注件：{out}，共列出 {count} 个问题。"
    return Answer({"file": path.name, "out": str(out), "findings": count}, words)
