"""Says which rows speak of one entity: by credit code first, by normalised name second, else asked.

A row without a code belongs to the one coded entity of its name unless a person said no; rows
with different codes are never one entity unless a person said yes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from domain.enterprise import normal_name
from store.same_entity import DIFFERENT, SAME, SameEntity

_NAME = "name:"
_ALL_PAIRS = 5  # of a name that more subjects bear, each is asked about with the busiest one only


@dataclass(frozen=True)
class Party:
    """Holds one subject as the ledgers know it: its code (or none), newest name, number of rows."""

    subject: str
    code: str
    name: str
    rows: int


@dataclass(frozen=True)
class Question:
    """Asks whether two subjects are one entity; `is_one` is what counts now.

    `answer` is None while nobody answered. `is_contradicted` marks a no that other answers overrule.
    """

    one: Party
    other: Party
    answer: SameEntity | None
    is_one: bool
    is_contradicted: bool = False


def subject_of(code: str, name: str) -> str:
    """Returns the id a row's entity has before anything is merged: its code, else its name."""
    return code or f"{_NAME}{normal_name(name)}"


class Entities:
    """Holds which subjects are one entity, and the questions that remain for a person."""

    def __init__(
        self, rows: Iterable[tuple[str, str]], answers: Mapping[tuple[str, str], SameEntity]
    ) -> None:
        self.parties: dict[str, Party] = {}
        by_name: dict[str, set[str]] = {}
        for code, name in rows:  # oldest first: the newest name stands
            subject = subject_of(code, name)
            seen = self.parties.get(subject)
            self.parties[subject] = Party(subject, code, name, seen.rows + 1 if seen else 1)
            if normal_name(name):
                by_name.setdefault(normal_name(name), set()).add(subject)
        self._leader = {subject: subject for subject in self.parties}
        groups = [sorted(group, key=self._weight) for group in by_name.values() if len(group) > 1]
        for pair, said in answers.items():
            if said.answer == SAME and set(pair) <= self.parties.keys():
                self._join(*pair)
        for group in groups:
            self._join_the_nameless(group, answers)
        pairs = dict.fromkeys(pair for group in groups for pair in _pairs(group))
        found = [self._question(pair, answers) for pair in pairs]
        self.questions = tuple(
            sorted(found, key=lambda q: (q.answer is not None, -q.one.rows - q.other.rows))
        )

    def entity(self, code: str, name: str) -> str:
        """Returns the id of the entity a row belongs to."""
        return self._find(subject_of(code, name))

    def members(self, entity: str) -> tuple[Party, ...]:
        """Returns the subjects that are this entity, the busiest first."""
        found = [party for subject, party in self.parties.items() if self._find(subject) == entity]
        return tuple(sorted(found, key=lambda party: self._weight(party.subject)))

    def _weight(self, subject: str) -> tuple[int, str]:
        return (-self.parties[subject].rows, subject)

    def _find(self, subject: str) -> str:
        while self._leader[subject] != subject:
            subject = self._leader[subject]
        return subject

    def _join(self, one: str, other: str) -> None:
        first, second = sorted((self._find(one), self._find(other)))
        self._leader[second] = first

    def _join_the_nameless(self, group: list[str], answers: Mapping[tuple[str, str], SameEntity]) -> None:
        coded = [subject for subject in group if self.parties[subject].code]
        bare = [subject for subject in group if not self.parties[subject].code]
        if len({self._find(subject) for subject in coded}) != 1 or not bare:
            return
        said = [answers.get(_ordered(coded_one, bare[0])) for coded_one in coded]
        if not any(one and one.answer == DIFFERENT for one in said):
            self._join(coded[0], bare[0])

    def _question(self, pair: tuple[str, str], answers: Mapping[tuple[str, str], SameEntity]) -> Question:
        one, other = (self.parties[subject] for subject in sorted(pair, key=self._weight))
        said, is_one = answers.get(pair), self._find(one.subject) == self._find(other.subject)
        return Question(one, other, said, is_one, bool(said and said.answer == DIFFERENT and is_one))


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _pairs(group: list[str]) -> list[tuple[str, str]]:
    pairs = combinations(group, 2) if len(group) <= _ALL_PAIRS else ((group[0], other) for other in group[1:])
    return [_ordered(*pair) for pair in pairs]
