"""Says what an indicator of coverage counts, and why a subject or a visit does not count."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from domain.inspection import BETWEEN, IN_FORCE, PRODUCER

Record = dict[str, object]

NO_REGISTER = "不在监管主体名录中"
OTHER_CATEGORY = "名录中是别的类别"
NOT_IN_FORCE = "名录中已停业、注销"
OTHER_UNIT = "在其他单位的名录中，计入名录所在单位"
SEVERAL = "名称对应名录中的几家，无法认定"
STATUS_UNKNOWN = "没有填状态，不能判定是否在产"


@dataclass(frozen=True)
class Group:
    """Says what an indicator counts: subjects of these categories, by this kind of event."""

    categories: tuple[str, ...]
    event: str

    def takes(self, record: Record) -> bool:
        """Tells whether a row names one of the categories."""
        return any(name in self.categories for name in kinds_of(record))

    def why_not(self, record: Record) -> str:
        """Returns why a subject of the register is not in force; blank for one that is.

        A blank state means in force, but not for producers: those must be known to produce.
        """
        status = str(record["status"] or "")
        if not status:
            return STATUS_UNKNOWN if self.categories == (PRODUCER,) else ""
        return "" if status == IN_FORCE else status


@dataclass(frozen=True)
class Count:
    """Holds what is counted for some units: register rows by subject, visits by subject, and the rest.

    `excluded` are register rows and visits that do not count, each with its `reason`.
    """

    registered: Mapping[int, Record]
    visited: Mapping[int, list[Record]]
    excluded: list[Record] = field(default_factory=list)

    @property
    def visits(self) -> int:
        """Returns how many visits the inspected subjects had: never the numerator."""
        return sum(map(len, self.visited.values()))


def kinds_of(record: Record) -> tuple[str, ...]:
    """Returns the categories of a stored row."""
    return _split(str(record["subject_kinds"] or ""))


@lru_cache(maxsize=1000)
def _split(kinds: str) -> tuple[str, ...]:
    return tuple(filter(None, kinds.split(BETWEEN)))
