"""Asks, on the very first run, which jurisdiction the data folder is for, or loads the demo."""

import streamlit as st

from domain.jurisdiction_folder import load_jurisdiction
from loaders.demo import DEMO_ID, load_demo
from ui import parts
from ui.office import choose, folders, the_office
from ui.words import PRODUCT


def choose_jurisdiction() -> None:
    """Draws the choice; a click stores it and goes on, the demo loads its workbooks first."""
    parts.head(PRODUCT, ["看清每个单位对照目标的位置"])
    parts.note("第一次使用：请选择本机数据属于哪个辖区。选定后不能混用其他辖区的目标。")
    found = {load_jurisdiction(folder).name: name for name, folder in folders().items() if name != DEMO_ID}
    chosen = st.selectbox("辖区", list(found), key="jurisdiction", width=480)
    with st.container(horizontal=True):
        if st.button("用这个辖区开始", type="primary", key="begin"):
            choose(found[chosen])
            st.rerun()
        if st.button("载入虚构演示数据", key="begin_demo"):
            _start_demo()
    parts.note("演示辖区“示例市”完全虚构，用来先看一遍效果。")


def _start_demo() -> None:
    with st.spinner("正在载入演示数据"):
        choose(DEMO_ID)
        load_demo(the_office().door)
    st.rerun()
