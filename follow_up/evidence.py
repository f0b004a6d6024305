"""References to documents as words: how exports write them, and how officials do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from follow_up.acts import EvidenceDraft
from follow_up.written_dates import WrittenDate, find_dates, flatten

_TYPES = (
    "Oficio múltiple", "Oficio circular", "Oficio reiterativo", "Oficio de reiteración", "Oficio",
    "Informe técnico", "Informe trimestral", "Informe legal", "Informe final", "Informe",
    "Acta de reunión", "Acta de sesión", "Acta de acuerdos", "Acta de compromiso", "Acta",
    "Memorando múltiple", "Memorando circular", "Memorando", "Carta múltiple", "Carta", "Correo electrónico",
    "Resolución de alcaldía", "Resolución gerencial", "Resolución directoral", "Resolución ejecutiva regional", "Resolución ministerial",
    "Resolución administrativa", "Resolución", "Ordenanza municipal", "Ordenanza regional", "Ordenanza", "Decreto de alcaldía",
    "Acuerdo de concejo", "Constancia", "Certificado", "Publicación oficial", "Comunicado", "Nota de prensa", "Nota informativa",
    "Hoja de ruta", "Hoja de envío", "Hoja informativa", "Plan de trabajo", "Directiva", "Convenio", "Contrato", "Orden de servicio",
    "Proveído", "Dictamen", "Parte policial", "Lista de asistencia", "Registro de asistencia", "Reporte", "Expediente", "Solicitud",
    "Ficha técnica", "Otro",
)  # fmt: skip
_CUT = {"of": "Oficio", "ofic": "Oficio", "inf": "Informe", "mem": "Memorando", "memo": "Memorando", "res": "Resolución"}
_INITIALS = {
    "om": "Oficio múltiple", "ra": "Resolución de alcaldía", "rg": "Resolución gerencial", "rd": "Resolución directoral",
    "rer": "Resolución ejecutiva regional", "rm": "Resolución ministerial",
}  # fmt: skip
_SHORT = _CUT | _INITIALS
_NAMES = {flatten(name): name for name in _TYPES} | {"memorandum": "Memorando", "oficios": "Oficio", "informes": "Informe", "actas": "Acta"}

_LINK = re.compile(r"https?://[^\s«»]+", re.IGNORECASE)
_SHORT_FORMS = "|".join([*_CUT, *(r"\.?\s?".join(initials) for initials in _INITIALS)])
_MENTION = re.compile(rf"(?<!\w)(?:(?P<name>{'|'.join(sorted(_NAMES, key=len, reverse=True))})|(?P<short>{_SHORT_FORMS})\.?)(?!\w)")
_SIGN = r"(?:n\s?\.?\s?[°º]\.?|n\.|nros?\.?|num(?:ero|\.)?|no\.|#)"
_SIGNED = re.compile(rf"(?P<more>(?:\s+(?!del\s+\d|{_SIGN}\s*\d)[a-z.]+){{0,6}}?)[\s:]*{_SIGN}\s*(?=\w*\d|s/n)")
_LEADING_SIGN = re.compile(r"^(?:n\s?\.?\s?[°º]\.?|nros?\.?|n[uú]m(?:ero|\.)?|#)\s*(?=\w)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:[^\W\d_]{1,4}-?)?\d\w*(?:\s?[-–]\s?\d{4}(?!\d)(?:\s[-–]\s[A-ZÑ]{2,}(?!\w))*)?(?:[-/.–]\w+)*|[sS]/[nN](?!\w)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TO_DATE = re.compile(r"[\s,;:(–-]*(?:\b(?:con|de|del|fecha|fechad[oa]|emitid[oa])\b[\s:.]*)*")
_PARENTHESES = re.compile(r"\s*\((?P<inside>[^()]*)\)")
_ISSUER_AFTER = re.compile(r"\s*[,–-]\s*(?P<issuer>[^\W\d_][^,;()\n]*)\s*")
_LONGEST = 2_000  # of prose in which documents are looked for
_EDGES = " \t\n,;:.–-"

# What exports write nearly always, and officials often; the tolerant reading would find the same, five times slower.
_KINDS = "|".join(sorted(_TYPES, key=len, reverse=True))
_PLAIN = re.compile(
    rf"(?P<kind>{_KINDS}) (?:N[°º] )?(?P<number>[^\s()«»]*\d[^\s()«»,;.]*)"
    r"(?:,? (?:del?|de fecha) |(?P<opening> \((?:(?P<issuer>[^\W\d_][^,()\d«»]*[^\W\d_]), )?))"
    r"(?P<day>\d\d)/(?P<month>\d\d)/(?P<year>199\d|20\d\d)(?(opening)\))(?: (?P<link>https?://[^\s«»]*[^\s«».,;)]))?"
)

# Where the plain form would be read otherwise, each part stands in quotation marks of its own, those inside doubled.
_QUOTED = r"«(?P<{}>(?:[^»]|»»)*)»"
_EXACT = re.compile(
    rf"{_QUOTED.format('kind')} {_QUOTED.format('number')}"
    rf"(?: \((?:{_QUOTED.format('issuer')})?(?:, )?(?:(?P<day>\d\d)/(?P<month>\d\d)/(?P<year>\d{{4}}))?\))?(?: {_QUOTED.format('link')})?"
)


def evidence_words(draft: EvidenceDraft) -> str:
    """The reference as exports write it: "Oficio 12-2026-DREMO (DREMO, 10/03/2026) https://…".

    `read_evidence` gives the same draft back, whatever it holds.
    """
    plain = " ".join(part for part in (draft.document_type, draft.number, _in_parentheses(draft.issuer, draft.issued_on), draft.link) if part)
    return plain if read_evidence(plain) == draft else _exact_words(draft)


def plain_number(number: str) -> str:
    """The number of a document as it is stored, without the sign "N.°" that stands before it."""
    return _LEADING_SIGN.sub("", number.strip())


def _in_parentheses(issuer: str, issued_on: date | None) -> str:
    inside = ", ".join(part for part in (issuer, _day(issued_on)) if part)
    return f"({inside})" if inside else ""


def _day(day: date | None) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}" if day else ""


def _exact_words(draft: EvidenceDraft) -> str:
    issuer = _quote(draft.issuer) if draft.issuer else ""
    parts = [_quote(draft.document_type), _quote(draft.number), _in_parentheses(issuer, draft.issued_on)]
    return " ".join([part for part in parts if part] + ([_quote(draft.link)] if draft.link else []))


def _quote(text: str) -> str:
    return f"«{text.replace('»', '»»')}»"


def _unquote(text: str | None) -> str:
    return (text or "").replace("»»", "»")


def read_evidence(words: str, *, default_issuer: str = "") -> EvidenceDraft | None:
    """The first document that the words name, as exports or as officials write them; None when they name none.

    Of several, the first with number and date is the reference; a link alone is one too, with all else missing.
    What the words do not say is missing in the draft (number "", no date), and `default_issuer` stands for an issuer that
    they do not name. Nothing is checked: `acts.check_evidence` does.
    """
    if written_here := _EXACT.fullmatch(words) or _PLAIN.fullmatch(words):
        return _written_here(written_here, default_issuer)
    link, text = _take_link(words)
    documents = list(_documents(text[:_LONGEST]))
    complete = (document for document in documents if document.number and document.issued_on)
    named = next(complete, documents[0] if documents else EvidenceDraft("", "", None, ""))
    if not (documents or link):
        return None
    return EvidenceDraft(named.document_type, named.number, named.issued_on, named.issuer or default_issuer, link)


def _written_here(match: re.Match[str], default_issuer: str) -> EvidenceDraft:
    """The draft of one of the two forms of exports; a date that does not exist is missing."""
    issuer = _unquote(match["issuer"]) or default_issuer
    return EvidenceDraft(_unquote(match["kind"]), _unquote(match["number"]), _existing_day(match), issuer, _unquote(match["link"]))


def _existing_day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])) if match["year"] else None
    except ValueError:
        return None


def _take_link(words: str) -> tuple[str, str]:
    """The first web address, and the words without it."""
    match = _LINK.search(words)
    if match is None:
        return "", words.strip()
    link = match[0].rstrip(".,;)")
    return link, f"{words[: match.start()]} {words[match.start() + len(link) :]}".strip()


def _documents(text: str) -> Iterator[EvidenceDraft]:
    """The documents that a text names: with a number anywhere, without one only where the text begins with it."""
    flat = flatten(text)
    mentions = list(_MENTION.finditer(flat))
    ends = [*(mention.start() for mention in mentions[1:]), len(text)]
    for mention, end in zip(mentions, ends, strict=False):
        document = _document(text, flat, mention, end)
        if document and (document.number or mention.start() == 0):
            yield document


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A document's words for its kind, its number, and where the words after it begin."""

    more: str
    number: str
    end: int


