"""Draws random layouts for valid records: what an office may do to a sheet without changing what it says."""

from collections.abc import Sequence
from datetime import date
from string import ascii_uppercase

from hypothesis import strategies as st

from tests.corpus.sheets import HEADERS, MEASURES, Layout, case_form, xls, xlsx
from tests.loaders.boxes import as_html, as_text, as_xml_2003
from tests.loaders.forms import SCOPES

BLANKS = ("", "/", "、", "-", "\\", "无", "—", "／", "暂无", "不详", "未知", "--")
SPELLINGS = {
    "number": ("抽样编号", "抽样单编号", "抽样单号", "抽检编号", "样品编号", "样品条码", "条码编号", "抽样编号*", "抽样 编号", "抽样\n编号"),
    "entity": ("被抽样单位名称", "被抽样单位", "被抽样单位（人）名称", "被抽检单位", "受检单位", "受检单位名称", "被检单位", "被采样单位名称",
               "经销单位名称", "供样单位"),
    "sampler": ("抽样单位", "抽样单位名称", "抽检单位"),
    "county": ("县（市、区）", "县(市、区)", "县区", "区县", "抽样地所在县（市、区）"),
    "food": ("食品名称", "样品名称", "产品名称", "标称产品名称", "商品名称", "品名", "检品名称"),
    "category": ("食品大类", "食品分类", "食品类别", "食品种类", "类别", "产品类别", "样品类别", "大类", "食品大类（一级）"),
    "day": ("抽样日期", "抽样时间", "抽检日期", "抽检时间", "采样日期", "抽样日期*"),
    "purpose": ("检验目的", "任务类别", "抽检类别"),
    "source": ("任务来源", "任务来源/项目名称", "任务性质"),
    "verdict": ("检验结论", "结论", "检验结果", "综合判定", "总判定", "报告结论", "抽检结果", "监督抽检结果", "结论*"),
    "items": ("不合格项目", "不合格项", "不合格项目名称", "主要不合格项目", "不符合项目"),
}  # fmt: skip
TASK_SPELLINGS = {
    "task": ("任务编号", "核查处置编号", "处置编号"),
    "number": ("抽样编号", "抽样单编号", "样品编号"),
    "food": ("食品名称", "样品名称", "产品名称"),
    "link": ("处置环节", "环节", "处置环节(生产/流通/餐饮/网抽)"),
    "enterprise": ("企业名称", "被处置单位", "处置企业"),
    "agency": ("核查处置单位", "核查处置单位、部门", "处置单位"),
    "state": ("处置状态", "核查处置状态", "处置状态(未处置/处置中/处置完毕)"),
    "received": ("检验报告上传日期", "收到检验报告日期", "检验报告上传日期（监管部门收到检验报告日期）"),
    "started": ("启动核查处置日期", "启动日期"),
    "done": ("处置完毕日期", "完成日期"),
    "source": ("任务来源", "任务级别"),
}  # fmt: skip
VERDICTS = {
    "qualified": ("合格", "符合", "合格样品", "合 格"),
    "failed": ("不合格", "不符合", "不合格样品"),
    "pending": ("待检", "未出结果", "", "/"),
    "untested": ("未检验样品",),
}
STATES = {
    "not_started": ("未处置", "未启动"),
    "in_progress": ("处置中", "未办结"),
    "completed": ("处置完毕", "已办结"),
}
NOISE = (
    ("说明：本表每月2日前报送",),
    ("填表人：某某　审核人：某某　填报日期：2021年5月2日",),
    ("注：1.数据以系统为准",),
)
EXTRAS = ("序号", "备注", "规格型号", "抽样人员", "联系电话", "执行标准")
_SHAPES = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", " %Y-%m-%d ", "%Y-%m-%d 00:00:00")

DAYS = st.dates(date(2021, 1, 1), date(2021, 12, 31))
NUMBERS = st.text(ascii_uppercase + "0123456789", min_size=6, max_size=12).map("DC".__add__)
WORDS = st.text("馒头面包白酒酱油苹果（散装）ABC", min_size=1, max_size=8).map("某".__add__)
SAMPLES = st.fixed_dictionaries({
    "county": st.sampled_from(["甲县", "乙县", "丙县", "示例开发区"]), "food": WORDS, "entity": WORDS, "day": DAYS,
    "category": st.sampled_from(["糕点", "调味品", "酒类", ""]), "verdict": st.sampled_from(sorted(VERDICTS)),
    "purpose": st.sampled_from(["监督抽检", "风险监测", "评价性抽检", "快检"]), "source": st.sampled_from(["国家", "省", "市", "县"]),
    "items": st.lists(st.sampled_from(["铅", "镉", "菌落总数", "霉菌"]), min_size=1, max_size=3, unique=True),
})  # fmt: skip
TASKS = st.fixed_dictionaries({
    "number": NUMBERS, "food": WORDS, "link": st.sampled_from(["生产", "流通", "餐饮", "网抽"]), "enterprise": WORDS,
    "agency": st.sampled_from(["甲县市场监管局", "乙县市场监管局", "示例开发区市场监管局"]), "state": st.sampled_from(sorted(STATES)),
    "received": st.dates(date(2021, 1, 1), date(2021, 3, 31)), "source": st.sampled_from(["国家", "省", "市"]),
})  # fmt: skip
FIGURE = st.one_of(st.none(), st.integers(0, 99_999))
FORMS = st.dictionaries(st.sampled_from(list(SCOPES)), st.dictionaries(st.sampled_from(MEASURES[:4]), FIGURE, min_size=1),
                        min_size=1).filter(lambda rows: any(v is not None for row in rows.values() for v in row.values()))  # fmt: skip


