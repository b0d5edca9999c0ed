"""Fills office templates: known names only, data never executed, refusals in one clear sentence."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest

from domain.finding import Refusal
from domain.paths import HOUSE
from exports.docx_fields import FIELDS, Field, template_context
from exports.docx_sample import sample_template
from exports.docx_template import check_template, render_template
from tests.exports import paper_packs


def template(*paragraphs: str, row: tuple[str, str, str] | None = None, header: str = "") -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if row:
        table = document.add_table(3, 1)
        for place, text in enumerate(row):
            table.cell(place, 0).text = text
    document.sections[0].header.paragraphs[0].text = header
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


def texts(content: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    return [p.text for p in document.paragraphs] + cells + [document.sections[0].header.paragraphs[0].text]


def refusal(content: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        check_template(content)
    return caught.value.message


def test_names_lists_and_rows_are_filled() -> None:
    pack = paper_packs.pack(*paper_packs.two_sections())
    content = template(
        "{{ title }}", "{{ period }}", "{%p for s in sentences %}", "{{ s }}", "{%p endfor %}",
        "{% if misses %}有{{ misses|length }}项{% else %}无{% endif %}",
        row=("{%tr for m in misses %}", "{{ m.unit }} {{ m.value }} {{ m.target }}", "{%tr endfor %}"), header="{{ signer }}",
    )  # fmt: skip
    found = texts(render_template(pack, content))
    assert pack.title in found and pack.period_words in found and pack.signer in found
    for sentence in template_context(pack)["sentences"]:
        assert sentence in found
    for _, row in pack.misses:
        assert f"{row.unit} {row.value} {row.verdict.measured_in} {row.target_words}" in found
    assert f"有{len(pack.misses)}项" in found


def test_every_declared_placeholder_is_filled_with_what_it_declares() -> None:
    context = template_context(paper_packs.pack(*paper_packs.two_sections()))

    def same(fields: dict[str, Field], values: dict) -> None:
        assert set(fields) == set(values)
        for name, declared in fields.items():
            assert isinstance(values[name], list) is declared.is_list, name
            for entry in values[name] if declared.fields else ():
                same(dict(declared.fields), entry)

    same(FIELDS, context)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{{ titel }}", "titel"),
        ("{% for s in sections %}{{ s.lable }}{% endfor %}", "s.lable"),
        ("{{ title.__class__ }}", "title.__class__"),
        ("{{ sections.pop }}", "sections.pop"),
        ("{% for s in title %}{% endfor %}", "title"),
        ("{{ title|upper }}", "upper"),
        ("{{ 7*7 }}", "{{ 7*7 }}"),
        ("{{ range(9) }}", "{{ range(9) }}"),
        ("{{ title[0] }}", "取下标"),
        ("{% set x = 1 %}", "set x = 1"),
        ("{% if 1 + 1 == 2 %}x{% endif %}", "运算"),
        ("{% import 'os' as x %}", "import"),
        ("{{ title }", "成对"),
        ("{{ ti tle }}", "ti tle"),
        ("{% for s in sentences %}", "endfor"),
        (
            "{% for a in misses %}{% for b in misses %}{% for c in misses %}x{% endfor %}{% endfor %}{% endfor %}",
            "三层",
        ),
        ("没有占位符", "没有占位符"),
    ],
)
def test_a_bad_template_is_refused_by_name(text: str, named: str) -> None:
    message = refusal(template(text))
    assert named in message and message.endswith("模板。")


def test_a_name_inside_an_empty_list_is_checked_too() -> None:
    assert "o.nobody" in refusal(template("{%p for o in overdue %}", "{{ o.nobody }}", "{%p endfor %}"))


def test_a_bad_header_is_found() -> None:
    assert "页眉" in refusal(template("{{ title }}", header="{{ nobody }}"))


def _truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _with_doctype(content: bytes) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(memory, "w") as new:
        for member in old.infolist():
            blob = old.read(member)
            if member.filename == "word/document.xml":
                blob = blob.replace(
                    b"<w:document", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document', 1
                )
            new.writestr(member.filename, blob)
    return memory.getvalue()


@pytest.mark.parametrize("damage", [_truncated, _with_doctype, lambda _: b"", lambda _: b"PK\x03\x04nothing"])
def test_what_is_no_word_document_is_refused(damage: Callable[[bytes], bytes]) -> None:
    assert refusal(damage(template("{{ title }}"))).startswith("这不是 Word 文档")


def test_data_are_never_read_as_marks_or_markup() -> None:
    hostile = "{{7*7}} {% for %} <w:p/> & \x01=cmd"
    pack = replace(paper_packs.pack(*paper_packs.two_sections()), title=hostile, signer="{{ title }}")
    found = texts(render_template(pack, template("{{ title }}", "{{ signer }}")))
    assert "{{7*7}} {% for %} <w:p/> & =cmd" in found
    assert "{{ title }}" in found


def test_the_same_pack_and_template_give_the_same_bytes() -> None:
    pack, content = paper_packs.pack(*paper_packs.two_sections()), template("{{ title }}")
    assert render_template(pack, content) == render_template(pack, content)


def test_the_sample_is_a_good_template_and_gives_the_figures() -> None:
    pack = paper_packs.pack(*paper_packs.two_sections())
    assert check_template(sample_template()) > 10
    found = texts(render_template(pack, sample_template()))
    assert pack.title in found and not any("{" in text for text in found)
    for section, row in pack.misses:
        assert {section.label, row.unit, f"{row.value} {section.measured_in}", row.target_words} <= set(found)


def test_the_guide_names_every_placeholder() -> None:
    guide = (HOUSE / "docs" / "pack.zh-CN.md").read_text(encoding="utf-8")
    for name, declared in FIELDS.items():
        assert (f"| `{name}` |" if declared.is_list else f"`{{{{ {name} }}}}`") in guide
        assert all(f"`{inner}`" in guide for inner in declared.fields)
