"""Draws what was found in a file: the worst first, equal ones together, many of a kind folded."""

from itertools import groupby

import streamlit as st

from domain.finding import Finding, Severity
from ui import parts
from ui.html import Markup, tag
from ui.tokens import SEVERITIES
from ui.words import number

CELLS_NAMED, OF_A_KIND, MOST = 12, 6, 200


def draw_findings(findings: list[Finding]) -> None:
    """Draws the findings; what is folded is shown on demand, up to 200 sentences, the rest counted."""
    order = list(Severity)
    ranked = sorted(findings, key=lambda f: (order.index(f.severity), f.code))
    shown, folded = [], []
    for _, kind in groupby(ranked, key=lambda f: f.code):
        groups = _alike(list(kind))
        shown += groups[:OF_A_KIND]
        folded += groups[OF_A_KIND:]
    _list(shown)
    if folded:
        with st.expander(f"其余 {number(len(folded))} 条同类问题"):
            _list(folded[:MOST])
            if len(folded) > MOST:
                parts.note(f"另有 {number(len(folded) - MOST)} 条没有列出；全部问题见标注件的第一张表。")


def _alike(findings: list[Finding]) -> list[list[Finding]]:
    """Returns the findings by their sentence, in the order of the sheet."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.message, []).append(finding)
    return list(groups.values())


def _list(groups: list[list[Finding]]) -> None:
    if groups:
        st.html(tag("ul", *(_finding(group) for group in groups), css="db-findings"))


def _finding(group: list[Finding]) -> Markup:
    mark = SEVERITIES[group[0].severity]
    shown = [f"{f.sheet}!{f.cell}" if f.sheet else f.cell for f in group if f.cell]
    more = f" 等 {len(shown)} 处" if len(shown) > CELLS_NAMED else ""
    cells = tag("small", "、".join(shown[:CELLS_NAMED]) + more) if shown else ""
    state = tag("span", f"{mark.shape} {mark.word}", css=f"t-{group[0].severity.value}")
    return tag("li", state, tag("span", group[0].message, cells))
