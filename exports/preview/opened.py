"""Opens a finished file of a pack for its preview, by its kind."""

from collections.abc import Callable

from lxml import etree

from domain.finding import Refusal
from exports.preview.grids import preview_workbook
from exports.preview.letters import preview_letter
from exports.preview.model import Preview
from exports.preview.slides import preview_slides

_OPENERS: dict[str, Callable[[bytes], Preview]] = {
    "pptx": preview_slides,
    "docx": preview_letter,
    "xlsx": preview_workbook,
    "forms": preview_workbook,
}
_UNREAD = (KeyError, ValueError, TypeError, AttributeError, IndexError, etree.LxmlError)


def preview_of(kind: str, content: bytes) -> Preview:
    """Returns the preview of a finished file (pptx, docx, xlsx, forms), read back from its bytes.

    Raises Refusal where an office's own template holds what cannot be read here; the file itself is
    whole and can be handed out.
    """
    opener = _OPENERS[kind]
    try:
        return opener(content)
    except _UNREAD as problem:
        raise Refusal(
            "这个文件里有预览读不了的内容（多半来自本单位的模板），不能在这里逐页看。文件已经做好，请下载后打开。",
            "preview_unread",
        ) from problem
