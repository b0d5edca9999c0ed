"""Makes picture files of charts where a browser is on this machine; nothing is fetched from outside."""

import io
import re
import threading
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import kaleido
import plotly.graph_objects as go
from choreographer.browsers.chromium import ChromeNotFoundError

from charts.description import Description
from charts.draw import draw
from domain.finding import Refusal

SCALE, WIDTH = 3, 1200
FORMATS = ("png", "svg")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_ONE_AT_A_TIME, _PATIENCE = threading.Lock(), 20
_TIME = (1980, 1, 1, 0, 0, 0)  # the same charts give the same bytes

Step = Callable[[int, int], None]


def pictures(
    descriptions: Sequence[Description], picture: str = "png", root_id: str = "", step: Step | None = None
) -> bytes:
    """Returns a ZIP with one picture a chart, named by its title; png at three times the size, or svg.

    One browser draws them all, without MathJax, so that nothing waits for the internet. Raises
    Refusal when no Chrome, Chromium or Edge is on this machine.
    """
    out = io.BytesIO()
    with _browser(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for place, description in enumerate(descriptions, start=1):
            content = _picture(draw(description, root_id), picture)
            name = f"{place:02d}_{_FORBIDDEN.sub('_', description.title)}.{picture}"
            bundle.writestr(zipfile.ZipInfo(name, _TIME), content, zipfile.ZIP_DEFLATED)
            if step:
                step(place, len(descriptions))
    return out.getvalue()


@contextmanager
def _browser() -> Any:
    """Lends the one browser of the process; a second person is asked to wait."""
    if not _ONE_AT_A_TIME.acquire(timeout=_PATIENCE):
        raise Refusal("另一处正在生成图片，请过一会儿再试。", "pictures_busy")
    try:
        yield from _started()
    finally:
        _ONE_AT_A_TIME.release()


def _started() -> Iterator[None]:
    try:
        kaleido.start_sync_server(n=1, mathjax=False)
    except ChromeNotFoundError as error:
        raise Refusal(
            "这台电脑上没有 Chrome、Chromium 或 Edge 浏览器，不能批量生成图片。"
            "可在各页图表右上角逐张下载，或用 PPT、Word 里的图表。",
            "no_browser",
        ) from error
    try:
        yield
    finally:
        kaleido.stop_sync_server()


def _picture(figure: dict, picture: str) -> bytes:
    size = {"width": WIDTH, "height": figure["layout"].get("height", 675)}
    options = {"format": picture, **size} | ({"scale": SCALE} if picture == "png" else {})
    return bytes(kaleido.calc_fig_sync(go.Figure(figure), opts=options))
