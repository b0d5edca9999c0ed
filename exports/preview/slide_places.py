"""Finds where a shape stands and what its text inherits: from its place in the layout and the master."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from pptx.slide import SlideLayout, SlideMaster

from exports.preview.slide_text import EMU
from exports.preview.theme import A

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_TITLES = ("title", "ctrTitle")
_BODIES = ("body", "subTitle", "obj", "", "tbl", "chart", "pic", "clipArt", "dgm", "media")


@dataclass(frozen=True)
class Frame:
    """Holds a place on the slide in points, and how a group's own units become points."""

    left: float
    top: float
    width: float
    height: float
    zoom: tuple[float, float] = (1.0, 1.0)
    shift: tuple[float, float] = (0.0, 0.0)

    def of(self, transform: etree._Element | None) -> "Frame | None":
        """Returns where a shape of this frame stands; None where it says nothing."""
        place = _numbers(transform, "off", "ext")
        if place is None:
            return None
        x, y, wide, high = place
        across, down = self.zoom
        return Frame(x * across + self.shift[0], y * down + self.shift[1], wide * across, high * down)

    def inside(self, transform: etree._Element | None) -> "Frame":
        """Returns the frame for the shapes inside a group."""
        place, child = self.of(transform), _numbers(transform, "chOff", "chExt")
        if place is None or child is None or not child[2] or not child[3]:
            return self
        zoom = place.width / child[2], place.height / child[3]
        shift = place.left - child[0] * zoom[0], place.top - child[1] * zoom[1]
        return Frame(place.left, place.top, place.width, place.height, zoom, shift)


class Places:
    """Finds what a shape inherits, the nearest first."""

    def __init__(
        self, element: etree._Element, holder: etree._Element | None, layout: SlideLayout, master: SlideMaster
    ) -> None:
        self.element, self.holder, self.master = element, holder, master
        self.kind = holder.get("type", "") if holder is not None else ""
        self.chain = [element, *self._holders(layout)] if holder is not None else [element]

    def transform(self) -> etree._Element | None:
        """Returns the nearest transform that names a place."""
        found = (one.find(f"{P}spPr/{A}xfrm") for one in self.chain)
        return next((one for one in found if one is not None and one.find(f"{A}off") is not None), None)

    def bodies(self) -> list[etree._Element | None]:
        """Returns the body properties of the shape and of its places."""
        return [one.find(f"{P}txBody/{A}bodyPr") for one in self.chain]

    def lists(self) -> Iterator[etree._Element]:
        """Yields the list styles: the shape's own, its places', the master's for its kind."""
        for one in self.chain:
            found = one.find(f"{P}txBody/{A}lstStyle")
            if found is not None:
                yield found
        if self.holder is not None:
            kind = "title" if self.kind in _TITLES else "body" if self.kind in _BODIES else "other"
            found = self.master.element.find(f"{P}txStyles/{P}{kind}Style")
            if found is not None:
                yield found

    def _holders(self, layout: SlideLayout) -> Iterator[etree._Element]:
        """Yields the layout's place with the same index or kind, then the master's of that kind."""
        index = self.holder.get("idx", "0") if self.holder is not None else "0"
        kind = self.kind
        for shape in layout.placeholders:
            place = shape.element.find(f".//{P}nvPr/{P}ph")
            own = place.get("type", "")
            same_title = self.kind in _TITLES and own in _TITLES
            if same_title or (place.get("idx", "0") == index and self.kind not in _TITLES):
                yield shape.element
                kind = own or kind
                break
        for shape in self.master.placeholders:
            own = shape.element.find(f".//{P}nvPr/{P}ph").get("type", "")
            if _family(own) == _family(kind):
                yield shape.element
                break


def _family(kind: str) -> str:
    return "title" if kind in _TITLES else "body" if kind in _BODIES else kind


def _numbers(transform: etree._Element | None, *names: str) -> tuple[float, float, float, float] | None:
    if transform is None:
        return None
    places = [transform.find(f"{A}{name}") for name in names]
    if any(one is None for one in places):
        return None
    first, second = places
    values = (first.get("x"), first.get("y"), second.get("cx"), second.get("cy"))
    return tuple(int(value or 0) / EMU for value in values)  # type: ignore[return-value]
