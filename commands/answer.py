"""Holds what a verb answers: the JSON document, the words for a person, and whether it failed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """Carries a verb's result; `failed` makes the command end with exit code 1."""

    document: object
    words: str
    failed: bool = False
