"""Checks a workbook: which template, which unit and period, which facts, what is wrong."""

from collections.abc import Mapping

from domain.finding import Severity
from domain.jurisdiction import Jurisdiction
from loaders.checked import Checked, Declared
from loaders.form import read_form
from loaders.ledger import read_ledger
from loaders.messages import finding
from loaders.recognise import Recognised, recognise
from loaders.reference import load_reference
from loaders.template import Context, FormTemplate, Template
from loaders.templates import TEMPLATES, template
from loaders.workbook import Workbook

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check_workbook(
    workbook: Workbook,
    declared: Declared,
    jurisdiction: Jurisdiction,
    known_indicators: Mapping[str, str] | None = None,
) -> Checked:
    """Returns all that is found out about a workbook; touches no warehouse and writes nothing.

    `known_indicators` maps indicator ids to labels; when given, an indicator return may name
    no other. Findings come errors first, otherwise in the order of sheets and rows.
    """
    checked = Checked(workbook.file_name)
    context = Context(jurisdiction, declared, load_reference(), known_indicators or {}, workbook.date1904)
    templates = _candidates(declared, checked)
    if not checked.findings:
        found = recognise(workbook, templates)
        _describe(found, declared, checked)
        if found.template is not None:
            _read(found, workbook, context, checked)
    checked.findings.sort(key=lambda one: _ORDER[one.severity])
    return checked


def _candidates(declared: Declared, checked: Checked) -> tuple[Template, ...]:
    if declared.template is None:
        return TEMPLATES
    chosen = template(declared.template)
    if chosen is None:
        known = "、".join(one.template_id for one in TEMPLATES)
        checked.findings.append(finding("unknown_template", found=declared.template, known=known))
        return ()
    return (chosen,)


def _describe(found: Recognised, declared: Declared, checked: Checked) -> None:
    """Notes which template was recognised and which sheets were left aside, and why."""
    checked.findings += [finding("sheet_hidden", sheet.name) for sheet in found.hidden]
    if found.template is None:
        chosen = template(declared.template or "")
        known = "、".join(one.title for one in TEMPLATES)
        complaint = (
            finding("template_not_found", title=chosen.title)
            if chosen
            else finding("unknown_layout", known=known)
        )
        checked.findings.append(complaint)
        return
    checked.template = found.template.template_id
    for sheet, reason in found.others:
        checked.findings.append(
            finding("sheet_ignored", sheet.name, title=found.template.title, reason=reason)
        )
    for sheet, _ in found.uses:
        if count := len(sheet.hidden_rows) + len(sheet.hidden_cols):
            checked.findings.append(finding("hidden_rows", sheet.name, count=count))


def _read(found: Recognised, workbook: Workbook, context: Context, checked: Checked) -> None:
    if isinstance(found.template, FormTemplate):
        read_form(found.uses, found.template, context, checked)
    elif found.template is not None:
        read_ledger(found.uses, found.template, context, workbook.file_name, checked)
