"""Structure: titles, headers, order, sheets, totals, notes, items and continuation rows."""

import pytest

from tests.corpus.cases import bad, doubtful, good, hold, refused
from tests.corpus.sheets import (
    FIGURES,
    MEASURES,
    PLAIN,
    TASKS,
    Layout,
    case_form,
    disposals,
    form,
    ledger,
    printed_rows,
    sample,
    task,
    three,
    xlsx,
)
from tests.loaders.forms import NATIONAL, table

LIST = ("抽样编号", "序号", "标称生产企业名称", "被抽样单位名称", "被抽样单位地址", "食品名称", "规格型号", "生产日期/批号",
        "分类", "公告号", "公告日期", "任务来源/项目名称", "备注")  # fmt: skip


def under(layout: Layout, *lines: str) -> Layout:
    """Returns the sheet with lines of text above it, each merged across."""
    moved = layout.moved(len(lines), 0)
    for row, line in enumerate(lines):
        moved.put(row, 0, line).merge(row, 0, row, 5)
    return moved


def above(layout: Layout, *lines: tuple[object, ...]) -> Layout:
    """Returns the sheet with rows below its last one."""
    at = max(row for row, _ in layout.cells) + 1
    for offset, line in enumerate(lines):
        layout.put(at + offset, 0, *(None if value == "" else value for value in line))
    return layout


def ordered(order: list[int]) -> Layout:
    """Returns the ledger with its columns in another order."""
    return ledger([[row[col] for col in order] for row in three()], [PLAIN[col] for col in order])


def widened(**columns: str) -> Layout:
    """Returns the ledger with further columns, each with the same text in every row."""
    return ledger([(*row, *columns.values()) for row in three()], (*PLAIN, *columns))


def two_rows_of_header() -> Layout:
    """Returns the ledger under a header of two rows, single ones merged down."""
    sheet = Layout("台账", dict(ledger().moved(1, 0).cells))
    sheet.put(0, 0, *PLAIN).put(0, 1, "被抽样单位情况").put(1, 1, "被抽样单位名称").put(1, 3, "县（市、区）")
    sheet.put(0, 3, "抽样地点")
    for col in (0, 2, *range(4, 11)):
        del sheet.cells[(1, col)]
        sheet.merge(0, col, 1, col)
    return sheet


def three_rows_of_header() -> Layout:
    """Returns the ledger under a group of columns, a group in it, and the columns themselves."""
    sheet = Layout("台账", dict(ledger().moved(2, 0).cells))
    sheet.put(0, 0, "基本情况").merge(0, 0, 0, 5).put(0, 6, "检验情况").merge(0, 6, 0, 10)
    sheet.put(1, 0, "样品").merge(1, 0, 1, 5).put(1, 6, "过程").merge(1, 6, 1, 10)
    return sheet


def continued(fill: bool, merge: bool = False) -> Layout:
    """Returns a ledger whose failed sample has two rows, the second one blank, filled or merged."""
    first = sample("XC20210400009", verdict="不合格", items="菌落总数")
    second = (*first[:-1], "霉菌") if fill else ("",) * 10 + ("霉菌",)
    sheet = ledger([first, second, sample()])
    for col in range(10) if merge else ():
        sheet.merge(1, col, 2, col)
    return sheet


def national(order: list[int] | None = None, items: int = 4) -> Layout:
    """Returns a national export, one row an item, three samples."""
    rows = [
        (f"GC2140830{n:04d}", "某超市", "某检测公司", "示例省", "甲县", "菠菜", "食用农产品", "2021-04-02", "监督抽检", "示例市市场监管局",
         "纯抽检不合格样品" if n == 1 else "纯抽检合格样品", f"项目{item}", "0.01",
         "不合格项" if (n, item) == (1, 2) else "合格项", "/", "2021-04-20")
        for n in range(3) for item in range(items)
    ]  # fmt: skip
    order = order or list(range(len(NATIONAL)))
    return table([NATIONAL[col] for col in order], [[row[col] for col in order] for row in rows], "", "台账")


def published(
    name: str = "合格", extra: dict[str, str] | None = None, number: str = "XC20210400001"
) -> Layout:
    """Returns a published list without a verdict column, or with the extra columns given."""
    row = (number, "1", "某厂", "某店", "示例省示例市甲县人民路1号", "面包", "10g", "2021-01-02", "糕点", "第1号", "2021-03-05",
           "市级/2021年监督抽检", "/")  # fmt: skip
    extra = extra or {}
    return table((*LIST, *extra), [(*row, *extra.values())], "", name)


