"""Catálogos: institutions, groups, themes, sessions, holidays, windows and committees, edited, retired and taken back."""

from ui import filters, panels, texts
from ui.catalogue_committees import committees_tab
from ui.catalogue_groups import groups_tab
from ui.catalogue_holidays import holidays_tab
from ui.catalogue_institutions import institutions_tab
from ui.catalogue_sessions import sessions_tab
from ui.catalogue_themes import themes_tab
from ui.catalogue_windows import windows_tab
from ui.frame import open_page

TABS = {
    "Instituciones": institutions_tab,
    filters.GROUPS_SECTION: groups_tab,
    "Temas": themes_tab,
    "Sesiones": sessions_tab,
    "Feriados": holidays_tab,
    "Ventanas": windows_tab,
    "Comités": committees_tab,
}
context = open_page()
panels.head(context, texts.CATALOGUES)
filters.warn_of_unknown_values(context)
TABS[filters.catalogue_section(list(TABS))](context)
