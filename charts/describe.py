"""Turns results into descriptions of charts: units ranked, months in a row, parts of a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from charts.description import Category, Description, Kind, Point, Role, Series, Target, Weight, point_of
from charts.style import Caption
from charts.targets import pace_label, targets_of
from domain.jurisdiction import UNPLACED
from metrics.result import Verdict
from ui.tokens import mark_of
from ui.words import LAST_YEAR, PACE, amount_words, number

LEVELS = ("国家任务", "省级任务")  # of all that is listed apart only these exclude each other
OTHER_LEVELS = "市县及其他任务"
_MONTHS = [f"{count}月" for count in range(1, 13)]


def ranked(verdicts: Sequence[Verdict], root_id: str) -> list[Verdict]:
    """Returns the whole jurisdiction first, then the units from the highest value down, silent ones after them, 未识别 last."""
    return sorted(
        verdicts,
        key=lambda v: (
            v.unit_id != root_id,
            v.unit_id == UNPLACED,
            v.value is None,
            -(v.value or 0),
            v.unit_code,
        ),
    )


def describe_ranking(
    verdicts: Sequence[Verdict],
    caption: Caption,
    root_id: str,
    finding: str = "",
    marks: Sequence[str] = (),
) -> Description:
    """Returns the units ranked by one figure, with every line that judges it.

    The jurisdiction's own plain sum leaves the bars and stands in `total`. Shares with a target
    start at that target, everything else at zero.
    """
    rows = ranked(verdicts, root_id)
    total = _total(rows, root_id)
    rows = [verdict for verdict in rows if verdict is not total]
    targets = targets_of(rows)
    return Description(
        Kind.RANKED,
        caption.title,
        caption.subtitle,
        caption.measured_in,
        finding,
        caption.source,
        caption.as_of,
        tuple(Category(verdict.unit_id, verdict.unit) for verdict in rows),
        (Series(caption.title, Role.OWN, tuple(point_of(v, _detail(v)) for v in rows)),),
        targets,
        _base(rows, targets),
        point_of(total) if total else None,
        tuple(marks),
    )


def describe_trend(
    months: Sequence[Verdict],
    last_year: Sequence[Verdict],
    caption: Caption,
    finding: str = "",
    marks: Sequence[str] = (),
) -> Description:
    """Returns one unit's twelve months: its own, the pace due, last year's; target lines without the pace."""
    series = [
        Series(_year_name(months), Role.OWN, _by_month(months)),
        Series(PACE, Role.PACE, _paces(months)),
        Series(LAST_YEAR, Role.PAST, _by_month([v for v in last_year if v.value is not None])),
    ]
    return Description(
        Kind.TREND,
        caption.title,
        caption.subtitle,
        caption.measured_in,
        finding,
        caption.source,
        caption.as_of,
        tuple(Category(str(place + 1), name) for place, name in enumerate(_MONTHS)),
        tuple(series),
        tuple(target for target in targets_of(months[-1:]) if target.weight is not Weight.PACE),
        marks=tuple(marks),
    )


def describe_stack(
    parts: Mapping[str, Sequence[int | Decimal | None]],
    names: Sequence[str],
    caption: Caption,
    finding: str = "",
    marks: Sequence[str] = (),
) -> Description:
    """Returns counts stacked by part (国家任务, 省级任务 …), one stack for every name; None stays empty."""
    series = tuple(
        Series(part, Role.PART, tuple(_count(value) for value in values)) for part, values in parts.items()
    )
    return Description(
        Kind.STACKED,
        caption.title,
        caption.subtitle,
        caption.measured_in,
        finding,
        caption.source,
        caption.as_of,
        tuple(Category(str(place), name) for place, name in enumerate(names)),
        series,
        marks=tuple(marks),
    )


def describe_levels(
    verdicts: Sequence[Verdict], caption: Caption, root_id: str, finding: str = "", marks: Sequence[str] = ()
) -> Description | None:
    """Returns each unit's count split by who ordered it: 国家任务, 省级任务 and the rest.

    None where nothing is listed apart or nobody reported. A silent unit has empty parts, never zero.
    """
    rows = [verdict for verdict in ranked(verdicts, root_id) if verdict.unit_id != root_id]
    labels = tuple(label for label in LEVELS if any(label in verdict.apart for verdict in rows))
    known = {v.unit_id: v for v in rows if v.numerator is not None and v.value is not None}
    if not labels or not known:
        return None
    parts: dict[str, list[int | Decimal | None]] = {
        label: [v.apart.get(label, 0) if v.unit_id in known else None for v in rows] for label in labels
    }
    parts[OTHER_LEVELS] = [
        v.numerator - sum(v.apart.get(label, 0) for label in labels)
        if v.unit_id in known and v.numerator is not None
        else None
        for v in rows
    ]
    if any(value is not None and value < 0 for value in parts[OTHER_LEVELS]):
        return None  # the parts are of another population than the figure: no stack can show them
    described = describe_stack(parts, [verdict.unit for verdict in rows], caption, finding, marks)
    categories = tuple(
        Category(v.unit_id, v.unit, "" if v.unit_id in known else f"{mark_of(v.state).shape}{v.state_word}")
        for v in rows
    )
    return replace(described, categories=categories)


def _total(rows: Sequence[Verdict], root_id: str) -> Verdict | None:
    """Returns the jurisdiction's own row where it is a plain sum, which would dwarf every unit's bar."""
    own = next((verdict for verdict in rows if verdict.unit_id == root_id), None)
    is_sum = own is not None and own.value is not None and own.denominator is None
    return own if is_sum and len(rows) > 1 else None


def _base(rows: Sequence[Verdict], targets: Sequence[Target]) -> Fraction:
    is_share = bool(rows) and rows[0].measured_in == "%"
    own = [judged for verdict in rows for judged in verdict.targets[:1]]
    return Fraction(own[0].value) if is_share and own and targets else Fraction(0)


def _detail(verdict: Verdict) -> str:
    return "" if verdict.value is None or verdict.denominator is None else amount_words(verdict)


def _year_name(months: Sequence[Verdict]) -> str:
    return f"{months[-1].period.year}年" if months else "本年"


def _by_month(verdicts: Sequence[Verdict]) -> tuple[Point | None, ...]:
    found = {verdict.period.last % 100: point_of(verdict) for verdict in verdicts}
    return tuple(found.get(place) for place in range(1, 13))


def _paces(months: Sequence[Verdict]) -> tuple[Point | None, ...]:
    due = {v.period.last % 100: v.targets[0].pace.expected for v in months if v.targets and v.targets[0].pace}
    return tuple(
        Point(due[place], pace_label(due[place]).split(" ")[-1]) if place in due else None
        for place in range(1, 13)
    )


def _count(value: int | Decimal | None) -> Point | None:
    return None if value is None else Point(Fraction(value), number(value))
