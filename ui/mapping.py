"""Draws how the headers of a file were read, and lets the person correct it."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from domain.finding import Severity
from loaders.checked import Checked, ColumnChoice, ColumnMatch
from loaders.grid import column_letters
from loaders.template import Template
from loaders.templates import template
from ui import inbox, parts
from ui.html import Markup, tag
from ui.inbox import Incoming
from ui.tokens import SEVERITIES

NOT_USED = "不用这一列"
AGAIN = "按以上对应重新核对"
HOW = {
    "exact": "表头一致",
    "content": "按内容判断",
    "pattern": "按词义",
    "near": "相近写法",
    "remembered": "按记住的",
    "chosen": "已指定",
    "aside": "未使用",
}
_TROUBLES = frozenset(
    ["template_not_found", "required_column_missing", "column_unsuited", "columns_unsure", "choice_unknown"]
)
_WIDTHS = (3, 4, 4)


def draw_mapping(file: Incoming, found: Checked) -> None:
    """Draws the headers of one part of a file: open when something is unsure, else on demand."""
    chosen = template(found.template or inbox.declared(file).template or "")
    # what is found by the rows below (a form's types) is no column to choose
    known = {column.name for column in chosen.columns} | {None} if chosen else set()
    matches = [match for match in found.columns if match.header and match.column in known]
    if chosen is None or not matches:
        return
    is_needed = needs_a_look(found)
    label = f"表头对应（{len(matches)} 列{'，有需要核对的' if is_needed else ''}）"
    if not st.toggle(label, value=is_needed, key=f"mapping_{file.file_id}_{chosen.template_id}"):
        return
    parts.note("表头不同的写法会认作同一列。改正后重新核对；入库后，同一单位同样表头的文件下次按改正的读取。")
    ordered = sorted(matches, key=lambda match: not match.is_unsure)
    named = [_draw_row(file, match, chosen, number) for number, match in enumerate(ordered)]
    if st.button(AGAIN, key=f"mapped_{file.file_id}_{chosen.template_id}"):
        _declare(file, ordered, named, chosen)


def needs_a_look(found: Checked) -> bool:
    """Tells whether the headers of a part should be looked at before it is loaded."""
    is_unsure = any(match.is_unsure for match in found.columns)
    return is_unsure or any(finding.code in _TROUBLES for finding in found.findings)


def _draw_row(file: Incoming, match: ColumnMatch, chosen: Template, number: int) -> str | None:
    """Draws one header with its values and what it is read as; returns the column chosen."""
    left, middle, right = st.columns(_WIDTHS, vertical_alignment="center")
    place = f"{column_letters(match.position)} 列"
    left.html(tag("div", tag("b", match.header), tag("small", f"{match.sheet} {place}"), css="db-header"))
    middle.html(tag("div", "、".join(match.samples) or "（空）", _mark(match), css="db-samples"))
    options = _options(match, chosen)
    headers = {column.name: column.header for column in chosen.columns}
    return right.selectbox(
        f"{place}读作",
        options,
        index=options.index(match.column),
        format_func=lambda name: headers.get(name, NOT_USED),
        key=f"column_{file.file_id}_{chosen.template_id}_{match.sheet}_{match.position}_{number}",
        label_visibility="collapsed",
    )


def _options(match: ColumnMatch, chosen: Template) -> list[str | None]:
    """Returns what a header may be read as: likely columns first, then none, then all others."""
    known = [column.name for column in chosen.columns]
    likely = [name for name in (match.column, *match.candidates) if name in known]
    return list(dict.fromkeys((*likely, None, *known)))


def _mark(match: ColumnMatch) -> Markup:
    if match.is_unsure:
        mark = SEVERITIES[Severity.WARNING]
        return tag("small", f"{mark.shape} 请核对：{HOW[match.how]}", css=f"t-{Severity.WARNING.value}")
    return tag("small", HOW[match.how])


def _declare(
    file: Incoming, matches: Sequence[ColumnMatch], named: Sequence[str | None], chosen: Template
) -> None:
    """Takes what the person chose, unless two headers of a sheet were given the same column."""
    pairs = list(zip(matches, named, strict=True))
    for match, name in pairs:
        twins = [m for m, n in pairs if n == name and m.sheet == match.sheet and m.position != match.position]
        if name is not None and name != match.column and twins:
            header = chosen.column(name).header
            parts.refusal(f"有两个表头都读作“{header}”。请把其中一个改为别的列，或选“{NOT_USED}”。")
            return
    here = {(match.sheet, match.position) for match in matches}
    kept = [one for one in inbox.declared(file).columns if (one.sheet, one.position) not in here]
    said = [
        ColumnChoice(match.sheet, match.position, match.header, name)
        for match, name in pairs
        if name != match.column or match.is_unsure or match.how == "chosen"
    ]
    inbox.declare(file, replace(inbox.declared(file), columns=(*kept, *said)))
