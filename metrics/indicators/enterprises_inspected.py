"""Declares the case form's column 检查企业 (001 附件2): cumulative and by month."""

from metrics.case_form import case_indicator

INDICATOR = case_indicator("enterprises_inspected", "检查企业", "家次")
