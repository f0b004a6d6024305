"""Text typed by others comes out of Markdown and of Plotly's labels as the text it was."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ui.escaping import JOINER, markdown_safe, plotly_safe

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
BLOCKS = {"paragraph_open", "inline", "paragraph_close"}
WORDS = {"text", "text_special", "softbreak", "hardbreak"}
SIGNS = "\\`*_[]()!$:<>#|~&@{}-+=.0129'\"/ añ"
LINES = st.lists(st.text(SIGNS, max_size=24).map(str.strip), min_size=1, max_size=5)
HOSTILE = [
    "- lista", "* lista", "+ lista", "1. lista", "12) lista", "1.", "título\n===", "título\n---", "# título", "#", "> cita", "***",
    "- - -", "___", "`código`", "```\ncódigo\n```", "~~~\ncódigo\n~~~", "~~tachado~~", "**negrita**", "_cursiva_", "![](http://x.pe/p.png)",
    "[a](javascript:1)", "[a]: http://x.pe\n[a]", "<b>b</b>", "<img src=x onerror=1>", "<!-- c -->", "<http://x.pe>", "<a@b.pe>",
    "&amp; &lt; &#42;", "| a | b |\n|---|---|\n| 1 | 2 |", "a\\", "\\*a\\*", "C:\\tablero\\*", "=1+1", "+51 953 000 000", "-5 %", "línea\nlínea",
]  # fmt: skip
# What Streamlit reads beyond CommonMark, each with a sign that must not stay bare.
DIRECTIVES = [":red[x]", ":color[x]{foreground=\"#fff\"}", ":material/home:", ":smile:", "$x$", "$$x$$", "::a", ":::a", "[^1]", "{x}"]


def shown(markdown: str) -> tuple[set[str], list[str]]:
    """The kinds of what Markdown makes of it, and its lines as a reader sees them."""
    kinds: set[str] = set()
    lines: list[str] = []
    for block in MARKDOWN.parse(markdown):
        children = block.children or []
        kinds |= {block.type, *(child.type for child in children)}
        if children:
            lines += "".join("\n" if child.type.endswith("break") else child.content for child in children).split("\n")
    return kinds, [line.replace(JOINER, "") for line in lines]


def written(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_sign_of_markdown_is_shown_and_not_obeyed(text: str) -> None:
    kinds, lines = shown(markdown_safe(text))
    assert kinds <= BLOCKS | WORDS
    assert lines == written(text)


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_any_text_comes_out_of_markdown_as_it_was_written(parts: list[str]) -> None:
    text = "\n".join(parts)
    kinds, lines = shown(markdown_safe(text))
    assert kinds <= BLOCKS | WORDS
    assert lines == written(text)


@pytest.mark.parametrize("text", DIRECTIVES)
def test_a_directive_of_streamlit_keeps_no_bare_sign(text: str) -> None:
    escaped = markdown_safe(text)
    assert re.search(r"(?<!\\)(?:\\\\)*[:$\[\]{}]", escaped) is None
    assert re.sub(r"\\(.)", r"\1", escaped).replace(JOINER, "") == text


# What Streamlit replaces in the parsed text, where a backslash is gone: the pattern of each, from its own front end.
REPLACED = {
    "a -> b": r"(^|\s)->(\s|$)", "a <-> b": r"(^|\s)<->(\s|$)", "a -- b": r"(^|\s)--(\s|$)", "5 >= 4": r"(^|\s)>=(\s|$)",
    ":material/home:": r":material/\w+:", ":streamlit:": r":streamlit:", "www.x.pe": r"www\.", "https://x.pe": r"https?://",
    "a@b.pe": r"\w@\w",
}  # fmt: skip


@pytest.mark.parametrize("text", REPLACED)
def test_what_streamlit_replaces_after_parsing_finds_nothing(text: str) -> None:
    parsed = re.sub(r"\\(.)", r"\1", markdown_safe(text))
    assert re.search(REPLACED[text], text)
    assert re.search(REPLACED[text], parsed) is None
    assert parsed.replace(JOINER, "") == text


def test_blanks_before_a_line_make_no_code_block() -> None:
    kinds, lines = shown(markdown_safe("Primero\n\n    segundo"))
    assert kinds <= BLOCKS | WORDS
    assert [line.strip() for line in lines] == ["Primero", "segundo"]


def test_a_line_break_stays_a_line_break() -> None:
    kinds, lines = shown(markdown_safe("Primero\nSegundo"))
    assert "hardbreak" in kinds
    assert lines == ["Primero", "Segundo"]


@pytest.mark.parametrize("text", ["Se remitió el oficio a la DREMO", "Moquegua, Ilo y Sánchez Cerro", "N° 25", "RTL \u200f ok", "🙂", ""])
def test_plain_words_are_left_as_they_are(text: str) -> None:
    assert markdown_safe(text) == plotly_safe(text) == text


@given(st.text(SIGNS + "&lt;", max_size=40))
@settings(max_examples=100, deadline=None)
def test_a_label_of_plotly_has_no_tag_and_reads_as_it_was_written(text: str) -> None:
    safe = plotly_safe(text)
    assert not set("<>") & set(safe)
    assert re.search(r"&(?!amp;|lt;|gt;)", safe) is None
    assert html.unescape(safe) == text
