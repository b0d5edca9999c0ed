"""Draws the parts of the credit page that ask a person something or open what was clicked."""

import streamlit as st

from metrics.credit_result import CreditView, Repeated
from store.same_entity import DIFFERENT, SAME, WITHDRAWN
from ui import credit, credit_view, parts
from ui.office import the_office
from ui.person import ask_person
from ui.table import show_table
from ui.tables import download, grid_download, record_grid, record_table

_PICKED = "credit_entity"


def draw_repeated(caption: str, found: tuple[Repeated, ...], key: str, none: str) -> None:
    """Draws a list of entities with its download; a click on a name is remembered."""
    parts.title(caption, "点主体名称看每一件处罚")
    if not found:
        parts.note(none)
        return
    grid = credit_view.repeated_grid(caption, found, the_office().jurisdiction)
    if clicked := show_table(grid, key=key):
        st.session_state[_PICKED] = clicked
    grid_download(grid, caption)


def draw_penalties(view: CreditView) -> None:
    """Draws the penalties of the entity that was clicked last."""
    picked = st.session_state.get(_PICKED)
    chosen = next((one for one in (*view.repeated, *view.watched) if one.entity == picked), None)
    if chosen is None:
        return
    with st.container(border=True):
        parts.title(f"{chosen.name}的处罚", credit_view.amount_words(chosen.penalties))
        rows, jurisdiction = credit_view.penalty_rows(chosen.penalties), the_office().jurisdiction
        show_table(record_grid(rows, jurisdiction, f"{chosen.name}的处罚"), key="credit_penalties")
        title = f"{chosen.name}的处罚"
        download(
            lambda: record_table(rows, jurisdiction, title), f"{title}.xlsx", key="xlsx_credit_penalties"
        )


def draw_questions(view: CreditView) -> None:
    """Draws «同一主体?»: the pairs, the form for an answer, and what was answered."""
    parts.title("同一主体？", "名称相同而代码不同或没有代码；由人答复，计数随答复改变")
    if not view.questions:
        parts.note("没有名称相同而代码不同的主体。")
        return
    grid = credit_view.question_grid(view.questions)
    show_table(grid, key="credit_questions")
    grid_download(grid, "同一主体待答")
    by_words = {credit_view.question_words(one): one for one in view.questions}
    with st.columns([2, 3])[0]:
        ask_person()
    with st.form("same_entity", clear_on_submit=True, border=False):
        chosen = by_words[st.selectbox("哪两个主体", list(by_words), width=720)]
        words = [credit_view.ANSWER_WORDS[said] for said in (SAME, DIFFERENT, WITHDRAWN)]
        said = st.radio("是否同一主体", words, index=None, horizontal=True)
        sent = st.form_submit_button("记录答复", type="primary")
    if sent and said:
        by_word = {word: name for name, word in credit_view.ANSWER_WORDS.items()}
        credit.keep_answer(chosen.one.subject, chosen.other.subject, by_word[said])
    elif sent:
        parts.refusal("请先选“是”或“否”，再记录答复。")
    if given := credit.answers():
        with st.expander(f"答复记录 {len(given)} 条"):
            show_table(credit_view.answer_grid(given), key="credit_answers")
