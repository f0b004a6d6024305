"""Rows that stand in or around a table and are no agreements: totals, signatures, legends, guidance, page lines."""

import re
from collections.abc import Sequence
from itertools import pairwise

from follow_up.spelling import fold

_TOTAL = re.compile(
    r"(?:sub ?-?total(?:es)?|(?:gran )?total(?:es)?|sumatoria|promedio)(?: (?:general|de|del|por|avance|acuerdos|compromisos|acciones)\b.{0,60})?\W*[\d.,%\s/de]*"
)
_FOOTER = re.compile(
    r"(?:elaborad[oa]|elaboro|revisad[oa]|reviso|aprobad[oa]|aprobo|validad[oa]|consolidad[oa])(?: por)?\s*(?::.*|)$"
    r"|(?:elaborad[oa]|revisad[oa]|aprobad[oa]|validad[oa]) por\b.*"
    r"|firmas?(?: y sello| del?\b.*| y post\s?firma)?\s*:?\s*[_.…-]*$|sello(?: y firma)?\W*$|firmado(?: por)?\b.*"
    r"|v\s?[°º.]?\s?b\s?[°º.]*(?:\W.*)?$|vobo\b.*|visto bueno\b.*"
    r"|(?:sin mas que tratar|no habiendo (?:mas|otro)|se levanta la sesion|se (?:da|dio) por (?:concluida|terminada|finalizada)|en senal de conformidad|firman los|leida el acta)\b.*"
    r"|se adjunta\b.*:|(?:fuente|leyenda|nota|notas|observacion|observaciones|elaboracion|adjuntos?|anexos?|fecha de (?:elaboracion|impresion|emision|reporte))\s*:.*|leyenda\W*$"
    r"|[a-z ]{3,30}, (?:\d{1,2}|\W{2,}) de [a-z\W]+(?:del? )?(?:\d{4}|20\W*)\W*$"
    r"|\(?\*+\)?\s*\S.*|[_.…=-]{5,}.*"
)
_PAGE = re.compile(r"(?:pagina|pag\.?|hoja)\s*(?:n\W*)?\d+(?:\s*(?:de|/)\s*\d+)?\W*$|\d+\s+de\s+\d+$|-\s*\d+\s*-$")
_GUIDANCE = re.compile(
    r"\(?(?:indique|indicar|describa|describir|senale|consigne|consignar|registre|ingrese|ingresar|coloque|colocar|escriba|escribir|seleccione|seleccionar"
    r"|elija|elegir|detalle(?= (?:el|la|los|las)\b)|mencione|especifique|especificar|anote|precise)\b.*"
    r"|\W*(?:dd|d)\s?[/.-]\s?(?:mm|m)\s?[/.-]\s?(?:aaaa|aa|yyyy|yy)\W*$|\(?(?:de )?0\s?%?\s*(?:a|al|-)\s*100\s?%?\)?$|\(?(?:texto|numero|fecha|lista desplegable|lista)\)?$"
)
_EXAMPLE = re.compile(r"\W*(?:ejemplos?|ej)\b\s*[.:)\]]|\W*(?:ejemplo|por ejemplo)\b|\W*modelo\s*:")
_HEAD = 40  # characters that tell what a text is; folding the whole of each would cost more than reading the file
_ORDERED = re.compile(r"\(?\[?(\d{1,2}|[a-z])[)\].]?$")


def is_total(text: str) -> bool:
    """Whether a cell heads a row of totals: "TOTAL", "Sub total", "Total de acuerdos: 9"."""
    return bool(_TOTAL.fullmatch(fold(text)))


def is_footer(text: str) -> bool:
    """Whether a cell is of the lines below a table: signatures, sources, legends, notes, place and date."""
    return bool(_FOOTER.match(fold(text))) or is_page_line(text)


def is_page_line(text: str) -> bool:
    """Whether a cell numbers a page: "Página 2 de 3"."""
    return bool(_PAGE.match(fold(text)))


def is_guidance(text: str) -> bool:
    """Whether a cell tells how to fill a column in: "Indique…", "(dd/mm/aaaa)"."""
    return bool(_GUIDANCE.match(fold(text)))


def is_example(text: str) -> bool:
    """Whether a cell says of itself that it is an example."""
    head = text[:_HEAD].lower()
    return ("ej" in head or "modelo" in head) and bool(_EXAMPLE.match(fold(head)))


def numbers_columns(texts: Sequence[str]) -> bool:
    """Whether cells number columns: (1) (2) (3), or A B C; at least three, without a gap."""
    matches = [_ORDERED.match(fold(text)) for text in texts]
    if len(texts) < 3 or not all(matches):
        return False
    marks = [match[1] for match in matches if match]
    order = [int(mark) if mark.isdigit() else ord(mark) for mark in marks]
    return all(b - a == 1 for a, b in pairwise(order))
