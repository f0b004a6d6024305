"""Main script: page configuration, the menu, and the page that the address names."""

from pathlib import Path

import streamlit as st

from ui import texts
from ui.filters import forget_other_filters
from ui.frame import open_page, watch

STATIC = Path(__file__).parent / "static"
st.set_page_config(page_title=texts.APP, page_icon=str(STATIC / "favicon.png"), layout="wide")
LOGO = "logo-dark.svg" if st.context.theme.type == "dark" else "logo.svg"
st.logo(str(STATIC / LOGO), size="large")
page = st.navigation(
    {
        "Seguimiento": [
            st.Page("../pages/overview.py", title=texts.OVERVIEW, icon=":material/dashboard:", default=True),
            st.Page("../pages/institutions.py", title=texts.BY_INSTITUTION, icon=":material/account_balance:", url_path="por-institucion"),
            st.Page("../pages/themes.py", title=texts.BY_THEME, icon=":material/category:", url_path="por-tema"),
            st.Page("../pages/deadlines.py", title=texts.DEADLINES, icon=":material/event:", url_path="plazos"),
            st.Page("../pages/agreements.py", title=texts.AGREEMENTS, icon=":material/fact_check:", url_path="acuerdos"),
            st.Page("../pages/agreement.py", title=texts.AGREEMENT, url_path="acuerdo", visibility="hidden"),
        ],
        "Excel": [
            st.Page("../pages/excel.py", title=texts.EXCEL, icon=":material/table_view:", url_path="excel"),
            st.Page("../pages/batches.py", title=texts.BATCHES, icon=":material/history:", url_path="cargas"),
        ],
    }
)
forget_other_filters(page.url_path)
context = open_page()
watch(context.version, context.today)
page.run()
