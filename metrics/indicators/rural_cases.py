"""Declares the case form's column 农村市场案件 (001 附件2): cumulative and by month."""

from metrics.case_form import case_indicator

INDICATOR = case_indicator("rural_cases", "农村市场案件", "件")
