"""What openpyxl cannot carry from a workbook into the copy that it saves, found by looking into the zip parts first."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from tracker.records import FileRefused, RefusalCode


class LossCode(StrEnum):
    """A thing of the user's workbook that the filled copy does not have; its sentence is in `SENTENCES`."""

    MACROS = "macros"
    SHAPES = "shapes"
    CHART_LOOK = "chart_look"
    NEW_CHARTS = "new_charts"
    SPARKLINES = "sparklines"
    DATA_BARS = "data_bars"
    LISTS_OF_OTHER_SHEETS = "lists_of_other_sheets"
    CACHED_FORMULAS = "cached_formulas"
    DYNAMIC_FORMULAS = "dynamic_formulas"
    EXTERNAL_LINKS = "external_links"
    FORM_CONTROLS = "form_controls"
    SLICERS = "slicers"
    EMBEDDED_FILES = "embedded_files"
    CONVERSATIONS = "conversations"
    DATA_CONNECTIONS = "data_connections"
    HEADER_PICTURES = "header_pictures"
    SIGNATURE = "signature"


SENTENCES = {
    LossCode.MACROS: "Las macros: la copia sale sin ellas, como libro .xlsx.",
    LossCode.SHAPES: "Las formas, flechas, cuadros de texto y diagramas dibujados sobre las hojas.",
    LossCode.CHART_LOOK: "Parte del aspecto de los gráficos: se conservan con sus datos, pero con un estilo más simple.",
    LossCode.NEW_CHARTS: "Los gráficos de tipos recientes (embudo, cascada, mapa, rectángulos).",
    LossCode.SPARKLINES: "Los minigráficos dentro de las celdas.",
    LossCode.DATA_BARS: "Parte de las barras de datos y de los iconos del formato condicional.",
    LossCode.LISTS_OF_OTHER_SHEETS: "Las listas desplegables que toman sus opciones de otra hoja.",
    LossCode.CACHED_FORMULAS: "Los resultados guardados de las fórmulas: las fórmulas quedan y se calculan al abrir la copia en Excel.",
    LossCode.DYNAMIC_FORMULAS: "Las fórmulas que llenan varias celdas por sí solas pueden quedar en una sola celda.",
    LossCode.EXTERNAL_LINKS: "Los enlaces a otros libros pueden dejar de actualizarse.",
    LossCode.FORM_CONTROLS: "Los botones, casillas y otros controles.",
    LossCode.SLICERS: "Las segmentaciones y escalas de tiempo.",
    LossCode.EMBEDDED_FILES: "Los documentos incrustados.",
    LossCode.CONVERSATIONS: "Las conversaciones: quedan como notas sencillas.",
    LossCode.DATA_CONNECTIONS: "Las conexiones y consultas de datos.",
    LossCode.HEADER_PICTURES: "Las imágenes del encabezado, del pie y del fondo de la hoja.",
    LossCode.SIGNATURE: "La firma digital: la copia es otro documento.",
}


@dataclass(frozen=True)
class _Sign:
    """How one loss shows: the parts whose name fits, and what stands in them (nothing: that the part is there)."""

    code: LossCode
    part: re.Pattern[str]
    inside: re.Pattern[bytes] | None = None


def _sign(code: LossCode, part: str, inside: str | None = None) -> _Sign:
    return _Sign(code, re.compile(part, re.IGNORECASE), None if inside is None else re.compile(inside.encode()))


_SHEET = r"xl/(worksheets|chartsheets)/[^/]+\.xml"
_DRAWING = r"xl/drawings/[^/]+\.xml"
_SIGNS = (
    _sign(LossCode.MACROS, r"xl/vbaProject\.bin"),
    _sign(LossCode.SHAPES, _DRAWING, r"<(\w+:)?(sp|cxnSp|grpSp|contentPart)[\s>]|drawingml/2006/diagram"),
    _sign(LossCode.CHART_LOOK, r"xl/charts/(style|colors)\d*\.xml"),
    _sign(LossCode.NEW_CHARTS, r"xl/charts/chartEx\d*\.xml|xl/extendedCharts/.+"),
    _sign(LossCode.SPARKLINES, _SHEET, r"sparklineGroup"),
    _sign(LossCode.DATA_BARS, _SHEET, r"<x14:(conditionalFormatting|cfRule)[\s>]"),
    _sign(LossCode.LISTS_OF_OTHER_SHEETS, _SHEET, r"<x14:dataValidation[\s>]"),
    _sign(LossCode.CACHED_FORMULAS, _SHEET, r"<(x:)?f[\s>/]"),
    _sign(LossCode.DYNAMIC_FORMULAS, r"xl/metadata\.xml"),
    _sign(LossCode.EXTERNAL_LINKS, r"xl/externalLinks/[^/]+\.xml"),
    _sign(LossCode.FORM_CONTROLS, r"xl/(ctrlProps|activeX)/.+"),
    _sign(LossCode.FORM_CONTROLS, r"xl/featurePropertyBag/.+"),
    _sign(LossCode.SLICERS, r"xl/(slicers|slicerCaches|timelines|timelineCaches)/.+"),
    _sign(LossCode.EMBEDDED_FILES, r"xl/embeddings/.+"),
    _sign(LossCode.CONVERSATIONS, r"xl/threadedComments/.+"),
    _sign(LossCode.DATA_CONNECTIONS, r"xl/(connections\.xml|queryTables/.+|model/.+)"),
    _sign(LossCode.HEADER_PICTURES, _SHEET, r"<(\w+:)?(legacyDrawingHF|picture)[\s>]"),
    _sign(LossCode.SIGNATURE, r"_xmlsignatures/.+"),
)
_CHUNK = 1 << 20
_OVERLAP = 64  # longer than any sign, so that none is missed where two chunks meet


def losses(data: bytes) -> list[LossCode]:
    """What the filled copy of this .xlsx or .xlsm would lack, in the order of `LossCode`.

    Raises `FileRefused` for what is no such workbook. Parts are read in chunks and never parsed.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            found = {sign.code for name in archive.namelist() for sign in _SIGNS if _shows(archive, name, sign)}
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise FileRefused(RefusalCode.BROKEN) from error
    return [code for code in LossCode if code in found]


def _shows(archive: ZipFile, name: str, sign: _Sign) -> bool:
    if not sign.part.fullmatch(name.lstrip("/")):
        return False
    return sign.inside is None or _holds(archive, name, sign.inside.search)


def _holds(archive: ZipFile, name: str, search: Callable[[bytes], object]) -> bool:
    """Whether the part holds what `search` looks for."""
    return any(search(chunk) for chunk in _chunks(archive, name))


def _chunks(archive: ZipFile, name: str) -> Iterable[bytes]:
    with archive.open(name) as part:
        tail = b""
        while chunk := part.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-_OVERLAP:]
