"""Sees a summary in a sheet: whose rows they are, and which column holds which figure, of food or of farm produce."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.number import clean_text, is_blank, parse_number
from loaders.form_layout import WITH_UNIT
from loaders.grid import Grid
from loaders.header import Heading, normalise_header
from loaders.labels import money_unit, reason_to_ignore, squeeze
from loaders.summary_business import drop_other_business
from loaders.summary_months import names_months
from loaders.template import SummaryTemplate
from loaders.vocabulary import NEAR

MOST_ROWS = 2000  # a summary has a row a unit; what is longer is a ledger
_KINDS = ("food", "produce")
_MONEY = re.compile(r"亿元|万元|元")
_WHOLE = re.compile(r"^(?:合计|总计|总|全部)")
_NO_FIELD = re.compile(r"食品安全|食品药品|食药")
_ANOTHER = re.compile(
    "快检|快速检|快筛|上年|去年|同期|同比|环比|增[长减幅]"
)  # quick tests and what is compared with
_SINCE_JANUARY = re.compile(r"累计|(?<!\d)0?1[-~至—]\d{1,2}月")
_OF_YEAR = re.compile("年度|全年|年初|本年")
_PERCENT = re.compile(r"\d+(?:\.\d+)?%?")


@dataclass(frozen=True)
class SummaryLayout:
    """Holds where a summary's columns stand.

    `columns` maps names of the template to sheet columns, `factors` a money column to what one
    of its units is worth in 万元; `unclear` names the columns that several headers claim, and
    `assumed` the money columns whose unit is written nowhere. `kind` is what the title says,
    `of_year` the headers of plans for the year beside months: no month's figure, left aside.
    """

    heading: Heading
    columns: Mapping[str, int]
    factors: Mapping[str, Decimal]
    units: Mapping[str, str]
    unclear: tuple[str, ...]
    assumed: tuple[str, ...]
    kind: str
    of_year: tuple[str, ...] = ()

    def keys(self, template: SummaryTemplate) -> dict[str, int]:
        """Returns the columns that say whose row it is and of which months: one of them, or both."""
        return {name: self.columns[name] for name in (template.unit, template.month) if name in self.columns}

    def figure(self, name: str, template: SummaryTemplate) -> tuple[str, str]:
        """Returns the measure and the kind a column's figures are stored as."""
        measure, kind = template.figures[name]
        splits = f"food_{measure}" in template.figures
        return measure, kind or (self.kind if splits else "")

    def cumulative(self, template: SummaryTemplate) -> str:
        """Returns a header that says its figures run from January (累计…), or ''."""
        own = (self.heading.headers.get(col, "") for name, col in self.columns.items()
               if name in template.figures)  # fmt: skip
        return next((text for text in own if _SINCE_JANUARY.search(squeeze(text))), "")


def stated_kind(text: str) -> str:
    """Returns food or produce when a text speaks of one of them only, else ''.

    食品安全 names the field and not the food; 食用农产品 is no 食品.
    """
    plain = _NO_FIELD.sub("", squeeze(text))
    is_food = "食品" in re.sub("(?:食用)?农产品", "", plain)
    is_produce = "农产品" in plain
    return "" if is_food == is_produce else ("food" if is_food else "produce")


