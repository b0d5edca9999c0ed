"""Fills an office's own Word template from a pack: their wording, our figures, nothing executed."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from domain.finding import Refusal
from exports.docx_check import check_source
from exports.docx_fields import template_context
from exports.fixed_zip import fixed
from exports.pack import Pack
from exports.xml_text import one_line

_LARGEST, _LARGEST_INSIDE, _MOST_PARTS = 20 * 2**20, 200 * 2**20, 2_000
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NO_WORD = "这不是 Word 文档（.docx）。请用 Word 或 WPS 另存为 .docx 后重新上传模板。"
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")


def check_template(content: bytes) -> int:
    """Returns how many placeholders a template has; raises Refusal with one clear sentence for a bad one."""
    template = _opened(content)
    found = sum(check_source(source, _environment(), place) for place, source in _sources(template))
    if not found:
        raise Refusal("模板里没有占位符。请按说明写入 {{ title }} 等占位符后重新上传模板。", "template_empty")
    return found


def render_template(pack: Pack, content: bytes) -> bytes:
    """Returns the template filled from the pack; raises Refusal for a template that cannot be filled.

    Texts of the data are escaped and never read as marks of the template.
    """
    check_template(content)
    template, context = _opened(content), template_context(pack)
    template.render_init()
    about = template.docx.core_properties
    for name in _PROPERTIES:
        setattr(about, name, "")  # they would be filled in too, and nobody sees what stands there
    try:
        _demand_whole(template.build_xml(context, _environment()))
        template.render(context, _environment(), autoescape=True)
    except (TemplateError, etree.XMLSyntaxError) as problem:
        raise Refusal(
            f"模板不能填写：{one_line(problem)[:200]}。请改正后重新上传模板。", "template_syntax"
        ) from problem
    return _saved(template, pack)


def _environment() -> ImmutableSandboxedEnvironment:
    """Returns an environment without functions: names from the pack, for and if, nothing else."""
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    environment.globals.clear()
    return environment


def _opened(content: bytes) -> DocxTemplate:
    if len(content) > _LARGEST:
        raise Refusal("模板超过 20 MB。请删去大图片后重新上传模板。", "template_too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _guard(package)
        template = DocxTemplate(io.BytesIO(content))
        template.init_docx()
        is_document = template.docx.part.content_type == _MAIN
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError, etree.XMLSyntaxError) as problem:
        raise Refusal(_NO_WORD, "template_not_word") from problem
    if not is_document:
        raise Refusal("模板是带宏的文档或模板文件。请另存为不带宏的 .docx 后重新上传。", "template_not_word")
    return template


def _guard(package: zipfile.ZipFile) -> None:
    """Refuses what would fill the memory or declare entities, before any parser sees it."""
    members = package.infolist()
    if len(members) > _MOST_PARTS or sum(member.file_size for member in members) > _LARGEST_INSIDE:
        raise Refusal("模板解压后过大。请删去不需要的内容后重新上传模板。", "template_too_large")
    for member in members:
        is_xml = member.filename.endswith((".xml", ".rels"))
        if is_xml and (b"<!DOCTYPE" in (blob := package.read(member)) or b"<!ENTITY" in blob):
            raise Refusal(_NO_WORD, "template_not_word")


def _sources(template: DocxTemplate) -> Iterator[tuple[str, str]]:
    """Returns every part that is filled in, by where it stands, as the template engine will see it."""
    yield "正文", template.patch_xml(template.get_xml())
    for words, uri in (("页眉", template.HEADER_URI), ("页脚", template.FOOTER_URI)):
        for _, part in template.get_headers_footers(uri):
            yield words, template.patch_xml(template.get_part_xml(part))
    for part in template.docx.part.package.iter_parts():
        if part.content_type.endswith("wordprocessingml.footnotes+xml"):
            yield "脚注", template.patch_xml(part.blob.decode("utf-8"))


def _demand_whole(xml: str) -> None:
    """Refuses a fill that is no well-formed document any more: a for across half a table."""
    try:
        etree.fromstring(xml.encode("utf-8"))
    except etree.XMLSyntaxError as problem:
        raise Refusal(
            "模板里的 for 或 if 与表格、段落交错。表格的行请用 {%tr for … %}，整段请用 {%p for … %}，改正后重新上传模板。",
            "template_syntax",
        ) from problem


def _saved(template: DocxTemplate, pack: Pack) -> bytes:
    about = template.docx.core_properties
    about.title, about.author = one_line(pack.title)[:250], one_line(pack.signer)[:250]
    about.created = about.modified = datetime(*pack.made_at.timetuple()[:6])
    memory = io.BytesIO()
    template.save(memory)
    return fixed(memory.getvalue())
