"""Writes the sentences of a 通报 from the numbers; every figure stands as its verdict displays it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from domain.jurisdiction import UNPLACED
from domain.known_indicator import Kind
from domain.number import display
from domain.period import Period
from domain.state import State
from exports.findings import caution_words
from exports.pack import Pack, Row, Section, TaskLine
from exports.xml_text import one_line
from metrics.indicator import POPULATION
from metrics.result import Judged
from ui.tokens import STATES
from ui.words import amount_words, number

_COUNTIES = ("县", "市", "区", "旗")
_VALUES_UP_TO = 12  # more units than this are named without their values, which stand in 附件1
_LISTED_UP_TO = 120  # figures that miss; more would fill the body with pages of one kind
_SIGNS = {">=": "不低于", "<=": "不高于", "=": "为", "<": "低于", ">": "高于"}
_DIGITS = "零一二三四五六七八九"


def section_sentences(pack: Pack, section: Section) -> tuple[str, ...]:
    """Returns what the 通报 says of one indicator: the whole, who misses, who is silent."""
    said = [_whole(pack, section), _units(section)]
    draft = any(rule.is_draft for rule in section.rules)
    old = any(rule.is_carried_over for rule in section.rules)
    notes = [*(["目标出自征求意见稿"] if draft else []), *(["目标沿用往年文件"] if old else [])]
    cautions = section.total.cautions if section.total and section.total.change else ()
    text = "；".join(part for part in said if part)
    if not text:
        return ()
    noted = f"（{'，'.join(notes)}）" if notes else ""
    return (
        f"{text}{noted}。" + "".join(f"{caution_words(tight(one), '同比数仅供参考')}。" for one in cautions),
    )


def _whole(pack: Pack, section: Section) -> str:
    """Returns the jurisdiction's own figure in one clause."""
    row = section.total
    if row is None:
        return ""
    when, unit = span(pack.period), one_line(row.unit)
    if row.verdict.value is None:
        if row.verdict.state is State.NOT_REPORTED:
            return f"{when}，{section.label}没有数据"
        reason = f"（{row.verdict.reasons[0]}）" if row.verdict.reasons else ""
        return f"{when}，{unit}{section.label}{row.verdict.state_word}{reason}"
    said = [f"{when}，{unit}{_figure(section, row)}", _progress(row) or _standing(row), _change(row)]
    return "，".join(part for part in said if part)


def _figure(section: Section, row: Row) -> str:
    verdict, indicator = row.verdict, section.indicator
    if indicator.denominator == POPULATION:
        return f"{section.label}{row.numerator}{_counted(section)}，{said_value(row)}"
    detail = amount_words(verdict) if _is_share(section, row) else ""
    return f"{section.label}为{said_value(row)}" + (f"（{detail}）" if detail else "")


def _counted(section: Section) -> str:
    """Returns what the numerator counts (批次), '' where the definition does not say."""
    indicator = section.indicator
    per_head = section.measured_in.partition("/")[0] if indicator.denominator == POPULATION else ""
    return indicator.counted_in or per_head


def _lacking(section: Section, row: Row) -> str:
    counted = _counted(section)
    return f"还差{row.missing}{counted}" if counted else f"分子还差{row.missing}"


def said_value(row: Row) -> str:
    """Returns the value with its unit as a paper writes it, without a space: 98.32%."""
    verdict = row.verdict
    if verdict.value is None:
        return verdict.state_word
    is_word = not any(map(str.isdigit, verdict.display))
    return f"“{verdict.display}”" if is_word else f"{verdict.display}{verdict.measured_in}"


def tight(words: str) -> str:
    """Returns words without the spaces a screen has around figures."""
    return one_line(words).replace(" ", "")


def summary_sentences(pack: Pack) -> tuple[str, ...]:
    """Returns the pack's own summary without the shapes that stand for states on a screen."""
    shapes = {f"{mark.shape} {mark.word}": mark.word for mark in STATES.values()}
    found = []
    for sentence in pack.summary:
        for shown, word in shapes.items():
            sentence = sentence.replace(shown, word)
        found.append(tight(sentence).rstrip("。") + "。")
    return tuple(found)


