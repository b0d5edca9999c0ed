"""The pictures of a pack on its page: made beside the page, kept when the page is drawn anew."""

import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from domain.finding import Refusal
from tests.pages.test_pages import said
from ui import picture_job


@pytest.fixture
def page(open_page, demo_data: Path) -> AppTest:
    app = open_page(demo_data, "pack")
    app.multiselect(key="indicators_（不用方案）").set_value(["监督抽检不合格产品核查处置完成率"])
    return app.run()


def press(app: AppTest) -> AppTest:
    return next(one for one in app.button if one.label == "生成图片").click().run()


def downloads(app: AppTest) -> list[str]:
    return [one.label for one in app.get("download_button") if "图片" in one.label]


def test_pictures_stay_when_the_page_is_drawn_anew(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def drawn(charts: tuple, picture: str, step) -> bytes:
        asked.append((len(charts), picture))
        step(len(charts), len(charts))
        return b"zip"

    monkeypatch.setattr(picture_job, "pictures", drawn)
    press(page)
    [(count, picture)] = asked
    assert not page.exception and picture == "png" and downloads(page) == [f"下载 {count} 张图片"]
    page.text_input(key="signer_（不用方案）").set_value("示例局").run()
    assert downloads(page) == [f"下载 {count} 张图片"] and len(asked) == 1


def test_pictures_of_other_charts_are_not_offered(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_job, "pictures", lambda *_given, **_more: b"zip")
    press(page)
    page.multiselect(key="indicators_（不用方案）").set_value(["食品抽检合格率（否决项）"]).run()
    assert downloads(page) == []


@pytest.mark.parametrize("error", [Refusal("没有浏览器。", "no_browser"), RuntimeError("unexpected")])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_whatever_goes_wrong_the_page_says_so_and_does_not_wait(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(*_given: object, **_more: object) -> bytes:
        raise error

    monkeypatch.setattr(picture_job, "pictures", broken)
    press(page)
    words = error.message if isinstance(error, Refusal) else picture_job.FAILED
    assert not page.exception and words in said(page) and downloads(page) == []


def test_the_same_work_is_not_begun_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = [], threading.Event()

    def slow(*_given: object, **_more: object) -> bytes:
        begun.append(1)
        go_on.wait(10)
        return b"zip"

    monkeypatch.setattr(picture_job, "pictures", slow)
    monkeypatch.setattr(picture_job.st, "session_state", {})
    picture_job.start([], "png")
    picture_job.start([], "png")
    job = picture_job.current([], "png")
    go_on.set()
    assert job is not None and job.wait(10) and begun == [1] and job.content == b"zip"
    picture_job.start([], "png")
    assert picture_job.current([], "png") is not job
