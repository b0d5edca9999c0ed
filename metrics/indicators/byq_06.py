"""Declares BYQ-06: the pass rate of farm produce (002 二(八)7)."""

from dataclasses import replace

from metrics.indicators.yc_12 import INDICATOR as SAME_QUANTITY

INDICATOR = replace(SAME_QUANTITY, indicator_id="BYQ-06", short="农产品合格率")
