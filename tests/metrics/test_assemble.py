"""Shows that a verdict says the same words in the same order, however its figure was put together."""

from decimal import Decimal

from domain.jurisdiction import Unit
from domain.period import Period
from metrics.assemble import assemble
from metrics.figure import Figure
from metrics.indicators import indicators

UNIT = Unit("u", "", "甲县", "county", "root")


def test_what_is_left_out_stands_in_one_order() -> None:
    left_out = {"复检合格": 2, "未到期": 47, "快检": 2}
    turned = dict(reversed(left_out.items()))
    found = [
        assemble(
            indicators()["YC-14"],
            UNIT,
            (Period.year_to_date(202610), "ytd"),
            (Figure(True, Decimal(3), Decimal(4), excluded=one),) * 2,
            (),
        )
        for one in (left_out, turned)
    ]
    assert [list(verdict.excluded) for verdict in found] == [["未到期", "复检合格", "快检"]] * 2
    assert repr(found[0]) == repr(found[1])
