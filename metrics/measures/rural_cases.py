"""Sums the case form's column 农村市场案件 (001 附件2): cumulative from 1 January."""

from metrics.case_form import case_measure

MEASURE = case_measure("rural_cases", "农村市场案件", "件")
