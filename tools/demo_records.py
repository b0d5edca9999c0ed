"""Makes what people of 示例市 recorded by hand: evidence about items and campaigns, reports received."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from domain.jurisdiction import Jurisdiction
from metrics.standard import Standard
from tools.demo_story import COUNTIES, YEAR

COLUMNS = ("subject", "unit", "year", "state", "text", "done_on")
CITY = "示例市"
# How much of the evidence a county has in hand; the rest is still missing.
DILIGENCE = {"甲县": 1.0, "乙县": 0.9, "丙县": 0.95, "丁县": 0.6, "庚县": 0.4, "示例开发区": 0.5}


def write_records(path: Path, jurisdiction: Jurisdiction, standard: Standard, seed: int) -> Path:
    """Writes the records as CSV; the same seed gives the same records."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(_rows(jurisdiction, standard, random.Random(seed)))
    return path


def _rows(jurisdiction: Jurisdiction, standard: Standard, chance: random.Random) -> Iterator[tuple]:
    for unit in (CITY, *(county.name for county in COUNTIES)):
        for item in standard.items:
            if item.needs_evidence:
                yield from _entry(item.subject, unit, item.evidence, chance)
        for campaign in standard.campaigns:
            if not campaign.indicators:
                yield from _entry(campaign.subject, unit, "行动总结", chance)
    for report in jurisdiction.reports:
        for county in COUNTIES[:6]:
            if report.due_on.month == 10:
                day = 10 if county.name != "丁县" else 15
                yield (report.subject, county.name, YEAR, "done", "收到书面报告(虚构)", f"{YEAR}-10-{day}")


def _entry(subject: str, unit: str, what: str, chance: random.Random) -> Iterator[tuple]:
    luck = chance.random()
    if luck > DILIGENCE.get(unit, 0.8):
        return
    state = "partly" if luck > DILIGENCE.get(unit, 0.8) - 0.06 else "done"
    day = f"{YEAR}-{chance.randint(3, 10):02d}-{chance.randint(1, 28):02d}"
    yield (subject, unit, YEAR, state, f"{what or '材料'}已归档(虚构)", day)
