"""Declares the case form's column 挽回损失 (001 附件2): cumulative and by month."""

from metrics.case_form import case_indicator

INDICATOR = case_indicator("losses_recovered", "挽回损失", "万元", decimals=2)
