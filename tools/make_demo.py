"""Makes the fictional workbooks of 示例市 in the layouts offices really use.

Run ``python tools/make_demo.py OUT``; the same seed gives the same files, byte for byte.
"""

import argparse
import random
import sys
from pathlib import Path

if __name__ == "__main__":  # run as a script: the house itself is not on the path yet
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from metrics.indicators import indicators
from metrics.standard import load_standard
from tools.demo_credit import write_penalties, write_tiers
from tools.demo_forms import LINES, SPLIT, case_totals, write_case_form, write_returns
from tools.demo_inspections import write_inspections
from tools.demo_last_year import write_last_year
from tools.demo_ledgers import (
    write_agriculture,
    write_disposals,
    write_national,
    write_plain,
    write_published,
)
from tools.demo_population import write_population
from tools.demo_records import write_records
from tools.demo_returns import write_register
from tools.demo_story import COUNTIES, YEAR, Sample, Year, tell
from tools.demo_typical import write_cases, write_leads

SEED = 2026
FIRST_CASE_MONTH = 4
LAST_MONTH = 10
# 庚县 sends nothing for the last month, 辛县 left out August.
UNSENT_CASE_FORMS = {("庚县", 10), ("辛县", 8)}
# Counties whose case form splits 食品安全违法 into sub-type rows.
SPLITTING = {"乙县", "戊县"}


def make_demo(folder: Path, seed: int = SEED) -> list[Path]:
    """Writes every demo workbook into the folder and returns their paths in loading order."""
    folder.mkdir(parents=True, exist_ok=True)
    year = tell(seed)
    jurisdiction = load_jurisdiction(JURISDICTIONS / "demo")
    paths = [write_population(folder / "人口_示例市.xlsx", jurisdiction)]
    paths += _sampling(folder, year)
    paths += [
        write_disposals(folder / f"核查处置台账_{county}.xlsx", county, tasks)
        for county, tasks in year.tasks.items()
    ]
    paths += _case_forms(folder, seed)
    # The zone had nothing to dispose of: it says so with a return of 0 out of 0.
    zone = COUNTIES[-1].name
    paths.append(write_returns(folder / f"指标报表_{zone}.xlsx", [(zone, f"{YEAR}年1-10月", "YC-14", 0, 0)]))
    paths.append(write_register(folder / "指标报表_示例市.xlsx", seed))
    paths += write_last_year(folder, seed)
    paths.append(write_penalties(folder / "行政处罚台账_示例市.xlsx", seed))
    paths.append(write_tiers(folder / "信用分级表_示例市.xlsx", seed))
    paths += write_inspections(folder, seed)
    paths.append(write_cases(folder / "典型案件_示例市.xlsx"))
    paths.append(write_leads(folder / "重要线索_示例市.xlsx"))
    standard = load_standard(jurisdiction, indicators())
    assert standard is not None
    paths.append(write_records(folder / "记录_示例市.csv", jurisdiction, standard, seed))
    return paths


def _sampling(folder: Path, year: Year) -> list[Path]:
    market = {county.name: _of(year, county.name, "市场监管") for county in COUNTIES}
    national = [s for county in COUNTIES if county.shape == "national" for s in market[county.name]]
    paths = [write_national(folder / "抽检结果导出_示例市.xlsx", national)]
    for index, county in enumerate(COUNTIES):
        if county.shape == "plain":
            path = folder / f"抽检台账_{county.name}.xlsx"
            paths.append(write_plain(path, county.name, index, market[county.name]))
    farm = [sample for county in COUNTIES for sample in _of(year, county.name, "农业农村")]
    paths.append(write_agriculture(folder / "农产品监督抽查台账_示例市农业农村局.xlsx", farm))
    return paths + write_published(folder, batches=64, failed=4)


def _of(year: Year, county: str, department: str) -> list[Sample]:
    return [sample for sample in year.samples[county] if sample.department == department]


def _case_forms(folder: Path, seed: int) -> list[Path]:
    paths = []
    for index, county in enumerate(COUNTIES):
        lines = SPLIT + LINES[1:] if county.name in SPLITTING else LINES
        history = case_totals(lines, LAST_MONTH, random.Random(seed * 1000 + index))
        for month in range(FIRST_CASE_MONTH, LAST_MONTH + 1):
            if (county.name, month) in UNSENT_CASE_FORMS:
                continue
            path = folder / f"铁拳案件统计表_{county.name}_{YEAR}{month:02d}.xlsx"
            sender, period = f"{county.name}市场监督管理局", YEAR * 100 + month
            paths.append(write_case_form(path, sender, period, lines, history[month - 1]))
    return paths


def main() -> None:
    """Reads the folder from the command line and says what was written."""
    parser = argparse.ArgumentParser(description="生成示例市的虚构演示表格")
    parser.add_argument("folder", type=Path, help="存放文件夹")
    parser.add_argument("--seed", type=int, default=SEED, help="随机种子")
    arguments = parser.parse_args()
    written = make_demo(arguments.folder, arguments.seed)
    print(f"已生成 {len(written)} 个文件，存放于 {arguments.folder}")


if __name__ == "__main__":
    main()
