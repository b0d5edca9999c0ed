"""Makes the sample of a Word template: the official layout with placeholders, to be reworded by the office."""

import io
from datetime import datetime

import docx
from docx.document import Document

from exports.docx_lists import UPRIGHT
from exports.docx_style import BODY, HEADINGS, PLAIN, TITLE, lay_out, number_pages
from exports.docx_table import add_table
from exports.docx_text import say
from exports.fixed_zip import fixed

_BODY = (
    (TITLE, "{{ title }}"),
    (
        BODY,
        "现将{{ jurisdiction }}{{ period }}各项指标完成情况通报如下，数据截至{{ as_of }}{% if marks %}（{{ marks }}）{% endif %}。",
    ),
    (HEADINGS[0], "一、总体情况"),
    (BODY, "{%p for s in summary %}"),
    (BODY, "{{ s }}"),
    (BODY, "{%p endfor %}"),
    (HEADINGS[0], "二、各项指标完成情况"),
    (BODY, "{%p for section in sections %}"),
    (HEADINGS[1], "（{{ section.numeral }}）{{ section.label }}"),
    (BODY, "{{ section.sentence }}"),
    (BODY, "{%p endfor %}"),
    (HEADINGS[0], "三、未达标和滞后情况"),
)
_ROWS = (
    ["{%tr for m in misses %}", "", "", "", ""],
    ["{{ m.indicator }}", "{{ m.unit }}", "{{ m.value }}", "{{ m.target }}", "{{ m.state }}"],
    ["{%tr endfor %}", "", "", "", ""],
)
_END = ("", "{{ signer }}", "{{ made_on }}", "{{ foot }}")


def sample_template() -> bytes:
    """Returns a small template that can be filled as it is and shows every kind of placeholder."""
    document: Document = docx.Document()
    lay_out(document)
    number_pages(document.sections[0])
    for style, words in _BODY:
        say(document, words, style)
    add_table(document, ["指标", "单位", "数值", "目标", "状态"], _ROWS, [3, 1.6, 1.8, 1.8, 1.6], UPRIGHT)
    for words in _END:
        say(document, words, PLAIN)
    document.core_properties.created = document.core_properties.modified = datetime(2000, 1, 1)
    document.core_properties.author = document.core_properties.comments = ""
    memory = io.BytesIO()
    document.save(memory)
    return fixed(memory.getvalue())
