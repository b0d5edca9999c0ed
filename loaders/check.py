"""Checks a workbook: which template, which unit and period, which facts, what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from domain.finding import Severity
from domain.jurisdiction import Jurisdiction
from domain.known_indicator import KnownIndicator
from loaders.blank_return import with_headers, with_stamp
from loaders.blank_stamp import Stamp, read_stamp
from loaders.card_template import CardTemplate, LiaisonTemplate
from loaders.case_sheet_read import read_case_sheets
from loaders.checked import Checked, Declared
from loaders.columns import unread_matches, unsure
from loaders.form import read_form
from loaders.ledger import read_ledger
from loaders.liaison import read_liaison
from loaders.messages import finding
from loaders.own_sheets import without_own
from loaders.picks import Picks, Recall
from loaders.recognise import Recognised, recognise
from loaders.reference import load_reference
from loaders.summary import read_summary
from loaders.task_list import read_task_list
from loaders.task_template import TaskTemplate
from loaders.template import Context, FormTemplate, SummaryTemplate, Template
from loaders.templates import TEMPLATES, template
from loaders.workbook import Workbook

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check_workbook(
    workbook: Workbook,
    declared: Declared,
    jurisdiction: Jurisdiction,
    known_indicators: Mapping[str, KnownIndicator] | None = None,
    before_rows: Callable[[], None] | None = None,
    recall: Recall | None = None,
) -> Checked:
    """Returns all that is found out about a workbook; touches no warehouse and writes nothing.

    `known_indicators` describes the indicators by id; when given, an indicator return may name
    no other. `before_rows` is called once the template is known. Of a workbook that holds
    several templates it is the main part; `check_workbook_parts` gives them all.
    """
    return check_workbook_parts(workbook, declared, jurisdiction, known_indicators, before_rows, recall)[0]


def check_workbook_parts(
    workbook: Workbook,
    declared: Declared,
    jurisdiction: Jurisdiction,
    known_indicators: Mapping[str, KnownIndicator] | None = None,
    before_rows: Callable[[], None] | None = None,
    recall: Recall | None = None,
) -> tuple[Checked, ...]:
    """Returns one result for every template recognised in a workbook, the main part first.

    Each has its own sheets, facts and findings; what concerns the file as such is said on the
    first. A further part without any data is left aside and named. Findings come errors first,
    otherwise in the order of sheets and rows.
    """
    checked = Checked(workbook.file_name)
    context = Context(jurisdiction, declared, load_reference(), known_indicators or {}, workbook.date1904)
    templates = _candidates(declared, checked)
    if checked.findings:
        return (checked,)
    stamp = read_stamp(workbook)
    workbook, remarks = with_headers(without_own(workbook), stamp)
    picks = Picks(context, recall)
    parts = recognise(workbook, templates, TEMPLATES, picks)
    if before_rows is not None:
        before_rows()
    checked.findings += remarks
    results = []
    for found in parts:
        one = checked if found is parts[0] else Checked(workbook.file_name)
        _describe(found, declared, one)
        _note_headers(found, picks, templates, one)
        said, more = with_stamp(_stamp_of(found, parts, stamp), found, declared, jurisdiction)
        one.findings += more
        _read(found, workbook, replace(context, declared=said), one)
        one.findings += unsure(one.columns)
        results.append(one)
    return _settled(results, parts)


def _stamp_of(found: Recognised, parts: list[Recognised], stamp: Stamp | None) -> Stamp | None:
    """Returns the stamp for the part it was made for; where there is none, for the main part."""
    made = [one for one in parts if stamp and one.template and one.template.template_id == stamp.template]
    return stamp if found is (made or parts)[0] else None


def _settled(results: list[Checked], parts: list[Recognised]) -> tuple[Checked, ...]:
    """Returns the parts that hold data, or the main one where none does; what was left aside is named."""
    pairs = list(zip(results, parts, strict=True))
    kept = [(one, found) for one, found in pairs if _holds_data(one)] or pairs[:1]
    main, title = kept[0][0], kept[0][1].template.title if kept[0][1].template else ""
    rest = [(sheet.name, reason) for sheet, reason in parts[0].others if title]
    rest += [
        (sheet.name, f"是“{found.template.title}”，没有填写数据")
        for one, found in pairs if found.template and all(one is not held for held, _ in kept)
        for sheet, _ in found.uses
    ]  # fmt: skip
    about = [finding("sheet_hidden", sheet.name) for sheet in parts[0].hidden]
    about += [
        finding("sheet_ignored", name, title=title, reason=reason) for name, reason in dict.fromkeys(rest)
    ]
    if main is not results[0]:
        main.choices = results[0].choices
    main.findings[:0] = about
    for one, found in kept:
        names = "、".join(dict.fromkeys(sheet.name for sheet, _ in found.uses))
        one.part = f"{found.template.title}（{names}）" if len(kept) > 1 and found.template else ""
        one.findings.sort(key=lambda said: _ORDER[said.severity])
    return tuple(one for one, _ in kept)


def _holds_data(one: Checked) -> bool:
    return bool(one.records) or any(said.severity is Severity.ERROR and said.cell for said in one.findings)


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
    """Notes which template was recognised, or that none was."""
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
    for sheet in {sheet.index: sheet for sheet, _ in found.uses}.values():
        if count := len(sheet.hidden_rows) + len(sheet.hidden_cols):
            checked.findings.append(finding("hidden_rows", sheet.name, count=count))


def _note_headers(found: Recognised, picks: Picks, templates: tuple[Template, ...], checked: Checked) -> None:
    """Notes what people said of the headers; shows those of a declared template that was not found."""
    checked.choices = picks.choices
    if found.template is not None:
        checked.layouts = picks.layouts(found.uses, found.template)
        checked.findings += picks.findings(found.uses, found.template)
    for sheet, heading in found.unread:
        checked.columns += unread_matches(sheet, heading, templates[0])
        checked.findings += picks.findings([(sheet, heading)], templates[0])


def _read(found: Recognised, workbook: Workbook, context: Context, checked: Checked) -> None:
    if isinstance(found.template, TaskTemplate):
        read_task_list(found.uses, found.template, context, workbook.file_name, checked)
    elif isinstance(found.template, FormTemplate):
        read_form(found.uses, found.template, context, checked)
    elif isinstance(found.template, SummaryTemplate):
        read_summary(found.uses, found.template, context, checked)
    elif isinstance(found.template, CardTemplate):
        read_case_sheets([sheet for sheet, _ in found.uses], found.template, context, checked)
    elif isinstance(found.template, LiaisonTemplate):
        read_liaison([sheet for sheet, _ in found.uses], found.template, context, checked)
    elif found.template is not None:
        read_ledger(found.uses, found.template, context, workbook.file_name, checked)
