"""Describes a meeting pack without writing it: what the slides, the 通报 and the workbook all say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from charts.description import Description
from domain.period import Period
from domain.state import State
from exports.pack_lines import OverdueDisposal, Silence, Source, TaskLine, Versions
from metrics.indicator import Indicator
from metrics.result import Judged, Verdict
from ui.tokens import Mark, mark_of
from ui.words import PACE, YES_NO, number

__all__ = [
    "Entry", "GridColumn", "Language", "OverdueDisposal", "Pack", "Row", "Rule", "Section", "Silence", "Source",
    "StateGrid", "TaskLine", "Versions", "own_targets", "sign_words", "target_words",
]  # fmt: skip

_FULL_WIDTH = str.maketrans("()", "（）")
_SIGNS = {">=": "≥", "<=": "≤", "=": "=", "<": "<", ">": ">"}


class Language(StrEnum):
    """Names the languages headings can stand in; figures and units stay as they are."""

    CHINESE = "zh"
    BOTH = "zh-en"


@dataclass(frozen=True)
class Rule:
    """Holds one target in force when the pack was made, with the document and clause it stands in."""

    indicator: str
    label: str
    target_id: str
    words: str
    target_class: str
    document: str
    document_title: str
    clause: str
    is_draft: bool
    is_carried_over: bool

    @property
    def source(self) -> str:
        """Returns document and clause, the draft marked."""
        clause = self.clause.translate(_FULL_WIDTH)
        return f"《{self.document_title}》{clause}" + ("（征求意见稿）" if self.is_draft else "")


@dataclass(frozen=True)
class Row:
    """Holds one unit's figure; every text comes from its verdict, nothing is rounded again.

    `change` is the same-period change in words (+0.35 个百分点), '' where none was asked for;
    `cautions` name what makes the two years hard to compare. A survey has no counts to show: 74.3
    over 100 would look like people. `is_yes_no` is a figure that is 是 or 否, its target too.
    """

    verdict: Verdict
    change: str = ""
    cautions: tuple[str, ...] = ()
    has_counts: bool = True
    is_yes_no: bool = False

    @property
    def unit(self) -> str:
        """Returns the unit's name."""
        return self.verdict.unit

    @property
    def target(self) -> Judged | None:
        """Returns the indicator's own target, which gives the figure its state."""
        return self.verdict.targets[0] if self.verdict.targets else None

    @property
    def mark(self) -> Mark:
        """Returns how the state is shown: word, shape, colour."""
        return mark_of(self.verdict.state)

    @property
    def numerator(self) -> str:
        """Returns the numerator as shown; '' where the figure cannot be said."""
        return number(self.verdict.numerator) if self.verdict.value is not None and self.has_counts else ""

    @property
    def denominator(self) -> str:
        """Returns the denominator as shown; '' for a plain count or where the figure cannot be said."""
        return number(self.verdict.denominator) if self.verdict.value is not None and self.has_counts else ""

    @property
    def value(self) -> str:
        """Returns the value as shown, '' where it cannot be said (the state's word says why)."""
        return self.verdict.display if self.verdict.value is not None else ""

    @property
    def target_words(self) -> str:
        """Returns the own target as ≥98, with the pace where there is one."""
        return target_words(self.target, self.is_yes_no) if self.target else ""

    @property
    def state(self) -> str:
        """Returns shape and word: ✕ 未达标; an empty text where nothing judges."""
        if self.verdict.state is None:
            return self.verdict.state_word
        return f"{self.mark.shape} {self.verdict.state_word or self.mark.word}"

    @property
    def missing(self) -> str:
        """Returns what is missing to meet the target, in whole counts: 4; '' when it is met."""
        return number(self.target.shortfall) if self.target and self.target.shortfall else ""


