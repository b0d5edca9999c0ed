"""Makes a small fictional pack by hand, as a caller would hand over results."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from domain.period import Period
from domain.state import State
from exports.pack import OverdueDisposal, Pack, Silence, Source, TaskLine, Versions
from exports.packing import PackInput, build_pack
from metrics.indicator import Example, Indicator
from metrics.result import Verdict
from tests.charts.results import judged, verdict

ROOT = "示例市"
MADE_AT = datetime(2026, 11, 2, 9, 0)
LONG = "内蒙古自治区鄂尔多斯市示例第{:02d}旗市场监督管理所"


def indicator(
    indicator_id: str = "YC-13", label: str = "食品抽检合格率", measured_in: str = "%"
) -> Indicator:
    example = Example({}, 202610, 1, 1, Fraction(1), "")
    return Indicator(
        indicator_id,
        label,
        "samples_qualified",
        "samples_concluded",
        100,
        measured_in,
        2,
        "已定性批次中合格的。",
        example,
    )


def rates(indicator_id: str = "YC-13", units: Sequence[str] = ("甲县", "乙县", "丙县")) -> list[Verdict]:
    """Returns a jurisdiction and its units: met, just below the line, not reported, then met again."""
    shown = ["99.1", "97.996", None]
    found = [verdict(ROOT, "98.3", indicator=indicator_id)]
    for place, unit in enumerate(units):
        value = shown[place] if place < len(shown) else "98.50"
        state = State.NOT_REPORTED if value is None else State.MET if Decimal(value) >= 98 else State.MISSED
        targets = (judged(state, shortfall=1 if state is State.MISSED else 0),)
        found.append(verdict(unit, value, state, targets, indicator=indicator_id))
    return found


def silent(found: Sequence[Verdict]) -> list[Verdict]:
    """Returns the same figures as if nobody had reported."""
    none = {"value": None, "numerator": None, "denominator": None, "display": "未报送"}
    return [replace(v, state=State.NOT_REPORTED, state_word="未报送", **none) for v in found]


def given(**changed: object) -> PackInput:
    """Returns the input of a pack with one indicator, or with what is changed."""
    months = [verdict(ROOT, f"98.{place}0", last=202600 + place) for place in range(1, 11)]
    before = [verdict(ROOT, f"97.{place}0", last=202500 + place) for place in range(1, 11)]
    usual = {
        "title": "示例市食品安全指标通报",
        "jurisdiction": ROOT,
        "root_id": ROOT,
        "period": Period.year_to_date(202610),
        "period_words": "2026年1—10月 累计",
        "as_of": date(2026, 10, 31),
        "made_at": MADE_AT,
        "indicators": [indicator()],
        "verdicts": rates(),
        "versions": Versions("0.5", "12", "a1b2"),
        "signer": "示例局",
        "marks": ("虚构数据，仅供演示",),
        "trends": {"YC-13": (months, before)},
        "sources": [
            Source("U000001", "抽检台账_甲县.xlsx", "ab" * 32, "抽检台账", "2026年10月", "2026-11-01")
        ],
        "silence": [Silence("抽检台账", "2026年10月", ("丙县",))],
        "tasks": [TaskLine("专项检查", "示例科", "各所", "2026-09-30", "", "逾期", True)],
        "overdue": [OverdueDisposal("甲县", "示例糕点", "示例食品厂", date(2026, 9, 1), 60)],
    }
    return PackInput(**(usual | changed))  # type: ignore[arg-type]


def pack(**changed: object) -> Pack:
    """Returns the pack of that input."""
    return build_pack(given(**changed))
