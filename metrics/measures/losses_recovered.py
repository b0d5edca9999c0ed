"""Sums the case form's column 挽回损失 (001 附件2): cumulative from 1 January."""

from metrics.case_form import case_measure

MEASURE = case_measure("losses_recovered", "挽回损失", "万元")
