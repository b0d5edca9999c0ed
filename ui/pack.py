"""Makes meeting packs for the page: gathers, writes, remembers what was made."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import streamlit as st

from domain.period import Period
from exports.case_form import CaseForm, cells_of
from exports.making import digest_of, make_pack
from exports.pack import Pack
from exports.papers import Paper, Supplies, file_name, together, write_papers
from loaders.templates.case_form import TEMPLATE as CASE_FORM
from metrics.board import Board
from metrics.pack_forms import form_records
from metrics.pack_material import gather
from metrics.pack_result import Material, PackChoices
from store.as_of import as_of
from store.packs import MadePack, enter_pack, made_packs, recipes, save_recipe
from ui.caches import cache_key
from ui.office import Office, the_office
from ui.person import person

_MADE, _FRESH = "pack_made", "pack_fresh"


Templates = Mapping[str, bytes | None]


@dataclass(frozen=True)
class Made:
    """Holds the files of the pack made last in this session, its number and what they were made from."""

    number: int
    papers: tuple[Paper, ...]
    name: str
    origin: tuple = ()


def preview(choices: PackChoices, month: int) -> Pack:
    """Returns the pack as it would be made now; raises Refusal when there is nothing to show."""
    office, now = the_office(), datetime.now().replace(microsecond=0)
    material = _material(cache_key(office), choices, month, now.date(), office)
    return make_pack(material, office.jurisdiction, choices, now)


def make(
    choices: PackChoices,
    month: int,
    templates: Templates,
    step: Callable[[str, int, int], None],
) -> None:
    """Makes all files chosen, enters the pack, and keeps the files for this session.

    Files that would say the same as those made last are kept as they are.
    """
    office, now = the_office(), datetime.now().replace(microsecond=0)
    material = _material(cache_key(office), choices, month, now.date(), office)
    pack = make_pack(material, office.jurisdiction, choices, now)
    st.session_state[_FRESH], origin = True, _origin(pack, choices, templates)
    if (found := made()) is not None and found.origin == origin:
        return
    papers = _papers(office.board, pack, choices, month, now.date(), templates, step)
    number = enter_pack(office.warehouse, choices.as_json(), month, digest_of(pack), person())
    st.session_state[_MADE] = Made(number, papers, file_name(pack, "zip"), origin)


def is_current(found: Made, pack: Pack, choices: PackChoices, templates: Templates) -> bool:
    """Tells whether the files still are what the pack of now and these choices would give."""
    return not found.origin or found.origin == _origin(pack, choices, templates)


def _origin(pack: Pack, choices: PackChoices, templates: Templates) -> tuple:
    """Returns what decides the files' content but for the time: what the pack says, the choices, the templates."""
    marks = [(kind, hashlib.sha256(content).hexdigest()) for kind, content in templates.items() if content]
    return digest_of(pack), choices, tuple(sorted(marks))


def again(made: MadePack, step: Callable[[str, int, int], None]) -> None:
    """Makes an earlier pack from the uploads that were in force then; only the time stamp differs."""
    office, now = the_office(), datetime.now().replace(microsecond=0)
    choices, day = PackChoices.from_json(made.choices), made.made_at.date()
    then = as_of(office.warehouse, made.uploads, made.made_at)
    try:
        board = Board(office.jurisdiction, then)
        pack = make_pack(gather(board, choices, made.month, day), office.jurisdiction, choices, now)
        papers = _papers(board, pack, choices, made.month, day, {}, step)
    finally:
        then.close()
    st.session_state[_MADE], st.session_state[_FRESH] = Made(made.seq, papers, file_name(pack, "zip")), True


def made() -> Made | None:
    """Returns what was made last in this session."""
    return st.session_state.get(_MADE)


def is_fresh() -> bool:
    """Tells once that the files were made just now."""
    return st.session_state.pop(_FRESH, False)


def all_in_one(found: Made) -> Paper:
    """Returns all files of a pack in one ZIP."""
    return together(found.papers, found.name)


def history() -> list[MadePack]:
    """Returns every pack made, newest first."""
    return made_packs(the_office().warehouse)


def saved() -> dict[str, PackChoices]:
    """Returns the saved recipes by name."""
    return {name: PackChoices.from_json(one.choices) for name, one in recipes(the_office().warehouse).items()}


def save(name: str, choices: PackChoices) -> None:
    """Saves the choices as a recipe; raises Refusal without a name."""
    save_recipe(the_office().warehouse, name, choices.as_json(), person())


def _papers(
    board: Board,
    pack: Pack,
    choices: PackChoices,
    month: int,
    today: date,
    templates: Templates,
    step: Callable[[str, int, int], None],
) -> tuple[Paper, ...]:
    records, form = form_records(board, month), None
    if records:
        root = board.jurisdiction.root.name
        form = CaseForm(root, Period.year_to_date(month), cells_of(records), today, pack.made_at)
    supplies = Supplies(templates.get("pptx"), templates.get("docx"), CASE_FORM, form)
    return write_papers(pack, choices, supplies, step)


@st.cache_data(show_spinner=False, max_entries=8)
def _material(key: tuple, choices: PackChoices, month: int, today: date, _office: Office) -> Material:
    return gather(_office.board, choices, month, today)