def lay_out_summary(
    grid: Grid, heading: Heading, template: SummaryTemplate, sheet_name: str = ""
) -> SummaryLayout | None:
    """Returns the layout of a summary under its heading, or None when the rows are no summary's.

    A summary has a column of units or one of months, and one of figures at least; a header of a list of cases or
    samples, or figures that are no numbers, make it none.
    """
    heading = _with_groups(grid, heading)
    claims = _claims(heading, template)
    columns, unclear = _choose(claims, heading)
    unclear += _drop_other_span(columns, heading, template)
    _settle_month_column(grid, heading, columns, template)
    above = [
        [text for text in grid.rows[row] if text] for row in range(heading.first_row - 1, grid.top - 1, -1)
    ]
    titles = [text for texts in above for text in texts]
    alone = [texts[0] for texts in above if len(set(texts)) == 1]  # several in a row are groups of headers
    drop_other_business(columns, [*alone, sheet_name], template)
    of_year = _drop_plans_of_year(grid, heading, columns, template)
    figures = [name for name in columns if name in template.figures]
    foreign = re.compile(template.foreign)
    if not {template.unit, template.month} & columns.keys() or not figures:
        return None
    if any(foreign.search(normalise_header(text)) for text in heading.headers.values()):
        return None
    if not _holds_figures(grid, heading, columns, figures, template):
        return None
    units = {name: _money_unit(grid, heading, columns[name])
             for name in figures if template.column(name).kind == "money"}  # fmt: skip
    says_kind = any(template.figures[name][1] for name in figures)
    return SummaryLayout(
        heading,
        columns,
        {name: template.money_factors[unit or "万元"] for name, unit in units.items()},
        {name: unit for name, unit in units.items() if unit},
        unclear,
        tuple(name for name, unit in units.items() if not unit),
        "" if says_kind else _title_kind([*titles, sheet_name]),
        of_year,
    )


def _with_groups(grid: Grid, heading: Heading) -> Heading:
    """Returns the heading with all lines of its headers: the group above (监督抽检 │ 快检) and the line below.

    Only where two headers read alike, so that nothing tells their columns apart.
    """
    said = [text for text in heading.headers.values() if text]
    if len(set(said)) == len(said):
        return heading
    above = heading.first_row - 1
    is_group = (
        any(one.first_row == above and one.last_col > one.first_col for one in grid.merges)
        if above >= 0
        else False
    )
    is_group = is_group and len({text for text in grid.rows[above] if text}) > 1
    rows = range(above if is_group else heading.first_row, heading.last_row + 1)
    whole = {
        col: "".join(dict.fromkeys(filter(None, (grid.filled(row, col) for row in rows))))
        for col in heading.headers
    }
    return replace(heading, headers=whole)


def _title_kind(texts: Iterable[str]) -> str:
    """Returns what the words nearest to the table say of food or produce; both together say nothing."""
    for text in texts:
        if re.search("食品|农产品", _NO_FIELD.sub("", squeeze(text))):
            return stated_kind(text)
    return ""


def _claims(heading: Heading, template: SummaryTemplate) -> dict[str, list[tuple[bool, int, int]]]:
    """Returns column name → (is no total, rank, sheet column) of every header that names it."""
    claims: dict[str, list[tuple[bool, int, int]]] = {}
    for col, text in heading.headers.items():
        plain = normalise_header(text)
        pick = heading.picked.get(col)
        matches = [match for match in heading.matches.get(col, ()) if match.how != NEAR]
        if pick is not None:
            name, rank = pick.column, -1
        elif matches:
            name, rank = matches[0].column, matches[0].rank
        else:
            continue
        if name is None or (pick is None and _is_forbidden(plain, template.column(name).never)):
            continue
        if pick is None and name not in (template.unit, template.month) and _ANOTHER.search(plain):
            continue
        kind = stated_kind(text)
        if kind and pick is None and f"{kind}_{name}" in template.figures | _rate_names(template):
            name = f"{kind}_{name}"
        claims.setdefault(name, []).append((not _WHOLE.search(plain), rank, col))
    return claims


def _rate_names(template: SummaryTemplate) -> dict[str, tuple[str, str]]:
    return {rate.column: ("", "") for rate in template.rates}


def _is_forbidden(plain: str, never: str) -> bool:
    return bool(never and re.search(never, plain))


