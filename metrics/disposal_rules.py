"""Reads the day marks of disposal from a jurisdiction's folder: settings, never a rule of the house."""

from domain.config import line_of, read_toml, unknown_key
from domain.finding import Refusal
from domain.jurisdiction import Jurisdiction
from metrics.disposal_result import CALENDAR, WORKING, DisposalRules

FILE = "disposal.toml"
_DAYS = ("start", "control", "completion", "near_days")
_KEYS = {*_DAYS, "day_kind", "label"}


def load_rules(jurisdiction: Jurisdiction) -> DisposalRules:
    """Returns the settings of a jurisdiction, the usual ones where its folder has no disposal.toml.

    Raises Refusal that names file and line for an unknown key or an impossible value.
    """
    path = jurisdiction.folder / FILE
    if not path.exists():
        return DisposalRules()
    given = read_toml(path, {"clock"}).get("clock", {})
    for key in given:
        if key not in _KEYS:
            raise unknown_key(path, key, _KEYS)
    for key in set(given) & set(_DAYS):
        if not isinstance(given[key], int) or isinstance(given[key], bool) or given[key] < 0:
            raise _refused(path.name, line_of(path, rf"^\s*{key}\b"), f"“{key}”应为不小于 0 的整数")
    if given.get("day_kind", CALENDAR) not in (CALENDAR, WORKING):
        line = line_of(path, r"^\s*day_kind\b")
        raise _refused(path.name, line, f"“day_kind”应为 {CALENDAR}（自然日）或 {WORKING}（工作日）")
    return DisposalRules(**given)


def _refused(name: str, line: int, problem: str) -> Refusal:
    return Refusal(f"{name} 第 {line} 行：{problem}。请改正后重试。", "bad_config")
