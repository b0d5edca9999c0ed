"""Finds what a template offers: the layouts for the first and the other slides, their places, its fonts."""

import re
from functools import cached_property

from pptx.enum.shapes import PP_PLACEHOLDER

from exports.chart_xml import Typeface
from exports.slides.markup import EMU, Box

_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
_BODIES = (
    PP_PLACEHOLDER.BODY,
    PP_PLACEHOLDER.OBJECT,
    PP_PLACEHOLDER.CHART,
    PP_PLACEHOLDER.TABLE,
    PP_PLACEHOLDER.PICTURE,
)
_FEET = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE)
_EDGE, _FOOT, _LEAST = 36.0, 30.0, 200.0
_FACE = re.compile(rb'<a:(latin|ea) typeface="([^"]*)"')
_HANS = re.compile(rb'<a:font script="Hans" typeface="([^"]+)"')
Place = tuple[str, int, Box]  # placeholder type ('' for none), index, where it stands


class Layouts:
    """Holds the layouts and places of one presentation; falls back to plain boxes where it offers none."""

    def __init__(self, presentation: object, is_own: bool, width: float, height: float) -> None:
        self.is_own, self.width, self.height = is_own, width, height
        layouts = list(presentation.slide_layouts)
        self.plain = min(layouts, key=_bodies_beside_title)
        self.first = next((one for one in layouts if _has(one, PP_PLACEHOLDER.CENTER_TITLE)), self.plain)

    @cached_property
    def title(self) -> Place:
        """Returns where a headline stands."""
        plain = Box(_EDGE, 22, self.width - 2 * _EDGE, 62)
        return self._title_of(self.plain, plain)

    @cached_property
    def first_title(self) -> Place:
        """Returns where the title of the first slide stands."""
        plain = Box(_EDGE * 1.5, self.height * 0.2, self.width - 3 * _EDGE, self.height * 0.24)
        return self._title_of(self.first, plain)

    @cached_property
    def first_lines(self) -> Box:
        """Returns the room below the title of the first slide."""
        title = self.first_title[2]
        top = min(title.bottom + 18, self.height * 0.62)
        return Box(title.left, top, title.width, self.foot.top - top - 8)

    @cached_property
    def foot(self) -> Box:
        """Returns where the foot's words stand: at the template's own footers, over the whole width."""
        tops = [box.top for shape in self._feet() if (box := _box(shape))]
        top = min(tops) if self.is_own and tops else self.height - _FOOT
        left = self.title[2].left
        return Box(left, min(top, self.height - 18), self.width - 2 * left - 44, 28 if self.is_own else 20)

    @cached_property
    def number(self) -> Box:
        """Returns where the page number stands."""
        return Box(self.foot.left + self.foot.width + 4, self.foot.top, 40, 16)

    @cached_property
    def content(self) -> Box:
        """Returns the room between headline and foot; a template's tall title leaves at least 200 points."""
        title = self.title[2]
        top = title.bottom + 8
        if self.foot.top - 6 - top < _LEAST:
            top = max(0.0, self.foot.top - 6 - _LEAST)
        return Box(title.left, top, title.width, self.foot.top - 6 - top)

    def _title_of(self, layout: object, plain: Box) -> Place:
        shape = next((s for s in layout.placeholders if s.placeholder_format.type in _TITLES), None)
        if shape is None:
            return "", 0, plain
        kind = "ctrTitle" if shape.placeholder_format.type is PP_PLACEHOLDER.CENTER_TITLE else "title"
        own = _box(shape) if self.is_own else None
        return kind, shape.placeholder_format.idx, own or plain

    def _feet(self) -> list:
        found = [s for s in self.plain.placeholders if s.placeholder_format.type in _FEET]
        return found or [
            s for s in self.plain.slide_master.placeholders if s.placeholder_format.type in _FEET
        ]


def _bodies_beside_title(layout: object) -> tuple[bool, int]:
    """Ranks a layout: first those with a title, then the one with the fewest other places."""
    kinds = [shape.placeholder_format.type for shape in layout.placeholders]
    titled = PP_PLACEHOLDER.TITLE in kinds
    return not titled, sum(kind in _BODIES or kind is PP_PLACEHOLDER.SUBTITLE for kind in kinds)


def _has(layout: object, kind: object) -> bool:
    return any(shape.placeholder_format.type is kind for shape in layout.placeholders)


def _box(shape: object) -> Box | None:
    places = (shape.left, shape.top, shape.width, shape.height)
    if any(value is None for value in places):
        return None
    left, top, width, height = (value / EMU for value in places)
    return Box(left, top, width, height)


def _theme_part(presentation: object) -> object | None:
    relations = presentation.slide_masters[0].part.rels.values()
    return next((one.target_part for one in relations if one.reltype.endswith("/theme")), None)


def theme_face(presentation: object) -> Typeface:
    """Returns the body fonts of a template's theme, the house's where it names none."""
    part = _theme_part(presentation)
    minor = part.blob.partition(b"<a:minorFont>")[2].partition(b"</a:minorFont>")[0] if part else b""
    named = {kind.decode(): face.decode("utf-8") for kind, face in _FACE.findall(minor)}
    hans = _HANS.search(minor)
    house = Typeface()
    asian = named.get("ea") or (hans[1].decode("utf-8") if hans else "") or house.east_asian
    return Typeface(named.get("latin") or house.latin, asian)


def house_theme(presentation: object) -> None:
    """Writes the house's fonts into the theme, for both scripts, so that new text boxes have them too."""
    part, house = _theme_part(presentation), Typeface()
    if part is None:
        return
    faces = {b"latin": house.latin.encode(), b"ea": house.east_asian.encode()}
    part._blob = _FACE.sub(lambda m: b'<a:%s typeface="%s"' % (m[1], faces[m[1]]), part.blob)
