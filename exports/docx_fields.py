"""Names what an office's own Word template may ask for, and fills it from a pack: plain texts only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from exports.docx_words import (
    chinese_day,
    chinese_number,
    section_sentences,
    silence_sentences,
    summary_sentences,
    task_sentences,
    unit_sentences,
)
from exports.pack import Pack, Row, Section
from exports.xml_text import clean
from ui.words import value_words

Value = str | int | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True)
class Field:
    """Declares one placeholder: what it says, and for a list what each entry has (none: a text)."""

    words: str
    is_list: bool = False
    fields: Mapping[str, "Field"] = field(default_factory=dict)


def _listed(words: str, **fields: str | Field) -> Field:
    return Field(
        words, True, {name: one if isinstance(one, Field) else Field(one) for name, one in fields.items()}
    )


_ROW = {
    "unit": "单位", "numerator": "分子", "denominator": "分母", "value": "数值（没有数值时为状态）", "target": "目标",
    "state": "状态", "missing": "还差", "change": "同比",
}  # fmt: skip
# fmt: off
FIELDS: dict[str, Field] = {
    "title": Field("标题"),
    "jurisdiction": Field("辖区"),
    "period": Field("统计期间，如 2026年1—10月"),
    "as_of": Field("数据截至日期，如 2026年10月31日"),
    "made_on": Field("成文日期"),
    "signer": Field("落款单位"),
    "marks": Field("标注，如 虚构数据、目标出自征求意见稿"),
    "foot": Field("数据日期、来源和标注，一行"),
    "versions": Field("程序、数据和规则版本"),
    "upload_count": Field("上传份数"),
    "summary": Field("总体情况，逐句", True),
    "sentences": Field("各项指标的句子，逐句", True),
    "problems": Field("各单位未达标情况，逐句", True),
    "silence": Field("未报送的报表，逐句", True),
    "dispatch": Field("任务和核查处置超期情况，逐句", True),
    "sections": _listed(
        "各项指标", number="序号", numeral="中文序号，如 十二", label="指标名称", measured_in="计量单位", sentence="句子", value="全辖区数值",
        numerator="全辖区分子", denominator="全辖区分母", target="目标", state="状态", change="同比",
        missed="未达标或滞后单位，用顿号分隔", silent="未报送单位，用顿号分隔", rows=_listed("各单位", **_ROW),
    ),
    "misses": _listed("未达标和滞后的数值", indicator="指标", **_ROW),
    "tasks": _listed("任务", task="任务", lead="牵头单位", responsible="责任单位", due="期限", progress="进展", state="状态"),
    "overdue": _listed("超期的核查处置", unit="单位", what="事项", enterprise="企业", due="期限", days="超期天数", place="出处"),
    "definitions": _listed("指标口径", label="指标", formula="算式", method="口径", rules="目标与依据"),
    "sources": _listed("数据来源", upload_id="上传编号", file_name="文件", template="表样", period="期间", hash="校验码"),
}
# fmt: on


def template_context(pack: Pack) -> dict[str, Value]:
    """Returns a value for every declared placeholder; nothing but texts, numbers, lists and mappings."""
    context: dict[str, Value] = {
        "title": pack.title,
        "jurisdiction": pack.jurisdiction,
        "period": pack.period_words,
        "as_of": chinese_day(pack.as_of),
        "made_on": chinese_day(pack.made_at.date()),
        "signer": pack.signer,
        "marks": "，".join(pack.marks),
        "foot": pack.foot,
        "versions": pack.versions.words,
        "upload_count": len(pack.sources),
        "summary": list(summary_sentences(pack)),
        "sentences": [sentence for section in pack.sections for sentence in section_sentences(pack, section)],
        "problems": [f"{unit}未达标或序时滞后{words}" for unit, words in unit_sentences(pack)],
        "silence": list(silence_sentences(pack)),
        "dispatch": list(task_sentences(pack)),
        "sections": [
            _section(pack, section, number) for number, section in enumerate(pack.sections, start=1)
        ],
        "misses": [{"indicator": section.label, **_row(row)} for section, row in pack.misses],
        **_lists(pack),
    }
    return {name: _cleaned(value) for name, value in context.items()}


def _lists(pack: Pack) -> dict[str, Value]:
    return {
        "tasks": [
            {"task": t.title, "lead": t.lead, "responsible": t.responsible, "due": t.due, "progress": t.progress, "state": t.state}
            for t in pack.tasks
        ],
        "overdue": [
            {"unit": o.unit, "what": o.what, "enterprise": o.enterprise, "days": o.days_over, "place": o.place,
             "due": chinese_day(o.due_on) if o.due_on else ""}
            for o in pack.overdue
        ],
        "definitions": [
            {"label": e.label, "formula": e.formula, "method": e.method, "rules": "；".join(f"{r.words} {r.source}" for r in e.rules)}
            for e in pack.appendix
        ],
        "sources": [
            {"upload_id": s.upload_id, "file_name": s.file_name, "template": s.template, "period": s.period_words, "hash": s.file_hash[:12]}
            for s in pack.sources
        ],
    }  # fmt: skip


def _section(pack: Pack, section: Section, number: int) -> dict[str, Value]:
    total = _row(section.total) if section.total else dict.fromkeys(_ROW, "")
    return {
        "number": number,
        "numeral": chinese_number(number),
        "label": section.label,
        "measured_in": section.measured_in,
        "sentence": "".join(section_sentences(pack, section)),
        **{name: total[name] for name in ("value", "numerator", "denominator", "target", "state", "change")},
        "missed": "、".join(row.unit for row in section.misses),
        "silent": "、".join(row.unit for row in section.silent),
        "rows": [_row(row) for row in section.rows],
    }


def _row(row: Row) -> dict[str, Value]:
    return {
        "unit": row.unit,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "value": value_words(row.verdict),
        "target": row.target_words,
        "state": row.verdict.state_word or (row.mark.word if row.verdict.state else ""),
        "missing": row.missing,
        "change": row.change,
    }


def _cleaned(value: Value) -> Value:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    return {name: _cleaned(one) for name, one in value.items()} if isinstance(value, dict) else value
