"""Sums the case form's column 出动人次 (001 附件2): cumulative from 1 January."""

from metrics.case_form import case_measure

MEASURE = case_measure("person_trips", "出动人次", "人次")