def _is_share(section: Section, row: Row) -> bool:
    """Tells whether numerator and denominator say more than the value itself."""
    plain = (Kind.SURVEY, Kind.YES_NO, Kind.GROWTH)
    return row.verdict.denominator is not None and section.indicator.kind not in plain


def _progress(row: Row) -> str:
    """Returns how far a yearly volume has come: of what is due by now, and of the whole year."""
    judged = row.target
    if judged is None or judged.pace is None or row.verdict.value is None or not judged.value:
        return ""
    due, year = row.verdict.value / judged.pace.expected, row.verdict.value / Fraction(judged.value)
    words = f"完成序时进度的{_percent(due)}%、全年目标（{_aim(judged, row)}）的{_percent(year)}%"
    return f"{words}，{row.verdict.state_word or row.mark.word}"


def _percent(share: Fraction) -> str:
    return display(100 * share, 1, [Fraction(100)])


def _standing(row: Row) -> str:
    if row.target is None or row.verdict.state is None:
        return ""
    return f"目标{_aim(row.target, row)}，{row.verdict.state_word or row.mark.word}"


def _aim(judged: Judged, row: Row) -> str:
    """Returns a target as a paper writes it: 不低于98%, 为0起, 为“是”."""
    if not any(map(str.isdigit, row.value)):
        return "为“是”" if judged.value else "为“否”"
    return f"{_SIGNS[judged.operator]}{judged.value.normalize():f}{row.verdict.measured_in}"


def _change(row: Row) -> str:
    """Returns the change in words: 同比提高0.26个百分点, 同比减少12.5%, 同比持平."""
    words = tight(row.change)
    if not words or words[0] not in "+-":
        return f"同比{words}" if words else ""
    size = words[1:]
    if not any(mark in "123456789" for mark in size):
        return "同比持平"
    up, down = ("提高", "下降") if row.verdict.measured_in == "%" else ("增加", "减少")
    return f"同比{up if words[0] == '+' else down}{size}"


def _units(section: Section) -> str:
    """Returns who misses, is behind, sent nothing or is still to be cleared; nobody is left out."""
    rows = [row for row in section.rows if row.verdict.unit_id != UNPLACED]
    if not rows:
        return ""
    if all(row.verdict.state is State.NOT_REPORTED and row.verdict.value is None for row in rows):
        return (
            f"全部{len(rows)}{counted_units(rows)}均未报送"
            if len(rows) > 1
            else f"{one_line(rows[0].unit)}未报送"
        )
    gaps = [row for row in rows if row.verdict.state is State.NOT_REPORTED and row.verdict.value is not None]
    others = [row for row in rows if row not in gaps]
    said = [
        _in_state(others, State.MISSED, "未达标", True),
        _in_state(others, State.BEHIND, "序时滞后", True),
        _in_state(gaps, State.NOT_REPORTED, "有月份未报送", True),
        _in_state(others, State.NOT_REPORTED, "未报送"),
        _in_state(others, State.PENDING, "待核实"),
        _in_state(others, State.NOT_APPLICABLE, "不适用"),
    ]
    judged = [row for row in rows if row.verdict.state in (State.MET, State.MISSED, State.BEHIND)]
    if judged and all(row.verdict.state is State.MET for row in judged):
        whose = "" if len(judged) == len(rows) else "有数据的"
        alone = f"{one_line(judged[0].unit)}{said_value(judged[0])}，达标"
        said.insert(0, alone if len(judged) == 1 else f"{whose}{len(judged)}{counted_units(judged)}全部达标")
    return "；".join(words for words in said if words)


def _in_state(rows: Sequence[Row], state: State, word: str, with_values: bool = False) -> str:
    found = [row for row in rows if row.verdict.state is state]
    if not found:
        return ""
    if with_values:
        found = sorted(found, key=lambda row: row.verdict.value or 0)
    with_values = with_values and len(found) <= _VALUES_UP_TO
    names = "、".join(one_line(row.unit) + (f"（{row.value}）" if with_values else "") for row in found)
    return f"{len(found)}{counted_units(found)}{word}：{names}"


