"""Describes a chart without drawing it: what Plotly, PowerPoint, Word and Excel all draw from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from domain.state import State
from metrics.result import Verdict


class Kind(StrEnum):
    """Names what a chart shows.

    Units ranked, months in a row, parts of a whole, steps of a funnel, phases from day to day, or
    open tasks by the days they are over or have left.
    """

    RANKED = "ranked"
    TREND = "trend"
    STACKED = "stacked"
    FUNNEL = "funnel"
    PHASES = "phases"
    AGEING = "ageing"


class Role(StrEnum):
    """Says what a series is.

    The figures themselves, last year's, the pace due, one part of a stack, or the first and the
    last days of phases.
    """

    OWN = "own"
    PAST = "past"
    PACE = "pace"
    PART = "part"
    FIRST = "first"
    LAST = "last"


class Weight(StrEnum):
    """Says how a line binds: an item of the standard, an aim of the office's own, or the pace."""

    BINDING = "binding"
    AIM = "aim"
    PACE = "pace"


@dataclass(frozen=True)
class Category:
    """Names one place on the category axis: a unit (its id) or a month; `note` says why nothing is drawn there."""

    key: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class Point:
    """Holds one figure: its exact value (None when it cannot be said), how it is shown, its state.

    `display` is the value as it may be shown, or the word of its state; `detail` numerator and
    denominator in words; `verdict` the result it came from, None where there is no such thing.
    """

    value: Fraction | None
    display: str
    state: State | None = None
    detail: str = ""
    verdict: Verdict | None = None

    @property
    def shown(self) -> Fraction | Decimal | None:
        """Returns the number that paper draws: exactly the displayed digits, the value where there are none."""
        return None if self.value is None else _digits(self.display, self.value)

    @property
    def places(self) -> int:
        """Returns how many decimals the display has."""
        return len(self.display.partition(".")[2]) if self.value is not None else 0


@dataclass(frozen=True)
class Series:
    """Holds one row of points, one for every category of the chart; None where there is nothing."""

    name: str
    role: Role
    points: tuple[Point | None, ...]


@dataclass(frozen=True)
class Target:
    """Holds one line: where it stands, exactly, its label (考核 ≥98) and how it binds."""

    value: Fraction
    label: str
    weight: Weight


@dataclass(frozen=True)
class Description:
    """Holds everything a chart says, and nothing about how a medium draws it.

    `finding` is the headline: one sentence computed from the numbers. `base` is the value bars
    start from: the own target for shares, else 0. `total` is the jurisdiction's own plain sum,
    which stands in words because its bar would dwarf every unit's. `marks` are remarks that must
    stand beside every figure (虚构数据, 征求意见稿); `as_of` is the data date (YYYY-MM-DD).
    """

    kind: Kind
    title: str
    subtitle: str
    measured_in: str
    finding: str
    source: str
    as_of: str
    categories: tuple[Category, ...]
    series: tuple[Series, ...]
    targets: tuple[Target, ...] = ()
    base: Fraction = Fraction(0)
    total: Point | None = None
    marks: tuple[str, ...] = ()

    @property
    def decimals(self) -> int:
        """Returns the decimals most figures are shown with; a point near a line may have more."""
        counts = Counter(
            p.places for s in self.series for p in s.points if p is not None and p.value is not None
        )
        return counts.most_common(1)[0][0] if counts else 0

    def of(self, role: Role) -> Series | None:
        """Returns the first series of this role."""
        return next((series for series in self.series if series.role is role), None)

    @property
    def foot(self) -> str:
        """Returns the words under the picture: unit, data date, source and marks, on one line."""
        parts = [
            f"单位：{self.measured_in}" if self.measured_in else "",
            f"{'截至' if self.kind is Kind.PHASES else '数据截至'} {self.as_of}",  # the day phases are seen on
            f"来源：{self.source}",
        ]
        return " · ".join([part for part in parts if part] + list(self.marks))


def point_of(verdict: Verdict, detail: str = "") -> Point:
    """Returns a verdict as a point; without a value it shows the word of its state."""
    shown = verdict.state_word if verdict.value is None else verdict.display
    return Point(verdict.value, shown, verdict.state, detail, verdict)


def chunked(description: Description, most: int) -> Sequence[Description]:
    """Returns the description cut into pieces of nearly equal size with at most `most` categories each."""
    count = len(description.categories)
    pieces = max(1, -(-count // most))
    edges = [round(count * place / pieces) for place in range(pieces + 1)]
    return [_slice(description, first, last) for first, last in pairwise(edges)]


def _slice(whole: Description, first: int, last: int) -> Description:
    cut = tuple(Series(s.name, s.role, s.points[first:last]) for s in whole.series)
    fields = {name: getattr(whole, name) for name in whole.__dataclass_fields__}
    return Description(**fields | {"categories": whole.categories[first:last], "series": cut})


def _digits(display: str, value: Fraction) -> Fraction | Decimal:
    try:
        return Decimal(display.replace(",", ""))
    except InvalidOperation:  # a figure shown in a word: 是
        return value
