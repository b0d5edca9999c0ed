"""The population switch on the pages: drawn where a figure is per head, and what it says."""

from pathlib import Path

import pytest

from ui.pickers import AS_USUAL

REGISTERED = "2025年户籍人口"


def said(app) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def switch(app):
    return next((box for box in app.selectbox if box.key == "population"), None)


@pytest.mark.parametrize("page", ["overview", "unit", "indicator"])
def test_the_usual_population_is_marked_as_the_one_that_judges(page, open_page, demo_data: Path) -> None:
    app = open_page(demo_data, page, indicator="农产品和食品检验量")
    assert not app.exception
    assert switch(app).options == [
        AS_USUAL, "2025年常住人口", "2024年常住人口", REGISTERED, "2024年户籍人口",
    ]  # fmt: skip
    assert switch(app).value == AS_USUAL and "判定用" in AS_USUAL and "试算" not in said(app)


@pytest.mark.parametrize("page", ["overview", "unit", "indicator"])
def test_another_population_is_said_to_be_a_trial(page, open_page, demo_data: Path) -> None:
    app = open_page(demo_data, page, indicator="农产品和食品检验量")
    switch(app).set_value(REGISTERED).run()
    assert not app.exception
    assert "人均指标按2025年户籍人口试算，不作判定依据（判定用2025年常住人口）" in said(app)


def test_a_rate_is_divided_by_nobody(open_page, demo_data: Path) -> None:
    app = open_page(demo_data, "indicator", indicator="食品抽检合格率（否决项）", population=REGISTERED)
    assert not app.exception
    assert switch(app) is None and "试算" not in said(app)


def test_where_one_population_is_known_nobody_is_asked(open_page, empty_data: Path) -> None:
    assert switch(open_page(empty_data)) is None
