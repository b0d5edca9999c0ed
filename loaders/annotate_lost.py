"""Says what a workbook holds that the marked copy cannot keep, by looking at its parts."""

import re
from collections.abc import Iterator

from loaders.guard.archive import Archive

_SHAPES = re.compile(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp)[\s>]")
_PARTS = (
    (re.compile(r"xl/vbaProject\.bin$"), "宏"),
    (re.compile(r"xl/(?:ctrlProps|activeX)/"), "按钮等控件"),
    (re.compile(r"xl/embeddings/"), "嵌入的文件"),
    (re.compile(r"xl/media/.*\.(?:emf|wmf|svg)$", re.IGNORECASE), "矢量图片"),
    (re.compile(r"xl/(?:slicers|timelines)/"), "切片器"),
    (re.compile(r"xl/threadedComments/"), "批注的回复"),
)
_EXTENSIONS = (
    (re.compile(rb"x14:sparklineGroups"), "迷你图"),
    (re.compile(rb"x14:dataValidations"), "引用其他工作表的下拉列表"),
    (re.compile(rb"x14:conditionalFormattings"), "部分条件格式"),
)


def lost_in(archive: Archive) -> str:
    """Returns the sentence that names what the copy leaves out, or '' when it keeps everything."""
    words = list(dict.fromkeys(_lost(archive)))
    return f"原文件里的{'、'.join(words)}没有保留。" if words else ""


def _lost(archive: Archive) -> Iterator[str]:
    for name in archive.parts:
        yield from (word for pattern, word in _PARTS if pattern.match(name))
        if re.match(r"xl/drawings/drawing[^/]*\.xml$", name) and _SHAPES.search(archive.read(name)):
            yield "图形和文本框"
        if name.startswith("xl/worksheets/sheet"):
            tail = _tail(archive, name)
            yield from (word for pattern, word in _EXTENSIONS if pattern.search(tail))


def _tail(archive: Archive, name: str) -> bytes:
    """Returns the end of a sheet's part, where extensions stand."""
    last = before = b""
    for chunk in archive.chunks(name):
        before, last = last, chunk
    return before + last
