"""Proyectar la sesión: which session, in which order and without what; then the slides open, or leave as a file."""

from ui import panels, setting_out, texts
from ui.frame import open_page

context = open_page()
panels.head(context, texts.SESSION)
setting_out.running(context)
setting_out.set_out(context)
