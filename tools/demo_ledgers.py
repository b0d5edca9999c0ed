"""Lays the fictional samples and tasks out as the ledgers offices really send."""

import csv
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from domain.paths import REFERENCE
from tools.demo_book import Book
from tools.demo_story import YEAR, Sample, Task

Field = Callable[[Sample], object]

NATIONAL_HEADERS = REFERENCE / "national_export_headers.csv"
PUBLISHED_HEADERS = REFERENCE / "published_list_headers.csv"


def _verdict_phrase(sample: Sample) -> str:
    if sample.verdict == "未出结果":
        return "未检验样品"
    if sample.purpose == "风险监测":
        return "纯监测不判定合格样品"
    return f"纯抽检{sample.verdict}样品"


# What the columns of the national export hold; every other column stays empty, as it often does.
NATIONAL: dict[str, Field] = {
    "被抽样单位名称": lambda s: s.place,
    "更新时间": lambda s: s.sampled_on + timedelta(days=30),
    "抽样场所": lambda s: "流通环节(示例)",
    "被抽样省份": lambda s: "示例省",
    "被抽样地市": lambda s: "示例市",
    "县(市、区)": lambda s: s.county,
    "单位地址(被抽样单位)*": lambda s: f"示例市{s.county}示例路{s.number[-2:]}号",
    "样品名称": lambda s: s.food,
    "抽样编号*": lambda s: s.number,
    "食品大类": lambda s: "食用农产品" if s.is_produce else s.category,
    "食品亚类": lambda s: s.category if s.is_produce else "",
    "抽样单位名称": lambda s: "示例检测机构",
    "抽样时间*": lambda s: s.sampled_on,
    "检验机构名称": lambda s: "示例检测机构",
    "检验目的*": lambda s: s.purpose,
    "样品类型": lambda s: "食用农产品" if s.is_produce else "普通食品",
    "标识生产企业名称": lambda s: s.producer or "/",
    "报送分类-2": lambda s: {"国家": "国抽", "省": "省抽", "市": "市抽", "县": "县抽"}[s.level],
    "年度": lambda s: str(YEAR),
    "结论*": _verdict_phrase,
    "任务来源*": lambda s: (
        f"{YEAR}年{s.level}级监督抽检任务(示例)" if s.level != "国家" else "国家级任务(示例)"
    ),
    "报告分类": lambda s: "一般不合格(问题)报告" if s.verdict == "不合格" else "合格报告",
    "是否为评价性抽检": lambda s: "是" if s.purpose == "评价性抽检" else "否",
}

# One county's own ledger; offices spell the same columns in their own way.
DIALECTS: tuple[dict[str, str], ...] = (
    {},
    {
        "抽样编号": "抽样单编号",
        "被抽样单位名称": "受检单位",
        "食品名称": "样品名称",
        "检验结论": "判定结果",
        "抽样日期": "抽样时间",
    },
    {
        "抽样编号": "抽检编号",
        "食品大类": "食品类别",
        "检验结论": "检验结果",
        "县(市、区)": "县区",
        "检验机构": "承检机构",
    },
)
PLAIN: dict[str, Field] = {
    "抽样编号": lambda s: s.number,
    "县(市、区)": lambda s: s.county,
    "被抽样单位名称": lambda s: s.place,
    "食品名称": lambda s: s.food,
    "食品大类": lambda s: s.category,
    "标称生产企业名称": lambda s: s.producer or "/",
    "抽样日期": lambda s: f"{s.sampled_on.year}.{s.sampled_on.month}.{s.sampled_on.day}",
    "检验项目": lambda s: "、".join(s.items) or "/",
    "检验结论": lambda s: s.verdict,
    "不合格项目": lambda s: s.failed_item or "/",
    "检验目的": lambda s: s.purpose,
    "任务来源": lambda s: f"{s.level}级",
    "检验机构": lambda s: "示例检测机构",
    "复检结论": lambda s: "合格" if s.is_overturned else "",
}
AGRICULTURE: dict[str, Field] = {**PLAIN, "监管部门": lambda s: "农业农村部门"}


def write_national(path: Path, samples: Iterable[Sample]) -> Path:
    """Writes the national system's export: 86 columns and one row per tested item."""
    headers = _headers(NATIONAL_HEADERS)
    book = Book(path)
    book.row(headers, style="header")
    for sample in samples:
        shared = {header: field(sample) for header, field in NATIONAL.items()}
        for item in sample.items:
            shared["检验项目"] = item
            shared["结果判定*"] = "不合格项" if item == sample.failed_item else "合格项"
            book.row([shared.get(header) for header in headers])
    return book.close()


def write_plain(path: Path, county: str, dialect: int, samples: Iterable[Sample]) -> Path:
    """Writes a county's own ledger: a title, one row per sample, a footer.

    `dialect` chooses how this office spells the headers.
    """
    spelling = DIALECTS[dialect % len(DIALECTS)]
    book = Book(path)
    book.title(f"{county}{YEAR}年食品安全抽样检验台账(虚构)", len(PLAIN))
    _write_rows(book, {spelling.get(name, name): field for name, field in PLAIN.items()}, samples)
    book.row(["填表人:示例", "", "审核人:示例"])
    return book.close()


