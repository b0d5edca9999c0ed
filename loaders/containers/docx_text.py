"""Reads the text of a paragraph or a cell of a Word document, check boxes and lists among it."""

from docx.oxml.ns import qn
from lxml import etree

TICKED, UNTICKED = "☑", "□"
_SKIPPED = frozenset(
    [qn(name) for name in ("w:del", "w:moveFrom", "w:tbl", "w:pPr", "w:rPr", "w:instrText", "w:delText")]
    + ["{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"]
)
_TEXT, _PARAGRAPH, _SYMBOL, _BOX = qn("w:t"), qn("w:p"), qn("w:sym"), qn("w:checkBox")
_PLAIN = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# The signs of Wingdings that stand for boxes in forms.
_SIGNS = {**dict.fromkeys(("F0FE", "F052", "00FE", "0052"), TICKED),
          **dict.fromkeys(("F0A8", "F06F", "F0A3", "00A8", "00A3"), UNTICKED)}  # fmt: skip
_NUMBERED = f"{qn('w:pPr')}/{qn('w:numPr')}"
_VALUE = qn("w:val")


def words(element: etree._Element) -> str:
    """Returns the text inside an element as it reads with all changes accepted; no nested tables."""
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


def cell_text(cell: etree._Element) -> str:
    """Returns a cell's text, one line a paragraph.

    Word keeps the numbers of a numbered list out of its text; where a cell has such a list, its
    paragraphs get the numbers 1, 2, 3 …, so that they can be told apart.
    """
    paragraphs = [one for one in cell.iter(_PARAGRAPH) if _owner(one) is cell]
    is_list = sum(one.find(_NUMBERED) is not None and bool(words(one).strip()) for one in paragraphs) > 1
    lines, count = [], 0
    for one in paragraphs:
        line = words(one).strip()
        if is_list and line and one.find(_NUMBERED) is not None:
            count += 1
            line = f"{count}. {line}"
        lines.append(line)
    return "\n".join(lines).strip()


def _owner(paragraph: etree._Element) -> etree._Element | None:
    return next(paragraph.iterancestors(qn("w:tc")), None)


def _collect(element: etree._Element, parts: list[str]) -> None:
    for child in element:
        if child.tag in _SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag in _PLAIN:
            parts.append(_PLAIN[child.tag])
        elif child.tag == _SYMBOL:
            parts.append(_SIGNS.get(child.get(qn("w:char"), "").upper(), ""))
        elif child.tag == _BOX:
            parts.append(TICKED if _is_ticked(child) else UNTICKED)
        else:
            _collect(child, parts)


def _is_ticked(box: etree._Element) -> bool:
    said = box.find(qn("w:checked"))
    said = box.find(qn("w:default")) if said is None else said
    return said is not None and said.get(_VALUE, "1") in ("1", "true", "on")
