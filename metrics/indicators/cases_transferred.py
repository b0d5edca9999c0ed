"""Declares the case form's column 移送司法案件 (001 附件2): cumulative and by month."""

from metrics.case_form import case_indicator

INDICATOR = case_indicator("cases_transferred", "移送司法案件", "件")
