"""Runs the verb `blank`: empty workbooks to fill in, one or one for every unit."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from commands.answer import Answer
from commands.files import declared
from commands.office import chosen_jurisdiction, data_folder, open_office
from domain.finding import Refusal
from domain.jurisdiction import Jurisdiction, Unit
from loaders.blank import blank_files, make_blank, senders, zipped
from metrics.indicators import indicators


def add_options(parser: ArgumentParser) -> None:
    """Adds what the verb takes: the template, where it goes, for whom and for which period."""
    parser.add_argument("template", metavar="表样编号")
    parser.add_argument("--out", required=True, help="写到哪个 .xlsx 文件；--all 时为文件夹或 .zip 文件")
    parser.add_argument("--period", help="时段，如 2026-10；累计表自动从1月1日起")
    whom = parser.add_mutually_exclusive_group()
    whom.add_argument("--unit", help="报送单位（名称、别名或代码）")
    whom.add_argument("--all", action="store_true", help="每个应报单位各一份")
    parser.set_defaults(complete=False)


def blank(options: Namespace) -> Answer:
    """Writes the empty workbook of a template, or one for every unit that sends it."""
    out, period = Path(options.out), declared(options).period
    if (options.unit or options.all) and period is None:
        raise Refusal("为单位生成空表要写明时段。请加上 --period，如 --period 2026-10。", "period_needed")
    if not (options.unit or options.all):
        make_blank(options.template, out, _jurisdiction(options), period=period, indicators=_labels())
        return _answer(options, [out], f"已生成空表：{out}")
    assert period is not None
    with open_office(data_folder(options.data)) as office:
        units = senders(options.template, office.jurisdiction)
        if options.unit:
            units = (_unit(office.jurisdiction, options.unit),)
        files = blank_files(options.template, units, period, office.jurisdiction, office.warehouse, _labels())
        written = _write(files, out, is_many=options.all)
    return _answer(options, written, f"已生成 {len(units)} 份空表：{out}")


def _answer(options: Namespace, written: list[Path], words: str) -> Answer:
    return Answer(
        {"template": options.template, "file": options.out, "files": [str(one) for one in written]}, words
    )


def _labels() -> dict[str, str]:
    return {name: indicator.label for name, indicator in indicators().items()}


def _jurisdiction(options: Namespace) -> Jurisdiction | None:
    try:
        return chosen_jurisdiction(data_folder(options.data))
    except Refusal as refusal:
        if refusal.code != "not_initialised":
            raise
        return None  # without a jurisdiction the sheet has no drop-down of units


def _unit(jurisdiction: Jurisdiction, said: str) -> Unit:
    unit = jurisdiction.resolve(said)
    if unit is None:
        near = "、".join(jurisdiction.suggest(said)) or "无相近名称"
        raise Refusal(f"没有名为“{said}”的单位。相近的有：{near}。", "unknown_unit")
    return unit


def _write(files: Iterator[tuple[str, bytes]], out: Path, is_many: bool) -> list[Path]:
    """Writes one file, a folder of files or a ZIP of them, and returns what stands there."""
    try:
        if is_many and out.suffix.lower() != ".zip":
            out.mkdir(exist_ok=True)
            return [_put(out / name, content) for name, content in files]
        return [_put(out, zipped(files) if is_many else next(files)[1])]
    except OSError as error:
        words = f"“{out}”写不进去。请确认上一级文件夹存在；如果文件正打开着，请先关闭再试。"
        raise Refusal(words, "blank_not_written") from error


def _put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
