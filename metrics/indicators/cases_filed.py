"""Declares the case form's column 立案 (001 附件2): cumulative and by month."""

from metrics.case_form import case_indicator

INDICATOR = case_indicator("cases_filed", "立案", "件")
