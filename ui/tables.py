"""Turns results into tables for the screen and for a workbook, and offers the download."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial

import streamlit as st

from domain.jurisdiction import Jurisdiction
from exports.table import Cell as SheetCell
from exports.table import Number, Table, to_xlsx
from metrics.change import Change
from metrics.result import Judged, Verdict
from ui.catalogue import Item
from ui.sentences import missing_words, own_target, target_words
from ui.table import Cell, Column, Grid, Row
from ui.tokens import mark_of
from ui.words import FACT_COLUMNS, FACT_VALUES, YES_NO, number

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(build: Callable[[], Table], file_name: str, key: str, label: str = "下载表格") -> None:
    """Draws the button that builds and hands out a workbook when it is clicked."""
    st.download_button(
        label, data=partial(_build, build), file_name=file_name, mime=XLSX, key=key, on_click="ignore"
    )


def _build(build: Callable[[], Table]) -> bytes:
    return to_xlsx(build())


def grid_download(grid: Grid, title: str, notes: tuple[str, ...] = ()) -> None:
    """Offers a grid as it stands on the screen as a workbook."""
    table = Table(
        title=title,
        columns=[grid.corner, *(_header(column) for column in grid.columns)],
        rows=[[row.text, *(_shown(cell) for cell in row.cells)] for row in grid.rows],
        notes=notes,
    )
    download(lambda: table, table.file_name, key=f"xlsx_{title}")


def _header(column: Column) -> str:
    return " ".join(part for part in (column.label, column.note) if part)


def _shown(cell: Cell) -> SheetCell:
    """Returns the cell's number where it is one (with its shown decimals), else its text."""
    plain = cell.text.replace(",", "")
    if not plain.lstrip("-").replace(".", "", 1).isdecimal():
        return f"{cell.shape} {cell.text}".strip()
    return Number(Decimal(plain), len(plain.partition(".")[2]))


JUDGED_COLUMNS = ("状态", "值", "分子", "分母", "目标", "差距", "还差", "本月", "同比", "说明")
PLAIN_COLUMNS = ("值", "分子", "分母", "本月", "同比", "说明")
COUNT_COLUMNS = ("值", "本月", "同比", "说明")
JUDGED_COUNT_COLUMNS = ("状态", "值", "目标", "差距", "本月", "同比", "说明")


def verdict_grid(
    verdicts: list[Verdict],
    item: Item,
    root_id: str,
    chosen: str = "",
    changes: Mapping[str, Change] | None = None,
) -> Grid:
    """Returns the numbers under a ranking: one row a unit, a click on a unit chooses it."""
    names = JUDGED_COLUMNS if item.target is not None else PLAIN_COLUMNS
    if not item.indicator.denominator or not item.indicator.has_counts:
        names = JUDGED_COUNT_COLUMNS if item.target is not None else COUNT_COLUMNS
    if not changes or all(change.delta is None for change in changes.values()):
        names = tuple(name for name in names if name != "同比")
    aligned = {"状态": "left", "说明": "left wide"}
    columns = [Column(name, align=aligned.get(name, "right")) for name in names]
    rows = [
        Row(v.unit, _verdict_cells(v, item, names, (changes or {}).get(v.unit_id)), key=v.unit_id, strong=v.unit_id == root_id,
            shape="▸" if v.unit_id == chosen else "")
        for v in verdicts
    ]  # fmt: skip
    return Grid(f"{item.name}各单位", "单位", columns, rows, look="wrap")


def _verdict_cells(verdict: Verdict, item: Item, names: tuple[str, ...], change: Change | None) -> list[Cell]:
    mark = mark_of(verdict.state)
    word = Cell(
        verdict.state_word or mark.word, mark.shape, tone=verdict.state.value if verdict.state else ""
    )
    cells = {
        "状态": word,
        "值": Cell(verdict.display) if verdict.value is not None else (Cell("") if "状态" in names else word),
        "分子": Cell(number(verdict.numerator)),
        "分母": Cell(number(verdict.denominator)),
        "目标": Cell(target_words(verdict)),
        "差距": Cell(gap_words(own_target(verdict), item)),
        "还差": Cell(missing_words(verdict, item).split("，")[0].removeprefix("还差 ")),
        "本月": Cell(verdict.month_display),
        "同比": Cell(change_text(change, item.indicator.decimals)),
        "说明": Cell("；".join(verdict.reasons)),
    }
    return [cells[name] for name in names]