def counted_units(rows: Sequence[Row]) -> str:
    """Returns the measure word for these units: 个县（市、区） only where each of them is one."""
    return "个县（市、区）" if all(row.unit.endswith(_COUNTIES) for row in rows) else "个单位"


def silence_sentences(pack: Pack) -> tuple[str, ...]:
    """Returns which returns were not sent, by whom and for when: one sentence a kind of return."""
    kinds: dict[str, list[str]] = {}
    for one in pack.silence:
        if one.units:
            names = "、".join(map(one_line, one.units))
            words = f"{one_line(one.when)}{len(one.units)}个单位（{names}）"
            kinds.setdefault(one_line(one.what), []).append(words)
    return tuple(f"未报送{what}的：{'；'.join(said)}。" for what, said in kinds.items())


def missing_sentences(pack: Pack) -> tuple[str, ...]:
    """Returns which figures nobody sent, those that the same units owe in one sentence."""
    owed: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for section in pack.sections:
        for word, has_value in (("未报送", False), ("有月份未报送", True)):
            found = [row for row in section.silent if (row.verdict.value is not None) is has_value]
            units = tuple(one_line(row.unit) for row in found)
            if units:
                owed.setdefault((word, units), []).append(one_line(section.label))
    return tuple(
        f"{word}{'、'.join(labels)}的有{len(units)}个单位：{'、'.join(units)}。"
        for (word, units), labels in owed.items()
    )


def unit_sentences(pack: Pack) -> tuple[tuple[str, str], ...]:
    """Returns (unit, what it misses) for every unit with a miss, in the order of the grid.

    Where there are too many to be read in a body, a unit has its count and the list of problems the rest.
    """
    if len(pack.misses) > _LISTED_UP_TO:
        counts = Counter(one_line(row.unit) for _, row in pack.misses)
        return tuple((unit, f"{count}项，见附件“问题清单”。") for unit, count in counts.items())
    found: dict[str, list[str]] = {}
    for section, row in pack.misses:
        missing = f"，{_lacking(section, row)}" if row.missing else ""
        aim = _aim(row.target, row) if row.target else ""
        words = f"{section.label}{said_value(row)}（目标{aim}{missing}）"
        found.setdefault(one_line(row.unit), []).append(words)
    return tuple((unit, f"{len(words)}项：{'；'.join(words)}。") for unit, words in found.items())


def task_sentences(pack: Pack) -> tuple[str, ...]:
    """Returns how many tasks and disposals are overdue; each one stands in the list of problems."""
    late = [task for task in pack.tasks if task.is_overdue]
    said = []
    if pack.tasks:
        names = f"：{'；'.join(_task_named(task) for task in late)}" if late else ""
        count = f"逾期{len(late)}项" if late else "没有逾期"
        said.append(f"纳入调度的任务{len(pack.tasks)}项，{count}{names}。")
    if pack.overdue:
        longest = max(pack.overdue, key=lambda one: one.days_over)
        units = list(dict.fromkeys(one_line(one.unit) for one in pack.overdue))
        said.append(
            f"核查处置超期{number(len(pack.overdue))}件，涉及{len(units)}个单位：{'、'.join(units)}；"
            f"最长超期{longest.days_over}天（{one_line(longest.unit)}）。"
        )
    return tuple(said)


def _task_named(task: TaskLine) -> str:
    about = "，".join(filter(None, (one_line(task.lead), task.due and f"期限{one_line(task.due)}")))
    return one_line(task.title) + (f"（{about}）" if about else "")


def span(period: Period) -> str:
    """Returns the months of a period as a sentence begins: 1—4月, 4月, 2026年 for a whole year."""
    words = period.chinese
    return (
        words
        if period.first // 100 != period.year or words == f"{period.year}年"
        else words.partition("年")[2]
    )


def chinese_number(count: int) -> str:
    """Returns 1–99 in Chinese numerals, as headings count: 十二."""
    tens, ones = divmod(count, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def chinese_day(day: date) -> str:
    """Returns a day as a paper is dated: 2026年11月2日."""
    return f"{day.year}年{day.month}月{day.day}日"
