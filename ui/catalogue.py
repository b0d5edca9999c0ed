"""Names the indicators for pickers and heads: unique names, classes, targets, where rows come from."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from metrics.indicator import POPULATION, Indicator
from ui.words import CLASS_ORDER, COVERAGE_SOURCES, MEASURES, NO_TARGET_GROUP, SOURCES

_SIGNS = {">=": "≥", "<=": "≤", "=": "=", "<": "<", ">": ">"}


@dataclass(frozen=True)
class Item:
    """Holds one indicator as the screen knows it.

    `name` is unique among the indicators shown; `target_class` is 否决, 关键, 一般, 无 or empty
    where no target judges it; `line` its own target as ≥4; `counted_in` the unit of its
    numerator (批次, 件); `table` the fact table its rows stand in.
    """

    indicator: Indicator
    name: str
    target_class: str
    tier: str
    operator: str
    target: Decimal | None
    counted_in: str
    table: str

    @property
    def indicator_id(self) -> str:
        """Returns the indicator's id."""
        return self.indicator.indicator_id

    @property
    def short(self) -> str:
        """Returns the short label for heads."""
        return self.indicator.short or self.indicator.label

    @property
    def line(self) -> str:
        """Returns the target with its sign, or nothing."""
        if self.target is None:
            return ""
        return f"{_SIGNS[self.operator]}{self.target.normalize():f}"

    @property
    def group(self) -> str:
        """Returns the group its column stands under: 否决项, 关键项, 一般项, 工作目标 …"""
        if self.target is None:
            return NO_TARGET_GROUP
        return self.tier if self.target_class == "无" else f"{self.target_class}项"

    @property
    def heading(self) -> str:
        """Returns class and target for a page's head: 否决项 ≥98 %."""
        unit = self.indicator.measured_in
        return f"{self.group} {self.line} {unit}" if self.line else f"单位：{unit}"

    @property
    def rank(self) -> int:
        """Returns how heavily it weighs, 0 for veto items; figures without a target come last."""
        return CLASS_ORDER.index(self.target_class) if self.target_class in CLASS_ORDER else len(CLASS_ORDER)

    @property
    def source(self) -> str:
        """Returns the name of the sheets its rows come from."""
        if self.indicator.left_over:  # counted from ledger and register, where they came
            return COVERAGE_SOURCES
        return SOURCES[self.table]


def with_unique_names(items: list[Item]) -> tuple[Item, ...]:
    """Returns the items heaviest first, names that stand twice told apart by class or id."""
    for tell_apart in (lambda i: i.group, lambda i: i.indicator_id):
        counts = Counter(item.name for item in items)
        items = [
            Item(**{**vars(item), "name": f"{item.name}（{tell_apart(item)}）"})
            if counts[item.name] > 1
            else item
            for item in items
        ]
    return tuple(sorted(items, key=lambda item: (item.rank, *_place_on_form(item))))


def is_per_head(item: Item) -> bool:
    """Tells whether a figure is divided by a population, so that the switch makes sense."""
    return item.indicator.denominator == POPULATION


def _place_on_form(item: Item) -> tuple[int, bool]:
    """Returns where the form has the figure's column; a rate stands behind its own numerator."""
    forms = list(MEASURES)
    place = forms.index(item.indicator.numerator) if item.indicator.numerator in forms else -1
    return (place, item.indicator.denominator is not None)


def columns_of(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Returns the items that need a column of their own: an equal target on an equal figure is one."""
    seen: set[tuple] = set()
    shown = []
    for item in items:
        key = (item.indicator.quantity, item.operator, item.target)
        if key not in seen:
            seen.add(key)
            shown.append(item)
    return tuple(shown)
