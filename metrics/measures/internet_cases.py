"""Sums the case form's column 互联网案件 (001 附件2): cumulative from 1 January."""

from metrics.case_form import case_measure

MEASURE = case_measure("internet_cases", "互联网案件", "件")
