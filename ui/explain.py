"""Explains a figure: 口径, clause, what was left out, which population, and the worked example."""

from domain.state import State
from metrics.result import Verdict
from ui.catalogue import Item
from ui.sentences import own_target
from ui.table import Cell, Column, Grid, Row
from ui.words import FACT_COLUMNS, FACT_VALUES, SOURCES, YES_NO, number


def facts_about(verdict: Verdict, item: Item) -> list[tuple[str, str]]:
    """Returns name and words of everything that stands behind a figure."""
    pairs = [("口径", item.indicator.method)]
    for judged in verdict.targets:
        carried = "（沿用）" if judged.is_carried_over else ""
        pairs.append((judged.words, f"{judged.document_title} {judged.clause}{carried}"))
    has_counts = item.indicator.has_counts and verdict.numerator is not None
    pairs += [("分子/分母", _amounts(verdict))] if has_counts else []
    pairs += [("人口", verdict.population.words)] if verdict.population else []
    pairs += [("其中单列", counts(verdict.apart))] if verdict.apart else []
    pairs += [("不计入", counts(verdict.excluded))] if verdict.excluded else []
    pairs += [("说明", "；".join(verdict.reasons))] if verdict.reasons else []
    return pairs


def counts(found: dict[str, int]) -> str:
    """Returns counts by reason in words: 快检 120、未出结果 35."""
    return "、".join(f"{reason} {number(count)}" for reason, count in found.items())


def _amounts(verdict: Verdict) -> str:
    if verdict.denominator is None:
        return number(verdict.numerator)
    return f"{number(verdict.numerator)} ÷ {number(verdict.denominator)}"


def standing_pairs(verdict: Verdict, item: Item) -> list[tuple[str, str]]:
    """Returns the unit's standing against every target, in words."""
    judged = own_target(verdict)
    if judged is None or verdict.state in (State.NOT_REPORTED, None):
        return []
    return [
        (t.words, f"差 {number(t.shortfall)} {item.counted_in}" if t.shortfall else "")
        for t in verdict.targets
    ]


def example_grids(item: Item) -> list[Grid]:
    """Returns the rows of the worked example, one table a kind of sheet."""
    return [_example_grid(table, rows) for table, rows in item.indicator.example.rows.items()]


def _example_grid(table: str, rows: tuple[dict[str, object], ...]) -> Grid:
    names = [name for name in FACT_COLUMNS if any(name in row for row in rows)]
    columns = [Column(FACT_COLUMNS[name], align="left") for name in names]
    shown = [
        Row(str(i), [Cell(_example_text(row.get(name))) for name in names]) for i, row in enumerate(rows, 1)
    ]
    return Grid(f"算例 {SOURCES.get(table, table)}", SOURCES.get(table, table), columns, shown)


def _example_text(value: object) -> str:
    if isinstance(value, bool):
        return YES_NO[value]
    return "" if value is None else FACT_VALUES.get(str(value), str(value))
