"""Runs the verbs of the standard: its verdict by unit, and recording evidence."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from commands.answer import Answer
from commands.figures import month_of
from commands.files import entered_by
from commands.office import data_folder, open_office
from commands.shapes import plain, unit_ids
from commands.tasks import check_task
from domain.finding import Refusal
from metrics.gate import judge_standard
from metrics.gate_result import EVIDENCE_WORDS, GateVerdict, ItemVerdict
from metrics.indicators import indicators
from metrics.standard import Standard, load_standard
from store.evidence import NewEvidence, record

_BELOW = ("department", "section", "office", "brigade")
_WORDS = EVIDENCE_WORDS | {"withdrawn": "撤回"}


def add_options(parser: ArgumentParser) -> None:
    """Adds the options of `standard`."""
    parser.add_argument("--period", help="截至哪个月，如 2020-12；不写则为最新月份")
    parser.add_argument("--unit", help="单位（名称、别名或代码）")


def add_record_options(parser: ArgumentParser) -> None:
    """Adds the options of `record`."""
    parser.add_argument("subject", help="记录什么，如 standard:6、campaign:3")
    parser.add_argument("--unit", required=True, help="单位（名称、别名或代码）")
    parser.add_argument("--year", type=int, required=True, help="年度")
    parser.add_argument("--state", choices=tuple(_WORDS), required=True, help="、".join(_WORDS.values()))
    parser.add_argument("--text", required=True, help="做了什么、依据哪份材料")
    parser.add_argument("--file", help="佐证材料")
    parser.add_argument("--by", help="经办人")


def standard(options: Namespace) -> Answer:
    """Judges every unit against the items of the standard."""
    with open_office(data_folder(options.data)) as office:
        assert office.board is not None
        found = load_standard(office.jurisdiction, indicators())
        if found is None:
            raise Refusal("这个辖区没有创建标准（standard.toml）。", "no_standard")
        month = month_of(office, options.period)
        chosen = unit_ids(office.jurisdiction, options.unit) or [
            unit.unit_id for unit in office.jurisdiction.units if unit.kind not in _BELOW
        ]
        gates = judge_standard(office.board, found, month, chosen) if month else []
    lines = [f"{gate.unit}  {gate.word}  {'；'.join(gate.reasons)}" for gate in gates]
    return Answer([_gate_json(gate) for gate in gates], "\n".join(lines) or "还没有数据。")


def record_evidence(options: Namespace) -> Answer:
    """Records what was done about an item, a campaign or a task; nothing recorded before changes."""
    with open_office(data_folder(options.data)) as office:
        assert office.warehouse is not None
        [unit_id] = unit_ids(office.jurisdiction, options.unit) or [""]
        if options.subject.startswith("task:"):
            check_task(office, options.subject.removeprefix("task:"))
        else:
            _check_subject(load_standard(office.jurisdiction, indicators()), options.subject)
        name, content = _attachment(options.file)
        new = NewEvidence(
            options.subject, unit_id, options.year, options.state, options.text, None, name, content
        )
        number = record(office.warehouse, new, entered_by(options))
    return Answer({"number": number, "subject": options.subject}, f"已记录，编号 {number}。")


def _check_subject(found: Standard | None, subject: str) -> None:
    known = {one.subject for one in (*found.items, *found.campaigns)} if found else set()
    if subject not in known:
        raise Refusal(f"没有“{subject}”这一条。请写成 standard:6 或 campaign:3 的样子。", "unknown_subject")


def _attachment(path: str | None) -> tuple[str, bytes | None]:
    if path is None:
        return "", None
    try:
        return Path(path).name, Path(path).read_bytes()
    except OSError as error:
        raise Refusal(f"找不到佐证材料“{path}”，或没有读取它的权限。", "file_not_found") from error


def _gate_json(gate: GateVerdict) -> dict:
    return {
        "unit": gate.unit,
        "result": gate.word,
        "reasons": list(gate.reasons),
        "met": {name: {"met": met, "of": total} for name, (met, total) in gate.met.items()},
        "score": plain(gate.score),
        "items": [_item_json(one) for one in gate.items],
    }


def _item_json(one: ItemVerdict) -> dict:
    return {
        "number": one.item.number,
        "title": one.item.title,
        "class": getattr(one.item, "item_class", ""),
        "clause": one.item.clause,
        "state": plain(one.state),
        "reasons": list(one.reasons),
        "evidence": None
        if one.evidence is None
        else {"state": one.evidence.state, "text": one.evidence.text, "by": one.evidence.recorded_by},
    }