def write_agriculture(path: Path, samples: Iterable[Sample]) -> Path:
    """Writes the agriculture department's ledger of farm produce."""
    book = Book(path)
    book.title(f"示例市农业农村局{YEAR}年农产品质量安全监督抽查台账(虚构)", len(AGRICULTURE))
    _write_rows(book, AGRICULTURE, samples)
    return book.close()


def write_published(folder: Path, batches: int, failed: int) -> list[Path]:
    """Writes the published pair of lists: no verdict column, no county, one file a verdict."""
    pages = _published_headers()
    paths = []
    for verdict, count in (("合格", batches - failed), ("不合格", failed)):
        book = Book(folder / f"食品安全监督抽检{verdict}产品信息_2026年第8期.xlsx")
        headers = pages[f"{verdict}公示表"]
        book.title(f"示例市市场监督管理局食品安全监督抽检{verdict}产品信息({YEAR}年第8期,虚构)", len(headers))
        book.row(headers, style="header")
        for n in range(1, count + 1):
            book.row([_published(header, verdict, n) for header in headers])
        paths.append(book.close())
    return paths


DISPOSAL: dict[str, Callable[[Task], object]] = {
    "任务编号": lambda t: t.number,
    "抽样编号": lambda t: t.sample.number,
    "样品名称": lambda t: t.sample.food,
    "县(市、区)": lambda t: t.sample.county,
    "检验目的": lambda t: t.sample.purpose,
    "任务级别": lambda t: t.sample.level,
    "处置环节(生产/流通/餐饮/网抽)": lambda t: t.link,
    "企业名称": lambda t: t.enterprise,
    "核查处置单位、部门": lambda t: f"{t.sample.county}市场监督管理局",
    "处置状态(未处置/处置中/处置完毕)": lambda t: "处置完毕" if t.completed_on else "处置中",
    "检验报告上传日期(监管部门收到检验报告日期)": lambda t: t.received_on,
    "检验报告送达企业日期": lambda t: t.received_on + timedelta(days=2),
    "启动核查处置日期": lambda t: t.received_on + timedelta(days=3),
    "办结期限": lambda t: t.due_on,
    "处置完毕日期": lambda t: t.completed_on,
    "罚款 元": lambda t: 2000 if t.completed_on else None,
    "备注": lambda t: "已移交外省处置" if t.is_elsewhere else "",
}


def write_disposals(path: Path, county: str, tasks: Iterable[Task]) -> Path:
    """Writes a county's disposal ledger: one row per task, not per sample."""
    book = Book(path)
    book.title(f"{county}{YEAR}年不合格食品核查处置台账(虚构)", len(DISPOSAL))
    book.row([f"填报单位:{county}市场监督管理局", "", f"统计时间:{YEAR}年1月1日至10月31日"])
    book.row(list(DISPOSAL), style="header")
    for task in tasks:
        book.row([field(task) for field in DISPOSAL.values()])
    return book.close()


def _write_rows(book: Book, fields: dict[str, Field], samples: Iterable[Sample]) -> None:
    book.row(["序号", *fields], style="header")
    for n, sample in enumerate(samples, start=1):
        book.row([n, *(field(sample) for field in fields.values())])


def _published(header: str, verdict: str, n: int) -> object:
    fixed = {
        "序号": n,
        "抽样编号": f"GS{YEAR % 100}08{'1' if verdict == '合格' else '2'}{n:05d}",
        "标称生产企业名称": f"示例食品有限公司{n % 60 + 1:02d}",
        "标称生产企业地址": "示例省示例市示例路1号",
        "被抽样单位名称": f"示例超市{n % 40 + 1:02d}",
        "被抽样单位所在省份": "示例省",
        "被抽样单位地址": f"示例省示例市示例路{n}号",
        "食品名称": "饼干" if n % 2 else "糖果",
        "规格型号": "500g/袋",
        "生产日期/批号": f"{YEAR}-06-{n % 28 + 1:02d}",
        "不合格项目": "菌落总数║2.1×10^5 CFU/g║≤10^5 CFU/g",
        "分类": "饼干" if n % 2 else "糖果制品",
        "公告号": f"{YEAR}年第8期",
        "公告日期": date(YEAR, 8, 20),
        "任务来源/项目名称": f"{YEAR}年市级监督抽检(示例)",
        "检验机构": "示例检测机构",
    }
    return fixed.get(header, "/")


def _headers(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as handle:
        return [row["header"] for row in csv.DictReader(handle)]


def _published_headers() -> dict[str, list[str]]:
    pages: dict[str, list[str]] = {}
    with PUBLISHED_HEADERS.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            pages.setdefault(row["page"], []).append(row["header"])
    return pages
