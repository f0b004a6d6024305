"""Breaking and cutting text to the pixels that it has on a slide, so that nothing shrinks, spills or is cut by the window.

Measured with the font that the slides are shown in. Sizes and widths are pixels of a slide 1920 wide.
"""

from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parents[1] / "reports" / "fonts"
ELLIPSIS = "…"
SAFETY = 1.02  # browsers and printers set a line a little wider than it is measured
FIRST_FOREIGN = 0x0370  # from here on a letter may come from another font, in which it is at most one square


class Face(StrEnum):
    """The two faces that slides are set in, by their files."""

    REGULAR = "Inter-Regular.otf"
    BOLD = "Inter-Bold.otf"


@cache
def _font(face: Face) -> ImageFont.FreeTypeFont:
    # BASIC: the other engine is not in every build of Pillow, and lines must break at the same places on every machine.
    return ImageFont.truetype(str(FONTS / face), 100, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=20_000)
def _hundred(text: str, face: Face) -> float:
    """Width of a text at 100 px."""
    own = "".join(letter for letter in text if ord(letter) < FIRST_FOREIGN)
    return _font(face).getlength(own) + 100 * (len(text) - len(own))


def width(text: str, *, size: int, face: Face = Face.REGULAR) -> float:
    """How wide a line is."""
    return _hundred(text, face) * size / 100 * SAFETY


def broken(text: str, *, size: int, room: int, face: Face = Face.REGULAR) -> list[str]:
    """`text` as lines that fit `room`; its own line breaks stay, and a word wider than a line is divided."""
    return [line for paragraph in text.splitlines() for line in _wrapped(paragraph, size, room, face)]


def _wrapped(paragraph: str, size: int, room: int, face: Face) -> list[str]:
    blank = width(" ", size=size, face=face)
    lines: list[str] = []
    used = room
    for word in (piece for whole in paragraph.split() for piece in _pieces(whole, size, room, face)):
        wide = width(word, size=size, face=face)
        if used + blank + wide <= room:
            lines[-1] += f" {word}"
            used += blank + wide
        else:
            lines.append(word)
            used = wide
    return lines


def _pieces(word: str, size: int, room: int, face: Face) -> list[str]:
    """The word, or where it is wider than a line, its parts."""
    if width(word, size=size, face=face) <= room:
        return [word]
    pieces, start = [], 0
    for end in range(1, len(word) + 1):
        if end > start + 1 and width(word[start:end], size=size, face=face) > room:
            pieces.append(word[start : end - 1])
            start = end - 1
    return [*pieces, word[start:]]


def fitted(text: str, *, size: int, room: int, lines: int = 1, face: Face = Face.REGULAR) -> str:
    """`text` on one paragraph of at most `lines` lines, what does not fit replaced by an ellipsis."""
    whole = broken(" ".join(text.split()), size=size, room=room, face=face)
    if len(whole) <= lines:
        return " ".join(text.split())
    last = whole[lines - 1]
    while last and width(last + ELLIPSIS, size=size, face=face) > room:
        last = last[:-1]
    return " ".join([*whole[: lines - 1], last.rstrip(" ,;:.") + ELLIPSIS])


def listed(names: list[str], *, size: int, room: int, between: str = ", ") -> str:
    """Names as "A, B y C" on one line; those that do not fit are counted: "A, B y 3 más"."""
    for shown in range(len(names), 0, -1):
        told = _in_words(names, shown, between)
        if width(told, size=size) <= room:
            return told
    return fitted(_in_words(names, 1, between), size=size, room=room) if names else ""


def _in_words(names: list[str], shown: int, between: str) -> str:
    """The first `shown` names and how many more there are."""
    rest = len(names) - shown
    told = [*names[:shown], f"{rest} más"] if rest else names
    return told[0] if len(told) == 1 else f"{between.join(told[:-1])} y {told[-1]}"
