"""Takes «A牵头，B、C配合» apart: who leads, who answers, who cooperates."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from domain.number import clean_text
from domain.task import COOPERATING, LEAD, RESPONSIBLE

Known = Callable[[str], bool]

_VERBS = re.compile(
    r"(?P<lead>牵头(?:负责|组织|落实|实施)?|主办|总牵头)"
    r"|(?P<coop>(?:积极)?(?:配合|协助|协办|参与)(?:落实|实施)?)"
    r"|(?P<resp>(?:按照?|依)?(?:各自)?(?:职责|职能)(?:分工)?(?:分别)?(?:负责|落实)|分工负责|分别负责|具体负责|负责(?:落实)?|承办)"
)
_LABEL = re.compile(r"(?P<role>牵头|责任|配合|协助|主办|协办)(?:单位|部门|科室|处室)\s*:")
_ROLES = {
    "牵头": LEAD,
    "主办": LEAD,
    "责任": RESPONSIBLE,
    "配合": COOPERATING,
    "协助": COOPERATING,
    "协办": COOPERATING,
}
_SEPARATORS = re.compile(r"[、,;。\s/|+]+")
_EDGE = " 、,;。:及和与()等"
_JOINT = re.compile(r"[和及与]|以及")
_NOBODY = frozenset(["待明确", "待定", "/", "-", "—", "——", "无", ""])


@dataclass(frozen=True)
class Duty:
    """Holds the names found in one cell, by role."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()


def parse_duty(text: str, role: str, is_known: Known) -> Duty:
    """Returns who a cell names; names without a verb have the role of their column.

    `is_known` tells whether a name stands for somebody: a name with 和 or 及 in it is taken
    apart only where the whole is unknown and every part is known.
    """
    found: dict[str, list[str]] = {LEAD: [], RESPONSIBLE: [], COOPERATING: []}
    for words, own_role in _pieces(clean_text(text), role):
        for name in split_names(words, is_known):
            if name not in found[own_role]:
                found[own_role].append(name)
    return Duty(*(tuple(found[one]) for one in (LEAD, RESPONSIBLE, COOPERATING)))


def _pieces(text: str, role: str) -> list[tuple[str, str]]:
    """Returns the words before each verb, or behind each label, with the role it gives them."""
    if labels := list(_LABEL.finditer(text)):
        ends = [label.start() for label in labels[1:]] + [len(text)]
        return [
            (text[label.end() : end], _ROLES[label["role"]]) for label, end in zip(labels, ends, strict=True)
        ]
    pieces, start = [], 0
    for verb in _VERBS.finditer(text):
        given = LEAD if verb["lead"] else COOPERATING if verb["coop"] else RESPONSIBLE
        pieces.append((text[start : verb.start()], given))
        start = verb.end()
    return [*pieces, (text[start:], role)]


def split_names(words: str, is_known: Known) -> list[str]:
    """Returns the single names in a list of units."""
    names: list[str] = []
    for piece in _outside_brackets(words):
        name = piece.strip(_EDGE) if piece.count("(") != piece.count(")") else _stripped(piece)
        if name in _NOBODY:
            continue
        names += [name] if is_known(name) else _taken_apart(name, is_known)
    return names


def _stripped(piece: str) -> str:
    name = piece.strip(_EDGE.replace("(", "").replace(")", ""))
    return name[1:-1] if name.startswith("(") and name.endswith(")") else name


def _outside_brackets(words: str) -> list[str]:
    """Cuts at separators that stand outside brackets: 各县(市、区) is one name."""
    held = re.sub(r"[(\[][^()\[\]]*[)\]]", lambda m: m[0].replace("、", "\0").replace(",", "\0"), words)
    return [piece.replace("\0", "、") for piece in _SEPARATORS.split(held)]


def _taken_apart(name: str, is_known: Known) -> list[str]:
    for joint in _JOINT.finditer(name):
        left, right = _stripped(name[: joint.start()]), _stripped(name[joint.end() :])
        if left and right and is_known(left):
            rest = [right] if is_known(right) else _taken_apart(right, is_known)
            if all(map(is_known, rest)):
                return [left, *rest]
    return [name]
