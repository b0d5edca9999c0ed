"""Makes small packs for the tests of the papers: verdicts judged as the product judges them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from charts.describe import describe_ranking, describe_stack, describe_trend
from charts.style import Caption
from domain.jurisdiction import Document
from domain.period import Period
from exports.pack import (
    Entry,
    GridColumn,
    OverdueDisposal,
    Pack,
    Row,
    Rule,
    Section,
    Silence,
    Source,
    StateGrid,
    TaskLine,
    Versions,
    sign_words,
)
from metrics.figure import Figure
from metrics.indicators import indicators
from metrics.result import Verdict
from metrics.targets import Target
from metrics.verdict import exact_value, judge, standing
from metrics.wording import STATE_WORDS, value_words

ROOT = "990000"
PERIOD = Period(202601, 202610)
MADE_AT = datetime(2026, 11, 2, 9, 30)
IN_FORCE = Document("D", "示例方案", "示例〔2026〕1号", "in force", 2026)
DRAFT = Document("D", "示例方案", "示例〔2026〕1号", "draft", 2026)
Given = tuple[str, int | str | None, int | str | None]  # unit, numerator, denominator; None: nothing sent


def target(indicator: str, operator: str, value: str) -> Target:
    """Returns an item of the standard for an indicator."""
    return Target(
        "T-" + indicator,
        indicator,
        operator,
        Decimal(value),
        ("county",),
        "否决",
        "考核底线",
        "D",
        "附件2（三）",
        2026,
        2026,
        0,
    )


def verdict(  # noqa: PLR0917
    unit: str, indicator_id: str, line: Target | None, top: int | str | None, base: int | str | None, place: int = 0,
    document: Document = IN_FORCE, period: Period = PERIOD,
) -> Verdict:  # fmt: skip
    """Returns one judged figure; `top` None means that nothing was sent."""
    indicator = indicators()[indicator_id]
    figure = Figure(
        top is not None,
        None if top is None else Decimal(top),
        denominator=None if base is None else Decimal(base),
    )
    judged = (judge(line, document, indicator, figure, period),) if line else ()
    early, word, reason = standing(indicator, figure)
    value = exact_value(indicator, figure) if early is None else None
    state = early if early is not None else (judged[0].state if judged else None)
    return Verdict(
        unit_id=ROOT if place == 0 else f"99{place:04d}", unit=unit, unit_code="", indicator=indicator_id,
        label=indicator.label, measured_in=indicator.measured_in, period=period, window="ytd",
        numerator=figure.numerator, denominator=figure.denominator, value=value,
        display=word if value is None else value_words(indicator, value, judged),
        state=state, state_word=word or (STATE_WORDS[state] if state else ""), targets=judged,
        reasons=(reason,) if reason else (),
    )  # fmt: skip


def section(
    indicator_id: str, given: Sequence[Given], line: Target | None, document: Document = IN_FORCE,
    change: Mapping[str, str] = {}, finding: str = "",
) -> Section:  # fmt: skip
    """Returns a section whose first figure is the jurisdiction's own."""
    found = [
        verdict(unit, indicator_id, line, top, base, place, document)
        for place, (unit, top, base) in enumerate(given)
    ]
    rows = tuple(Row(one, change.get(one.unit, "")) for one in found)
    indicator = indicators()[indicator_id]
    caption = Caption(indicator.label, PERIOD.chinese, indicator.measured_in, "示例台账", "2026-10-31")
    months = [
        verdict(
            given[0][0],
            indicator_id,
            line,
            90 + month,
            100 + month,
            0,
            document,
            Period(202601, 202600 + month),
        )
        for month in range(1, 11)
    ]
    charts = (
        describe_ranking(found, caption, ROOT),
        describe_trend(months, [], caption),
        describe_stack(
            {"国家任务": [1] * len(given), "省级任务": [2] * len(given)}, [g[0] for g in given], caption
        ),
    )
    rules = (rule(line, document),) if line else ()
    return Section(
        indicator, indicator.label, indicator.measured_in, finding, charts, rows[0], rows[1:], rules
    )


def rule(line: Target, document: Document) -> Rule:
    """Returns a target as the pack lists it."""
    words = sign_words(line.operator, line.value)
    label = indicators()[line.indicator].label
    return Rule(
        line.indicator,
        label,
        line.target_id,
        words,
        "否决",
        "D",
        document.title,
        line.clause,
        document.is_draft,
        False,
    )


def pack(*sections: Section, **changes: object) -> Pack:
    """Returns a pack of these sections with one of everything else."""
    units = list(dict.fromkeys(row.unit for one in sections for row in one.all_rows))
    columns = tuple(
        GridColumn(s.indicator.indicator_id, s.label, s.measured_in, s.rules[0].words if s.rules else "")
        for s in sections
    )
    rows = tuple(
        (unit, tuple(next((r for r in s.all_rows if r.unit == unit), None) for s in sections))
        for unit in units
    )
    made = Pack(
        title="示例市2026年1—10月食品安全指标完成情况通报",
        jurisdiction="示例市（虚构）",
        period=PERIOD,
        period_words=PERIOD.chinese,
        as_of=date(2026, 10, 31),
        made_at=MADE_AT,
        signer="示例市食品安全委员会办公室",
        marks=("虚构数据，仅供演示",),
        summary=("共考核 2 项指标。",),
        sections=sections,
        grid=StateGrid(columns, rows),
        silence=(Silence("抽检台账", "10月", ("丙县",)),),
        tasks=(TaskLine("示例任务", "示例科", "甲县", "2026-10-01", "未完成", "超期", True),),
        overdue=(OverdueDisposal("甲县", "不合格批次", "示例食品有限公司", date(2026, 9, 1), 41, "流通"),),
        appendix=tuple(Entry(s.label, "分子 ÷ 分母", s.indicator.method, s.rules) for s in sections),
        sources=(Source("U1", "示例台账.xlsx", "ab" * 32, "抽检台账", "2026年10月", "2026-11-01 08:00"),),
        versions=Versions("1.0", "42", "f00d"),
    )
    return replace(made, **changes)


def two_sections() -> tuple[Section, Section]:
    """Returns a share with a silent, an empty and a just missing unit, and a yearly volume with its pace."""
    rates: list[Given] = [("示例市", 98_76 + 9796 + 0, 10_000 + 10_000), ("甲县", 9876, 10_000), ("乙县", 9796, 10_000),
                          ("丙县", None, None), ("丁县", 0, 0)]  # fmt: skip
    volumes: list[Given] = [
        ("示例市", 3000, 1_000_000),
        ("甲县", 2000, 400_000),
        ("乙县", 1000, 500_000),
        ("丙县", None, None),
    ]
    return (
        section("YC-13", rates, target("YC-13", ">=", "98"), change={"甲县": "+0.35 个百分点"}),
        section("YC-09", volumes, target("YC-09", ">=", "4"), document=DRAFT),
    )
