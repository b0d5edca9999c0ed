"""Runs a ledger's rules: one pass counts them all, then only what was hit is looked up."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from domain.finding import Finding
from domain.number import clean_text
from loaders.grid import address
from loaders.messages import MESSAGES, finding
from loaders.places import Places
from loaders.rules_fold import fold_absent, list_of, whole_column
from loaders.stage import StagedSheet
from loaders.template import Context, LedgerTemplate, Rule
from store.staging import Staging

LISTED = 50  # findings of one code that are listed; the rest is counted

_LONGEST_NEAR = 60  # signs that are compared with known words: no word a cell may mean is longer


def check_rules(
    area: Staging, template: LedgerTemplate, sheets: Mapping[str, StagedSheet], context: Context
) -> list[Finding]:
    """Returns the findings of all rules over the tables `entries` and `records`."""
    findings: list[Finding] = []
    for over in ("entries", "records"):
        rules = [rule for rule in template.rules if rule.over == over]
        if not rules:
            continue
        counts = ", ".join(f"count_if({rule.when})" for rule in rules)
        hits = area.rows(f"SELECT {counts} FROM {over}")[0]
        for rule, count in zip(rules, hits, strict=True):
            if count:
                findings += _look_up(area, rule, template, count, sheets, context)
    return findings


def capped(code: str, findings: list[Finding], count: int | None = None) -> list[Finding]:
    """Returns at most LISTED findings and one that counts the rest under the same code."""
    total = len(findings) if count is None else count
    if total <= LISTED:
        return findings
    return [*findings[:LISTED], _rest(code, total, findings[0].sheet)]


def capped_by_code(findings: list[Finding]) -> list[Finding]:
    """Returns the findings in their order, of each code at most LISTED and one that counts the rest."""
    by_code: dict[str, list[Finding]] = {}
    for one in findings:
        by_code.setdefault(one.code, []).append(one)
    return [one for code, found in by_code.items() for one in capped(code, found)]


def _rest(code: str, total: int, sheet: str) -> Finding:
    said = finding("more", sheet, count=total, rest=total - LISTED)
    return Finding(MESSAGES[code][0], code, said.message, sheet)


def _look_up(
    area: Staging,
    rule: Rule,
    template: LedgerTemplate,
    count: int,
    sheets: Mapping[str, StagedSheet],
    context: Context,
) -> list[Finding]:
    if rule.once or rule.group:
        return _grouped(area, rule, sheets, context)
    folded, settled = fold_absent(area, rule, template, sheets)
    count -= sum(settled.values())
    names = [name for name, _ in rule.parts]
    parts = "".join(f", {sql}" for _, sql in rule.parts)
    open_sheets = f" AND NOT list_contains({list_of(settled)}, sheet)" if settled else ""
    rows = area.rows(
        f"SELECT sheet, row_no{parts} FROM {rule.over} WHERE ({rule.when}){open_sheets} ORDER BY rid LIMIT {LISTED}",
        list(settled),
    ) if count else []  # fmt: skip
    findings = [
        _say(rule, sheet, row_no, sheets, dict(zip(names, values, strict=True)))
        for sheet, row_no, *values in rows
    ]
    if count > LISTED and (whole := whole_column(area, rule, template, sheets, count - LISTED)):
        return [*folded, *findings, whole]
    return folded + capped(rule.code, findings, count)


def _grouped(area: Staging, rule: Rule, sheets: Mapping[str, StagedSheet], context: Context) -> list[Finding]:
    """Returns one finding a sheet (or a sheet and distinct text), at its first row, with the count."""
    names = [name for name, _ in rule.parts]
    parts = "".join(f", arg_min({sql}, rid)" for _, sql in rule.parts)
    by = f"sheet, {rule.group}" if rule.group else "sheet"
    rows = area.rows(
        f"SELECT sheet, arg_min(row_no, rid), count(*){parts} FROM {rule.over} WHERE {rule.when}"
        f" GROUP BY {by} ORDER BY min(rid)"
    )
    findings = []
    for sheet, row_no, count, *values in rows[:LISTED]:
        said = dict(zip(names, values, strict=True)) | {"count": count}
        if rule.group:
            said["hint"] = _hint(rule, context, str(said.get("found", "")))
        findings.append(_say(rule, sheet, row_no, sheets, said))
    return capped(rule.code, findings, len(rows))


def _hint(rule: Rule, context: Context, text: str) -> str:
    """Returns what the text may be meant for: an indicator, a county, or any unit."""
    if rule.code == "unknown_indicator":
        return _nearest_indicator(context, text)
    return _nearest(context, text, rule.code == "unknown_place")


def _nearest(context: Context, text: str, is_place: bool = False) -> str:
    places = Places(context.jurisdiction)
    whole = context.jurisdiction.resolve(text)
    if is_place and whole is not None and not places.is_place(whole):
        return "要写到县区" if whole == context.jurisdiction.root else "这是单位，不是县区"
    names = context.jurisdiction.suggest(text, 8 if is_place else 3)
    if is_place:
        units = (context.jurisdiction.resolve(name) for name in names)
        names = tuple(unit.name for unit in units if unit is not None and places.is_place(unit))[:3]
    return f"是否为:{'、'.join(names)}" if names else "没有相近的单位"


def _nearest_indicator(context: Context, text: str) -> str:
    """Returns the labels that hold the text, else those most like it."""
    labels = {one.label: name for name, one in context.known_indicators.items()}
    plain = re.sub(r"\s", "", clean_text(text))
    holding = [label for label in labels if plain and plain in label]
    near = holding or get_close_matches(plain[:_LONGEST_NEAR], labels, 3, 0.5)
    names = "、".join(f"{labels[label]} {label}" for label in near[:3])
    return f"是否为:{names}" if names else "没有相近的指标"


def _say(
    rule: Rule, sheet: str, row_no: int, sheets: Mapping[str, StagedSheet], parts: dict[str, object]
) -> Finding:
    staged = sheets.get(sheet)
    col = staged.at(row_no - 1).chosen.get(rule.column or rule.near) if staged else None
    cell = "" if rule.once else address(row_no - 1, col)
    return finding(rule.code, sheet, cell, **({"row": row_no} | parts))
