"""Reads the values of one case form, each by its kind, and says of each wrong one its cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from domain.credit_code import LENGTH, plain_code, trouble_of
from domain.finding import Finding
from domain.number import LARGEST, clean_text, is_blank, parse_number
from loaders.card_template import CardTemplate
from loaders.case_sheet import Card, Place
from loaders.case_sheet_boxes import Boxes, read_boxes
from loaders.dates import parse_date
from loaders.messages import finding
from loaders.template import Column

_FACTORS = {"万元": Decimal(1), "元": Decimal("0.0001"), "亿元": Decimal(10000)}
_PLACES = Decimal("0.000001")
_UNIT = re.compile(r"(?:\(\s*|(?<!\s)\s*)(亿元|万元|元)\s*\)?")
_EMPTY_DATE = re.compile(r"[\s年月日/.\-—_]*")
_PRINTED = re.compile(r"\(?可附页\)?|线索核查情况.{0,40}社会影响等?\)?")
_CODE = re.compile(rf"[0-9A-Za-z]{{{LENGTH}}}")
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}")
_FIRM = re.compile(
    r"[店厂部社场馆行院所站坊吧城队会园]$|公司|中心|集团|酒|餐|超市|商|企业|诊|药|学|网|食|堂|室|庄|铺|摊"
)
_MASKED = "某"


@dataclass
class Values:
    """Holds the typed values of one form by column name, and what is wrong with it."""

    card: Card
    values: dict[str, object] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def day(self, name: str) -> date | None:
        """Returns a date, None where it is missing or unreadable."""
        found = self.values.get(name)
        return found if isinstance(found, date) else None

    def words(self, name: str) -> str:
        """Returns a text, '' where there is none."""
        found = self.values.get(name)
        return found if isinstance(found, str) else ""

    def yes(self, name: str) -> bool | None:
        """Returns what a box of 是 and 否 says, None where neither is ticked."""
        return {"是": True, "否": False}.get(self.words(name))


def read_values(card: Card, template: CardTemplate, sheet: str, date1904: bool) -> Values:
    """Returns everything a form says; what is marked `aside` is not even looked at."""
    found = Values(card)
    for column in template.columns:
        place = card.places.get(column.name)
        if place is None or column.kind == "aside":
            continue
        found.values[column.name] = _value(place, column, template, sheet, date1904, found.findings)
    _hide_person(found, sheet)
    return found


def _value(
    place: Place, column: Column, template: CardTemplate, sheet: str, date1904: bool, findings: list[Finding]
) -> object:
    if column.choices:
        return _ticked(place, column, template, sheet, findings)
    if column.kind == "date":
        return _day(place, sheet, date1904, findings)
    if column.kind == "money":
        return _money(place, column, sheet, findings)
    text = place.text.strip()
    return "" if is_blank(text) or _PRINTED.fullmatch(re.sub(r"\s+", "", clean_text(text))) else text


def _ticked(place: Place, column: Column, template: CardTemplate, sheet: str, findings: list[Finding]) -> str:
    boxes = read_boxes(place.text, column.choices)
    is_many = column.name in template.many
    if boxes.is_unknown and not is_blank(place.text):
        known = "、".join(column.choices)
        findings.append(
            finding(
                "box_unknown", sheet, place.cell, column=column.header, found=_short(place.text), known=known
            )
        )
    if len(boxes.ticked) > 1 and not is_many:
        said = {"column": column.header, "found": "、".join(boxes.ticked)}
        findings.append(finding("box_twice", sheet, place.cell, **said))
        return ""
    if column.name == "notified":  # who was notified; that somebody was, where no name is given
        return "、".join(said or word for word, said in zip(boxes.ticked, boxes.said, strict=True))
    return "、".join(_with_words(boxes)) if is_many else "".join(boxes.ticked)


def _with_words(boxes: Boxes) -> Iterator[str]:
    """Yields the ticked words; what is written behind 其他 says it better."""
    for word, said in zip(boxes.ticked, boxes.said, strict=True):
        yield f"{word}:{said}" if said and word == "其他" else word


def _day(place: Place, sheet: str, date1904: bool, findings: list[Finding]) -> date | None:
    text = clean_text(place.text)
    if is_blank(text) or _EMPTY_DATE.fullmatch(text):
        return None
    found = parse_date(re.sub(r"(?<=\d)\s+(?=[年月日])|(?<=[年月])\s+(?=\d)", "", text), date1904)
    if found is None:
        findings.append(finding("bad_date", sheet, place.cell, found=_short(text)))
    elif found > date.today():
        findings.append(finding("date_in_future", sheet, place.cell, found=found.isoformat()))
    return found


def _money(place: Place, column: Column, sheet: str, findings: list[Finding]) -> Decimal | None:
    """Returns an amount in 万元; the unit beside the number goes before the one in the label."""
    text = clean_text(place.text)
    beside = _UNIT.search(text)
    bare = _UNIT.sub("", text).strip(" ()")
    if is_blank(bare):
        return None
    number = parse_number(bare)
    if number is None:
        findings.append(finding("money_expected", sheet, place.cell, found=_short(text)))
        return None
    unit = beside[1] if beside else place.money or "万元"
    value = number * _FACTORS[unit]
    trouble = "negative_number" if value < 0 else "number_too_large" if value >= LARGEST else ""
    trouble = trouble or ("" if value == value.quantize(_PLACES) else "too_many_decimals")
    if trouble:
        findings.append(finding(trouble, sheet, place.cell, found=_short(text)))
        return None
    if unit != "万元" and value:
        factor = f"{_FACTORS[unit]:f}"
        findings.append(
            finding("money_converted", sheet, place.cell, column=column.header, unit=unit, factor=factor)
        )
    return value


def credit_code(found: Values, sheet: str) -> str:
    """Returns the credit code named under 证照情况, '' when there is none; a wrong one is a finding."""
    match = _CODE.search(re.sub(r"[\s-]", "", clean_text(found.words("licence"))))
    if match is None:
        return ""
    if trouble := trouble_of(match[0]):
        place = found.card.places["licence"]
        found.findings.append(finding("credit_code_wrong", sheet, place.cell, trouble=trouble))
        return ""
    return plain_code(match[0])


def _hide_person(found: Values, sheet: str) -> None:
    """Keeps the surname alone where the party is a person: a name is nobody's business here."""
    name = found.words("enterprise")
    if not _PERSON.fullmatch(name) or _FIRM.search(name):
        return
    hidden = name[0] + _MASKED * (len(name) - 1)
    for key, value in found.values.items():
        if isinstance(value, str):
            found.values[key] = value.replace(name, hidden)
    found.findings.append(finding("person_hidden", sheet, found.card.places["enterprise"].cell))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 40 else plain[:39] + "…"
