"""Writes texts into a document; each one is cleaned first, so that none can break or mark it up."""

from docx.document import Document
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from exports.xml_text import clean


def say(document: Document, words: str, style: str) -> Paragraph:
    """Adds a paragraph of this style; an empty text gives an empty line."""
    return document.add_paragraph(clean(words), style=style)


def add_run(paragraph: Paragraph, words: str) -> Run:
    """Adds a run of cleaned text to a paragraph."""
    return paragraph.add_run(clean(words))
