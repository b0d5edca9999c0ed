"""Turns the lists of credit supervision into tables, cards and the time line; pure, from results alone."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from charts.phases import PhaseBar, campaign_bars, campaign_caption
from charts.style import Caption
from domain.jurisdiction import Jurisdiction
from domain.number import display
from domain.period import month_end
from domain.state import State
from metrics.credit_figures import UNLISTED, UNPUBLISHED
from metrics.credit_match import Party, Question
from metrics.credit_result import CreditView, OpenCase, Penalty, Repeated
from metrics.credit_rules import window_words
from metrics.result import Verdict
from store.same_entity import DIFFERENT, SAME, WITHDRAWN, SameEntity
from ui.parts import Card
from ui.table import Cell, Column, Grid, Row
from ui.tokens import mark_of
from ui.words import number, value_words

NO_RULES_TITLE = "这个辖区没有信用监管设置"
NO_RULES_TEXT = (
    "辖区文件夹里放入 credit.toml（名单次数、公示期限、分级、阶段）后，这里列出屡罚主体和应列未列。"
)
NO_LEDGER = "还没有处罚台账。请到“数据上传”上传行政处罚台账；信用分级表另行上传。"
ANSWER_WORDS = {SAME: "是，同一主体", DIFFERENT: "否，不是同一主体", WITHDRAWN: "撤回答复"}
_LEFT = "left"


def cards(view: CreditView) -> list[Card]:
    """Returns the figures of the page: XM-01, the watch list, XM-02 and the five counters."""
    repeat = view.rules.repeat
    watched = str(len(view.watched)) if view.listed.value is not None else "—"
    return [
        _card("屡罚未修复主体", "XM-01", view.listed, "个", f"近 {repeat.years} 年满 {repeat.at_least} 次"),
        Card("列入关注", "", watched, "个", f"{repeat.watch_from}–{repeat.at_least - 1} 次"),
        _card(
            "应列未列、应公示未公示", "XM-02", view.open, "件", "目标 = 0" if view.open.targets else "无目标"
        ),
    ]


def counter_grid(view: CreditView) -> Grid:
    """Returns the five counters of XM-03 with their month alone; what nobody returned says so."""
    columns = [Column("编号", align=_LEFT), Column("累计"), Column("本月"), Column("计量", align=_LEFT)]
    rows = [
        Row(one.label, [Cell(one.indicator), _counted(one), Cell(one.month_display), Cell(one.measured_in)])
        for one in view.counters
    ]
    return Grid("专项治理进展", "项目", columns, rows)


def _counted(verdict: Verdict) -> Cell:
    if verdict.value is not None:
        return Cell(verdict.display)
    state = verdict.state
    return Cell(verdict.state_word, mark_of(state).shape, tone=state.value if state else "")


def _card(label: str, corner: str, verdict: Verdict, measured_in: str, note: str) -> Card:
    if verdict.value is None:
        return Card(label, corner, value_words(verdict), "", note, str(verdict.state or ""))
    mark = mark_of(verdict.state)
    return Card(label, corner, verdict.display, measured_in, note, str(verdict.state or ""), mark.shape)


def window_note(view: CreditView, jurisdiction: Jurisdiction) -> str:
    """Returns the sentence about what counts."""
    repeat = view.rules.repeat
    title = jurisdiction.documents[repeat.document].title
    return (
        f"处罚日期 {window_words(repeat, view.month)}；已获准信用修复的处罚不计次；食品以外的处罚也计次。"
        f"依据：{title} {repeat.clause}。"
    )


def repeated_grid(caption: str, found: Sequence[Repeated], jurisdiction: Jurisdiction) -> Grid:
    """Returns one row an entity; a click on its name opens the penalties behind the count."""
    names = ("统一社会信用代码", "计次", "其中食品", "窗口内首次", "窗口内末次", "已修复不计", "处罚单位")
    columns = [
        Column(name, align="right" if name in names[1:3] or name == names[5] else _LEFT) for name in names
    ]
    rows = [
        Row(
            one.name,
            [
                Cell("、".join(one.codes) or "无代码"),
                Cell(str(one.count)),
                Cell(str(one.food)),
                Cell(one.penalties[0].penalised_on.isoformat()),
                Cell(one.penalties[-1].penalised_on.isoformat()),
                Cell(str(one.repaired)),
                Cell("、".join(jurisdiction.unit(unit).name for unit in one.unit_ids)),
            ],
            key=one.entity,
        )
        for one in found
    ]
    return Grid(caption, "主体名称", columns, rows, look="wrap")


def penalty_rows(penalties: Sequence[Penalty]) -> list[dict]:
    """Returns penalties as stored rows, for the common record table."""
    return [one.as_record() for one in penalties]


def open_grid(found: Sequence[OpenCase], jurisdiction: Jurisdiction) -> Grid:
    """Returns one row a penalty that waits to be listed or published."""
    names = ("决定书文号", "处罚日期", "单位", "问题", "公示期限至", "违法行为", "出处")
    rows = [
        Row(
            one.penalty.enterprise,
            [
                Cell(one.penalty.decision_no),
                Cell(one.penalty.penalised_on.isoformat()),
                Cell(jurisdiction.unit(one.penalty.unit_id).name),
                Cell(_trouble(one), mark_of(State.MISSED).shape, tone=State.MISSED.value),
                Cell(one.due_on.isoformat()),
                Cell(one.penalty.violation),
                Cell(f"{one.penalty.upload_id} {one.penalty.sheet} 第 {one.penalty.row_no} 行"),
            ],
        )
        for one in found
    ]
    return Grid(
        "应列未列、应公示未公示",
        "主体名称",
        [Column(name, align=_LEFT) for name in names],
        rows,
        height="50vh",
    )


def _trouble(one: OpenCase) -> str:
    return "、".join(
        word for word, holds in ((UNLISTED, one.is_unlisted), (UNPUBLISHED, one.is_unpublished)) if holds
    )


def open_words(view: CreditView) -> str:
    """Returns how many cases wait, and by which limit."""
    unlisted = sum(one.is_unlisted for one in view.open_cases)
    unpublished = sum(one.is_unpublished for one in view.open_cases)
    limit = view.rules.publication
    return (
        f"{UNLISTED} {unlisted} 件，{UNPUBLISHED} {unpublished} 件，合计 {len(view.open_cases)} 件（两项都有的只计一件）。"
        f"公示期限 {limit.words}（{limit.label}），截至 {month_end(view.month).isoformat()}。"
    )


def tier_grid(view: CreditView) -> Grid:
    """Returns count and share of each tier, and all of them together."""
    total = sum(one.count for one in view.tiers)
    rows = [
        Row(f"{one.code}（{one.name}）", [Cell(number(one.count)), Cell(_share(one.share))])
        for one in view.tiers
    ]
    rows.append(Row("合计", [Cell(number(total)), Cell("")], strong=True))
    return Grid("信用分级", "等级", [Column("家数"), Column("占比（%）")], rows)


def _share(share: object) -> str:
    return "" if share is None else display(share * 100, 2)  # type: ignore[operator]


def bars(view: CreditView, day: date) -> list[PhaseBar]:
    """Returns the phases with their state on a day and what is due at the end of each."""
    return campaign_bars(view.rules.phases, day)


def phase_caption(view: CreditView, jurisdiction: Jurisdiction, day: date) -> Caption:
    """Returns the words in the picture of the phases."""
    return campaign_caption(view.rules.phases, jurisdiction, day)


def question_words(question: Question) -> str:
    """Returns the question with both subjects and how they are counted now."""
    now = "目前合并计数" if question.is_one else "目前分开计数"
    return f"{_party(question.one)}  与  {_party(question.other)}：{now}"


def _party(party: Party) -> str:
    return f"{party.name}（{party.code or '无代码'}，{party.rows} 行）"


def question_grid(found: Sequence[Question]) -> Grid:
    """Returns every pair with the answer that stands and what follows for the count."""
    names = ("代码", "另一主体", "代码", "答复", "计数")
    rows = [
        Row(
            one.one.name,
            [
                Cell(one.one.code or "无代码"),
                Cell(one.other.name),
                Cell(one.other.code or "无代码"),
                Cell(ANSWER_WORDS[one.answer.answer] if one.answer else "待答"),
                Cell(
                    ("合并" if one.is_one else "分开") + ("（与其他答复矛盾）" if one.is_contradicted else "")
                ),
            ],
        )
        for one in found
    ]
    return Grid("同一主体？", "主体", [Column(name, align=_LEFT) for name in names], rows, height="40vh")


def answer_grid(found: Sequence[SameEntity]) -> Grid:
    """Returns who answered what and when, newest first."""
    columns = [Column(name, align=_LEFT) for name in ("主体", "另一主体", "答复", "经办人", "时间")]
    rows = [
        Row(
            str(one.seq),
            [
                Cell(one.one.removeprefix("name:")),
                Cell(one.other.removeprefix("name:")),
                Cell(ANSWER_WORDS[one.answer]),
                Cell(one.answered_by),
                Cell(one.answered_at.strftime("%Y-%m-%d %H:%M")),
            ],
        )
        for one in found
    ]
    return Grid("答复记录", "序号", columns, rows, height="40vh")


def amount_words(penalties: Sequence[Penalty]) -> str:
    """Returns how many penalties stand behind a count and what they add up to, in 元."""
    amounts = [one.amount for one in penalties if one.amount is not None]
    rest = len(penalties) - len(amounts)
    told = f"，罚款合计 {number(sum(amounts, Decimal(0)))} 元" if amounts else ""
    return f"{len(penalties)} 件处罚{told}" + (f"（{rest} 件没有填写金额）" if rest and amounts else "")
