"""Draws what loading a file would change: facts, totals and verdicts, before and after."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import streamlit as st

from domain.jurisdiction import Jurisdiction
from loaders.compare import Change, Comparison, Total
from ui import parts
from ui.review import difference
from ui.table import Cell, Column, Grid, Row, show_table
from ui.tables import fact_text
from ui.words import CHANGE_KINDS, FACT_COLUMNS, MEASURES, TOTALS, number

SUMMED_UP = 4  # columns of a new or a removed fact that are worth showing
MOST_TOTALS = 80


def draw_comparison(compared: Comparison, jurisdiction: Jurisdiction, key: str, has_several: bool) -> None:
    """Draws how a file differs from the data in force: one sentence, and the details folded."""
    sentence = difference(compared, has_several)
    if not sentence:
        return
    parts.note(sentence)
    if not compared.changes:
        return
    with st.expander("查看变化：合计与逐条"):
        differing = [total for total in compared.totals if total.before != total.after]
        if differing:
            parts.note(_totals_words(compared.totals, differing))
            show_table(totals_grid(differing[:MOST_TOTALS], jurisdiction), key=f"totals_{key}")
        parts.note(_changes_words(compared))
        show_table(changes_grid(compared.changes, jurisdiction), key=f"changes_{key}")


def _totals_words(totals: Sequence[Total], differing: Sequence[Total]) -> str:
    same = len(totals) - len(differing)
    more = f"，先列出 {MOST_TOTALS} 项" if len(differing) > MOST_TOTALS else ""
    return f"合计有变化的 {number(len(differing))} 项{more}" + (f"，不变的 {number(same)} 项" if same else "")


def _changes_words(compared: Comparison) -> str:
    every = compared.added + compared.changed + compared.removed
    shown = len(compared.changes)
    return (
        f"逐条变化（{number(every)} 条）"
        if shown >= every
        else f"逐条变化（共 {number(every)} 条，先列出 {shown} 条）"
    )


def totals_grid(totals: Sequence[Total], jurisdiction: Jurisdiction) -> Grid:
    """Returns the totals before and after as a table."""
    names = ("月份", "项目", "现在", "入库后", "增减")
    columns = [Column(name, align="left" if name in names[:2] else "right") for name in names]
    return Grid(
        "合计的变化",
        "单位",
        columns,
        [_total(one, jurisdiction) for one in totals],
        height="40vh",
        look="records",
    )


def _total(total: Total, jurisdiction: Jurisdiction) -> Row:
    month = fact_text(total.month, "month", jurisdiction)
    name = TOTALS.get(total.name) or MEASURES.get(total.name, total.name)
    amounts = [
        Cell(number(total.before)),
        Cell(number(total.after)),
        Cell(_signed(total.after - total.before)),
    ]
    return Row(total.unit, [Cell(month), Cell(name), *amounts])


def _signed(value: Decimal) -> str:
    return ("+" if value > 0 else "−") + number(abs(value))


def changes_grid(changes: Sequence[Change], jurisdiction: Jurisdiction) -> Grid:
    """Returns the changes one by one: what, which column, before, after, and where it stands."""
    columns = [Column(name, align="left") for name in ("哪一条", "项目", "现在", "入库后", "位置")]
    rows = [row for change in changes for row in _change(change, jurisdiction)]
    return Grid("逐条变化", "变化", columns, rows, height="40vh", look="records")


def _change(change: Change, jurisdiction: Jurisdiction) -> Iterator[Row]:
    which = Cell(
        " · ".join(filter(None, (fact_text(v, name, jurisdiction) for name, v in change.key.items())))
    )
    kind = CHANGE_KINDS[change.kind]
    place = Cell(f"{change.sheet} 第 {change.row} 行" + ("（原文件）" if change.kind == "removed" else ""))
    if change.kind == "changed":
        for name, after in change.after.items():
            pair = (fact_text(side, name, jurisdiction) or "空" for side in (change.before.get(name), after))
            yield Row(kind, [which, Cell(FACT_COLUMNS.get(name, name)), *map(Cell, pair), place])
    else:
        before, after = (_summed_up(side, jurisdiction) for side in (change.before, change.after))
        yield Row(kind, [which, Cell(""), Cell(before), Cell(after), place])


def _summed_up(values: dict[str, object], jurisdiction: Jurisdiction) -> str:
    """Returns the first few columns of a fact that say something."""
    if "value" in values:
        return fact_text(values["value"], "value", jurisdiction)
    shown = (
        (name, fact_text(values.get(name), name, jurisdiction)) for name in FACT_COLUMNS if name in values
    )
    return "；".join([f"{FACT_COLUMNS[name]} {words}" for name, words in shown if words][:SUMMED_UP])
