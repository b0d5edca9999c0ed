"""Sums the case form's column 罚没款金额 (001 附件2): cumulative from 1 January."""

from metrics.case_form import case_measure

MEASURE = case_measure("fines_and_confiscations", "罚没款金额", "万元")
