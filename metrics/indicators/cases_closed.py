"""Declares the case form's column 结案 (001 附件2): cumulative and by month."""

from metrics.case_form import case_indicator

INDICATOR = case_indicator("cases_closed", "结案", "件")
