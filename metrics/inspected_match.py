"""Says which rows of registers and ledgers speak of one subject: code first, licence second, name third.

A name counts only inside its unit: every county has a 第一小学食堂. Different codes, and different
licences of rows without a common code, are never one subject unless a person said so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain.enterprise import normal_name
from store.same_entity import DIFFERENT, SAME, SameEntity

_NAME = "name:"


@dataclass(frozen=True)
class Marks:
    """Holds what a row is known by; `units` are the units in which its name may be looked for.

    `list_id` names the list a row of a register stands in: a name never makes two of its rows one.
    """

    code: str
    licence: str
    name: str
    units: frozenset[str]
    list_id: str = ""


@dataclass
class _Subject:
    codes: set[str] = field(default_factory=set)
    licences: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)


class Subjects:
    """Holds the subjects of the registers, and finds which of them a row may speak of."""

    def __init__(self, answers: Mapping[tuple[str, str], SameEntity]) -> None:
        self._answers = answers
        self._found: list[_Subject] = []
        self._by_code: dict[str, int] = {}
        self._by_licence: dict[str, set[int]] = {}
        self._by_name: dict[tuple[str, str], set[int]] = {}
        self._same = _same_codes(answers)

    def enter(self, rows: Iterable[Marks]) -> list[int]:
        """Returns the number of the subject of each row; rows with a code come first, bare names last."""
        given = list(rows)
        numbers = [0] * len(given)
        for at in sorted(range(len(given)), key=lambda i: (not given[i].code, not given[i].licence)):
            found = self.candidates(given[at])
            numbers[at] = next(iter(found)) if len(found) == 1 else self._new()
            self._learn(numbers[at], given[at])
        return numbers

    def candidates(self, marks: Marks) -> frozenset[int]:
        """Returns the subjects a row may speak of; more than one when only its name is known."""
        code = self._code(marks.code)
        if code in self._by_code:
            return frozenset([self._by_code[code]])
        if found := {
            n for n in self._by_licence.get(marks.licence, ()) if not (code and self._found[n].codes)
        }:
            return frozenset(found)
        name = normal_name(marks.name)
        named = {n for unit in marks.units for n in self._by_name.get((unit, name), ())} if name else set()
        return frozenset(n for n in named if self._may_be(n, marks, f"{_NAME}{name}"))

    def _may_be(self, number: int, marks: Marks, name: str) -> bool:
        one = self._found[number]
        if (marks.code and one.codes) or (marks.licence and one.licences) or marks.list_id in one.lists:
            return False
        said = (self._answers.get((min(code, name), max(code, name))) for code in one.codes)
        return bool(marks.code) or not any(answer and answer.answer == DIFFERENT for answer in said)

    def _new(self) -> int:
        self._found.append(_Subject())
        return len(self._found) - 1

    def _learn(self, number: int, marks: Marks) -> None:
        if code := self._code(marks.code):
            self._found[number].codes.add(code)
            self._by_code[code] = number
        if marks.licence:
            self._found[number].licences.add(marks.licence)
            self._by_licence.setdefault(marks.licence, set()).add(number)
        if marks.list_id:
            self._found[number].lists.add(marks.list_id)
        for unit in marks.units:
            self._by_name.setdefault((unit, normal_name(marks.name)), set()).add(number)

    def _code(self, code: str) -> str:
        return self._same.get(code, code)


def _same_codes(answers: Mapping[tuple[str, str], SameEntity]) -> dict[str, str]:
    """Returns, for each code a person called the same as another, the one code that stands for both."""
    leader: dict[str, str] = {}
    for (one, other), said in answers.items():
        if said.answer == SAME and not one.startswith(_NAME) and not other.startswith(_NAME):
            first, second = sorted((leader.get(one, one), leader.get(other, other)))
            leader |= {code: first for code, now in leader.items() if now == second} | {
                one: first,
                other: first,
                second: first,
            }
    return leader
