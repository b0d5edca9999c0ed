"""Makes picture files of charts where a browser is on this machine; nothing is fetched from outside."""

import io
import re
import threading
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import plotly.graph_objects as go
from choreographer.errors import ChromeNotFoundError

from charts.description import Description
from charts.draw import draw
from charts.picture_browser import BROKEN, Limits, PictureBrowser
from domain.finding import Refusal

SCALE, WIDTH = 3, 1200
FORMATS = ("png", "svg")
LIMITS = Limits()
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_ONE_AT_A_TIME, _PATIENCE = threading.Lock(), 20
_TRIES = 2  # browsers in a row that may fail at the same picture
_TIME = (1980, 1, 1, 0, 0, 0)  # the same charts give the same bytes

Step = Callable[[int, int], None]


def pictures(
    descriptions: Sequence[Description], picture: str = "png", root_id: str = "", step: Step | None = None
) -> bytes:
    """Returns a ZIP with one picture a chart, named by its title; png at three times the size, or svg.

    One browser draws them all. A browser that hangs or dies is ended and another one started;
    when that one fails as well, or when no Chrome, Chromium or Edge is on this machine, a Refusal
    says so: this never waits without end.
    """
    out = io.BytesIO()
    with _studio() as studio, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for place, description in enumerate(descriptions, start=1):
            content = studio.picture(draw(description, root_id), picture)
            name = f"{place:02d}_{_FORBIDDEN.sub('_', description.title)}.{picture}"
            bundle.writestr(zipfile.ZipInfo(name, _TIME), content, zipfile.ZIP_DEFLATED)
            if step:
                step(place, len(descriptions))
    return out.getvalue()


class _Studio:
    """Holds the browser at work, and replaces it when it fails."""

    def __init__(self) -> None:
        self.browser: PictureBrowser | None = None

    def picture(self, figure: dict, picture: str) -> bytes:
        """Returns the picture of a figure; raises Refusal when two browsers in a row give none."""
        size = {"width": WIDTH, "height": figure["layout"].get("height", 675)}
        options = {"format": picture, **size} | ({"scale": SCALE} if picture == "png" else {})
        for tried in range(1, _TRIES + 1):
            try:
                return self._opened().draw(go.Figure(figure), options)
            except BROKEN as error:
                self.close()
                if tried == _TRIES:
                    raise _refused() from error
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Ends the browser, if there is one."""
        browser, self.browser = self.browser, None
        if browser is not None:
            browser.close()

    def _opened(self) -> PictureBrowser:
        if self.browser is None:
            self.browser = PictureBrowser(LIMITS)
            try:
                self.browser.open()
            except ChromeNotFoundError as error:
                raise _no_browser() from error
        return self.browser


@contextmanager
def _studio() -> Iterator[_Studio]:
    """Lends the one browser of the process; a second person is asked to wait."""
    if not _ONE_AT_A_TIME.acquire(timeout=_PATIENCE):
        raise Refusal("另一处正在生成图片，请过一会儿再试。", "pictures_busy")
    studio = _Studio()
    try:
        yield studio
    finally:
        try:
            studio.close()
        finally:
            _ONE_AT_A_TIME.release()


def _no_browser() -> Refusal:
    return Refusal(
        "这台电脑上没有 Chrome、Chromium 或 Edge 浏览器，不能批量生成图片。"
        "可在各页图表右上角逐张下载，或用 PPT、Word 里的图表。",
        "no_browser",
    )


def _refused() -> Refusal:
    return Refusal(
        "浏览器没有在规定时间内画出图片，重新启动一次仍未画出，已停止。"
        "请关闭一些程序后再试，或在各页图表右上角逐张下载。",
        "pictures_stuck",
    )
