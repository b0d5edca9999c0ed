"""Writes the files of a meeting pack from one neutral pack, so that they agree to the digit."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.finding import Refusal
from exports.case_form import CaseForm, PrintedForm, fill_case_form
from exports.docx import DocxOptions, to_docx
from exports.docx_template import render_template
from exports.pack import Pack
from exports.slides import SlideOptions, to_pptx
from exports.slides.deck import Format
from exports.workbook import to_xlsx
from metrics.pack_result import PackChoices

_OFFICE = "application/vnd.openxmlformats-officedocument."
MIME = {
    "pptx": f"{_OFFICE}presentationml.presentation",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "forms": f"{_OFFICE}spreadsheetml.sheet",
    "zip": "application/zip",
}
WORDS = {
    "pptx": "演示文稿（PPTX）",
    "docx": "通报（DOCX）",
    "xlsx": "数据表（XLSX）",
    "forms": "案件统计表（XLSX）",
}
_TAILS = {"pptx": "演示文稿.pptx", "docx": "通报.docx", "xlsx": "数据表.xlsx", "forms": "铁拳案件统计表.xlsx"}
_TIME = (1980, 1, 1, 0, 0, 0)
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))

Step = Callable[[str, int, int], None]  # what is being written, done, in all


@dataclass(frozen=True)
class Paper:
    """Holds one finished file."""

    kind: str
    name: str
    content: bytes


@dataclass(frozen=True)
class Supplies:
    """Holds what the office adds: its own templates, and the case form to be filled where there is one."""

    pptx_template: bytes | None = None
    docx_template: bytes | None = None
    printed: PrintedForm | None = None
    form: CaseForm | None = None


def write_papers(
    pack: Pack, choices: PackChoices, supplies: Supplies, step: Step | None = None
) -> tuple[Paper, ...]:
    """Returns the files chosen, in the order of `WORDS`; raises Refusal for a template that cannot be used.

    The case form is left out where nothing was reported for it. `step` hears what is written,
    how much of it is done and how much there is.
    """
    tell = step or (lambda what, done, total: None)
    found = []
    for kind, word in WORDS.items():
        if kind not in choices.files or (kind == "forms" and supplies.form is None):
            continue
        tell(word, 0, 1)
        content = _WRITERS[kind](pack, choices, supplies, tell)
        found.append(Paper(kind, file_name(pack, kind), content))
        tell(word, 1, 1)
    if not found:
        raise Refusal("没有选择要生成的文件，或所选期间没有案件统计表。请至少选择一种。", "no_paper")
    return tuple(found)


def together(papers: Sequence[Paper], name: str) -> Paper:
    """Returns all files in one ZIP; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for paper in papers:
            bundle.writestr(zipfile.ZipInfo(paper.name, _TIME), paper.content, zipfile.ZIP_DEFLATED)
    return Paper("zip", name, out.getvalue())


def file_name(pack: Pack, kind: str) -> str:
    """Returns the name a file is handed out under: whose, which period, what."""
    tail = "会议材料.zip" if kind == "zip" else _TAILS[kind]
    return f"{pack.jurisdiction}_{pack.period_words}_{tail}".translate(_FORBIDDEN)


def _slides(pack: Pack, choices: PackChoices, supplies: Supplies, tell: Step) -> bytes:
    options = SlideOptions(Format(choices.ratio), supplies.pptx_template)
    return to_pptx(pack, options, lambda done, total: tell(WORDS["pptx"], done, total))


def _letter(pack: Pack, choices: PackChoices, supplies: Supplies, tell: Step) -> bytes:
    if supplies.docx_template is not None:
        return render_template(pack, supplies.docx_template)
    return to_docx(
        pack,
        DocxOptions(tables=choices.has_unit_tables, recipients=choices.recipients, number=choices.number),
    )


def _data(pack: Pack, choices: PackChoices, supplies: Supplies, tell: Step) -> bytes:
    return to_xlsx(pack)


def _form(pack: Pack, choices: PackChoices, supplies: Supplies, tell: Step) -> bytes:
    assert supplies.printed is not None and supplies.form is not None
    return fill_case_form(supplies.printed, supplies.form)


_WRITERS = {"pptx": _slides, "docx": _letter, "xlsx": _data, "forms": _form}
