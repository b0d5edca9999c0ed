"""Settles whom a file comes from and which period it covers: from the file, or as declared."""

from dataclasses import dataclass
from datetime import date

from domain.finding import Finding
from domain.jurisdiction import Jurisdiction, Unit
from domain.period import Period
from loaders.dates import parse_date, read_period, year_in
from loaders.messages import finding
from loaders.template import Context
from loaders.words_around import period_of_titles


@dataclass(frozen=True)
class Settled:
    """Holds the unit and the period that were settled on, and what was wrong on the way."""

    unit: Unit | None
    period: Period | None
    findings: tuple[Finding, ...]


def declared_unit(context: Context) -> tuple[Unit | None, list[Finding]]:
    """Returns the unit that the sender declared; a finding names the nearest ones for an unknown."""
    said = context.declared.unit
    if not said:
        return None, []
    unit = context.jurisdiction.resolve(said)
    return unit, [] if unit else [unknown_unit(context.jurisdiction, said)]


def unknown_unit(jurisdiction: Jurisdiction, said: str, sheet: str = "") -> Finding:
    """Returns the finding for a unit name that fits no unit, with the nearest names."""
    nearest = "、".join(jurisdiction.suggest(said))
    hint = f"是否为:{nearest}" if nearest else f"{jurisdiction.name}没有相近的单位"
    return finding("unknown_unit", sheet, found=said, hint=hint)


def settle_unit(context: Context, said: str, sheet: str) -> tuple[Unit | None, list[Finding]]:
    """Returns the unit a form is from; the declared one stands in for a missing or unknown name."""
    declared, findings = declared_unit(context)
    if findings:
        return None, findings
    written = context.jurisdiction.resolve(said) if said else None
    if declared and written and declared != written:
        return None, [finding("unit_mismatch", sheet, found=written.name, declared=declared.name)]
    if declared:
        if said and written is None:
            findings.append(finding("unit_as_declared", sheet, found=said, declared=declared.name))
        return declared, findings
    if written is None:
        problem = unknown_unit(context.jurisdiction, said, sheet) if said else finding("unit_missing", sheet)
        return None, [problem]
    return written, findings


def settle_period(
    context: Context, labels: dict[str, str], titles: list[str], sheet: str, is_cumulative: bool
) -> tuple[Period | None, list[Finding]]:
    """Returns the period of a form: its 统计时间, with the year from elsewhere when left out."""
    declared = context.declared.period
    said = labels.get("period", "")
    found = _written_period(said, labels.get("reported", ""), titles, is_cumulative)
    if found is None and declared is None and not any(sign.isdigit() for sign in said):
        named = period_of_titles(titles, is_cumulative)
        if named is not None:
            period, title = named
            return period, [finding("period_from_title", sheet, found=title, period=period.chinese)]
    if found is None and declared is None:
        code = "period_unreadable" if any(sign.isdigit() for sign in said) else "period_missing"
        return None, [finding(code, sheet, found=said)]
    if found is None:
        assert declared is not None
        period = Period.year_to_date(declared.last) if is_cumulative else declared
        return period, [finding("period_as_declared", sheet, period=period.chinese)]
    if declared is not None and not _agree(declared, found):
        return None, [finding("period_mismatch", sheet, found=found.chinese, declared=declared.chinese)]
    findings = []
    if found.last > date.today().year * 100 + date.today().month:
        findings.append(finding("period_in_future", sheet, found=Period.of_month(found.last).chinese))
    if is_cumulative and not found.is_cumulative:
        findings.append(finding("not_cumulative", sheet, found=found.chinese))
    return found, findings


def _agree(declared: Period, found: Period) -> bool:
    same_start = declared.first in (declared.last, found.first)
    return declared.last == found.last and same_start


def _written_period(said: str, reported: str, titles: list[str], is_cumulative: bool) -> Period | None:
    if not any(sign.isdigit() for sign in said) and "年" not in said:
        return None
    title_year = next((year for title in titles if (year := year_in(title))), None)
    found = read_period(said, title_year, is_cumulative)
    if found is None and (day := _report_day(reported)):
        year, month = day
        found = read_period(said, year, is_cumulative)
        if found is not None and found.last > year * 100 + month:
            # reported in January on the year before
            found = read_period(said, year - 1, is_cumulative)
    return found


def _report_day(reported: str) -> tuple[int, int] | None:
    if day := parse_date(reported):
        return day.year, day.month
    period = read_period(reported)
    return (period.last // 100, period.last % 100) if period else None
