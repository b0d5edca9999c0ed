"""Counts the corpus: large enough, of all four outcomes, every file under its own name."""

from collections import Counter

from tests.corpus.cases import Outcome
from tests.corpus.every_case import cases


def test_the_corpus_is_large_and_of_all_outcomes():
    found = Counter(case.outcome for _, case in cases())
    assert sum(found.values()) >= 200
    assert min(found[outcome] for outcome in Outcome) >= 20


def test_no_two_cases_of_a_group_share_a_name():
    names = Counter(f"{group} {case.name}" for group, case in cases())
    assert [name for name, count in names.items() if count > 1] == []
