"""Parses the command line, runs one verb and prints its answer."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence

from commands import (
    blanks,
    credit,
    disposal,
    figures,
    files,
    layouts,
    marking,
    pack,
    reporting,
    standard,
    tasks,
    typical,
    versions,
)
from commands.answer import Answer
from commands.following import following
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
        with following(options):
            answer = verb(options)
    except Refusal as refusal:
        answer = _refused(refusal)
    except KeyboardInterrupt:
        answer = _refused(
            Refusal("已中断。写到一半的内容没有生效，可用 uploads 查看上传记录。", "interrupted")
        )
    if options.following.cancelled():
        words = f"{answer.words}\n已取消：没有做完的文件没有写入任何数据。".strip()
        answer = Answer(answer.document, words, failed=True)
    if options.json:
        print(json.dumps(answer.document, ensure_ascii=False))
    else:
        print(answer.words, file=sys.stderr if answer.failed else sys.stdout)
    return 1 if answer.failed else 0


def _refused(refusal: Refusal) -> Answer:
    document = {"error": {"code": refusal.code, "message": refusal.message}}
    return Answer(document, refusal.message, failed=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cli.py", description="对标：读表、入库、判定。")
    verbs = parser.add_subparsers(required=True, metavar="命令")
    _add_file_verbs(verbs)
    _add_upload_verbs(verbs)
    _add_layout_verbs(verbs)
    _add_figure_verbs(verbs)
    _add_standard_verbs(verbs)
    _add_credit_verbs(verbs)
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
        ("load", versions.load, "检查并入库，每个文件要么全部入库要么不入"),
    )
    for name, verb, words in pairs:
        added = _verb(verbs, name, verb, words)
        added.add_argument("files", nargs="+", metavar="文件", help="文件、文件夹或 ZIP 压缩包")
        added.add_argument("--password", help="加密 .xlsx 的打开密码")
        added.add_argument("--progress", action="store_true", help="在标准错误输出进度（终端里总会显示）")
        added.add_argument("--unit", help="报送单位（名称、别名或代码）")
        added.add_argument("--period", help="时段，如 2021-04")
        added.add_argument("--received", help="收到日期，如 2021-05-02；不写则为今天")
        added.add_argument("--template", help="表样编号")
        added.add_argument(
            "--column",
            action="append",
            metavar="表头=列名",
            help="表头读作哪一列（可多次；不用的写 表头=不用）",
        )
        added.add_argument(
            "--complete", action="store_true", help="声明：对其单位和月份是完整的，缺少的旧记录撤下"
        )
        if name == "load":
            added.add_argument("--dry-run", action="store_true", help="只试算：比较、会翻转的判定，不写入")
            _add_by(added)
    marking.add_options(_verb(verbs, "mark", marking.mark_file, "检查文件，把问题标在表上另存一份"))


def _add_upload_verbs(verbs: argparse._SubParsersAction) -> None:
    _verb(verbs, "uploads", files.uploads, "列出上传记录")
    for name, verb, words in (
        ("undo", files.undo_upload, "撤销一次上传"),
        ("restore", versions.restore_upload, "把一次上传恢复为最新版本"),
        ("facts", files.facts, "列出一次上传存下的全部数据"),
        ("original", versions.original, "取回一次上传的原文件"),
    ):
        added = _verb(verbs, name, verb, words)
        added.add_argument("upload_id", metavar="上传编号")
        if name in ("undo", "restore"):
            _add_by(added)
        elif name == "original":
            added.add_argument("--out", required=True, help="写到哪个文件，或放进哪个文件夹")
    blanks.add_options(_verb(verbs, "blank", blanks.blank, "生成空表，可预填单位和期间，或每个单位各一份"))


def _add_by(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", help="经办人，记入上传记录（不写则为本机登录名）")


def _add_layout_verbs(verbs: argparse._SubParsersAction) -> None:
    _verb(verbs, "layouts", layouts.layouts, "列出记住的表头对应")
    added = _verb(verbs, "forget-layout", layouts.forget_layout, "忘记一条记住的表头对应")
    added.add_argument("layout_id", metavar="记录编号", help="layouts 列出的编号，如 L000001")


def _add_figure_verbs(verbs: argparse._SubParsersAction) -> None:
    added = _verb(verbs, "init", figures.init, "选择辖区")
    added.add_argument("--jurisdiction", required=True, help="yuncheng、bayuquan、chongming、xinmi 或 demo")
    added = _verb(verbs, "verdicts", figures.verdicts, "判定每个单位的每项指标")
    _figure_options(added)
    added.add_argument("--indicator", help="指标编号，如 YC-09")
    added.add_argument("--population", help="人口口径，如 户籍 或 常住2020；不写则为最近的常住人口")
    added.add_argument("--changes", action="store_true", help="同时给出同比、环比和年底预计（较慢）")
    added = _verb(verbs, "rows", figures.rows, "列出一个数字背后的记录")
    _figure_options(added)
    added.add_argument("--indicator", required=True, help="指标编号，如 YC-09")
    added.add_argument("--excluded", action="store_true", help="列出被排除的记录及原因")
    added.add_argument(
        "--part",
        choices=PARTS,
        default="numerator",
        help="分子、分母、被排除的记录，或 open：分母中还没有计入分子的（如尚未检查的主体）",
    )


def _add_standard_verbs(verbs: argparse._SubParsersAction) -> None:
    standard.add_options(_verb(verbs, "standard", standard.standard, "逐条对照创建标准"))
    reporting.add_options(_verb(verbs, "reporting", reporting.reporting, "谁按时报送"))
    disposal.add_options(
        _verb(verbs, "disposal", disposal.disposal, "核查处置时限、到期清单，与抽检台账核对")
    )
    tasks.add_options(_verb(verbs, "tasks", tasks.tasks, "列出任务和进展，逾期在前"))
    tasks.add_answer_options(_verb(verbs, "task-answer", tasks.answer_task, "答复清单里空着的单位"))
    pack.add_options(_verb(verbs, "pack", pack.pack, "生成会议材料"))
    standard.add_record_options(_verb(verbs, "record", standard.record_evidence, "记录条目或任务的佐证"))
    typical.add_options(_verb(verbs, "typical", typical.typical, "典型案件和重要线索：谁报送了多少"))
    typical.add_contact_options(_verb(verbs, "contacts", typical.contacts, "联络员表：设置口令、凭口令查看"))


def _add_credit_verbs(verbs: argparse._SubParsersAction) -> None:
    credit.add_options(_verb(verbs, "credit", credit.credit, "列出屡罚主体、关注名单、应列未列和信用分级"))
    credit.add_answer_options(
        _verb(verbs, "same-entity", credit.same_entity, "答复“同一主体？”，计数随答复改变")
    )


def _figure_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--period", help="截至哪个月，如 2020-12；不写则为最新月份")
    parser.add_argument("--unit", help="单位（名称、别名或代码）")
    parser.add_argument(
        "--window",
        choices=WINDOWS,
        default="ytd",
        help="ytd 累计、month 当月、quarter 季度、year 全年、3y 近三年",
    )
