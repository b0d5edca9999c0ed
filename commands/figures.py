"""Runs the verbs that ask for figures: verdicts, rows, and init, which must come first."""

import re
from argparse import Namespace

from commands.ahead import changes_json
from commands.answer import Answer
from commands.office import Office, data_folder, jurisdiction_folders, open_office
from commands.shapes import plain, record_json, unit_ids, verdict_json
from domain.finding import Refusal
from domain.jurisdiction_folder import load_jurisdiction
from domain.period import Month, parse_period
from loaders.demo import DEMO_ID, load_demo
from metrics.population import ANY, KINDS, Basis
from metrics.result import Verdict
from store.office import write_jurisdiction_id


def init(options: Namespace) -> Answer:
    """Chooses the jurisdiction of a data folder; the fictional one brings its data along."""
    data_dir = data_folder(options.data)
    folders = jurisdiction_folders(data_dir)
    if options.jurisdiction not in folders:
        known = "、".join(folders)
        raise Refusal(f"没有编号为“{options.jurisdiction}”的辖区。可选：{known}。", "unknown_jurisdiction")
    jurisdiction = load_jurisdiction(folders[options.jurisdiction])
    write_jurisdiction_id(data_dir, options.jurisdiction)
    with open_office(data_dir) as office:
        demo = load_demo(office.door) if options.jurisdiction == DEMO_ID else []
    result = {
        "jurisdiction": jurisdiction.jurisdiction_id,
        "name": jurisdiction.name,
        "units": len(jurisdiction.units),
        "uploads": [one.upload_id for one in demo],
    }
    return Answer(result, f"已选择辖区：{jurisdiction.name}，共 {len(jurisdiction.units)} 个单位。")


def verdicts(options: Namespace) -> Answer:
    """Judges every unit and indicator at the end of a month."""
    with open_office(data_folder(options.data)) as office:
        assert office.board is not None
        wanted = (
            None if options.indicator is None else [office.board.indicator(options.indicator).indicator_id]
        )
        month = month_of(office, options.period)
        units = unit_ids(office.jurisdiction, options.unit)
        basis = _basis(options.population)
        found = office.board.verdicts(month, wanted, units, options.window, basis) if month else []
        documents = [verdict_json(one) for one in found]
        if options.changes and month:
            for document, one in zip(documents, found, strict=True):
                document |= changes_json(office.board, one, month, basis)
    return Answer(documents, "\n".join(map(_words, found)) or "还没有数据。")


def _basis(text: str | None) -> Basis:
    if text is None:
        return ANY
    match = re.fullmatch(rf"({'|'.join(KINDS)})?((?:19|20)\d\d)?年?", text.strip())
    if match is None or not any(match.groups()):
        raise Refusal(f"人口口径“{text}”看不懂。请写成 户籍、常住2020 或 2020。", "bad_population")
    return Basis(match[1] or "", int(match[2]) if match[2] else None)


def rows(options: Namespace) -> Answer:
    """Lists the records behind a number, or those it left out."""
    with open_office(data_folder(options.data)) as office:
        assert office.board is not None
        month = month_of(office, options.period)
        unit = (unit_ids(office.jurisdiction, options.unit) or [office.jurisdiction.root.unit_id])[0]
        part = "excluded" if options.excluded else options.part
        records = office.board.rows(options.indicator, unit, month, options.window, part) if month else []
        found = [record_json(record, office.jurisdiction) for record in records]
    return Answer(found, "\n".join(str(row) for row in found) or "没有记录。")


def month_of(office: Office, text: str | None) -> Month | None:
    """Returns the month asked for, or the newest with data; refuses what nobody can read."""
    assert office.board is not None
    if text is None:
        return office.board.latest_month()
    period = parse_period(text)
    if period is None:
        raise Refusal(f"时段“{text}”看不懂。请写成 2020-12 或 2020。", "bad_period")
    return period.last


def _words(verdict: Verdict) -> str:
    parts = [verdict.unit, verdict.indicator, verdict.label, verdict.period.chinese, verdict.state_word]
    if verdict.value is not None:
        parts.append(f"{verdict.display} {verdict.measured_in}".strip() + f"({_amounts(verdict)})")
    parts += [line.words for line in verdict.targets[:1]] + list(verdict.reasons)
    return "  ".join(str(part) for part in parts if part)


def _amounts(verdict: Verdict) -> str:
    top = plain(verdict.numerator)
    return str(top) if verdict.denominator is None else f"{top}/{plain(verdict.denominator)}"
