"""Holds a summary's figures against each other: parts, totals, and the shares it states."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from domain.finding import Finding
from domain.number import clean_text, display
from loaders.form_cells import plain
from loaders.grid import address
from loaders.messages import finding
from loaders.rules import capped
from loaders.summary_months import covering
from loaders.summary_row import Row
from loaders.summary_rows import Table
from loaders.template import Rate

_FEW, _MANY = 3, 5  # so many months in a row hardly grow by chance: where the sheet says 累计, and anywhere
_PERCENT = re.compile(r"(\d+(?:\.(\d+))?)\s*(%?)")


@dataclass(frozen=True)
class Stated:
    """Holds one way to read a stated share: percent, and how far its printed digits reach."""

    percent: Fraction
    tolerance: Fraction


def check_rows(table: Table) -> list[Finding]:
    """Returns what is wrong within the rows and between them and the totals, at most 50 a kind."""
    found: dict[str, list[Finding]] = {}
    for one in (*_limits(table), *_parts(table), *_rates(table), *_totals(table), *_rising(table)):
        found.setdefault(one.code, []).append(one)
    return [one for code, findings in found.items() for one in capped(code, findings)]


def _data(table: Table) -> Iterable[Row]:
    return (one for one in table.rows if not one.reason)


def _cell(table: Table, one: Row, name: str) -> str:
    return address(one.row, table.layout.columns[name])


def _limits(table: Table) -> Iterable[Finding]:
    for one in _data(table):
        for limit in table.template.limits:
            smaller, larger = one.values.get(limit.column), one.values.get(limit.at_most)
            if smaller is not None and larger is not None and smaller > larger:
                said = {"label": one.label, "smaller": plain(smaller), "larger": plain(larger)}
                yield finding(limit.code, table.sheet.name, _cell(table, one, limit.column), **said)


def _parts(table: Table) -> Iterable[Finding]:
    """Yields rows whose passed and failed batches are more than were sampled, or fewer."""
    for one in _data(table):
        for lead in ("", "food_", "produce_"):
            names = [lead + name for name in ("qualified", "failed", "sampled")]
            if not all(name in one.values for name in names):
                continue
            passed, failed, sampled = (one.values[name] for name in names)
            if passed + failed != sampled:
                code = "concluded_above_sampled" if passed + failed > sampled else "concluded_below_sampled"
                said = {"qualified": plain(passed), "failed": plain(failed), "sampled": plain(sampled)}
                rest = plain(abs(sampled - passed - failed))
                cell = _cell(table, one, names[2])
                yield finding(code, table.sheet.name, cell, unit=one.label, rest=rest, **said)


def _totals(table: Table) -> Iterable[Finding]:
    """Yields printed totals that differ from the sum of the rows; a sum with a gap says nothing."""
    for total in (one for one in table.rows if one.reason in ("合计行", "小计行")):
        rows = _added_up(table, total)
        unread = {name for one in rows for name in one.unread}
        for name, printed in total.values.items() if rows else ():
            kept = covering(rows, name) if table.is_monthly else [one for one in rows if name in one.values]
            found = sum((one.values[name] for one in kept), Decimal(0))
            if printed != found and name not in unread:
                yield _differs(table, total, name, printed, found)


def _added_up(table: Table, total: Row) -> list[Row]:
    """Returns the rows a printed total adds up: all of them, or those of its months and of its unit.

    A sub-total of a table without months says nowhere which rows it means.
    """
    rows = list(_data(table))
    if not table.is_monthly:
        return rows if total.reason == "合计行" else []
    if total.reason == "小计行":
        rows = [one for one in rows if one.unit == total.unit]
    span = total.period
    within = [
        one
        for one in rows
        if one.period and span and span.first <= one.period.first and one.period.last <= span.last
    ]
    return within if span else rows


def _rising(table: Table) -> Iterable[Finding]:
    """Yields a doubt about months whose figures only grow, where no printed total tells; fewer months where 累计 is said."""
    rows = sorted(_data(table), key=lambda one: one.period.last if one.period else 0)
    is_single = all(one.period and len(one.period.months) == 1 for one in rows)
    if (
        not table.is_monthly
        or not is_single
        or any(one.values for one in table.rows if one.reason in ("合计行", "小计行"))
    ):
        return
    above = (text for row in table.grid.rows[: table.layout.heading.first_row] for text in row)
    least = _FEW if any("累计" in text for text in (table.sheet.name, *above)) else _MANY
    for unit in dict.fromkeys(one.unit for one in rows):
        own = [one for one in rows if one.unit == unit]
        names = [name for name in own[0].values if table.template.figures[name][0] != "planned"]
        columns = [[one.values.get(name) for one in own] for name in names]
        if (
            len(own) >= least
            and columns
            and all(map(_only_grows, columns))
            and len(set(columns[0])) == len(own)
        ):
            yield finding("summary_looks_cumulative", table.sheet.name, _cell(table, own[0], names[0]))


def _only_grows(values: list[Decimal | None]) -> bool:
    known = [value for value in values if value is not None]
    return len(known) == len(values) and known == sorted(known)


def _differs(table: Table, total: Row, name: str, printed: Decimal, found: Decimal) -> Finding:
    said = {"column": table.template.column(name).header, "printed": plain(printed), "total": plain(found)}
    code = "total_differs"
    if total.reason == "小计行":
        code, said["label"] = "subtotal_differs", total.month_label
    return finding(code, table.sheet.name, _cell(table, total, name), **said)


def _rates(table: Table) -> Iterable[Finding]:
    """Yields stated shares that no reading of the row's own counts gives."""
    rates = [rate for rate in table.template.rates if rate.column in table.layout.columns]
    for one in (one for one in table.rows if one.reason in ("", "合计行")):
        for rate in rates:
            text = table.grid.text(one.row, table.layout.columns[rate.column])
            readings, computed = read_share(text), _computed(one, rate)
            if (
                readings
                and computed
                and not any(_is(said, true) for said in readings for _, _, true in computed)
            ):
                part, whole, share = computed[0]
                yield finding(
                    "rate_differs", table.sheet.name, _cell(table, one, rate.column), unit=one.label,
                    column=re.sub(r"\(%\)$", "", table.template.column(rate.column).header), printed=text,
                    computed=display(share, 2), part=plain(part), whole=plain(whole),
                )  # fmt: skip


def _is(said: Stated, true: Fraction) -> bool:
    return abs(said.percent - true) <= said.tolerance


def _computed(one: Row, rate: Rate) -> list[tuple[Decimal, Decimal, Fraction]]:
    """Returns (part, whole, percent) for every whole of the rate that the row knows."""
    found = []
    for names in rate.wholes:
        if not all(name in one.values for name in names):
            continue
        whole = sum((one.values[name] for name in names), Decimal(0))
        part = one.values.get(rate.part)
        if part is None and rate.complement in one.values:
            part = whole - one.values[rate.complement]
        if part is not None and whole > 0:
            found.append((part, whole, Fraction(part) * 100 / Fraction(whole)))
    return found


def read_share(text: str) -> list[Stated]:
    """Returns the ways to read a stated share: 97.4 and 97.4% as they stand, 0.974 also as a part of one.

    The tolerance is half a unit of the last printed digit.
    """
    match = _PERCENT.fullmatch(clean_text(text))
    if match is None:
        return []
    number, places = Fraction(match[1]), len(match[2] or "")
    readings = [Stated(number, Fraction(1, 2 * 10**places))]
    if not match[3] and number <= 1:
        readings.append(Stated(number * 100, Fraction(1, 2 * 10 ** max(places - 2, 0))))
    return readings
