"""Proyector: the window of the room. Nothing but the slide, which follows the operator, or the keys of this window."""

from ui.projecting import project

project()
