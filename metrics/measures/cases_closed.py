"""Sums the case form's column 结案 (001 附件2): cumulative from 1 January."""

from metrics.case_form import case_measure

MEASURE = case_measure("cases_closed", "结案", "件")
