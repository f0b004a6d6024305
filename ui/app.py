"""Main script: page configuration, the menu, and the page that the address names."""

from pathlib import Path

import streamlit as st

from ui import texts
from ui.clock import today
from ui.committee_control import committee_field
from ui.cut_control import cut_fields, past_sessions, warn_of_wrong_day
from ui.filters import forget_other_filters
from ui.frame import open_page, watch

STATIC = Path(__file__).parent / "static"
ON_THE_WALL = ("proyector", "operador")  # they show a frozen cut-off, and only what they are asked for
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
            st.Page("../pages/changes.py", title=texts.CHANGES, icon=":material/change_circle:", url_path="que-cambio"),
            st.Page("../pages/calls.py", title=texts.CALLS, icon=":material/call:", url_path="llamadas"),
        ],
        "Sesión": [
            st.Page("../pages/presidency.py", title=texts.PRESIDENCY, icon=":material/gavel:", url_path="presidencia"),
            st.Page("../pages/session.py", title=texts.SESSION, icon=":material/present_to_all:", url_path="sesion"),
            st.Page("../pages/sessions.py", title=texts.SESSIONS, icon=":material/calendar_month:", url_path="sesiones"),
            st.Page("../pages/projector.py", title=texts.PROJECTOR, url_path="proyector", visibility="hidden"),
            st.Page("../pages/operator.py", title=texts.OPERATOR, url_path="operador", visibility="hidden"),
        ],
        "Datos": [
            st.Page("../pages/excel.py", title=texts.EXCEL, icon=":material/table_view:", url_path="excel"),
            st.Page("../pages/batches.py", title=texts.BATCHES, icon=":material/upload_file:", url_path="cargas"),
            st.Page("../pages/quality.py", title=texts.QUALITY, icon=":material/checklist:", url_path="calidad"),
            st.Page("../pages/catalogues.py", title=texts.CATALOGUES, icon=":material/list_alt:", url_path="catalogos"),
            st.Page("../pages/history.py", title=texts.HISTORY, icon=":material/history:", url_path="historial"),
        ],
    },
    expanded=True,  # else Streamlit hides what is beyond the tenth: Excel among it
)
forget_other_filters(page.url_path)
if page.url_path not in ON_THE_WALL:
    warn_of_wrong_day(today())
    committee_field()
    cut_fields(today())
    context = open_page()
    past_sessions(context)
    with st.container():  # its own place: see `operating.watch_windows`
        watch(context.version, context.today)
page.run()
