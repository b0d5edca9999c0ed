"""Runs the verbs that concern versions: a load tried without writing, restore, the original file."""

from argparse import Namespace
from pathlib import Path

from commands import files
from commands.answer import Answer
from commands.office import Office, data_folder, open_office
from commands.shapes import plain, record_json
from domain.finding import Refusal
from domain.jurisdiction import Jurisdiction
from domain.period import Period
from loaders.checked import Checked
from loaders.compare import Change, Comparison, Total, compare_all
from metrics.flips import Flip, would_flip
from store.originals import fetch
from store.restore import restore

_LISTED = 20  # lines of each kind that are printed; the JSON document has all


def load(options: Namespace) -> Answer:
    """Loads files, or with --dry-run says what loading each of them would change."""
    if not options.dry_run:
        return files.load(options)
    with open_office(data_folder(options.data)) as office:
        tried = [
            one
            for member in files.members(office, options)
            for one in _try_file(office, files.check_parts(office, member, options))
        ]
    failed = any(any(one["severity"] == "error" for one in document["findings"]) for document, _ in tried)
    return Answer([document for document, _ in tried], "\n".join(words for _, words in tried), failed)


def restore_upload(options: Namespace) -> Answer:
    """Makes an earlier upload count again, as the newest version."""
    with open_office(data_folder(options.data)) as office:
        assert office.warehouse is not None
        loaded = restore(office.warehouse, options.upload_id, files.entered_by(options))
    document = {
        "upload_id": loaded.upload_id,
        "restored_from": options.upload_id,
        "replaced": [files.replaced_json(one) for one in loaded.replaced],
    }
    return Answer(document, f"已恢复 {options.upload_id}，新编号 {loaded.upload_id}；可以照常撤销。")


def original(options: Namespace) -> Answer:
    """Writes the file of an upload as it was sent; into a folder under its own name."""
    with open_office(data_folder(options.data)) as office:
        assert office.warehouse is not None
        name, content = fetch(office.warehouse, options.upload_id)
    out = Path(options.out)
    if out.is_dir():
        out = out / name
        if out.exists():
            raise Refusal(f"“{out}”已经存在，没有覆盖。请用 --out 另写一个文件名。", "file_exists")
    try:
        out.write_bytes(content)
    except OSError as error:
        raise Refusal(f"“{out}”写不进去，请换一个位置。", "cannot_write") from error
    document = {"upload_id": options.upload_id, "file": name, "out": str(out), "size": len(content)}
    return Answer(document, f"已取回原文件：{out}")


def _try_file(office: Office, parts: tuple[Checked, ...]) -> list[tuple[dict, str]]:
    """Returns every part of a file with its comparison; the verdicts that flip stand with the first."""
    assert office.board is not None
    flips: tuple[Flip, ...] = ()
    if not any(part.has_errors for part in parts):
        flips = would_flip(office.board, *(office.door.new_upload(part) for part in parts))
    return [_try_one(office, part, flips if part is parts[0] else ()) for part in parts]


def _try_one(office: Office, checked: Checked, flips: tuple[Flip, ...]) -> tuple[dict, str]:
    assert office.warehouse is not None
    result: dict = {**checked.as_json(), "replaced": [], "comparison": [], "flips": []}
    if checked.has_errors:
        return result, files.words_of(checked) + "\n  试算：有错误，不能入库。"
    compared = compare_all(office.warehouse, office.jurisdiction, checked)
    result["replaced"] = [files.replaced_json(one) for one in office.door.preview(checked)]
    result["comparison"] = [_comparison_json(one, office.jurisdiction) for one in compared]
    result["flips"] = [_flip_json(flip) for flip in flips]
    lines = [files.words_of(checked), *map(_comparison_words, compared), *_flip_words(flips)]
    return result, "\n  ".join([*lines, "试算完毕，没有写入。"])


def _comparison_json(one: Comparison, jurisdiction: Jurisdiction) -> dict:
    return {
        "table": one.table,
        "added": one.added,
        "changed": one.changed,
        "removed": one.removed,
        "unchanged": one.unchanged,
        "changes": [_change_json(change, jurisdiction) for change in one.changes],
        "totals": [_total_json(total) for total in one.totals],
    }


def _change_json(change: Change, jurisdiction: Jurisdiction) -> dict:
    sides = {
        "key": record_json(change.key, jurisdiction),
        "before": record_json(change.before, jurisdiction),
        "after": record_json(change.after, jurisdiction),
    }
    return {"kind": change.kind, **sides, "sheet": change.sheet, "row": change.row}


def _total_json(total: Total) -> dict:
    return {
        "unit": total.unit,
        "period": Period.of_month(total.month).iso if total.month else None,
        "name": total.name,
        "before": plain(total.before),
        "after": plain(total.after),
    }


def _flip_json(flip: Flip) -> dict:
    return {
        "unit": flip.unit,
        "indicator": flip.indicator,
        "label": flip.label,
        "period": flip.period.iso,
        "target": flip.target.target_id,
        "state_before": plain(flip.state_before),
        "state_after": plain(flip.state_after),
        "value_before": plain(flip.value_before),
        "value_after": plain(flip.value_after),
        "display_before": flip.display_before,
        "display_after": flip.display_after,
    }


def _comparison_words(one: Comparison) -> str:
    lines = [
        f"与现有数据相比（{one.table}）：新增 {one.added} 条、变化 {one.changed} 条、撤下 {one.removed} 条，"
        f"不变 {one.unchanged} 条"
    ]
    moved = [total for total in one.totals if total.before != total.after]
    lines += [
        f"  {total.unit} {Period.of_month(total.month).iso if total.month else ''} {total.name}："
        f"{plain(total.before)} → {plain(total.after)}"
        for total in moved[:_LISTED]
    ]
    return "\n  ".join(_with_rest(lines, len(moved)))


def _flip_words(flips: tuple[Flip, ...]) -> list[str]:
    lines = [f"会翻转的判定：{len(flips)} 项"]
    lines += [
        f"  {flip.unit} {flip.label}（{flip.period.chinese}，{flip.target.words}）："
        f"{_side(flip.word_before, flip.display_before)} → {_side(flip.word_after, flip.display_after)}"
        for flip in flips[:_LISTED]
    ]
    return _with_rest(lines, len(flips))


def _side(word: str, display: str) -> str:
    return word if display in ("", word) else f"{word} {display}"


def _with_rest(lines: list[str], count: int) -> list[str]:
    return [*lines, f"  …另有 {count - _LISTED} 项"] if count > _LISTED else lines
