"""Runs the verbs of typical cases and of the liaison table; names are printed only for the PIN."""

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from getpass import getpass

from commands.answer import Answer
from commands.figures import month_of
from commands.office import Office, data_folder, open_office
from commands.shapes import plain, record_json, unit_ids
from domain.finding import Refusal
from metrics.typical import typical_month, typical_months
from metrics.typical_result import Sent, TypicalMonth
from store.contacts import contacts as people
from store.contacts import named_units, opens, sealed
from store.office import read_contacts_seal, write_contacts_seal


def add_options(parser: ArgumentParser) -> None:
    """Adds the options of `typical`."""
    parser.add_argument("--period", help="哪个月，如 2021-05；不写则为有案件或线索的最新月份")
    parser.add_argument("--unit", help="单位（名称、别名或代码）")


def add_contact_options(parser: ArgumentParser) -> None:
    """Adds the options of `contacts`."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--set-pin", action="store_true", help="设置或更换查看口令（从终端输入）")
    what.add_argument("--list", action="store_true", help="列出联络员（要输入口令）")
    parser.add_argument("--unit", help="单位（名称、别名或代码）")


def typical(options: Namespace) -> Answer:
    """Lists who sent how many cases and leads for a month, and the cases themselves."""
    with open_office(data_folder(options.data)) as office:
        assert office.board is not None
        months = typical_months(office.board)
        month = month_of(office, options.period) if options.period else max(months, default=None)
        if month is None:
            return Answer({"month": None, "units": [], "cases": [], "leads": []}, "还没有典型案件和线索。")
        found = typical_month(office.board, month)
        chosen = unit_ids(office.jurisdiction, options.unit)
    document = {
        "month": f"{month // 100}-{month % 100:02d}",
        "units": [_sent_json(one) for one in found.sent if not chosen or one.unit_id in chosen],
        "cases": [
            record_json(asdict(one), office.jurisdiction)
            for one in found.cases
            if not chosen or one.unit_id in chosen
        ],
        "leads": [
            record_json(asdict(one), office.jurisdiction)
            for one in found.leads
            if not chosen or one.unit_id in chosen
        ],
    }
    return Answer(document, _words(found, chosen))


def contacts(options: Namespace) -> Answer:
    """Sets the PIN, lists the people behind it, or says which units have sent their table."""
    with open_office(data_folder(options.data)) as office:
        if options.set_pin:
            return _set_pin(office)
        if options.list:
            return _list(office, unit_ids(office.jurisdiction, options.unit))
        assert office.warehouse is not None
        counts = named_units(office.warehouse)
        names = {office.jurisdiction.unit(unit_id).name: count for unit_id, count in counts.items()}
    lines = [f"{name}  {count} 人" for name, count in names.items()]
    return Answer({"units": names}, "\n".join(lines) or "还没有单位报送联络员表。")


def _set_pin(office: Office) -> Answer:
    seal = read_contacts_seal(office.data_dir)
    if seal and not opens(_ask("原口令："), seal):
        raise Refusal("原口令不对，没有更换。", "wrong_pin")
    pin = _ask("新口令：")
    if pin != _ask("再输一次："):
        raise Refusal("两次输入的口令不一样，没有设置。", "pins_differ")
    write_contacts_seal(office.data_dir, sealed(pin))
    return Answer({"pin": "set"}, "查看口令已设置。")


def _list(office: Office, chosen: list[str] | tuple[str, ...] | None) -> Answer:
    assert office.warehouse is not None
    seal = read_contacts_seal(office.data_dir)
    if not seal:
        raise Refusal("还没有设置查看口令。请先运行 contacts --set-pin。", "no_pin")
    if not opens(_ask("查看口令："), seal):
        raise Refusal("口令不对，没有列出。", "wrong_pin")
    found = [one for one in people(office.warehouse) if not chosen or one.unit_id in chosen]
    shown = [asdict(one) | {"unit": office.jurisdiction.unit(one.unit_id).name} for one in found]
    lines = ["  ".join(str(one[key]) for key in ("unit", "role", "name", "position", "office_phone", "mobile") if one[key])
             for one in shown]  # fmt: skip
    return Answer(shown, "\n".join(lines) or "还没有单位报送联络员表。")


def _ask(prompt: str) -> str:
    """Returns what a person types, unseen on a terminal; from a pipe, its next line."""
    return getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")


def _sent_json(one: Sent) -> dict:
    return {
        "unit": one.unit,
        "cases": one.cases,
        "cases_state": plain(one.case_state),
        "leads": one.leads,
        "leads_state": plain(one.lead_state),
        "short_months": {"cases": list(one.short_cases), "leads": list(one.short_leads)},
    }


def _words(found: TypicalMonth, chosen: object) -> str:
    lines = [
        f"{one.unit}  案件 {'—' if one.cases is None else one.cases}  线索 {'—' if one.leads is None else one.leads}"
        for one in found.sent
        if not chosen or one.unit_id in chosen
    ]
    return "\n".join(lines) or "本月没有单位报送典型案件和线索。"