def change_text(change: Change | None, decimals: int) -> str:
    """Returns a change with its sign, or nothing when one of the two figures is unknown."""
    if change is None or change.delta is None:
        return ""
    return f"{float(change.delta):+,.{decimals}f}" if change.delta else "0"


def gap_words(judged: Judged | None, item: Item) -> str:
    """Returns value minus target with its sign, or nothing."""
    if judged is None or judged.gap is None:
        return ""
    return f"{float(judged.gap):+,.{item.indicator.decimals}f}" if judged.gap else "0"


def verdict_table(verdicts: list[Verdict], item: Item, title: str, notes: tuple[str, ...]) -> Table:
    """Returns the same numbers as a workbook: exact values, as many decimals as the screen shows."""
    columns = ["单位", "状态", "值", "计量单位", "分子", "分母", "目标", "差距", "还差", "本月", "说明"]
    rows = [_verdict_row(verdict, item) for verdict in verdicts]
    return Table(title, columns, rows, notes)


def _verdict_row(verdict: Verdict, item: Item) -> list[SheetCell]:
    judged, decimals = own_target(verdict), item.indicator.decimals
    places = len(verdict.display.partition(".")[2]) if verdict.value is not None else 0
    return [
        verdict.unit,
        verdict.state_word or mark_of(verdict.state).word,
        None if verdict.value is None else Number(verdict.value, places),
        verdict.measured_in,
        verdict.numerator if item.indicator.has_counts else None,
        verdict.denominator if item.indicator.has_counts else None,
        target_words(verdict),
        None if judged is None or judged.gap is None else Number(judged.gap, max(places, decimals)),
        judged.shortfall if judged and judged.shortfall else None,
        None if verdict.month_value is None else Number(verdict.month_value, decimals),
        "；".join(verdict.reasons),
    ]


def record_columns(rows: list[dict]) -> list[str]:
    """Returns the columns of stored rows worth showing, in the order a clerk reads them."""
    return [name for name in FACT_COLUMNS if any(row.get(name) not in (None, "") for row in rows)]


def record_grid(rows: list[dict], jurisdiction: Jurisdiction, caption: str) -> Grid:
    """Returns stored rows as a table for the screen, each with its upload, sheet and row."""
    names = record_columns(rows)
    columns = [Column(FACT_COLUMNS[name], align="left") for name in names[1:]]
    shown = [
        Row(fact_text(row.get(names[0]), names[0], jurisdiction),
            [Cell(fact_text(row.get(name), name, jurisdiction)) for name in names[1:]])
        for row in rows
    ]  # fmt: skip
    return Grid(
        caption, FACT_COLUMNS[names[0]] if names else "", columns, shown, height="60vh", look="records"
    )


def record_table(rows: list[dict], jurisdiction: Jurisdiction, title: str) -> Table:
    """Returns stored rows as a workbook: numbers and dates typed, codes as text."""
    names = record_columns(rows)
    cells = [[_typed(row.get(name), name, jurisdiction) for name in names] for row in rows]
    return Table(title, [FACT_COLUMNS[name] for name in names], cells)


def fact_text(value: object, column: str, jurisdiction: Jurisdiction) -> str:
    """Returns a stored value in plain Chinese."""
    if value is None:
        return ""
    if column == "unit_id":
        return jurisdiction.unit(str(value)).name
    if isinstance(value, bool):
        return YES_NO[value]
    if column in ("month", "first_month"):
        return f"{int(str(value)) // 100}-{int(str(value)) % 100:02d}"
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    return FACT_VALUES.get(str(value), str(value))


def _typed(value: object, column: str, jurisdiction: Jurisdiction) -> SheetCell:
    if (
        isinstance(value, (int, Decimal, date))
        and not isinstance(value, bool)
        and column not in ("month", "first_month", "year")
    ):
        return value
    return fact_text(value, column, jurisdiction)
