"""Declares the case form's column 涉案金额 (001 附件2): cumulative and by month."""

from metrics.case_form import case_indicator

INDICATOR = case_indicator("amount_involved", "涉案金额", "万元", decimals=2)
