"""Text typed by others is shown as text: the one place where Markdown and Plotly markup are disarmed."""

import re

JOINER = "\u2060"  # takes no room; what is read over the parsed text finds no whole sign across it
_SIGNS = re.compile(r"([\\`*_\[\]()!$:<>#|~&@{}])")
_LINE_START = re.compile(r"^([ \t]*)([-+=](?!\w)|\d+(?=[.)](?:\s|$)))?", re.MULTILINE)
# Replaced by Streamlit after parsing, where a backslash no longer counts: arrows and signs between blanks, icons, addresses.
_ARROWS = re.compile(r"(?<!\S)(<->|->|<-|--|>=|<=|~=)(?!\S)")
_ADDRESSES = re.compile(r"(?<=[a-z])(?=://)|(?<=www)(?=\.)|(?=@)|(?<=mailto)(?=:)|(?<=xmpp)(?=:)", re.IGNORECASE)
_ICONS = re.compile(r":(?=(?:material/\w+|streamlit|\w+):)")


def markdown_safe(text: str) -> str:
    """`text` with every sign of Markdown disarmed; line breaks and blanks at the start of a line stay."""
    broken = _ARROWS.sub(lambda found: found[0][0] + JOINER + found[0][1:], text)
    broken = _ICONS.sub(":" + JOINER, _ADDRESSES.sub(JOINER, broken))
    escaped = _SIGNS.sub(r"\\\1", broken)
    return _LINE_START.sub(_disarm_start, escaped).replace("\n", "  \n")


def _disarm_start(found: re.Match[str]) -> str:
    """Blanks that would make a code block become hard ones; a list mark, a rule or an underline becomes plain text."""
    blanks, mark = "\u00a0" * len(found[1]), found[2] or ""
    if not mark:
        return blanks
    return blanks + (mark + "\\" if mark[0].isdigit() else "\\" + mark)


def plotly_safe(text: str) -> str:
    """`text` with the signs escaped that Plotly reads as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