def _document(text: str, flat: str, mention: re.Match[str], end: int) -> EvidenceDraft | None:
    dates = [written for written in find_dates(text[:end]) if written.start >= mention.end()]
    numbered = _numbered(text, flat, mention.end(), dates)
    if mention["short"] and not numbered.number:
        return None  # "of." or "res." alone may be any word
    kind = _NAMES[mention["name"]] if mention["name"] else _SHORT[re.sub(r"\W", "", mention["short"])]
    issued_on, issuer = _date_and_issuer(text[:end], numbered.end, [written for written in dates if written.start >= numbered.end])
    return EvidenceDraft(" ".join([kind, *numbered.more.split()]), numbered.number, issued_on, issuer)


def _numbered(text: str, flat: str, start: int, dates: list[WrittenDate]) -> _Numbered:
    """The number after a mention: behind "N°", or at once; what is a date is no number."""
    signed = _SIGNED.match(flat, start)
    at = signed.end() if signed else start
    blanks = len(text[at:]) - len(text[at:].lstrip(" \t:.")) if not signed else 0
    number = _NUMBER.match(text, at + blanks)
    if number is None or (not signed and (_YEAR.fullmatch(number[0]) or any(written.start < number.end() for written in dates))):
        return _Numbered("", "", start)
    more = text[start : start + len(signed["more"])] if signed else ""
    return _Numbered(more.strip(_EDGES), number[0], number.end())


