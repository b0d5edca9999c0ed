"""Picture files of charts: one for each, named by its title; without a browser a plain refusal."""

import io
import zipfile

import pytest
from choreographer.browsers.chromium import ChromeNotFoundError

from charts import pictures
from charts.describe import describe_ranking, describe_stack
from charts.draw import draw
from charts.style import Caption
from domain.finding import Refusal
from domain.state import State
from tests.charts.results import verdict
from tools.browser import find_browser

CAPTION = Caption("检验量/各单位", "2026年1—10月", "批次/千人", "示例市各单位", "2026-10-31")
ROWS = [verdict("甲县", "4.00", State.MET), verdict("乙县", "3.00", State.BEHIND)]


def test_without_a_browser_it_says_what_to_do_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(**_options: object) -> None:
        raise ChromeNotFoundError

    monkeypatch.setattr(pictures.kaleido, "start_sync_server", nowhere)
    with pytest.raises(Refusal) as refused:
        pictures.pictures([describe_ranking(ROWS, CAPTION, "root")])
    assert refused.value.code == "no_browser" and "Edge" in refused.value.message


@pytest.mark.skipif(find_browser() is None, reason="no Chromium, Chrome or Edge on this machine")
def test_every_chart_becomes_a_picture_three_times_its_size() -> None:
    steps: list[tuple[int, int]] = []
    stack = describe_stack({"国家任务": [1, None], "其他": [2, 3]}, ["甲县", "乙县"], CAPTION)
    made = pictures.pictures(
        [describe_ranking(ROWS, CAPTION, "root"), stack], step=lambda done, total: steps.append((done, total))
    )
    with zipfile.ZipFile(io.BytesIO(made)) as bundle:
        assert bundle.namelist() == ["01_检验量_各单位.png", "02_检验量_各单位.png"]
        first = bundle.read("01_检验量_各单位.png")
    assert int.from_bytes(first[16:20], "big") == 3 * pictures.WIDTH
    assert steps == [(1, 2), (2, 2)]


def test_a_silent_unit_has_no_bar_in_a_stack() -> None:
    figure = draw(describe_stack({"国家任务": [1, None]}, ["甲县", "乙县"], CAPTION))
    assert figure["data"][0]["x"] == [1.0, None]
    assert figure["layout"]["barmode"] == "stack"
