"""Reads a file's theme: its colours under the names shapes use, its fonts, and any colour as #RRGGBB."""

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_USUAL = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_PRESET = {"black": "#000000", "white": "#FFFFFF", "red": "#FF0000", "green": "#008000", "blue": "#0000FF",
           "gray": "#808080", "yellow": "#FFFF00"}  # fmt: skip


@dataclass(frozen=True)
class Theme:
    """Holds the colours and fonts of a theme; `names` maps tx1, bg1 … to the theme's own names."""

    colours: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=lambda: _USUAL)

    def font(self, name: str) -> str:
        """Returns a typeface; +mn-ea and the like are looked up."""
        return self.fonts.get(name, "") if name.startswith("+") else name

    def colour(self, holder: etree._Element | None) -> str:
        """Returns the colour an element holds (solidFill, bgRef …) as #RRGGBB, '' when it holds none."""
        for child in holder if holder is not None else ():
            kind = etree.QName(child).localname
            value = child.get("val", "")
            if kind == "srgbClr":
                return _changed(f"#{value}", child)
            if kind == "schemeClr":
                return _changed(self.colours.get(self.names.get(value, value), "#000000"), child)
            if kind == "sysClr":
                return _changed(f"#{child.get('lastClr', '000000')}", child)
            if kind == "prstClr":
                return _changed(_PRESET.get(value, "#000000"), child)
        return ""

    def fill(self, holder: etree._Element | None) -> str | None:
        """Returns a shape's own fill: a colour, '' for none, None where it says nothing."""
        if holder is None:
            return None
        if holder.find(f"{A}noFill") is not None:
            return ""
        if (solid := holder.find(f"{A}solidFill")) is not None:
            return self.colour(solid)
        stop = holder.find(f"{A}gradFill/{A}gsLst/{A}gs")
        return self.colour(stop) if stop is not None else None


PLAIN = Theme()


def parsed(blob: bytes) -> etree._Element:
    """Returns the root of an XML part, without looking up anything outside it."""
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))


def read_theme(blob: bytes | None, names: Mapping[str, str] | None = None) -> Theme:
    """Returns the theme of a theme part; an empty one for None."""
    if blob is None:
        return PLAIN
    root = parsed(blob)
    probe = Theme(names={})
    scheme = root.find(f".//{A}clrScheme")
    colours = {
        etree.QName(one).localname: probe.colour(one) for one in (scheme if scheme is not None else ())
    }
    fonts = {}
    for short, tag in (("mj", "majorFont"), ("mn", "minorFont")):
        for script, name in (("lt", "latin"), ("ea", "ea"), ("cs", "cs")):
            found = root.find(f".//{A}{tag}/{A}{name}")
            face = found.get("typeface", "") if found is not None else ""
            if script == "ea" and not face:
                hans = root.find(f".//{A}{tag}/{A}font[@script='Hans']")
                face = hans.get("typeface", "") if hans is not None else ""
            fonts[f"+{short}-{script}"] = face
    return Theme(colours, fonts, {**_USUAL, **(names or {})})


def _changed(colour: str, element: etree._Element) -> str:
    """Returns a colour after the changes its element asks for: lighter, darker, tinted, shaded."""
    try:
        red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    except ValueError:
        return "#000000"
    for child in element:
        kind, share = etree.QName(child).localname, int(child.get("val", "100000")) / 100_000
        if kind == "tint":
            red, green, blue = (1 - (1 - part) * share for part in (red, green, blue))
        elif kind == "shade":
            red, green, blue = (part * share for part in (red, green, blue))
        elif kind in ("lumMod", "lumOff"):
            hue, light, full = colorsys.rgb_to_hls(red, green, blue)
            light = light * share if kind == "lumMod" else light + share
            red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), full)
    return "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02X}" for part in (red, green, blue))
