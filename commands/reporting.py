"""Runs the verb that says who reported in time."""

from argparse import ArgumentParser, Namespace
from datetime import date

from commands.answer import Answer
from commands.office import data_folder, open_office
from commands.shapes import iso_month, plain, unit_ids
from domain.finding import Refusal
from domain.period import Period
from metrics.punctual import slips
from metrics.slip_result import WORDS, Slip
from metrics.workdays import is_workday


def add_options(parser: ArgumentParser) -> None:
    """Adds the options of `reporting`."""
    parser.add_argument("--year", type=int, help="年度；不写则为今年")
    parser.add_argument("--unit", help="单位（名称、别名或代码）")
    parser.add_argument("--today", help="截至哪一天，如 2021-05-03；不写则为今天")


def reporting(options: Namespace) -> Answer:
    """Lists every return of a year with where it stands: 未到期, 临近, 按时, 迟报, 未报, 退回."""
    today = _day(options.today)
    year = options.year or today.year
    with open_office(data_folder(options.data)) as office:
        assert office.warehouse is not None
        begun = [month for month in Period.of_year(year).months if month <= today.year * 100 + today.month]
        found = slips(office.jurisdiction, office.warehouse, begun, today, is_workday)
        wanted = unit_ids(office.jurisdiction, options.unit)
        found = [slip for slip in found if wanted is None or slip.unit_id in wanted]
    return Answer([_json(slip) for slip in found], "\n".join(map(_words, found)) or "没有登记报送要求。")


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as error:
        raise Refusal(f"日期“{text}”看不懂。请写成 2021-05-03。", "bad_date") from error


def _json(slip: Slip) -> dict:
    return {
        "unit": slip.unit,
        "template": slip.template,
        "title": slip.title,
        "period": iso_month(slip.month),
        "due_on": plain(slip.due_on),
        "received_on": plain(slip.received_on),
        "state": plain(slip.state),
        "clause": slip.clause,
    }


def _words(slip: Slip) -> str:
    what = f"{slip.template} {iso_month(slip.month)}" if slip.month else slip.title
    received = f"收到 {slip.received_on}" if slip.received_on else "未收到"
    return f"{slip.unit}  {what}  应于 {slip.due_on} 前  {received}  {WORDS[slip.state]}"
