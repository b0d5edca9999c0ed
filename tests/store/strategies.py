"""Draws random uploads of a tiny ledger."""

from hypothesis import strategies as st

ROWS = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from(["u1", "u2"]), st.sampled_from([202001, 202002])),
    min_size=1,
    max_size=4,
    unique_by=lambda row: row[0],
)
UPLOADS = st.lists(st.tuples(ROWS, st.booleans()), min_size=2, max_size=4)
