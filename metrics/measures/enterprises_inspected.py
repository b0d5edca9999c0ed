"""Sums the case form's column 检查企业 (001 附件2): cumulative from 1 January."""

from metrics.case_form import case_measure

MEASURE = case_measure("enterprises_inspected", "检查企业", "家次")
