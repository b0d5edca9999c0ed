"""Builds indicators of inspection coverage: counted from register and ledger, else from the return."""

from dataclasses import replace
from fractions import Fraction

from metrics.indicator import Example, Indicator
from metrics.returned import Words, returned

_METHOD = (
    "有监管主体名录和监督检查台账的单位按台账计算：分母是名录里在营的主体，分子是其中在时段内检查（考核）过的，"
    "按主体去重（先认统一社会信用代码，再认许可证编号，都没有的在同一单位内认名称），不按次数；"
    "由名录所在的单位计，全市同一主体只计一家；不在名录里的检查单列，不计入。没有的按填报的年初以来累计数，各月不相加。"
)


def covered(indicator_id: str, words: Words, computed_by: str, left_over: str, example: Example) -> Indicator:
    """Returns a share of distinct subjects; `computed_by` names its figure, `left_over` the rest of the denominator."""
    base = returned(
        indicator_id, words, (example.numerator, example.denominator, example.words), is_stock=True
    )
    return replace(
        base, method=words.method + _METHOD, example=example, computed_by=computed_by, left_over=left_over
    )


def worked(
    registered: tuple[dict, ...], visits: tuple[dict, ...], reached: tuple[int, int], words: str
) -> Example:
    """Returns a worked example of register rows and visits; `reached` is numerator and denominator."""
    rows = {"entity_register": registered, "inspections": visits}
    return Example(rows, 202012, *reached, Fraction(100 * reached[0], reached[1]), words)
