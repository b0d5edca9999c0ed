"""Sums the case form's column 移送司法案件 (001 附件2): cumulative from 1 January."""

from metrics.case_form import case_measure

MEASURE = case_measure("cases_transferred", "移送司法案件", "件")
