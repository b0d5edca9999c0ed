"""Writes small pieces of HTML in which every text and every attribute is escaped."""

import html as escaping
from collections.abc import Iterable


class Markup(str):
    """Marks a string that is finished HTML already; made by `tag` and `join` alone."""

    __slots__ = ()


def text(value: object) -> Markup:
    """Returns the value as text that cannot become markup."""
    return value if isinstance(value, Markup) else Markup(escaping.escape(str(value)))


def tag(name: str, *content: object, css: str = "", **attributes: str) -> Markup:
    """Returns an element; content that is not Markup is escaped, and so is every attribute."""
    given = ({"class": css} if css else {}) | attributes
    head = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaping.escape(str(v))}"' for key, v in given.items()
    )
    return Markup(f"<{name}{head}>{join(content)}</{name}>")


def join(parts: Iterable[object]) -> Markup:
    """Returns the parts one after another, each escaped unless it is Markup."""
    return Markup("".join(text(part) for part in parts))
