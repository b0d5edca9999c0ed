"""Keeps the generated pages equal to the declarations."""

import pytest

from domain.paths import HOUSE
from tools.make_docs import PAGES


@pytest.mark.parametrize("name", PAGES)
def test_the_generated_page_is_up_to_date(name: str) -> None:
    written = (HOUSE / "docs" / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), "run: python tools/make_docs.py"