def joined(mark: str) -> Layout:
    """Returns a published failed list whose items are joined by a mark."""
    return published("不合格", {f"不合格项目{mark}检验结果{mark}标准值": f"铅{mark}0.9mg/kg{mark}≤0.5mg/kg"})


def form_rows(*rows: tuple, **more) -> Layout:
    """Returns the form with these rows instead of the printed ones."""
    return case_form(rows, **more)


HIDDEN = Layout("底稿", dict(ledger().cells), hidden=True)
REVERSED = [*range(len(PLAIN))][::-1]
TALL = {"食品安全违法": FIGURES["食品安全违法"]}
SUBTYPES = (
    ("特种设备违法", "", {"cases_filed": 5}),
    ("", "电梯", {"cases_filed": 3}),
    ("", "液化石油气瓶", {"cases_filed": 2}),
)
BARE = (("特种设备违法", "电梯", {"cases_filed": 3}), ("", "液化石油气瓶", {"cases_filed": 2}))

CASES = [
    good("title", lambda: ledger(title="示例市2021年食品抽检台账")),
    good("title and unit line", lambda: under(ledger(), "示例市食品抽检台账", "单位：批次")),
    good("four lines above", lambda: under(ledger(), "附件1", "示例市食品抽检台账", "报送单位：示例市市场监管局", "（2021年）")),
    good("table further down and right", lambda: ledger().moved(5, 5)),
    good("table 40 rows down", lambda: ledger().moved(40, 0)),
    good("header of two rows", two_rows_of_header),
    good("header of three rows", three_rows_of_header),
    good("columns backwards", lambda: ordered(REVERSED)),
    good("columns mixed", lambda: ordered([5, 3, 10, 0, 8, 2, 9, 4, 1, 7, 6])),
    good("extra columns kept aside", lambda: widened(备注="/", 执法记录仪编号="7")),
    good("serial numbers in front", lambda: ledger([(n, *row) for n, row in enumerate(three(), 1)], ("序号", *PLAIN))),
    good("blank columns between", lambda: ledger([(row[0], "", *row[1:]) for row in three()], (PLAIN[0], "", *PLAIN[1:]))),
    good("blank rows between", lambda: ledger([three()[0], [""] * 11, three()[1], [""] * 11, [""] * 11, three()[2]])),
    good("header repeated", lambda: ledger([three()[0], PLAIN, *three()[1:]]), records=3),
    good("hidden sheet", lambda: xlsx(ledger(), HIDDEN), says=("sheet_hidden",), records=3),
    good("hidden row", lambda: xlsx(ledger(), hidden_rows=[2]), says=("hidden_rows",), records=3),
    good("hidden column", lambda: xlsx(ledger(), hidden_cols=[2]), says=("hidden_rows",), records=3),
    good("samples on two sheets", lambda: xlsx(ledger(three()[:1], name="一"), ledger(three()[1:], name="二")), records=3),
    good("sheets backwards", lambda: xlsx(ledger(three()[1:], name="二"), ledger(three()[:1], name="一")), records=3),
    good("a sheet of something else", lambda: xlsx(Layout("联络员").put(0, 0, "姓名", "电话"), ledger()), says=("sheet_ignored",)),
    good("合计", lambda: above(ledger(), ("合计", "", "", "", "3批"))),
    good("合 计", lambda: above(ledger(), ("合  计", "", "", "", "3"))),
    good("小计 in between", lambda: ledger([three()[0], ("小计", "", "", "", "1批"), *three()[1:], ("总计", "", "", "", "3批")])),
    good("footer", lambda: above(ledger(), ("填表人：某某", "", "审核人：某某", "", "填报日期：2021年5月2日"))),
    good("note", lambda: above(ledger(), ("说明：本表为示例",))),
    good("numbered notes", lambda: above(ledger(), ("注：",), ("1.抽样编号以系统为准,不得自行编写",), ("2.本表每月2日前报送市局食品科",))),
    good("blank then note", lambda: above(ledger(), ("",), ("",), ("备注：含转移支付",))),
    good("continuation row blank", lambda: continued(False), like=lambda: xlsx(continued(True)), records=2),
    good("continuation row merged", lambda: continued(False, merge=True), like=lambda: xlsx(continued(True)), records=2),
    good("one row an item", national, like=lambda: xlsx(national([*range(16)][::-1])), records=3, says=("repeated_sample",)),
    good("one row an item, mixed", lambda: national([7, 3, 0, 11, 12, 13, 10, 1, 2, 4, 5, 6, 8, 9, 14, 15]), like=national, records=3),
    good("verdict in the sheet's name", published, like=lambda: xlsx(published("表", {"检验结论": "合格"})), says=("verdict_from_title",)),
    good("verdict in the title", lambda: under(published("Sheet1"), "监督抽检合格产品信息"), like=published),
    good("verdict in the file's name", lambda: published("Sheet1"), like=published, file="4合格产品公示.xlsx"),
    *(good(f"failed items joined by {mark}", lambda mark=mark: joined(mark), like=None, records=1, says=("verdict_from_title",))
      for mark in ("║", "‖", "∥", "∣", "|", "｜", "丨", "||")),
    bad("pair that contradicts itself", lambda: xlsx(published(), published("不合格", {"不合格项目": "铅"})),
        "verdict_conflict 合格!2:2"),
    doubtful("list without any verdict", lambda: published("Sheet1"), "no_verdict_column Sheet1!"),
    doubtful("header only", lambda: ledger([]), "no_rows 台账!"),
    good("form further down and right", lambda: form().moved(4, 2), like=form, file="铁拳.xlsx"),
    good("form, columns backwards", lambda: form(columns=MEASURES[::-1]), like=form, file="铁拳.xlsx"),
    good("form, columns mixed", lambda: form(columns=MEASURES[5:] + MEASURES[:5]), like=form, file="铁拳.xlsx"),
    good("form without 合计", lambda: form(totals=None), like=form, file="铁拳.xlsx"),
    good("form of two counties", lambda: xlsx(form(name="甲"), form(unit="乙县", name="乙")),
         like=lambda: xlsx(form(unit="乙县", name="乙"), form(name="甲")), file="铁拳.xlsx"),
    good("form beside a hidden draft", lambda: xlsx(form(), Layout("草稿", dict(form().cells), hidden=True)), like=form,
         says=("sheet_hidden",)),
    good("form with sub-types", lambda: form_rows(*SUBTYPES), like=lambda: form_rows(*BARE), file="铁拳.xlsx"),
    good("form with a sub-total", lambda: form_rows(*BARE, ("", "小计", {"cases_filed": 5})), like=lambda: form_rows(*BARE)),
    doubtful("form without columns", lambda: form(columns=MEASURES[:8], totals=None), "columns_missing 附件2!"),
    doubtful("form, total wrong", lambda: form(totals={"cases_filed": 9}), "total_differs 附件2!E13", twin=form),
    bad("form blank", lambda: form({}, totals=None), "form_is_blank 附件2!"),
    bad("form twice", lambda: xlsx(form(), form(name="副本")), "repeated_form 副本!"),
    bad("form, unknown type", lambda: form_rows(*printed_rows(FIGURES), ("计量违法", "", {"cases_filed": 1})),
        "unknown_row_type 附件2!A13"),
    bad("form, type twice", lambda: form_rows(*printed_rows(TALL), ("食品安全违法", "", {"cases_filed": 1})),
        "repeated_row 附件2!A13"),
    refused("form without a known row", lambda: form_rows(("某某", "", {"cases_filed": 1})), "unknown_layout"),
    good("tasks under a title", lambda: under(disposals(), "示例市核查处置台账"), like=disposals),
    good("tasks, columns backwards", lambda: disposals([task()[::-1]], TASKS[::-1]), like=lambda: disposals([task()])),
    good("tasks with more columns", lambda: disposals([(*task(), "7")], (*TASKS, "罚款（元）")), like=lambda: disposals([task()])),
    good("tasks and 合计", lambda: above(disposals(), ("合计", "", "", "", "2件")), like=disposals),
    doubtful("task twice", lambda: disposals([task(), task()]), "repeated_task 核查处置!B3", records=1),
    bad("tasks without a key", lambda: disposals([task("", sample_no=""), task("HC2021003")]), "task_key_missing 核查处置!B2"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_structure(house, case):
    hold(house, case)
