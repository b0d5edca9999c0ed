"""Makes results by hand, as metrics would hand them on."""

from decimal import Decimal
from fractions import Fraction

from charts.style import Caption
from domain.period import Period
from domain.state import State
from metrics.result import Judged, Pace, Verdict

CAPTION = Caption("食品抽检合格率", "2026年1—10月 累计", "%", "示例市抽检台账", "2026-10-31")
WORDS = {State.NOT_REPORTED: "未报送", State.NOT_APPLICABLE: "不适用", State.PENDING: "待核实"}


def judged(
    state: State,
    value: str = "98",
    tier: str = "考核底线",
    expected: Fraction | None = None,
    shortfall: int = 0,
    target_class: str = "否决",
) -> Judged:
    pace = Pace(expected, state is State.MET, False, 3) if expected is not None else None
    return Judged(
        "T", "D", "示例文件", "附件2", ">=", Decimal(value), tier, target_class, False, False, state, pace,
        Fraction(-1), shortfall,
    )  # fmt: skip


def verdict(
    unit: str,
    value: str | None,
    state: State | None = State.MET,
    targets: tuple[Judged, ...] | None = None,
    measured_in: str = "%",
    *,
    last: int = 202610,
    denominator: int | None = 400,
    indicator: str = "YC-13",
    unit_id: str = "",
) -> Verdict:
    known = None if value is None else Fraction(Decimal(value))
    return Verdict(
        unit_id=unit_id or unit,
        unit=unit,
        unit_code="",
        indicator=indicator,
        label="食品抽检合格率",
        measured_in=measured_in,
        period=Period.year_to_date(last),
        window="ytd",
        numerator=None if value is None else Decimal(390),
        denominator=None if value is None or denominator is None else Decimal(denominator),
        value=known,
        display=value if value is not None else WORDS.get(state, ""),
        state=state,
        state_word=WORDS.get(state, ""),
        targets=targets if targets is not None else (judged(state or State.MET),),
    )
