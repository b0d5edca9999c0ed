"""Cuts a web page into tags and text, in time proportional to its length.

html.parser goes back over the rest of the page for every tag or comment that is never closed;
a page made of such tags would keep it busy for hours.
"""

import re
from collections.abc import Iterator
from html import unescape

_VALUE = r"\"[^\"]{0,9999}\"|'[^']{0,9999}'"
_TOKEN = re.compile(
    rf"""
      <!--(?:.*?(?:-->|\Z))
    | <(?P<mute>script|style|noscript|template)\b(?:.*?(?:</(?P=mute)\s*>|\Z))
    | <(?P<close>/?)(?P<name>[a-z][a-z0-9:]*)(?P<rest>(?:=\s*(?:{_VALUE})|[^<>])*+)>
    | <[!?](?:.*?(?:>|\Z))
    | (?P<text>[^<]+|<)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(rf"([a-z][-a-z0-9:]*)(?:\s*=\s*({_VALUE}|[^\s\"'>]+))?", re.IGNORECASE)

Attributes = dict[str, str]


def tokens(page: str) -> Iterator[tuple[str, str, Attributes]]:
    """Yields ("open", name, attributes), ("close", name, {}) and ("text", text, {}).

    Entities are decoded; comments, scripts, styles and declarations are left out.
    """
    for match in _TOKEN.finditer(page):
        if (text := match["text"]) is not None:
            yield "text", unescape(text) if "&" in text else text, {}
        elif match["name"]:
            name = match["name"].lower()
            yield ("close", name, {}) if match["close"] else ("open", name, _attributes(match["rest"]))


def _attributes(rest: str) -> Attributes:
    if not rest.strip(" /\r\n\t"):
        return {}
    return {name.lower(): unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(rest)}
