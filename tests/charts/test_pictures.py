"""Picture files of charts: one for each, named by its title; without a browser a plain refusal."""

import asyncio
import io
import os
import signal
import zipfile

import pytest
from choreographer.errors import BrowserClosedError, ChromeNotFoundError

from charts import picture_browser, pictures
from charts.describe import describe_ranking, describe_stack
from charts.draw import draw
from charts.picture_browser import Limits
from charts.style import Caption
from domain.finding import Refusal
from domain.state import State
from tests.charts.results import verdict
from tools.browser import find_browser

CAPTION = Caption("检验量/各单位", "2026年1—10月", "批次/千人", "示例市各单位", "2026-10-31")
ROWS = [verdict("甲县", "4.00", State.MET), verdict("乙县", "3.00", State.BEHIND)]


def pretend(monkeypatch: pytest.MonkeyPatch, *browsers: str) -> list[str]:
    """Lets the browsers of this test hang or fail at the step named, one after the other."""
    waiting, told = list(browsers), []

    class Pretended:
        def __init__(self, **_options: object) -> None:
            self.fails = waiting.pop(0)
            told.append(self.fails)
            if self.fails == "nowhere":
                raise ChromeNotFoundError

        async def open(self) -> None:
            await self._at("open")

        async def calc_fig(self, *_arguments: object, **_options: object) -> bytes:
            await self._at("draw")
            return b"picture"

        async def close(self) -> None:
            await self._at("close")

        async def _at(self, step: str) -> None:
            if self.fails == step:
                await asyncio.sleep(3600)
            if self.fails == f"died at {step}":
                raise BrowserClosedError

    monkeypatch.setattr(picture_browser.kaleido, "Kaleido", Pretended)
    monkeypatch.setattr(pictures, "LIMITS", Limits(0.2, 0.2, 0.2))
    return told


def test_without_a_browser_it_says_what_to_do_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, "nowhere")
    with pytest.raises(Refusal) as refused:
        pictures.pictures([describe_ranking(ROWS, CAPTION, "root")])
    assert refused.value.code == "no_browser" and "Edge" in refused.value.message


@pytest.mark.parametrize("fails", ["open", "draw", "died at open", "died at draw"])
def test_a_browser_that_hangs_or_dies_is_replaced_once(monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    told = pretend(monkeypatch, fails, "")
    made = pictures.pictures([describe_ranking(ROWS, CAPTION, "root")])
    assert told == [fails, ""]
    with zipfile.ZipFile(io.BytesIO(made)) as bundle:
        assert bundle.read("01_检验量_各单位.png") == b"picture"


@pytest.mark.parametrize("fails", ["open", "draw", "died at open"])
def test_two_failing_browsers_are_refused_in_words_and_leave_nothing_locked(
    monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    pretend(monkeypatch, fails, fails, "")
    with pytest.raises(Refusal) as refused:
        pictures.pictures([describe_ranking(ROWS, CAPTION, "root")])
    assert refused.value.code == "pictures_stuck" and "规定时间" in refused.value.message
    assert pictures.pictures([describe_ranking(ROWS, CAPTION, "root")])


def test_a_browser_that_does_not_end_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, "close", "")
    for _ in range(2):
        assert pictures.pictures([describe_ranking(ROWS, CAPTION, "root")])


def test_work_that_is_broken_off_frees_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    class Rerun(BaseException):
        """What a page drawn anew throws into the work."""

    def broken_off(_done: int, _total: int) -> None:
        raise Rerun

    pretend(monkeypatch, "", "")
    with pytest.raises(Rerun):
        pictures.pictures([describe_ranking(ROWS, CAPTION, "root")], step=broken_off)
    assert pictures.pictures([describe_ranking(ROWS, CAPTION, "root")])


def test_a_second_person_is_asked_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_PATIENCE", 0.05)
    with pictures._studio(), pytest.raises(Refusal) as refused:
        pictures.pictures([describe_ranking(ROWS, CAPTION, "root")])
    assert refused.value.code == "pictures_busy"


@pytest.mark.skipif(find_browser() is None, reason="no Chromium, Chrome or Edge on this machine")
@pytest.mark.skipif(os.name == "nt", reason="ends a process group")
def test_a_browser_killed_in_the_middle_is_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[picture_browser.PictureBrowser] = []
    start = picture_browser.PictureBrowser.open

    def remembered(browser: picture_browser.PictureBrowser) -> None:
        opened.append(browser)
        start(browser)

    def kill(done: int, _total: int) -> None:
        if done == 1:
            os.killpg(opened[-1]._kaleido.subprocess.pid, signal.SIGKILL)

    monkeypatch.setattr(picture_browser.PictureBrowser, "open", remembered)
    ranking = describe_ranking(ROWS, CAPTION, "root")
    made = pictures.pictures([ranking, ranking], step=kill)
    with zipfile.ZipFile(io.BytesIO(made)) as bundle:
        assert all(bundle.read(name)[:4] == b"\x89PNG" for name in bundle.namelist())
    assert len(opened) == 2
    assert all(browser._kaleido.subprocess.poll() is not None for browser in opened)


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
