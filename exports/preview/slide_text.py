"""Reads the paragraphs of a shape with the look they inherit from its place, the layout and the master."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from exports.preview.fonts import css_fonts
from exports.preview.model import Look, Paragraph, Run
from exports.preview.theme import A, Theme

EMU = 12_700
_ALIGNS = {"l": "left", "ctr": "center", "r": "right", "just": "justify", "dist": "justify"}
_LOOKS = ("sz", "b", "i", "u")


@dataclass(frozen=True)
class Styles:
    """Holds where a shape's text takes its look from, the nearest first: elements with lvl1pPr … lvl9pPr."""

    lists: tuple[etree._Element, ...]
    theme: Theme
    colour: str = ""
    looks: dict[tuple[bytes, ...], Look] = field(default_factory=dict)  # those worked out already

    def levels(self, level: int) -> Iterator[etree._Element]:
        """Yields what the lists say of a level, the nearest first."""
        for one in self.lists:
            found = one.find(f"{A}lvl{level + 1}pPr")
            if found is not None:
                yield found


def paragraphs_of(body: etree._Element | None, styles: Styles, scale: float = 1.0) -> tuple[Paragraph, ...]:
    """Returns the paragraphs of a text body; `scale` is by how much the file has shrunk its text."""
    return tuple(
        _paragraph(one, styles, scale) for one in (body if body is not None else ()) if one.tag == f"{A}p"
    )


def _paragraph(element: etree._Element, styles: Styles, scale: float) -> Paragraph:
    own = element.find(f"{A}pPr")
    level = int(own.get("lvl", "0")) if own is not None else 0
    chain = [*([own] if own is not None else []), *styles.levels(level)]
    runs = tuple(_runs(element, chain, styles, scale))
    end = _look([element.find(f"{A}endParaRPr"), *_defaults(chain)], styles, scale)
    size = max((run.look.size for run in runs), default=end.size)
    line, leading = _spacing(chain, "lnSpc", size)
    return Paragraph(
        runs,
        _ALIGNS.get(_attribute(chain, "algn", "l"), "left"),
        left=int(_attribute(chain, "marL", "0")) / EMU,
        first=int(_attribute(chain, "indent", "0")) / EMU,
        before=_gap(chain, "spcBef", size),
        after=_gap(chain, "spcAft", size),
        line=line,
        leading=leading,
        bullet=_bullet(chain) if runs else "",
        empty_size=end.size,
    )


def _runs(
    element: etree._Element, chain: Sequence[etree._Element], styles: Styles, scale: float
) -> Iterator[Run]:
    for child in element:
        kind = etree.QName(child).localname
        if kind not in ("r", "fld", "br"):
            continue
        look = _look([child.find(f"{A}rPr"), *_defaults(chain)], styles, scale)
        said = "\n" if kind == "br" else child.findtext(f"{A}t") or ""
        yield Run(said.replace("\v", "\n"), look, kind == "fld" and child.get("type") == "slidenum")


def _defaults(chain: Sequence[etree._Element]) -> list[etree._Element | None]:
    return [one.find(f"{A}defRPr") for one in chain]


def _look(sources: Sequence[etree._Element | None], styles: Styles, scale: float) -> Look:
    """Returns the look of a run; equal ones are worked out once."""
    known = [one for one in sources if one is not None]
    key = (*(etree.tostring(one, with_tail=False) for one in known), str(scale).encode())
    if key not in styles.looks:
        styles.looks[key] = _worked_out(known, styles, scale)
    return styles.looks[key]


def _worked_out(known: Sequence[etree._Element], styles: Styles, scale: float) -> Look:
    """Returns a look: for each of its parts, the nearest source that says it."""
    said = {name: _attribute(known, name, "") for name in _LOOKS}
    faces = {name: _face(known, name, styles.theme) for name in ("latin", "ea")}
    colours = (styles.theme.fill(one) for one in known)
    colour = next((found for found in colours if found), styles.colour or "#000000")
    return Look(
        float(said["sz"] or 1800) / 100 * scale,
        colour,
        css_fonts(faces["latin"], faces["ea"]),
        said["b"] in ("1", "true"),
        said["i"] in ("1", "true"),
        said["u"] not in ("", "none"),
    )


def _face(known: Sequence[etree._Element], name: str, theme: Theme) -> str:
    for one in known:
        found = one.find(f"{A}{name}")
        if found is not None and (face := theme.font(found.get("typeface", ""))):
            return face
    return theme.font(f"+mn-{'lt' if name == 'latin' else 'ea'}")


def _attribute(chain: Sequence[etree._Element], name: str, usual: str) -> str:
    return next((found for one in chain if (found := one.get(name)) is not None), usual)


def _first(chain: Sequence[etree._Element], *names: str) -> etree._Element | None:
    for one in chain:
        for name in names:
            found = one.find(f"{A}{name}")
            if found is not None:
                return found
    return None


def _spacing(chain: Sequence[etree._Element], name: str, size: float) -> tuple[float, float]:
    """Returns an exact height in points (0 for none) and the height in lines."""
    found = _first(chain, name)
    if found is None or not len(found):
        return 0.0, 1.0
    value = int(found[0].get("val", "100000"))
    return (value / 100, 1.0) if found[0].tag == f"{A}spcPts" else (0.0, value / 100_000)


def _gap(chain: Sequence[etree._Element], name: str, size: float) -> float:
    if _first(chain, name) is None:
        return 0.0
    exact, lines = _spacing(chain, name, size)
    return exact or (lines * size * 1.2 if exact == 0 and lines != 1.0 else 0.0)


def _bullet(chain: Sequence[etree._Element]) -> str:
    found = _first(chain, "buNone", "buChar", "buAutoNum")
    if found is None or found.tag == f"{A}buNone":
        return ""
    return found.get("char", "•") if found.tag == f"{A}buChar" else "•"
