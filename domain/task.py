"""Describes tasks of a work breakdown and who is named for them."""

from dataclasses import dataclass
from datetime import date

OPEN_WORD = "待明确"
LEAD, RESPONSIBLE, COOPERATING = "lead", "responsible", "cooperating"
ROLE_WORDS = {LEAD: "牵头", RESPONSIBLE: "责任", COOPERATING: "配合"}


@dataclass(frozen=True)
class Task:
    """Holds one leaf task; the units stand as the document writes them.

    `campaign` is the subject of a standard's item or campaign (`campaign:3`, `standard:6`), ''
    for none. `due_on` is None and `due_words` '' where the document gives no date. `clause` is
    the clause or the number in the list. `asks` names the roles whose cell the document leaves
    blank outside a merge, `above` what the rows above say there; `answered`
    the roles that people have filled in since.
    """

    task_id: str
    group: str
    campaign: str
    title: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    cooperating: tuple[str, ...]
    due_on: date | None
    document: str
    clause: str
    year: int
    due_words: str = ""
    progress: str = ""
    asks: tuple[str, ...] = ()
    above: tuple[tuple[str, ...], ...] = ()
    answered: tuple[str, ...] = ()
    upload_id: str = ""

    @property
    def subject(self) -> str:
        """Returns under which name entries about it are recorded."""
        return f"task:{self.task_id}"

    def named(self, role: str) -> tuple[str, ...]:
        """Returns the names of one role (lead, responsible, cooperating)."""
        return getattr(self, role)

    @property
    def is_open(self) -> bool:
        """Tells whether the document leaves open who answers for it."""
        return RESPONSIBLE in self.asks or not (self.lead or self.responsible)

    @property
    def questions(self) -> tuple[str, ...]:
        """Returns the roles people are asked about: blank in the document, filled in since or not."""
        asked = {*self.asks, *self.answered} | ({RESPONSIBLE} if self.is_open else set())
        return tuple(role for role in ROLE_WORDS if role in asked)


@dataclass(frozen=True)
class Group:
    """Names several units at once: all units of these kinds, or members the document does not list."""

    name: str
    aliases: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Party:
    """Holds one name as written and the units it stands for.

    `is_known` is False when neither a unit nor a group has this name; a known group may have no
    listed members.
    """

    name: str
    unit_ids: tuple[str, ...]
    is_known: bool
