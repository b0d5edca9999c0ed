"""Draws the records behind a number: as many as it says, each with sheet, row and upload."""

from metrics.result import Verdict
from ui import caches, parts
from ui.caches import View
from ui.catalogue import Item
from ui.office import the_office
from ui.pickers import pick_one
from ui.table import show_table
from ui.tables import download, record_grid, record_table
from ui.words import OPEN_PART, PARTS

SHOWN = 200


def show_records(item: Item, chosen: Verdict, view: View) -> None:
    """Draws the rows of the chosen unit's figure, switched between 分子, 分母 and 已排除."""
    parts.title(f"{chosen.unit}的记录", "每行注明工作表、行号和上传编号")
    named = _parts(item)
    labels = {label: part for part, label in named.items()}
    part = labels[pick_one("部分", list(labels), key="part", hidden=True)]
    rows = caches.rows(view, item.indicator_id, chosen.unit_id, part, SHOWN + 1)
    if not rows:
        parts.note("这一部分没有记录。")
        return
    jurisdiction = the_office().jurisdiction
    more = f"，先列出前 {SHOWN} 行，全部请下载" if len(rows) > SHOWN else ""
    parts.note(f"{named[part]} {len(rows) if not more else '超过 ' + str(SHOWN)} 行{more}")
    show_table(record_grid(rows[:SHOWN], jurisdiction, f"{chosen.unit}{item.name}记录"), key="records")
    title = f"{chosen.unit}_{item.name}_{named[part]}_{chosen.period.chinese}"
    download(
        lambda: record_table(
            caches.rows(view, item.indicator_id, chosen.unit_id, part, None), jurisdiction, title
        ),
        f"{title}.xlsx",
        key="xlsx_records",
        label="下载全部记录",
    )


def _parts(item: Item) -> dict[str, str]:
    """Returns the parts of a figure with their labels; what is still open stands last where it is listed."""
    left_over = item.indicator.left_over
    return {**PARTS, OPEN_PART: left_over} if left_over else PARTS
