"""Declares the case form's column 罚没款金额 (001 附件2): cumulative and by month."""

from metrics.case_form import case_indicator

INDICATOR = case_indicator("fines_and_confiscations", "罚没款金额", "万元", decimals=2)
