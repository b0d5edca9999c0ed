"""Declares BYQ-08: the pass rate of food (002 二(八)8)."""

from dataclasses import replace

from metrics.indicators.yc_13 import INDICATOR as SAME_QUANTITY

INDICATOR = replace(SAME_QUANTITY, indicator_id="BYQ-08", short="食品合格率")
