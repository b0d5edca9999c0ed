"""Looks at what a Word template asks for before anything is filled in: known names, plain marks only."""

import re
from collections.abc import Mapping

from jinja2 import Environment, TemplateSyntaxError, nodes

from domain.finding import Refusal
from exports.docx_fields import FIELDS, Field

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_WORD = re.compile(r"\{%-?\s*(?:tr|tc|p|r)?\s*(\w+)")
_WORDS = ("for", "endfor", "if", "elif", "else", "endif")
_LOOP = Field("循环", fields={name: Field(name) for name in ("index", "first", "last", "length")})
_FILTERS = ("length", "join")
_PLAIN = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.If, nodes.And, nodes.Or, nodes.Not,
    nodes.Compare, nodes.Operand,
)  # fmt: skip

Scope = Mapping[str, Field]


def check_source(source: str, environment: Environment, place: str) -> int:
    """Checks one part of a template and returns how many placeholders it has.

    Raises Refusal, naming the placeholder, for a name nobody declared, marks that do not close
    and anything but for, if and plain placeholders.
    """
    for tag in _TAG.findall(source):
        if not _is_plain(tag, environment):
            raise _refused(
                f"的“{_short(tag)}”写法有误或不支持：只能用占位符、for 和 if，不能运算、调用或取下标", place
            )
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as problem:
        words = "里的 {{ }}、{% %} 没有成对，或 for、if 没有用 endfor、endif 结束"
        raise _refused(words, place) from problem
    _check(tree, FIELDS, place)
    if any(third for first in _loops(tree) for second in _loops(first) for third in _loops(second)):
        raise _refused("里的 for 套了三层，最多两层（各项指标、其中各单位）", place)
    return sum(1 for _ in tree.find_all(nodes.Name))


def _check(node: nodes.Node, scope: Scope, place: str) -> None:
    if isinstance(node, nodes.For):
        _check_loop(node, scope, place)
    elif isinstance(node, (nodes.Name, nodes.Getattr)):
        _field(node, scope, place)
    elif isinstance(node, nodes.Filter):
        if node.name not in _FILTERS:
            raise _refused(f"里用了不支持的过滤器“{node.name}”，可用的有：{'、'.join(_FILTERS)}", place)
        _each(node, scope, place)
    elif isinstance(node, _PLAIN):
        _each(node, scope, place)
    else:
        raise _refused("里的 for、if 中有运算、调用或取下标，只能用占位符", place)


def _loops(node: nodes.Node) -> list[nodes.Node]:
    """Returns the loops inside a node: three deep could fill the memory."""
    return [
        inner
        for child in node.iter_child_nodes()
        for inner in ([child] if isinstance(child, nodes.For) else _loops(child))
    ]


def _each(node: nodes.Node, scope: Scope, place: str) -> None:
    for child in node.iter_child_nodes():
        _check(child, scope, place)


def _check_loop(node: nodes.For, scope: Scope, place: str) -> None:
    listed = _field(node.iter, scope, place)
    if not listed.is_list or not isinstance(node.target, nodes.Name) or node.recursive:
        raise _refused(f"里的 for 只能用于列表，“{_name(node.iter)}”不是列表", place)
    inner = {**scope, node.target.name: Field(listed.words, fields=listed.fields), "loop": _LOOP}
    for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
        _check(child, inner, place)


def _field(node: nodes.Node, scope: Scope, place: str) -> Field:
    """Returns what a name stands for; raises Refusal for one nobody declared."""
    if isinstance(node, nodes.Name):
        if node.name not in scope:
            raise Refusal(_unknown(node.name, scope, place), "template_placeholder")
        return scope[node.name]
    if isinstance(node, nodes.Getattr):
        owner = _field(node.node, scope, place)
        if owner.is_list or node.attr not in owner.fields:
            raise Refusal(_unknown(_name(node), owner.fields, place), "template_placeholder")
        return owner.fields[node.attr]
    raise _refused("里的 for 只能用于占位符", place)


def _unknown(name: str, known: Mapping[str, Field], place: str) -> str:
    offered = f"这里可用的有：{'、'.join(known)}。" if known else "它是一段文字，没有下一级。"
    return f"模板{place}里的占位符“{name}”没有定义。{offered}请改正后重新上传模板。"


def _refused(words: str, place: str) -> Refusal:
    return Refusal(f"模板{place}{words}。请改正后重新上传模板。", "template_syntax")


def _name(node: nodes.Node) -> str:
    return f"{_name(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else getattr(node, "name", "")


def _is_plain(tag: str, environment: Environment) -> bool:
    """Tells whether one mark by itself is of the kinds a template may have."""
    if tag.startswith("{%"):
        word = _WORD.match(tag)
        return word is not None and word[1] in _WORDS
    try:
        tree = environment.parse(tag)
    except TemplateSyntaxError:
        return False
    return all(
        isinstance(node, (*_PLAIN, nodes.Name, nodes.Getattr, nodes.Filter))
        for node in tree.find_all(nodes.Node)
    )


def _short(tag: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", tag).split())[:60]
