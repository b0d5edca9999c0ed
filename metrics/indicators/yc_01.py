"""Declares YC-01: batches per thousand people in the year as a working target (004 一)."""

from dataclasses import replace

from metrics.indicators.yc_09 import INDICATOR as SAME_QUANTITY

INDICATOR = replace(
    SAME_QUANTITY, indicator_id="YC-01", label="农产品和食品抽检量", short="抽检量（工作目标）"
)
