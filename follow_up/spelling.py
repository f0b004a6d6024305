"""Spelling: the folded form under which texts, codes and names of institutions are compared."""

import re
import unicodedata

_UNSAID = re.compile("[°º\u200b\u200c\u200d\u2060\ufeff]")  # signs of ordinals, and what has no width
_BLANKS = re.compile(r"\s+")
_MARKS = re.compile("[°\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")  # accents, once they stand apart
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # Unicode's category Cc but for line feed and tab


def fold(text: str) -> str:
    """Lower case, without accents, with single blanks. `°` and `º` go first: NFKD would turn "Nº" into "No"."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", _UNSAID.sub("", text)))
    return " ".join(text.split()).casefold()


def fold_name(name: str) -> str:
    """Folded form of an institution's name: a final full stop and the article "del" are not part of it."""
    return _BLANKS.sub(" ", re.sub(r"\bdel\b", " ", fold(name).rstrip(". "))).strip()


def normalise_code(code: str) -> str:
    """The code of an agreement without its final full stop: "2.1." and "2.1" are one."""
    return re.sub(r"[.\s]+$", "", code.strip())


def code_order(code: str) -> tuple[int, ...]:
    """Order of codes by their integer parts, so that "2.10" follows "2.9"."""
    return tuple(int(part) for part in re.findall(r"\d+", code))


def clean_text(text: str) -> str:
    """Text as it is stored: NFC, line feeds, ordinary blanks, no control characters, no outer blanks.

    A workbook cell cannot hold control characters, so the store never does either. Texts that have nothing to be cleaned,
    nearly all, are told by checks that run at the speed of C.
    """
    if text.replace("\n", "").isprintable() and unicodedata.is_normalized("NFC", text):
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    return unicodedata.normalize("NFC", _CONTROL.sub("", lines)).strip()
