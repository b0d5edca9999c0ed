"""Runs the verbs of the meeting pack: make one from a recipe, make an earlier one again, list both."""

import json
from argparse import ArgumentParser, Namespace
from datetime import date, datetime
from pathlib import Path

from commands.answer import Answer
from commands.figures import month_of
from commands.files import entered_by
from commands.office import Office, data_folder, open_office
from commands.shapes import iso_month, plain
from domain.finding import Refusal
from domain.period import Month, Period
from exports.case_form import CaseForm, cells_of
from exports.making import digest_of, make_pack
from exports.papers import Paper, Supplies, write_papers
from loaders.templates.case_form import TEMPLATE as CASE_FORM
from metrics.board import Board
from metrics.pack_forms import form_records
from metrics.pack_material import gather
from metrics.pack_result import PackChoices
from store.as_of import as_of
from store.packs import MadePack, enter_pack, made_packs, recipe, recipes, save_recipe


def add_options(parser: ArgumentParser) -> None:
    """Adds the options of `pack`."""
    parser.add_argument("--out", help="写到哪个文件夹")
    parser.add_argument("--recipe", help="用哪套保存过的方案；不写则为全部单位和指标")
    parser.add_argument("--period", help="截至哪个月，如 2020-12；不写则为最新月份")
    parser.add_argument("--again", type=int, metavar="编号", help="按当时的数据重做以前生成的一套")
    parser.add_argument("--list", action="store_true", help="列出保存的方案和生成过的材料")
    parser.add_argument("--save", metavar="名称", help="把 --choices 保存为方案")
    parser.add_argument(
        "--choices", help="方案内容（JSON）：window、unit_ids、indicator_ids、title、signer …"
    )
    parser.add_argument("--pptx-template", help="单位自己的 .pptx 模板")
    parser.add_argument("--docx-template", help="单位自己的 .docx 模板（占位符见 docs/pack.zh-CN.md）")
    parser.add_argument("--by", help="经办人")


def pack(options: Namespace) -> Answer:
    """Makes a pack, or lists recipes and packs made."""
    with open_office(data_folder(options.data)) as office:
        assert office.board is not None
        assert office.warehouse is not None
        if options.list:
            return _list(office)
        if options.save:
            return _save(office, options)
        if not options.out:
            raise Refusal("请用 --out 写明放到哪个文件夹。", "no_folder")
        if options.again is not None:
            return _again(office, options)
        return _make(office, options)


def _make(office: Office, options: Namespace) -> Answer:
    assert office.board is not None and office.warehouse is not None
    choices = _choices(office, options)
    month = month_of(office, options.period)
    if month is None:
        raise Refusal("还没有数据，不能生成会议材料。请先上传数据。", "nothing_to_show")
    now = datetime.now().replace(microsecond=0)
    papers, digest = _papers(office.board, office, choices, month, now, now.date(), options)
    number = enter_pack(office.warehouse, choices.as_json(), month, digest, entered_by(options))
    return _written(papers, Path(options.out), number, month)


def _again(office: Office, options: Namespace) -> Answer:
    """Makes an earlier pack from the uploads that were in force then; only the time stamp differs."""
    assert office.warehouse is not None
    made = _made(made_packs(office.warehouse), options.again)
    then = as_of(office.warehouse, made.uploads, made.made_at)
    board = Board(office.jurisdiction, then)
    choices, now = PackChoices.from_json(made.choices), datetime.now().replace(microsecond=0)
    papers, _ = _papers(board, office, choices, made.month, now, made.made_at.date(), options)
    then.close()
    return _written(papers, Path(options.out), made.seq, made.month)


def _papers(
    board: Board,
    office: Office,
    choices: PackChoices,
    month: Month,
    made_at: datetime,
    today: date,
    options: Namespace,
) -> tuple[tuple[Paper, ...], str]:
    material = gather(board, choices, month, today)
    made = make_pack(material, office.jurisdiction, choices, made_at)
    records = form_records(board, month)
    form = None
    if records:
        name, period = office.jurisdiction.root.name, Period.year_to_date(month)
        form = CaseForm(name, period, cells_of(records), today, made_at)
    supplies = Supplies(_template(options.pptx_template), _template(options.docx_template), CASE_FORM, form)
    return write_papers(made, choices, supplies), digest_of(made)


def _template(path: str | None) -> bytes | None:
    if path is None:
        return None
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Refusal(f"找不到模板“{path}”，或没有读取它的权限。", "file_not_found") from error


def _choices(office: Office, options: Namespace) -> PackChoices:
    assert office.warehouse is not None
    if options.recipe:
        return PackChoices.from_json(recipe(office.warehouse, options.recipe).choices)
    return PackChoices.from_json(_given(options))


def _given(options: Namespace) -> dict:
    try:
        found = json.loads(options.choices) if options.choices else {}
    except json.JSONDecodeError as error:
        raise Refusal(f"方案内容不是 JSON：第 {error.colno} 个字符处看不懂。", "bad_recipe") from error
    if not isinstance(found, dict):
        raise Refusal("方案内容应是一个 JSON 对象。", "bad_recipe")
    return found


def _save(office: Office, options: Namespace) -> Answer:
    assert office.warehouse is not None
    choices = PackChoices.from_json(_given(options))
    save_recipe(office.warehouse, options.save, choices.as_json(), entered_by(options))
    return Answer({"recipe": options.save, "choices": choices.as_json()}, f"已保存方案“{options.save}”。")


def _list(office: Office) -> Answer:
    assert office.warehouse is not None
    saved, made = recipes(office.warehouse), made_packs(office.warehouse)
    document = {
        "recipes": [{"name": r.name, "choices": r.choices, "saved_by": r.saved_by} for r in saved.values()],
        "packs": [_made_json(one) for one in made],
    }
    lines = [f"方案：{name}" for name in saved]
    lines += [f"材料 {one.seq}：{iso_month(one.month)}，{one.made_at}，经办人 {one.made_by}" for one in made]
    return Answer(document, "\n".join(lines) or "还没有保存方案，也没有生成过材料。")


def _made_json(one: MadePack) -> dict:
    return {
        "number": one.seq,
        "period": iso_month(one.month),
        "choices": one.choices,
        "uploads": list(one.uploads),
        "digest": one.digest,
        "made_by": one.made_by,
        "made_at": plain(one.made_at),
    }


def _made(found: list[MadePack], number: int) -> MadePack:
    for one in found:
        if one.seq == number:
            return one
    raise Refusal(f"没有编号为 {number} 的材料。可用 pack --list 查看。", "unknown_pack")


def _written(papers: tuple[Paper, ...], folder: Path, number: int, month: Month) -> Answer:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for paper in papers:
            (folder / paper.name).write_bytes(paper.content)
    except OSError as error:
        raise Refusal(f"“{folder}”写不进去，请换一个位置。", "cannot_write") from error
    names = [str(folder / paper.name) for paper in papers]
    document = {"number": number, "period": iso_month(month), "files": names}
    return Answer(document, "\n".join([f"已生成会议材料，编号 {number}：", *names]))
