"""Keeps what people answered to «同一主体?»: who, when, yes or no; nothing answered is changed."""

from dataclasses import dataclass
from datetime import datetime

from domain.finding import Refusal
from store.entries import now, person
from store.reading import Reading
from store.warehouse import Warehouse

SAME, DIFFERENT, WITHDRAWN = "same", "different", "withdrawn"
ANSWERS = (SAME, DIFFERENT, WITHDRAWN)


@dataclass(frozen=True)
class SameEntity:
    """Holds one answer about two subjects (`one` before `other`); a withdrawn one asks again."""

    seq: int
    one: str
    other: str
    answer: str
    answered_by: str
    answered_at: datetime


def answer(warehouse: Warehouse, one: str, other: str, said: str, by: str) -> int:
    """Adds an answer and returns its number; raises Refusal for an unknown answer or the same subject."""
    first, second = sorted((one, other))
    if said not in ANSWERS or first == second or not first:
        raise Refusal("同一主体的答复应针对两个不同的主体，并答“是”或“否”。", "bad_answer")
    with warehouse.writing() as cursor:
        seq = int(cursor.execute("SELECT coalesce(max(seq), 0) + 1 FROM same_entities").fetchall()[0][0])
        given = [seq, first, second, said, person(by), now()]
        cursor.execute("INSERT INTO same_entities VALUES (?, ?, ?, ?, ?, ?)", given)
    return seq


def history(warehouse: Reading) -> list[SameEntity]:
    """Returns every answer, oldest first."""
    return [SameEntity(*row) for row in warehouse.rows("SELECT * FROM same_entities ORDER BY seq")]


def standing(warehouse: Reading) -> dict[tuple[str, str], SameEntity]:
    """Returns the newest answer by pair of subjects; a withdrawn one stands for none."""
    newest = {(one.one, one.other): one for one in history(warehouse)}
    return {pair: one for pair, one in newest.items() if one.answer != WITHDRAWN}
