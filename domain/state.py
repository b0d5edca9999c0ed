"""Names the six states a figure can be in when it is held against a target."""

from enum import StrEnum


class State(StrEnum):
    """Lists the states; the value is the word used in JSON."""

    MET = "MET"
    BEHIND = "BEHIND"
    MISSED = "MISSED"
    NOT_REPORTED = "NOT_REPORTED"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    PENDING = "PENDING"


# Worst first: what a leader reads from top to bottom.
SEVERITY = (
    State.MISSED,
    State.BEHIND,
    State.NOT_REPORTED,
    State.PENDING,
    State.NOT_APPLICABLE,
    State.MET,
)
