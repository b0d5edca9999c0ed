"""Defines the results metrics hands on: what screens and papers may know of a figure."""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from domain.jurisdiction import Population
from domain.period import Month, Period
from domain.state import State


@dataclass(frozen=True)
class Pace:
    """Holds 序时进度: the value due by now, and what each remaining month must bring.

    `expected` is target × elapsed months / 12, in the indicator's own unit; `per_month` is the
    shortfall per remaining month, rounded up, and 0 when the full target is met already.
    """

    expected: Fraction
    on_pace: bool
    met_in_full: bool
    per_month: int


@dataclass(frozen=True)
class Judged:
    """Holds one target and how the figure stands against it.

    `gap` is value minus target; `shortfall` the whole number of numerator counts (批次, 件) that
    are missing to meet the target in full with the present denominator, 0 when it is met.
    A target of every single month lists the months that miss it in `short_months`, those of them
    for which nothing was sent again in `unsent_months`.
    """

    target_id: str
    document: str
    document_title: str
    clause: str
    operator: str
    value: Decimal
    tier: str
    target_class: str
    is_draft: bool
    is_carried_over: bool
    state: State
    pace: Pace | None = None
    gap: Fraction | None = None
    shortfall: int | None = None
    short_months: tuple[Month, ...] = ()
    unsent_months: tuple[Month, ...] = ()

    @property
    def words(self) -> str:
        """Returns the target as a label: 考核底线 ≥4(否决)."""
        sign = {">=": "≥", "<=": "≤", "=": "=", "<": "<", ">": ">"}[self.operator]
        mark = "(征求意见稿)" if self.is_draft else ""
        return f"{self.tier} {sign}{self.value.normalize():f}{mark}"


@dataclass(frozen=True)
class Verdict:
    """Holds one figure of one unit in one period, and its standing against every target.

    `value` is exact (numerator × factor ÷ denominator), None when it cannot be said; `state`
    is the state of the indicator's own target, None for a figure that no target judges.
    `display` is the value as it may be shown. `reasons` are Chinese sentences; `excluded`
    counts what the numerator's population left out, by reason; `apart` counts parts that are
    inside the numerator and listed apart (国家任务, 省级任务); `month_value` is the same figure
    for the last month alone, where that makes sense. `source` is form, ledger, return or
    summary; `interval` Wilson's 95 % interval of a share in per cent, and `is_small` marks a
    share whose denominator is too small to compare units by; `is_trial` a figure on another
    population than the one that judges.
    """

    unit_id: str
    unit: str
    unit_code: str
    indicator: str
    label: str
    measured_in: str
    period: Period
    window: str
    numerator: Decimal | None
    denominator: Decimal | None
    value: Fraction | None
    display: str
    state: State | None
    state_word: str
    targets: tuple[Judged, ...] = ()
    reasons: tuple[str, ...] = ()
    excluded: dict[str, int] = field(default_factory=dict)
    apart: dict[str, int] = field(default_factory=dict)
    population: Population | None = None
    month_numerator: Decimal | None = None
    month_value: Fraction | None = None
    month_display: str = ""
    missing_months: tuple[Month, ...] = ()
    source: str = ""
    interval: tuple[float, float] | None = None
    is_small: bool = False
    is_trial: bool = False
