"""Declares YC-02: the pass rate of farm produce as a working target (004 一)."""

from dataclasses import replace

from metrics.indicators.yc_12 import INDICATOR as SAME_QUANTITY

INDICATOR = replace(SAME_QUANTITY, indicator_id="YC-02", short="农产品合格率（工作目标）")
