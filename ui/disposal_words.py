"""Keeps the words and looks of disposal: standings, marks, links, scopes, misfits."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.ageing import rules_words
from domain.state import State
from metrics.disposal_result import (
    Clock,
    DisposalRules,
    Misfit,
    Standing,
    Task,
    Timed,
    counts,
    overdue,
)
from metrics.result import Verdict
from ui.words import amount_words, value_words


@dataclass(frozen=True)
class Look:
    """Holds how a standing is shown: shape, word, and the state whose colour it borrows."""

    shape: str
    word: str
    tone: str


LOOKS = {
    Standing.OVERDUE: Look("✕", "超期未完成", State.MISSED.value),
    Standing.NEAR: Look("◔", "将到期", State.BEHIND.value),
    Standing.RUNNING: Look("○", "办理中", State.NOT_APPLICABLE.value),
    Standing.PAUSED: Look("‖", "暂停", State.PENDING.value),
    Standing.ON_TIME: Look("●", "按期完成", State.MET.value),
    Standing.LATE: Look("▲", "超期完成", State.BEHIND.value),
    Standing.UNDATED: Look("?", "缺日期", State.PENDING.value),
    Standing.REMOVED: Look("—", "移出", State.NOT_APPLICABLE.value),
}
SCOPES = {"监督抽检": "supervision", "国家级": "national", "全部类别": "all"}
LINKS = {"生产": "生产", "流通": "流通", "餐饮": "餐饮", "网抽": "网络", "": "未注明"}
MISFITS = {
    Misfit.NO_TASK: "不合格批次没有任务",
    Misfit.NO_SAMPLE: "任务查不到样品",
    Misfit.NOT_FAILED: "任务的样品并非不合格",
    Misfit.OVERTURNED: "复检改判批次的任务",
}
MISFIT_HELP = {
    Misfit.NO_TASK: "监督抽检不合格、复检没有改判，而核查处置台账里没有它的任务",
    Misfit.NO_SAMPLE: "任务的抽样编号不在抽检台账里，或没有填抽样编号",
    Misfit.NOT_FAILED: "抽检台账里这一批是合格、未出结果或不判定",
    Misfit.OVERTURNED: "复检改判合格，任务移出，不计入完成率",
}
RATES = {"YC-14": "监督抽检任务", "BYQ-09": "国家级任务"}
NO_LEDGER_TITLE = "还没有核查处置台账"
NO_LEDGER_TEXT = "请到“数据上传”上传各单位的核查处置台账；入库后，这里显示每个任务的时限和进展。"


def settings_notes(clock: Clock) -> tuple[str, ...]:
    """Returns how days are counted, for the foot of page and downloads."""
    rules = clock.rules
    return (
        f"时限设置：{rules_words(rules)}，自收到检验报告的次日起算；台账写明处置期限的，以台账为准。",
        f"异议、复检从提出到出结果的日子不计；复检合格、异议成立、移交外地的任务移出。将到期指 {rules.near_days} {rules.day_word}内，时限较短的取其一半。",
        "没有“产品控制日期”一列的单位，产品控制时限不作判断，列为缺日期。"
        "以上天数在辖区文件夹的 disposal.toml 里修改。",
    )


def head_words(clock: Clock, tasks: Sequence[Task]) -> str:
    """Returns the sentence at the head: what is owed, what is done, what is late."""
    alive = [task for task in tasks if not task.removed]
    if not alive:
        return f"截至 {clock.as_of.isoformat()}：没有应处置的任务。"
    found, late = counts(tasks), overdue(tasks)
    done = sum(task.is_completed for task in alive)
    parts = [f"截至 {clock.as_of.isoformat()}：应处置 {len(alive):,} 件，已完成 {done:,} 件"]
    if late:
        parts.append(f"超期未完成 {len(late):,} 件，最长超期 {longest(clock, late)}")
    else:
        parts.append("没有超期未完成的任务")
    if found[Standing.PAUSED]:
        parts.append(f"因异议或复检暂停 {found[Standing.PAUSED]:,} 件")
    if carried := sum(task.is_carried for task in alive):
        parts.append(f"其中以前时期收到、期初未办结的 {carried:,} 件")
    removed: dict[str, int] = {}
    for task in tasks:
        if task.removed:
            removed[task.removed] = removed.get(task.removed, 0) + 1
    if removed:
        parts.append("移出 " + "、".join(f"{word} {count:,} 件" for word, count in removed.items()))
    return "；".join(parts) + "。"


def longest(clock: Clock, late: Sequence[Task]) -> str:
    """Returns the longest delay and whose it is: 41 天（乙县）."""
    worst = max(late, key=lambda task: task.completion.days or 0)
    return f"{worst.completion.days:,} {clock.rules.day_word}（{worst.unit}）"


def days_words(timed: Timed, rules: DisposalRules) -> str:
    """Returns the days left or over in words, or nothing where there is no day."""
    if timed.days is None:
        return ""
    if timed.standing in (Standing.OVERDUE, Standing.LATE):
        return f"超 {timed.days:,} {rules.day_word}"
    return f"剩 {timed.days:,} {rules.day_word}" if timed.days else "今日到期"


def rate_words(verdict: Verdict | None) -> str:
    """Returns a rate as 100/104 = 96.15 %, or why there is none."""
    if verdict is None:
        return ""
    words = value_words(verdict)
    return f"{amount_words(verdict)} = {words}" if verdict.value is not None else words
