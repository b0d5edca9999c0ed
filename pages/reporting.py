"""Shows who sent what in time: units × returns × months, single reports, and texts that remind."""

from datetime import date

import streamlit as st

from metrics.slip_result import Slip
from ui import parts, reporting, reporting_view
from ui.choices import UNIT_PAGE
from ui.contacts import draw_contacts
from ui.evidence import draw_form, draw_history, draw_said
from ui.heads import page_head
from ui.office import the_office
from ui.pickers import pick_one
from ui.routes import draw
from ui.standard import entries
from ui.table import show_table
from ui.tables import grid_download
from ui.words import NO_DEADLINES_TEXT, NO_DEADLINES_TITLE, PAGES


def show() -> None:
    """Draws the page."""
    jurisdiction, today = the_office().jurisdiction, date.today()
    if not jurisdiction.returns and not jurisdiction.reports:
        page_head(PAGES["reporting"])
        parts.absent(NO_DEADLINES_TITLE, NO_DEADLINES_TEXT)
        return
    year = int(pick_one("年度", [str(year) for year in reporting.years()], key="year"))
    page_head(PAGES["reporting"], aside=f"{year}年")
    draw_said()
    found = reporting.year_slips(year, today)
    parts.say(reporting_view.summary_words(found, today))
    parts.note("报表在“数据上传”入库后，这里自动记为已报；收到日期可在上传时填写。")
    if any(slip.month is not None for slip in found):
        draw_monthly(found)
    draw_reminders(found)
    if any(slip.month is None for slip in found):
        draw_single(found, year)


def draw_monthly(found: list[Slip]) -> None:
    """Draws units × returns × months; a click on a unit opens it."""
    parts.title("按月报表", reporting_view.legend())
    grid = reporting_view.monthly_grid(found)
    if picked := show_table(grid, key="monthly"):
        st.session_state["wish_unit"] = the_office().jurisdiction.unit(picked).name
        st.switch_page(UNIT_PAGE)
    grid_download(grid, "报送情况")


def draw_reminders(found: list[Slip]) -> None:
    """Draws the texts to copy, one a unit."""
    texts = reporting_view.reminders(found)
    parts.title("催报", f"{len(texts)} 个单位，点右上角可复制" if texts else "没有需要催报的单位")
    if texts:
        unit = st.selectbox("单位", list(texts), key="reminded", width=240)
        st.code(texts[unit], language=None, wrap_lines=True)
        draw_contacts(unit)


def draw_single(found: list[Slip], year: int) -> None:
    """Draws the reports due once, and records their receipt."""
    parts.title("一次性报告", "书面报告，收到后在下面登记")
    show_table(reporting_view.single_grid(found), key="single")
    with st.expander("登记收到的报告"):
        jurisdiction = the_office().jurisdiction
        titles = {report.title: report for report in jurisdiction.reports if report.due_on.year == year}
        report = titles[st.selectbox("报告", list(titles), key="report")]
        units = {unit.name: unit.unit_id for unit in jurisdiction.units if unit.kind in report.unit_kinds}
        unit_id = units[st.selectbox("报送单位", list(units), key="report_unit")]
        draw_history(entries(report.subject, unit_id), "report")
        draw_form(report.subject, unit_id, year)


draw(show)
