"""Text typed by others is shown as text: the one place where Markdown and Plotly markup are disarmed."""

import re

_SIGNS = re.compile(r"([\\`*_\[\]()!$:<>#|~&@{}])")
_LINE_START = re.compile(r"^[ \t]*([-+=]|\d+(?=[.)]))", re.MULTILINE)
_WEB = re.compile(r"\bwww\.", re.IGNORECASE)  # GitHub's Markdown makes a link of it without any sign


def markdown_safe(text: str) -> str:
    """`text` with every sign of Markdown disarmed; line breaks stay line breaks."""
    escaped = _SIGNS.sub(r"\\\1", text)
    escaped = _WEB.sub(lambda found: found[0][:-1] + r"\.", escaped)
    return _LINE_START.sub(_disarm_start, escaped).replace("\n", "  \n")


def _disarm_start(found: re.Match[str]) -> str:
    """A list mark, a rule or an underline at the start of a line becomes plain text."""
    mark = found[1]
    return mark + "\\" if mark[0].isdigit() else "\\" + mark


def plotly_safe(text: str) -> str:
    """`text` with the signs escaped that Plotly reads as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
