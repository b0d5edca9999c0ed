"""Declares the case form's column 互联网案件 (001 附件2): cumulative and by month."""

from metrics.case_form import case_indicator

INDICATOR = case_indicator("internet_cases", "互联网案件", "件")
