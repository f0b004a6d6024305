"""Spelling: the folded form under which texts, codes and names of institutions are compared."""

import re
import unicodedata

_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_BLANKS = re.compile(r"\s+")


def fold(text: str) -> str:
    """Lower case, without accents, with single blanks. `°` and `º` go first: NFKD would turn "Nº" into "No"."""
    bare = text.replace("°", "").replace("º", "").translate(_ZERO_WIDTH)
    plain = "".join(c for c in unicodedata.normalize("NFKD", bare) if c != "°" and not unicodedata.combining(c))
    return _BLANKS.sub(" ", plain).strip().casefold()


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

    A workbook cell cannot hold control characters, so the store never does either.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    printable = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) != "Cc")
    return unicodedata.normalize("NFC", printable).strip()
