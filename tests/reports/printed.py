"""A PDF as an independent reader sees it: its words without blanks, in the order in which they are read."""

from io import BytesIO

from pypdf import DocumentInformation, PdfReader
from pypdf.generic import DictionaryObject

A4_WIDTH = 595.3  # points
BREAKS = ("\u200b", "\u00ad")  # where a line may end; no letters


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def bare(text: str) -> str:
    """Without blanks, which a line break on paper takes the place of."""
    kept = "".join(text.split())
    for sign in BREAKS:
        kept = kept.replace(sign, "")
    return kept


def words_of(pdf: bytes) -> str:
    """Everything that can be selected on its pages."""
    return bare("".join(page.extract_text() for page in opened(pdf).pages))


def runs_of(pdf: bytes) -> list[tuple[float, str]]:
    """Each run of text with where it begins, in points from the left edge."""
    found: list[tuple[float, str]] = []
    for page in opened(pdf).pages:
        page.extract_text(visitor_text=lambda text, _, at, *__: found.append((at[4], text)))
    return found


def catalogue(pdf: bytes) -> DictionaryObject:
    """What the document says of itself as a whole."""
    return opened(pdf).root_object


def marks(pdf: bytes) -> DictionaryObject:
    """Whether it is tagged."""
    told = catalogue(pdf)["/MarkInfo"]
    assert isinstance(told, DictionaryObject)
    return told


def properties(pdf: bytes) -> DocumentInformation:
    """Its title and dates."""
    told = opened(pdf).metadata
    assert told is not None
    return told
