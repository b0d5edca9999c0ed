"""Measures the slides of a pack against bare python-pptx making as many charts and tables, in turn.

    python bench/pack.py --runs 7

Both write the same number of charts (same places and series), tables (same rows and columns)
and slides; the bare run sets no font, colour, label or line of a target.
"""

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from domain.period import Period
from domain.state import State
from exports.pack import Pack, Versions
from exports.packing import PackInput, build_pack
from exports.slides import to_pptx
from metrics.indicator import Example, Indicator
from metrics.result import Judged, Verdict

INDICATORS, UNITS = 20, 14


@dataclass(frozen=True)
class Slide:
    """Holds what one slide of the pack shows: its charts as (places, series), its tables as (rows, columns)."""

    charts: tuple[tuple[list[str], list[tuple[str, list]]], ...]
    tables: tuple[list[list[str]], ...]


def main() -> None:
    """Prints the median time of both and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    pack = _pack()
    slides = _slides(to_pptx(pack))
    charts, tables = sum(len(s.charts) for s in slides), sum(len(s.tables) for s in slides)
    ours, bare = [], []
    _bare(slides)
    for _ in range(options.runs):
        bare.append(_timed(lambda: _bare(slides)))
        ours.append(_timed(lambda: to_pptx(pack)))
    first, second = statistics.median(bare), statistics.median(ours)
    print(f"{len(slides)} slides, {charts} charts, {tables} tables; median of {options.runs}")
    print(f"bare python-pptx {first:.3f} s, pack {second:.3f} s, ratio {second / first:.2f}")


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _pack() -> Pack:
    indicators = [_indicator(place) for place in range(INDICATORS)]
    return build_pack(
        PackInput(
            title="示例市食品安全指标通报（虚构）",
            jurisdiction="示例市",
            root_id="0",
            period=Period.year_to_date(202610),
            period_words="2026年1—10月 累计",
            as_of=date(2026, 10, 31),
            made_at=datetime(2026, 11, 2),
            indicators=indicators,
            verdicts=[_verdict(one, unit) for one in indicators for unit in range(UNITS + 1)],
            versions=Versions("0", "0"),
        )
    )


def _indicator(place: int) -> Indicator:
    example = Example({}, 202610, 1, 1, Fraction(1), "")
    return Indicator(f"B-{place:02d}", f"示例指标{place}", "a", "b", 100, "%", 2, "示例口径。", example)


def _verdict(indicator: Indicator, unit: int) -> Verdict:
    good = 9_700 + (unit * 37 + len(indicator.indicator_id)) % 290
    state = State.MET if good >= 9_800 else State.MISSED
    target = Judged(
        "T", "D", "示例文件", "一", ">=", Decimal(98), "考核底线", "否决", False, False, state, None, None, 0
    )
    return Verdict(
        unit_id=str(unit),
        unit=f"示例{unit}县" if unit else "示例市",
        unit_code="",
        indicator=indicator.indicator_id,
        label=indicator.label,
        measured_in="%",
        period=Period.year_to_date(202610),
        window="ytd",
        numerator=Decimal(good),
        denominator=Decimal(10_000),
        value=Fraction(good, 100),
        display=f"{good / 100:.2f}",
        state=state,
        state_word="",
        targets=(target,),
    )


def _slides(content: bytes) -> list[Slide]:
    """Returns what our file holds, read back, so that the bare run makes exactly as much."""
    found = []
    for slide in Presentation(io.BytesIO(content)).slides:
        charts = [shape.chart for shape in slide.shapes if shape.has_chart]
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        found.append(Slide(tuple(map(_chart, charts)), tuple(map(_table, tables))))
    return found


def _chart(chart: object) -> tuple[list[str], list[tuple[str, list]]]:
    series = [(one.name, list(one.values)) for plot in chart.plots for one in plot.series]
    return [str(name) for name in chart.plots[0].categories], series


def _table(table: object) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def _bare(slides: list[Slide]) -> bytes:
    """Returns a presentation made with python-pptx's own calls alone."""
    deck = Presentation()
    for one in slides:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = "示例指标"
        for categories, series in one.charts:
            data = CategoryChartData()
            data.categories = categories
            for name, values in series:
                data.add_series(name, values)
            slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Pt(36), Pt(90), Pt(600), Pt(380), data)
        for rows in one.tables:
            shape = slide.shapes.add_table(len(rows), len(rows[0]), Pt(36), Pt(90), Pt(600), Pt(380))
            for row, texts in enumerate(rows):
                for column, text in enumerate(texts):
                    shape.table.cell(row, column).text = text
    memory = io.BytesIO()
    deck.save(memory)
    return memory.getvalue()


if __name__ == "__main__":
    main()
