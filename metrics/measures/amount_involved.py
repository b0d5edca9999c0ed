"""Sums the case form's column 涉案金额 (001 附件2): cumulative from 1 January."""

from metrics.case_form import case_measure

MEASURE = case_measure("amount_involved", "涉案金额", "万元")
