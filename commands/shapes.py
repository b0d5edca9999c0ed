"""Shapes results as plain JSON values: numbers as numbers, months as 2021-04, units by name."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from domain.finding import Refusal
from domain.jurisdiction import UNPLACED, UNPLACED_NAME, Jurisdiction
from domain.period import Period
from metrics.result import Judged, Verdict

_MONTHS = ("month", "first_month", "last_month")


def plain(value: object) -> object:
    """Returns a value as JSON can hold it; exact numbers become integers or floats."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal | Fraction):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, datetime | date):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def record_json(record: Mapping[str, object], jurisdiction: Jurisdiction) -> dict:
    """Returns a stored row: unit by name, row number as `row`, months as 2021-04."""
    shaped: dict[str, object] = {}
    for name, value in record.items():
        if name in _MONTHS:
            shaped["period" if name == "month" else name] = iso_month(value)
        elif name == "unit_id":
            shaped["unit"] = jurisdiction.unit(str(value)).name
        else:
            shaped["row" if name == "row_no" else name] = plain(value)
    return shaped


def iso_month(value: object) -> str | None:
    """Returns yyyymm as 2021-04."""
    return Period.of_month(int(str(value))).iso if value is not None else None


def verdict_json(verdict: Verdict) -> dict:
    """Returns one verdict as `verdicts --json` prints it."""
    return {
        "unit": verdict.unit,
        "unit_code": verdict.unit_code,
        "indicator": verdict.indicator,
        "label": verdict.label,
        "measured_in": verdict.measured_in,
        "period": verdict.period.iso,
        "window": verdict.window,
        "numerator": plain(verdict.numerator),
        "denominator": plain(verdict.denominator),
        "value": plain(verdict.value),
        "display": verdict.display,
        "targets": [_judged_json(line) for line in verdict.targets],
        "state": plain(verdict.state),
        "state_word": verdict.state_word,
        "reasons": list(verdict.reasons),
        "excluded": dict(verdict.excluded),
        "apart": dict(verdict.apart),
        "population": _population_json(verdict),
        "month": {
            "numerator": plain(verdict.month_numerator),
            "value": plain(verdict.month_value),
            "display": verdict.month_display,
        },
        "missing_months": [iso_month(month) for month in verdict.missing_months],
        "source": verdict.source,
        "interval": None if verdict.interval is None else [round(end, 2) for end in verdict.interval],
        "small": verdict.is_small,
        "trial": verdict.is_trial,
    }


def _judged_json(line: Judged) -> dict:
    pace = line.pace
    return {
        "id": line.target_id,
        "document": line.document,
        "document_title": line.document_title,
        "clause": line.clause,
        "operator": line.operator,
        "value": plain(line.value),
        "tier": line.tier,
        "class": line.target_class,
        "draft": line.is_draft,
        "carried_over": line.is_carried_over,
        "state": plain(line.state),
        "gap": plain(line.gap),
        "shortfall": line.shortfall,
        "short_months": [iso_month(month) for month in line.short_months],
        "unsent_months": [iso_month(month) for month in line.unsent_months],
        "pace": None
        if pace is None
        else {
            "expected": plain(pace.expected),
            "on_pace": pace.on_pace,
            "met_in_full": pace.met_in_full,
            "needed_per_month": pace.per_month,
        },
    }


def _population_json(verdict: Verdict) -> dict | None:
    found = verdict.population
    if found is None:
        return None
    return {
        "people": found.people,
        "kind": found.kind,
        "year": found.year,
        "precision": found.precision,
        "source": found.source,
    }


def unit_ids(jurisdiction: Jurisdiction, name: str | None) -> list[str] | None:
    """Returns the unit a person named as a list of one id, None for all; refuses unknown names."""
    if name is None:
        return None
    if name in (UNPLACED, UNPLACED_NAME):
        return [UNPLACED]
    unit = jurisdiction.resolve(name)
    if unit is None:
        near = "、".join(jurisdiction.suggest(name)) or "无相近名称"
        raise Refusal(f"没有名为“{name}”的单位。相近的有：{near}。", "unknown_unit")
    return [unit.unit_id]