@st.composite
def day_texts(draw, day: date) -> object:
    """Draws one of the shapes a date comes in: text, a serial number as text or as a number."""
    shape = draw(st.sampled_from((*_SHAPES, "serial", "serial text")))
    serial = (day - date(1899, 12, 30)).days
    return {"serial": serial, "serial text": f"{serial}.0"}.get(shape) or day.strftime(shape)


@st.composite
def tables(
    draw, spellings: dict[str, tuple[str, ...]], rows: Sequence[dict[str, object]], name: str, grouped: str
) -> Layout:
    """Draws a sheet of these rows: order and spelling of columns, extra ones, title, header, footer."""
    keys = [key for key in draw(st.permutations(sorted(spellings))) if rows]
    extras = draw(st.lists(st.sampled_from(EXTRAS), max_size=3, unique=True))
    heads = {key: draw(st.sampled_from(spellings[key])) for key in keys}
    columns = draw(st.permutations([*keys, *extras]))
    depth, titles = draw(st.integers(1, 3)), draw(st.integers(0, 3))
    sheet = Layout(name)
    for row, text in enumerate(("示例市某某台账", "单位：批次", "（2021年度）")[:titles]):
        sheet.put(row, 0, text)
        if draw(st.booleans()):
            sheet.merge(row, 0, row, len(columns) - 1)
    _head(sheet, titles, depth, [heads.get(one, one) for one in columns], grouped)
    at = titles + depth
    for row in rows:
        at += draw(st.integers(0, 1)) if draw(st.integers(0, 5)) == 0 else 0
        sheet.put(at, 0, *(_value(row, one, at) for one in columns))
        at += 1
    if draw(st.booleans()):
        sheet.put(at, 0, "合计")
        at += 1
    for note in draw(st.lists(st.sampled_from(NOISE), max_size=2, unique=True)):
        sheet.put(at, 0, *note)
        at += 1
    return sheet.moved(draw(st.integers(0, 3)), draw(st.integers(0, 3)))


def _value(row: dict[str, object], column: str, at: int) -> object:
    value = row.get(column, f"{at}" if column == "序号" else "x")
    return None if value == "" else value


def _head(sheet: Layout, first: int, depth: int, heads: list[str], grouped: str) -> None:
    """Writes a header of one row, one merged down, or one under groups."""
    last = len(heads) - 1
    if depth == 3:
        sheet.put(first, 0, grouped).merge(first, 0, first, last)
    for col, head in enumerate(heads):
        top = first + (depth == 3)
        sheet.put(top, col, head)
        if depth > 1:
            sheet.merge(top, col, first + depth - 1, col)


@st.composite
def boxes(draw, layouts: Sequence[Layout]) -> tuple[str, bytes]:
    """Draws a container for the sheets: one that holds several when there are several."""
    several = {"xlsx": xlsx, "xls": xls, "xml": as_xml_2003}
    alone = {"html": as_html, "csv": lambda one: as_text(one).encode(), "gbk": lambda one: as_text(one).encode("gb18030"),
             "tsv": lambda one: as_text(one, "\t").encode("utf-16")}  # fmt: skip
    kind = draw(st.sampled_from(sorted(several if len(layouts) > 1 else several | alone)))
    box = (several | alone)[kind]
    return f"台账.{kind}", box(*layouts)


@st.composite
def forms(draw, figures: dict[str, dict[str, int | None]]) -> Layout:
    """Draws a case form of these figures: order of columns and rows, spellings, totals, place."""
    columns = draw(st.permutations(MEASURES))
    labels = draw(st.permutations(list(SCOPES)))
    rows = [(label, SCOPES[label] if draw(st.booleans()) else "", {
        name: _number(draw, value) for name, value in figures.get(label, {}).items()}) for label in labels]  # fmt: skip
    totals = {name: sum(row.get(name) or 0 for row in figures.values()) for name in MEASURES[:4]}
    sheet = case_form(rows, columns=columns, totals=totals if draw(st.booleans()) else None, headers={
        name: draw(st.sampled_from((head, head.replace("\n", ""), head.replace("（", "(").replace("）", ")"))))
        for name, head in HEADERS.items()})  # fmt: skip
    return sheet.moved(draw(st.integers(0, 3)), draw(st.integers(0, 2)))


def _number(draw, value: int | None) -> object:
    if value is None:
        return draw(st.sampled_from(BLANKS)) or None
    return draw(
        st.sampled_from(
            (value, str(value), f" {value} ", f"{value:,}", f"{value}.0", str(value).translate(_WIDE))
        )
    )


_WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789"}
