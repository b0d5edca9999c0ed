"""Gives all groups of the corpus the one door they go through, and its figures before them all."""

from collections.abc import Iterator

import pytest

from tests.corpus.house import House


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """Gives a filled house; whatever the corpus sends it, its figures are the same at the end."""
    one = House()
    before = one.digest()
    yield one
    assert one.digest() == before
    one.close()