@dataclass(frozen=True)
class Section:
    """Holds one indicator: its headline, its charts, its table and who misses or is silent.

    `finding` is a sentence computed from the verdicts. `total` is the jurisdiction's own row,
    `rows` every unit below it. `misses` and `silent` are units in the order of `rows`.
    """

    indicator: Indicator
    label: str
    measured_in: str
    finding: str
    charts: tuple[Description, ...]
    total: Row | None
    rows: tuple[Row, ...]
    rules: tuple[Rule, ...]
    notes: tuple[str, ...] = ()

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """Returns the total and every unit."""
        return ((self.total,) if self.total else ()) + self.rows

    @property
    def misses(self) -> tuple[Row, ...]:
        """Returns the units that miss the target or are behind the pace."""
        return tuple(row for row in self.rows if row.verdict.state in (State.MISSED, State.BEHIND))

    @property
    def silent(self) -> tuple[Row, ...]:
        """Returns the units that reported nothing."""
        return tuple(row for row in self.rows if row.verdict.state is State.NOT_REPORTED)


@dataclass(frozen=True)
class GridColumn:
    """Heads one column of the state grid: the indicator and its target in words."""

    indicator: str
    label: str
    measured_in: str
    target: str


@dataclass(frozen=True)
class StateGrid:
    """Holds units × indicators; a cell is None where the unit has no such figure."""

    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[str, tuple[Row | None, ...]], ...]


@dataclass(frozen=True)
class Entry:
    """Holds one entry of the appendix: an indicator's definition and the clauses that judge it."""

    label: str
    formula: str
    method: str
    rules: tuple[Rule, ...]
    population: str = ""


@dataclass(frozen=True)
class Pack:
    """Holds everything the four files say. They differ in layout, never in a figure or a word of a figure.

    `period` is what the figures cover, `period_words` how an office writes it; `as_of` the data
    date; `made_at` the only thing that differs between two packs of the same uploads. `marks`
    stand on every page (虚构数据，仅供演示; 目标出自征求意见稿). `themes` are charts that belong to
    no indicator: from inspection to transfer, open disposals by days, phases of a campaign.
    """

    title: str
    jurisdiction: str
    period: Period
    period_words: str
    as_of: date
    made_at: datetime
    signer: str
    marks: tuple[str, ...]
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    grid: StateGrid
    silence: tuple[Silence, ...]
    tasks: tuple[TaskLine, ...]
    overdue: tuple[OverdueDisposal, ...]
    appendix: tuple[Entry, ...]
    sources: tuple[Source, ...]
    versions: Versions
    language: Language = Language.CHINESE
    themes: tuple[Description, ...] = ()
    followed_on: date | None = None

    @property
    def task_day(self) -> str:
        """Returns the day by which tasks are called late, in brackets: it is not the data date."""
        return f"（截至 {self.followed_on.isoformat()}）" if self.followed_on else ""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Returns every target that judged a figure, in the order of the sections."""
        return tuple(dict.fromkeys(rule for section in self.sections for rule in section.rules))

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Returns every verdict the pack shows: what a test compares all four files with."""
        return tuple(row.verdict for section in self.sections for row in section.all_rows)

    @property
    def misses(self) -> tuple[tuple[Section, Row], ...]:
        """Returns every unit that misses, with its indicator, in the order of the sections."""
        return tuple((section, row) for section in self.sections for row in section.misses)

    @property
    def foot(self) -> str:
        """Returns what stands at the foot of every page: data date, source, marks."""
        source = f"来源：{self.jurisdiction}各单位上报，共 {len(self.sources)} 份"
        return " · ".join([f"数据截至 {self.as_of.isoformat()}", source, *self.marks])


def target_words(judged: Judged, is_yes_no: bool = False) -> str:
    """Returns a target as ≥98, with what is due by now where there is a pace: ≥4（序时 3.33）."""
    words = sign_words(judged.operator, judged.value, is_yes_no)
    return f"{words}（{PACE} {float(judged.pace.expected):.2f}）" if judged.pace else words


def sign_words(operator: str, value: Decimal, is_yes_no: bool = False) -> str:
    """Returns operator and value: ≥98, =是."""
    return f"{_SIGNS[operator]}{YES_NO[value == 1] if is_yes_no else f'{value.normalize():f}'}"


def own_targets(verdicts: Sequence[Verdict]) -> tuple[Judged, ...]:
    """Returns every target that judges these figures once, the indicator's own first."""
    found: dict[str, Judged] = {}
    for verdict in verdicts:
        for judged in verdict.targets:
            found.setdefault(judged.target_id, judged)
    return tuple(found.values())