def _choose(
    claims: dict[str, list[tuple[bool, int, int]]], heading: Heading
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Returns column name → sheet column; a name that two headers claim alike is left unclear."""
    chosen, unclear = {}, []
    for name, found in claims.items():
        best = min(found)
        if sum(claim[:2] == best[:2] for claim in found) > 1:
            unclear.append(name)
        else:
            chosen[name] = best[2]
            continue
        since = [claim for claim in found if claim[:2] == best[:2] and _runs_on(heading, claim[2])]
        if len(since) == 1 and len(found) == 2:  # 本月 │ 累计: what runs from January holds the month
            unclear.remove(name)
            chosen[name] = since[0][2]
    return chosen, tuple(unclear)


def _runs_on(heading: Heading, col: int) -> bool:
    return bool(_SINCE_JANUARY.search(squeeze(heading.headers.get(col, ""))))


def _drop_other_span(columns: dict[str, int], heading: Heading, template: SummaryTemplate) -> tuple[str, ...]:
    """Drops the cumulative columns where others are not: one table's figures are of the same months."""
    spans = {
        name: bool(_SINCE_JANUARY.search(squeeze(heading.headers.get(col, ""))))
        for name, col in columns.items()
        if name in template.figures and template.figures[name][0] != "planned"
    }
    dropped = tuple(name for name, is_cumulative in spans.items() if is_cumulative)
    if len(dropped) == len(spans):
        return ()
    for name in dropped:
        del columns[name]
    return dropped


def _settle_month_column(
    grid: Grid, heading: Heading, columns: dict[str, int], template: SummaryTemplate
) -> None:
    """Keeps the column of months where its rows are months; without units, looks for one by its rows.

    Beside units a column called 月份 may hold anything: then it is as if it were not there.
    """
    rows = range(heading.last_row + 1, grid.height)
    col = columns.pop(template.month, None)
    if col is not None and names_months((grid.filled(row, col) for row in rows), True):
        columns[template.month] = col
    elif template.unit not in columns:
        free = (
            other
            for other in range(grid.width)
            if other not in columns.values() and other not in heading.picked
        )
        found = next(
            (other for other in free if names_months((grid.filled(row, other) for row in rows), False)), None
        )
        columns |= {} if found is None else {template.month: found}


def _drop_plans_of_year(
    grid: Grid, heading: Heading, columns: dict[str, int], template: SummaryTemplate
) -> tuple[str, ...]:
    """Drops plans that stand for the whole year beside months: called so, or one cell over several rows."""
    if template.month not in columns:
        return ()
    plans = [name for name in columns if name in template.figures and template.figures[name][0] == "planned"]
    first = heading.last_row + 1
    dropped = [
        name for name in plans
        if _OF_YEAR.search(normalise_header(heading.headers.get(columns[name], "")))
        or grid.merge_end(first, columns[name]) > first
    ]  # fmt: skip
    return tuple(heading.headers[columns.pop(name)] for name in dropped)


def _holds_figures(
    grid: Grid, heading: Heading, columns: Mapping[str, int], figures: list[str], template: SummaryTemplate
) -> bool:
    """Tells whether the rows are units or months, each once, with numbers beside them; no row is fine too."""
    units, good, bad = [], 0, 0
    keys = [columns[name] for name in (template.unit, template.month) if name in columns]
    for row in range(heading.last_row + 1, grid.height):
        own = [text for col in keys if (text := squeeze(grid.filled(row, col)))]
        texts = [text for name in figures if not is_blank(text := grid.text(row, columns[name]))]
        if not texts or any(map(reason_to_ignore, own)):
            continue
        units += ["\n".join(own)] if own else []
        good += sum(is_figure(text) for text in texts)
        bad += sum(not is_figure(text) for text in texts)
    repeated = len(units) - len(set(units))
    return bad * 2 <= good + 2 and repeated * 4 <= len(units) and len(units) <= MOST_ROWS


def is_figure(text: str) -> bool:
    """Tells whether a cell holds a number, with its unit or a percent sign or without."""
    plain = clean_text(text)
    return parse_number(text) is not None or bool(WITH_UNIT.fullmatch(plain) or _PERCENT.fullmatch(plain))


def _money_unit(grid: Grid, heading: Heading, col: int) -> str:
    """Returns the unit of a money column: from its header, else from the line of units above."""
    header = "".join(grid.filled(row, col) for row in range(heading.first_row, heading.last_row + 1))
    if found := _MONEY.search(normalise_header(header)):
        return found[0]
    return money_unit(
        text for row in range(heading.first_row - 1, grid.top - 1, -1) for text in grid.rows[row]
    )
