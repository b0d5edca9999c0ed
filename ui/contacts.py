"""Shows the liaison table only to who knows the office's PIN, for one session, with few attempts."""

import threading
import time
from dataclasses import dataclass, field

import streamlit as st

from domain.contact import Contact
from store.contacts import contacts, named_units, opens
from store.office import read_contacts_seal
from ui import parts
from ui.office import the_office
from ui.table import Cell, Column, Grid, Row, show_table

MOST_ATTEMPTS, PAUSE_SECONDS = 5, 600
_OPEN = "contacts_open"  # holds the seal that was opened: a new PIN locks every session again
_HOW_TO_SET = "还没有设置查看口令。请管理员在命令行运行：python start.py contacts --set-pin。"


@dataclass
class Attempts:
    """Counts wrong PINs of all sessions together; after a few, nobody may try for a while."""

    wrong: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def may_try(self, now: float) -> bool:
        """Tells whether another PIN may be tried."""
        with self.lock:
            self.wrong = [moment for moment in self.wrong if now - moment < PAUSE_SECONDS]
            return len(self.wrong) < MOST_ATTEMPTS

    def note_wrong(self, now: float) -> None:
        """Counts a wrong PIN."""
        with self.lock:
            self.wrong.append(now)


@st.cache_resource(show_spinner=False)
def _attempts(_folder: str) -> Attempts:
    return Attempts()


def is_unlocked() -> bool:
    """Tells whether this session may see the liaison table."""
    seal = read_contacts_seal(the_office().data_dir)
    return bool(seal) and st.session_state.get(_OPEN) == seal


def contacts_of(unit_id: str) -> list[Contact] | None:
    """Returns whom to call in a unit, None while the table is locked."""
    return contacts(the_office().warehouse, unit_id) if is_unlocked() else None


def draw_unlock() -> None:
    """Draws the field for the PIN, or the button that locks the table again."""
    seal = read_contacts_seal(the_office().data_dir)
    if not seal:
        parts.note(_HOW_TO_SET)
        return
    if is_unlocked():
        if st.button("锁定联络员", key="contacts_lock"):
            del st.session_state[_OPEN]
            st.rerun()
        return
    with st.form("contacts_unlock", clear_on_submit=True, border=False):
        pin = st.text_input("查看口令", type="password", key="contacts_pin", width=240, autocomplete="off")
        is_sent = st.form_submit_button("查看联络员")
    if is_sent:
        _try(pin, seal)


def _try(pin: str, seal: str) -> None:
    attempts = _attempts(str(the_office().data_dir))
    if not attempts.may_try(time.monotonic()):
        parts.refusal(f"口令输错次数过多，请 {PAUSE_SECONDS // 60} 分钟后再试。")
        return
    if not opens(pin, seal):
        attempts.note_wrong(time.monotonic())
        parts.refusal("口令不对，请重新输入。")
        return
    st.session_state[_OPEN] = seal
    st.rerun()


def draw_contacts(unit: str) -> None:
    """Draws whom to call in a unit (its name): the people when unlocked, else how many and the field for the PIN."""
    unit_id = next(one.unit_id for one in the_office().jurisdiction.units if one.name == unit)
    found = contacts_of(unit_id)
    if found is None:
        count = named_units(the_office().warehouse).get(unit_id, 0)
        parts.note(f"联络员表登记了 {count} 人，凭口令查看。" if count else "这个单位还没有报送联络员表。")
    elif found:
        show_table(contact_grid(found), key="contacts")
    else:
        parts.note("这个单位还没有报送联络员表。")
    draw_unlock()


def contact_grid(found: list[Contact]) -> Grid:
    """Returns people as a table for the screen; there is no download of it."""
    columns = [Column(name, align="left") for name in ("姓名", "职务", "办公电话", "手机", "传真")]
    rows = [
        Row(
            one.role, [Cell(text) for text in (one.name, one.position, one.office_phone, one.mobile, one.fax)]
        )
        for one in found
    ]
    return Grid("联络员", "岗位", columns, rows)
