"""A .pptx read without the library that wrote it: its parts as XML, its slides in their order."""

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SLIDES = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Opened:
    """A package: `parts` by name, in the order of the file."""

    parts: dict[str, bytes]

    @cached_property
    def slides(self) -> list[str]:
        """The names of the slides in the order of the presentation."""
        book = self.xml("ppt/presentation.xml")
        related = self.related("ppt/presentation.xml")
        return [related[entry.attrib[_ID]] for entry in book.iter(f"{SLIDES}sldId")]

    def xml(self, part: str) -> Element:
        """A part as XML; an illegal character in it would raise here."""
        return fromstring(self.parts[part])

    def related(self, part: str) -> dict[str, str]:
        """The parts that `part` names, by the identifier of the relation."""
        folder, name = part.rsplit("/", 1)
        rows = self.xml(f"{folder}/_rels/{name}.rels")
        return {row.attrib["Id"]: normpath(join(dirname(part), row.attrib["Target"])) for row in rows}

    def beside(self, part: str, folder: str) -> list[str]:
        """The parts of `folder` that `part` names."""
        return [name for name in self.related(part).values() if name.startswith(folder)]

    def paragraphs(self, part: str) -> list[str]:
        """The paragraphs of a part in its order, a break within one as a blank."""
        return ["".join(words(child) for child in paragraph) for paragraph in self.xml(part).iter(f"{DRAWING}p")]


def words(piece: Element) -> str:
    return " " if piece.tag == f"{DRAWING}br" else "".join(text.text or "" for text in piece.iter(f"{DRAWING}t"))


def opened(package: bytes) -> Opened:
    with ZipFile(BytesIO(package)) as file:
        return Opened({name: file.read(name) for name in file.namelist()})
