"""Knows the sheets this program puts into workbooks itself: they are never read as data, silently.

Each says so in its first cell, so it is known also after a sheet was copied into another workbook.
"""

from dataclasses import replace

from loaders.workbook import Sheet, Workbook

LIST_NAME, LIST_TITLE = "问题清单", "对标检查：问题清单"
NOTES_NAME, NOTES_TITLE = "填表说明", "填表说明（本页不会被读取）"
PAST_NAME, PAST_TITLE = "上期累计（参考）", "上期累计（仅供参考，本页不会被读取）"
STAMP_NAME, STAMP_TITLE = "对标表样", "对标空白表"
_TITLES = frozenset([LIST_TITLE, NOTES_TITLE, PAST_TITLE, STAMP_TITLE])
_NAMES = frozenset([PAST_NAME, STAMP_NAME])  # names nobody else gives a sheet of their own


def is_own(sheet: Sheet) -> bool:
    """Tells whether a sheet was written by this program and holds no data of the sender."""
    return sheet.name in _NAMES or sheet.text(0, 0).strip() in _TITLES


def without_own(workbook: Workbook) -> Workbook:
    """Returns the workbook without the sheets this program wrote itself; the given one stays whole."""
    return replace(workbook, sheets=[sheet for sheet in workbook.sheets if not is_own(sheet)])