def _date_and_issuer(text: str, start: int, dates: list[WrittenDate]) -> tuple[date | None, str]:
    """The date and who issued it, from what follows a number: "(DREMO, 10/03/2026)", "de fecha 10/03/2026", ", DREMO"."""
    if match := _PARENTHESES.match(text, start):
        inside = match.span("inside")
        issued_on, issuer = _inside(text[slice(*inside)])
        return issued_on, issuer or _issuer_after(text, match.end())
    if dates and _TO_DATE.fullmatch(flatten(text[start : dates[0].start])):
        return dates[0].as_date(), _issuer_after(text, dates[0].end)
    return None, ""


def _inside(words: str) -> tuple[date | None, str]:
    """What parentheses say: a date, an issuer, or both; a remark such as "(adjunto)" is neither."""
    dates = find_dates(words)
    if len(dates) != 1:
        return None, words.strip() if words[:1].isupper() and not dates else ""
    before, after = words[: dates[0].start], words[dates[0].end :]
    before = re.sub(r"(?i)\b(?:de\s+)?fecha\s*:?\s*$", "", before)
    issuer = f"{before.strip(_EDGES)} {after.strip(_EDGES)}".strip()
    return dates[0].as_date(), issuer


def _issuer_after(text: str, start: int) -> str:
    if match := _PARENTHESES.match(text, start):
        return _inside(match["inside"])[1]
    match = _ISSUER_AFTER.fullmatch(text, start)
    return match["issuer"].strip(_EDGES) if match and match["issuer"][0].isupper() else ""
