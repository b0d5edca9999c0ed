"""Finds the look of runs and paragraphs of a document: their own, their styles', the document's."""

from collections.abc import Iterator, Sequence
from functools import cache

from docx.document import Document
from lxml import etree

from exports.preview.fonts import css_fonts
from exports.preview.model import Look
from exports.preview.theme import Theme, read_theme

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIP = 20.0
_THEMED = {"major": "mj", "minor": "mn"}
Sources = Sequence[etree._Element]


class LetterStyles:
    """Holds a document's styles and theme."""

    def __init__(self, document: Document) -> None:
        root = document.styles.element
        self._styles = {one.get(f"{W}styleId"): one for one in root.findall(f"{W}style")}
        self._usual = {
            one.get(f"{W}type"): one
            for one in self._styles.values()
            if one.get(f"{W}default") in ("1", "true")
        }
        self._defaults = root.find(f"{W}docDefaults")
        parts = document.part.rels.values()
        part = next((one.target_part for one in parts if one.reltype.endswith("/theme")), None)
        self.theme: Theme = read_theme(part.blob if part else None)
        self.chain = cache(self._chain)
        self._looks: dict[tuple[bytes, bytes, str | None], Look] = {}

    def _chain(self, style_id: str | None, kind: str) -> tuple[etree._Element, ...]:
        """Returns a style and those it is based on, the nearest first; the usual one for an unknown name."""
        style, found = self._styles.get(style_id, self._usual.get(kind)), []
        while style is not None and style not in found:
            found.append(style)
            base = style.find(f"{W}basedOn")
            style = self._styles.get(base.get(f"{W}val")) if base is not None else None
        return tuple(found)

    def paragraph(self, paragraph: etree._Element) -> list[etree._Element]:
        """Returns the paragraph properties that hold for a paragraph, the nearest first."""
        own = paragraph.find(f"{W}pPr")
        return [
            *([own] if own is not None else []),
            *self._of(self._style_of(own, "pStyle"), "paragraph", "pPr"),
        ]

    def run(self, run: etree._Element | None, paragraph: etree._Element) -> list[etree._Element]:
        """Returns the run properties that hold for a run (None: for the paragraph's end), the nearest first."""
        own = run.find(f"{W}rPr") if run is not None else paragraph.find(f"{W}pPr/{W}rPr")
        named = self._style_of(own, "rStyle")
        chars = [one.find(f"{W}rPr") for one in self.chain(named, "character")] if named else []
        style = self._style_of(paragraph.find(f"{W}pPr"), "pStyle")
        return [one for one in (own, *chars) if one is not None] + list(self._of(style, "paragraph", "rPr"))

    def _of(self, style_id: str | None, kind: str, part: str) -> Iterator[etree._Element]:
        for style in self.chain(style_id, kind):
            if (found := style.find(f"{W}{part}")) is not None:
                yield found
        found = self._defaults.find(f"{W}{part}Default/{W}{part}") if self._defaults is not None else None
        if found is not None:
            yield found

    @staticmethod
    def _style_of(own: etree._Element | None, name: str) -> str | None:
        return value(own, name) if own is not None else None

    def look(self, run: etree._Element | None, paragraph: etree._Element) -> Look:
        """Returns the look of a run (None: of the paragraph's end); equal ones are worked out once."""
        own = run.find(f"{W}rPr") if run is not None else paragraph.find(f"{W}pPr/{W}rPr")
        style = self._style_of(paragraph.find(f"{W}pPr"), "pStyle")
        key = (etree.tostring(own) if own is not None else b"", b"run" if run is not None else b"end", style)
        if key not in self._looks:
            self._looks[key] = self._look(self.run(run, paragraph))
        return self._looks[key]

    def _look(self, sources: Sources) -> Look:
        """Returns a look: for each of its parts, the nearest source that says it."""
        colour = first(sources, "color", "val")
        return Look(
            float(first(sources, "sz", "val") or 20) / 2,
            f"#{colour}" if colour and colour != "auto" else "#000000",
            css_fonts(self._face(sources, "ascii"), self._face(sources, "eastAsia")),
            is_on(sources, "b"),
            is_on(sources, "i"),
            first(sources, "u", "val") not in (None, "none"),
        )

    def _face(self, sources: Sources, script: str) -> str:
        for one in sources:
            fonts = one.find(f"{W}rFonts")
            if fonts is None:
                continue
            if face := fonts.get(f"{W}{script}"):
                return face
            if theme := fonts.get(f"{W}{script}Theme"):
                short = "ea" if script == "eastAsia" else "lt"
                return self.theme.fonts.get(f"+{_THEMED.get(theme[:5], 'mn')}-{short}", "")
        return ""


def value(element: etree._Element, name: str) -> str | None:
    """Returns the w:val of a child, None where there is none."""
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val") if found is not None else None


def first(sources: Sources, name: str, attribute: str) -> str | None:
    """Returns an attribute of the nearest source that has it."""
    for one in sources:
        found = one.find(f"{W}{name}")
        if found is not None and (said := found.get(f"{W}{attribute}")) is not None:
            return said
    return None


def is_on(sources: Sources, name: str) -> bool:
    """Tells whether a switch (bold, keepNext …) is on in the nearest source that names it."""
    found = next((one.find(f"{W}{name}") for one in sources if one.find(f"{W}{name}") is not None), None)
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "none", "off")


def points(sources: Sources, name: str, attribute: str) -> float:
    """Returns a measure in twentieths of a point as points, 0 where nobody says it."""
    said = first(sources, name, attribute)
    return float(said) / TWIP if said else 0.0
