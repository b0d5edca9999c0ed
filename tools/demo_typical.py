"""Makes the fictional one-case forms and the leads of 示例市; no person is named in them."""

from pathlib import Path

from domain.credit_code import check_sign
from tools.demo_book import Book

Case = dict[str, str]

# county, name, type, filed, closed ('' while in progress), amount, fine, confiscated (万元), stage, transferred, summary
CASES = (
    ("甲县", "示例糕点有限公司经营超过保质期食品案", "食品安全违法", "2026年8月12日", "2026年9月24日", "1.25", "5", "0.30", "经营", False,
     "接投诉后现场检查，发现货架上有超过保质期的糕点 12 盒，当事人不能提供清退记录。依法没收并罚款，已整改。"),
    ("乙县", "示例肉业有限公司销售未经检验肉类案", "食品安全违法", "2026年7月3日", "2026年9月28日", "8.6", "42.5", "3.125", "经营", True,
     "监督抽检发现线索，追查到上游冷库。当事人销售未经检验的肉类，货值较大，已移送公安机关。"),
    ("甲县", "示例电线电缆有限公司生产不合格电线案", "产品质量违法", "2026年8月20日", "2026年10月16日", "6.4", "12.8", "1.05", "生产", False,
     "抽查发现导体电阻不合格，追溯全部批次并召回。"),
    ("丙县", "示例电梯维保有限公司未按规范维保案", "特种设备违法", "2026年9月1日", "2026年10月20日", "", "3", "", "经营", False,
     "检查发现维保记录与监控不符，责令改正并罚款。"),
    ("丙县", "示例美容中心发布虚假广告案", "广告违法", "2026年9月15日", "2026年10月27日", "0.8", "2.4", "", "经营", False,
     "广告宣称有治疗作用，没有依据。已停止发布并在相应范围消除影响。"),
    ("丁县", "示例商贸有限公司销售侵权服饰案", "知识产权违法", "2026年10月9日", "", "", "", "", "经营", False,
     "实体市场检查发现，正在核对进货渠道。"),
)  # fmt: skip
LEADS = (
    ("2026-09-06", "投诉举报", "反映某网店销售的减肥食品疑似添加药物", "已立案", "甲县"),
    ("2026-09-18", "监督抽检", "糕点防腐剂混合使用超标", "核查中", "丁县"),
    ("2026-10-11", "日常检查", "某充装站疑似充装超期气瓶", "已移送特种设备科", "乙县"),
    ("2026-10-14", "网络监测", "自建网站宣称保健食品可降血糖", "已立案", "丙县"),
    ("2026-10-22", "投诉举报", "职业中介收取档案查询费", "核查中", "甲县"),
)
LEAD_HEADER = ("线索接收日期", "线索来源", "线索内容", "处置情况", "单位")
_OPEN_BOX = "□"


def write_cases(path: Path) -> Path:
    """Writes the forms of all cases one below the other, as counties copy them together."""
    book = Book(path, "典型案件")
    book.sheet.set_column(0, 3, 24)
    for number, case in enumerate(CASES, start=1):
        _write_case(book, case, number)
    return book.close()


def write_leads(path: Path) -> Path:
    """Writes the ledger of leads."""
    book = Book(path, "重要线索")
    book.title("重要线索报送表(虚构)", len(LEAD_HEADER))
    book.row(list(LEAD_HEADER), style="header")
    for row in LEADS:
        book.row(list(row))
    return book.close()


def _write_case(book: Book, case: tuple, number: int) -> None:
    county, name, kind, filed, closed, amount, fine, confiscated, stage, transferred, summary = case
    body = f"91990001MA0001{number:03d}"
    reported = "2026年11月1日" if closed.startswith("2026年10月") or not closed else "2026年10月1日"
    book.title("典型案件报送信息表(虚构)", 4)
    status = _boxes("已办结" if closed else "正在办理中", "正在办理中", "已办结")
    _wide(book, f"填写时间：{reported}               办理状态：{status}", None)
    _wide(book, "案件类型", kind)
    _wide(book, "案件名称", name)
    firm = name.split("公司")[0] + "公司" if "公司" in name else name.split("中心")[0] + "中心"
    book.row(
        ["涉案企业名称\n（人员姓名）", firm, "证照情况\n（许可信息）", body + check_sign(body)], style="cell"
    )
    book.row(["立案时间", filed, "结案时间", closed or "年  月  日"], style="cell")
    book.row(["涉案金额（万元）", amount, "涉案环节", _boxes(stage, "生产", "经营")], style="cell")
    book.row(
        ["是否处罚", _boxes("是" if fine else "否", "是", "否"), "作出处罚时间", closed or "年  月  日"],
        style="cell",
    )
    book.row(["罚款数额（万元）", fine, "没收违法所得（万元）", confiscated], style="cell")
    moved = _boxes("是" if transferred else "否", "是", "否")
    book.row(["案件移送公安机关", moved, "移送时间", closed if transferred else "年  月  日"], style="cell")
    _wide(book, "案情摘要", summary)
    book.row(["是否已公开", _boxes("是" if closed else "否", "是", "否"), "承办部门", county], style="cell")
    book.next_row += 1


def _wide(book: Book, label: str, text: str | None) -> None:
    first = 0 if text is None else 1
    if text is not None:
        book.put(book.next_row, 0, label, "cell")
    said = label if text is None else text
    book.sheet.merge_range(book.next_row, first, book.next_row, 3, said, book.style("cell"))
    book.next_row += 1


def _boxes(ticked: str, *choices: str) -> str:
    return "  ".join(f"{'☑' if choice == ticked else _OPEN_BOX}{choice}" for choice in choices)
