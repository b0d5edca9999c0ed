"""Turns the history of uploads into a table and into the facts about one of them; pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.jurisdiction import Jurisdiction
from ui.table import Cell, Column, Grid, Row
from ui.unit_view import upload_period
from ui.words import TEMPLATES, number

Counted = Mapping[str, tuple[int, int]]  # for each upload: rows that count now, rows it brought
SHORT_HASH = 8
COLUMNS = ("文件", "表样", "单位", "期间", "记录", "状态", "经办人", "入库时间", "文件指纹")
IN_FORCE = Cell("有效", "●", tone="MET")
PARTLY, WHOLLY = Cell("部分被替换", "◐"), Cell("全部被替换", "○", tone="NOT_REPORTED")
UNDONE = Cell("已撤销", "—", tone="NOT_APPLICABLE")


def history_grid(uploads: Sequence[dict], counted: Counted, jurisdiction: Jurisdiction) -> Grid:
    """Returns all uploads, newest first; a click on an id opens it."""
    columns = [Column(name, align="right" if name == "记录" else "left") for name in COLUMNS]
    rows = [Row(u["upload_id"], _cells(u, counted, jurisdiction), key=u["upload_id"]) for u in uploads]
    return Grid("上传记录", "编号", columns, rows, height="60vh", look="records")


def _cells(upload: dict, counted: Counted, jurisdiction: Jurisdiction) -> list[Cell]:
    source = upload.get("restored_from")
    return [
        Cell(upload["file_name"], note=f"恢复自 {source}" if source else "", title=upload["file_name"]),
        Cell(TEMPLATES.get(upload["template"], upload["template"])),
        Cell(jurisdiction.unit(upload["unit_id"]).name),
        Cell(upload_period(upload)),
        Cell(number(upload["record_count"])),
        state_of(upload, counted),
        Cell(upload["loaded_by"]),
        Cell(_clock(upload["loaded_at"])),
        Cell(upload["file_hash"][:SHORT_HASH], title=upload["file_hash"]),
    ]


def state_of(upload: dict, counted: Counted) -> Cell:
    """Returns whether an upload counts: in full, in part because newer ones replaced some of it, or not."""
    if not upload["in_force"]:
        return UNDONE
    current, stored = counted.get(upload["upload_id"], (0, 0))
    if current == stored:
        return IN_FORCE
    return PARTLY if current else WHOLLY


def about_upload(upload: dict, counted: Counted, jurisdiction: Jurisdiction) -> list[tuple[str, str]]:
    """Returns what is known about one upload, in names and words."""
    what = (
        TEMPLATES.get(upload["template"], ""),
        jurisdiction.unit(upload["unit_id"]).name,
        upload_period(upload),
    )
    pairs = [
        ("编号", upload["upload_id"]),
        ("文件", f"{upload['file_name']}（{number(upload['file_size'])} 字节）"),
        ("内容", " · ".join(filter(None, what)) + f" · {number(upload['record_count'])} 条"),
        ("入库", f"{_clock(upload['loaded_at'])}，经办人 {upload['loaded_by']}"),
        ("状态", state_of(upload, counted).text + _standing_words(upload, counted)),
    ]
    if source := upload.get("restored_from"):
        pairs.append(("恢复自", source))
    return [*pairs, ("文件指纹（SHA-256）", upload["file_hash"])]


def _standing_words(upload: dict, counted: Counted) -> str:
    current, stored = counted.get(upload["upload_id"], (0, 0))
    if upload["in_force"]:
        return "" if current == stored else f"，{number(stored)} 行中现在计入 {number(current)} 行"
    by = upload.get("undone_by")
    return f"，{_clock(upload['undone_at'])}" + (f"，经办人 {by}" if by else "")


def _clock(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")
