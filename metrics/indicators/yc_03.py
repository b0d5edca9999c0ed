"""Declares YC-03: the pass rate of food as a working target (004 一)."""

from dataclasses import replace

from metrics.indicators.yc_13 import INDICATOR as SAME_QUANTITY

INDICATOR = replace(SAME_QUANTITY, indicator_id="YC-03", short="食品合格率（工作目标）")
