"""Parses the command line, runs one verb and prints its answer."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence

from commands import figures, files, marking
from commands.answer import Answer
from domain.finding import Refusal
from metrics.records import PARTS
from metrics.window import WINDOWS

Verb = Callable[[argparse.Namespace], Answer]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb; returns 0, or 1 when something was refused or has errors."""
    for stream in (sys.stdout, sys.stderr):  # Windows consoles default to another encoding
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    verb: Verb = options.verb
    try:
        answer = verb(options)
    except Refusal as refusal:
        document = {"error": {"code": refusal.code, "message": refusal.message}}
        answer = Answer(document, refusal.message, failed=True)
    if options.json:
        print(json.dumps(answer.document, ensure_ascii=False))
    else:
        print(answer.words, file=sys.stderr if answer.failed else sys.stdout)
    return 1 if answer.failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cli.py", description="对标：读表、入库、判定。")
    verbs = parser.add_subparsers(required=True, metavar="命令")
    _add_file_verbs(verbs)
    _add_upload_verbs(verbs)
    _add_figure_verbs(verbs)
    return parser


def _verb(verbs: argparse._SubParsersAction, name: str, verb: Verb, words: str) -> argparse.ArgumentParser:
    added = verbs.add_parser(name, help=words, description=words)
    added.add_argument("--json", action="store_true", help="只在标准输出打印一个 JSON 文档")
    added.add_argument("--data", help="数据目录（默认 data/，也可用环境变量 DUIBIAO_DATA）")
    added.set_defaults(verb=verb)
    return added


def _add_file_verbs(verbs: argparse._SubParsersAction) -> None:
    pairs = (
        ("check", files.check, "检查文件，不写入"),
        ("load", files.load, "检查并入库，每个文件要么全部入库要么不入"),
    )
    for name, verb, words in pairs:
        added = _verb(verbs, name, verb, words)
        added.add_argument("files", nargs="+", metavar="文件", help="文件、文件夹或 ZIP 压缩包")
        added.add_argument("--password", help="加密 .xlsx 的打开密码")
        added.add_argument("--unit", help="报送单位（名称、别名或代码）")
        added.add_argument("--period", help="时段，如 2021-04")
        added.add_argument("--template", help="表样编号")
        added.add_argument(
            "--complete", action="store_true", help="声明：对其单位和月份是完整的，缺少的旧记录撤下"
        )
    marking.add_options(_verb(verbs, "mark", marking.mark_file, "检查文件，把问题标在表上另存一份"))


def _add_upload_verbs(verbs: argparse._SubParsersAction) -> None:
    _verb(verbs, "uploads", files.uploads, "列出上传记录")
    for name, verb, words in (
        ("undo", files.undo_upload, "撤销一次上传"),
        ("facts", files.facts, "列出一次上传存下的全部数据"),
    ):
        _verb(verbs, name, verb, words).add_argument("upload_id", metavar="上传编号")
    added = _verb(verbs, "blank", files.blank, "生成空表")
    added.add_argument("template", metavar="表样编号")
    added.add_argument("--out", required=True, help="写到哪个文件")


def _add_figure_verbs(verbs: argparse._SubParsersAction) -> None:
    added = _verb(verbs, "init", figures.init, "选择辖区")
    added.add_argument("--jurisdiction", required=True, help="yuncheng、bayuquan、chongming、xinmi 或 demo")
    added = _verb(verbs, "verdicts", figures.verdicts, "判定每个单位的每项指标")
    _figure_options(added)
    added.add_argument("--indicator", help="指标编号，如 YC-09")
    added = _verb(verbs, "rows", figures.rows, "列出一个数字背后的记录")
    _figure_options(added)
    added.add_argument("--indicator", required=True, help="指标编号，如 YC-09")
    added.add_argument("--excluded", action="store_true", help="列出被排除的记录及原因")
    added.add_argument("--part", choices=PARTS, default="numerator", help="分子、分母或被排除的记录")


def _figure_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--period", help="截至哪个月，如 2020-12；不写则为最新月份")
    parser.add_argument("--unit", help="单位（名称、别名或代码）")
    parser.add_argument("--window", choices=WINDOWS, default="ytd", help="ytd 累计、month 当月、year 全年")
