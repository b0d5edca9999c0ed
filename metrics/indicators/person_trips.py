"""Declares the case form's column 出动 (001 附件2): cumulative and by month."""

from metrics.case_form import case_indicator

INDICATOR = case_indicator("person_trips", "出动", "人次")
