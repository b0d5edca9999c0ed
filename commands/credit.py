"""Runs the verbs of credit supervision: the lists of a month, and the answer to «同一主体?»."""

from argparse import ArgumentParser, Namespace

from commands.answer import Answer
from commands.figures import month_of
from commands.files import entered_by
from commands.office import data_folder, open_office
from commands.shapes import plain, record_json, verdict_json
from domain.enterprise import normal_name
from domain.finding import Refusal
from domain.jurisdiction import Jurisdiction
from metrics.credit_board import credit_view
from metrics.credit_match import Party, Question, subject_of
from metrics.credit_result import CreditView, OpenCase, Repeated
from store.same_entity import ANSWERS, DIFFERENT, SAME, answer


def add_options(parser: ArgumentParser) -> None:
    """Adds the options of `credit`."""
    parser.add_argument("--period", help="截至哪个月，如 2023-05；不写则为最新月份")


def add_answer_options(parser: ArgumentParser) -> None:
    """Adds the options of `same-entity`."""
    parser.add_argument("one", help="统一社会信用代码，或没有代码的主体名称")
    parser.add_argument("other", help="另一个代码或名称")
    words = f"{SAME} 是、{DIFFERENT} 否、withdrawn 撤回"
    parser.add_argument("--answer", choices=ANSWERS, required=True, help=words)
    parser.add_argument("--by", help="经办人")


def credit(options: Namespace) -> Answer:
    """Lists the entities punished again and again, the watch list, open cases, tiers and questions."""
    with open_office(data_folder(options.data)) as office:
        assert office.board is not None
        month = month_of(office, options.period)
        view = credit_view(office.board, month) if month else None
        if month and view is None:
            raise Refusal("这个辖区没有信用监管设置（credit.toml）。", "no_credit")
        document = _view_json(view, office.jurisdiction) if view else {}
    return Answer(document, _words(view) if view else "还没有数据。")


def same_entity(options: Namespace) -> Answer:
    """Records whether two subjects are one entity; the counts follow, nothing recorded before changes."""
    with open_office(data_folder(options.data)) as office:
        assert office.warehouse is not None and office.board is not None
        known = office.board.evaluator.credit.entities.parties
        pair = [_subject(text, known) for text in (options.one, options.other)]
        number = answer(office.warehouse, pair[0], pair[1], options.answer, entered_by(options))
    return Answer({"number": number, "one": pair[0], "other": pair[1]}, f"已记录答复，编号 {number}。")


def _subject(text: str, known: dict[str, Party]) -> str:
    for subject in (text.strip().upper(), subject_of("", text)):
        if subject in known:
            return subject
    raise Refusal(f"台账里没有代码或（无代码的）名称为“{normal_name(text)}”的主体。", "unknown_entity")


def _view_json(view: CreditView, jurisdiction: Jurisdiction) -> dict:
    repeat, limit = view.rules.repeat, view.rules.publication
    return {
        "period": f"{view.month // 100:04d}-{view.month % 100:02d}",
        "rules": {
            "years": repeat.years,
            "at_least": repeat.at_least,
            "watch_from": repeat.watch_from,
            "window_first": repeat.first_day(view.month).isoformat(),
            "publication_days": limit.days,
            "publication_day_kind": limit.day_kind,
        },
        "repeated": [_repeated_json(one, jurisdiction) for one in view.repeated],
        "watched": [_repeated_json(one, jurisdiction) for one in view.watched],
        "open": [_open_json(one, jurisdiction) for one in view.open_cases],
        "tiers": [
            {"code": one.code, "name": one.name, "count": one.count, "share": plain(one.share)}
            for one in view.tiers
        ],
        "counters": [verdict_json(one) for one in view.counters],
        "questions": [_question_json(one) for one in view.questions],
    }


def _repeated_json(one: Repeated, jurisdiction: Jurisdiction) -> dict:
    return {
        "name": one.name,
        "credit_codes": list(one.codes),
        "count": one.count,
        "food": one.food,
        "repaired": one.repaired,
        "first_on": one.penalties[0].penalised_on.isoformat(),
        "last_on": one.penalties[-1].penalised_on.isoformat(),
        "units": [jurisdiction.unit(unit).name for unit in one.unit_ids],
        "penalties": [record_json(penalty.as_record(), jurisdiction) for penalty in one.penalties],
    }


def _open_json(one: OpenCase, jurisdiction: Jurisdiction) -> dict:
    found = record_json(one.penalty.as_record(), jurisdiction)
    return found | {
        "unlisted": one.is_unlisted,
        "unpublished": one.is_unpublished,
        "publish_due_on": one.due_on.isoformat(),
    }


def _question_json(one: Question) -> dict:
    return {
        "one": {"name": one.one.name, "credit_code": one.one.code, "rows": one.one.rows},
        "other": {"name": one.other.name, "credit_code": one.other.code, "rows": one.other.rows},
        "answer": one.answer.answer if one.answer else None,
        "by": one.answer.answered_by if one.answer else None,
        "counted_as_one": one.is_one,
        "contradicted": one.is_contradicted,
    }


def _words(view: CreditView) -> str:
    lines = [f"屡罚未修复主体 {len(view.repeated)} 个，关注 {len(view.watched)} 个，"
             f"应列未列、应公示未公示 {len(view.open_cases)} 件，待答“同一主体” "
             f"{sum(one.answer is None for one in view.questions)} 个。"]  # fmt: skip
    for label, found in (("名单", view.repeated), ("关注", view.watched)):
        lines += [
            f"{label}  {one.name}  {'、'.join(one.codes) or '无代码'}  {one.count} 次  "
            f"{one.penalties[0].penalised_on} 至 {one.penalties[-1].penalised_on}"
            for one in found
        ]
    lines += [f"{one.code} {one.name}  {one.count} 家" for one in view.tiers]
    return "\n".join(lines)
