"""Counts batches tested for pesticide or veterinary-drug residues (004 附件2(三))."""

from metrics.measure import Exclusion, Measure
from metrics.sources import BY_LEVEL, NO_BATCHES

MEASURE = Measure(
    measure_id="residue_batches",
    label="农药兽药残留检验批次",
    measured_in="批次",
    table="samples",
    scope="has_residue IS NULL OR has_residue",
    exclusions=(
        *NO_BATCHES,
        Exclusion("无检验项目，不能判定是否农兽残", "has_residue IS NULL", is_unknown=True),
    ),
    parts=BY_LEVEL,
)
