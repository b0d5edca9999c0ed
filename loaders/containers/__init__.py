"""Reads tables that come in other containers than workbooks: text, web pages, XML of 2003, Word.

Each guards and reads in one pass, because its text is all there is: no second reader could see
anything else.
"""

from collections.abc import Callable

import pyarrow as pa

from loaders.containers.docx import read_docx
from loaders.containers.html import read_html
from loaders.containers.text import read_text
from loaders.containers.xml_2003 import read_xml_2003
from loaders.guard.container import DOCX, Kind
from loaders.guard.limits import Limits
from loaders.guard.survey import SheetSurvey

Tables = list[tuple[SheetSurvey, pa.Table]]

READERS: dict[str, Callable[[bytes, str, Limits], Tables]] = {
    Kind.HTML: read_html,
    Kind.XML_2003: read_xml_2003,
    Kind.TEXT: read_text,
    DOCX: read_docx,
}
