"""Names of institutions as words: known spellings found whole in a text, and what kind of word opens a name."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from follow_up.spelling import fold
from tracker.records import Catalogue

# "S.T." and "P.N.P." are one word each.
_WORD = re.compile(r"(?:[^\W\d_]\.\s?)+[^\W\d_]\b\.?(?!\w)|\w+")
_WALL = re.compile(r"[,;/|&()•▪●◦·]|\s[-–—]|[-–—]\s")  # between two words: they are not of one name, unless a spelling says so
_ACRONYM = re.compile(r"[A-ZÁÉÍÓÚÑ]{2,}s?|(?:[A-ZÑ]\.\s?){2,}|(?:[A-ZÑ]\.\s?)+[A-ZÑ]")
_VOWELS = set("AEIOUÁÉÍÓÚ")
_ROMAN = re.compile(r"[IVX]+")


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Bodies that have areas: after one of these "… de X y Y" goes on with the same name.
ORGANS = _words(
    "ministerio viceministerio gerencia subgerencia direccion subdireccion oficina secretaria subsecretaria unidad departamento "
    "division subunidad comision comite programa consejo instituto jefatura superintendencia intendencia procuraduria area "
    "coordinacion administracion agencia autoridad servicio centro mesa red equipo seccion organismo sociedad asociacion camara "
    "colegio federacion despacho observatorio plataforma defensoria sub gerente director subgerente jefe secretario coordinador"
)
# Words that open the name of a body, an office or a post, whatever follows.
_OPENERS = _words(
    "ministerio viceministerio gerencia subgerencia sub direccion subdireccion oficina secretaria subsecretaria unidad departamento "
    "comision comite consejo instituto jefatura superintendencia intendencia procuraduria asociacion camara colegio federacion "
    "municipalidad alcaldia gobernacion policia fiscalia prefectura subprefectura junta ronda serenazgo comisaria personeria "
    "corte juzgado hospital universidad ejercito marina bombero contraloria congreso defensoria beneficencia ugel iglesia "
    "alcalde gerente subgerente director subdirector jefe secretario prefecto subprefecto gobernador fiscal comisario presidente "
    "regidor coordinador rector decano viceministro ministro juez especialista "
    "pnp mp pj cem demuna inpe essalud reniec sunat sucamec minsa minedu mimp mininter midis midagri minjus minjusdh mtc mtpe pcm mef "
    "inei indeci inabif coresec coprosec codisec conasec gore grm diresa geresa dremo regpol jjvv ggll cgbvp devida sutran migraciones"
)
# Words that open a name only with one of the words after: "Gobierno Regional", but "Obras y Servicios Públicos".
_MAYBE_OPENERS = _words(
    "gobierno programa servicio centro red mesa equipo area coordinacion administracion agencia autoridad division sociedad organismo "
    "region poder cruz cuerpo fuerza casa plataforma observatorio seccion miembro integrante"
)
_QUALIFIERS = _words(
    "de del nacional regional local provincial distrital tecnico tecnica judicial ejecutivo legislativo roja general armada aerea "
    "policial civil emergencia educativo educativa"
)
_ARTICLES = _words("el la los las a al un una")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its folded form and its place."""

    key: str
    written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A known spelling: its words, and after which of them it has a sign that otherwise parts names."""

    words: tuple[str, ...]
    walls: tuple[bool, ...]
    acronym: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The spellings of a catalogue by their words; `longest` counts those of the longest.

    `whole`: acronym by all words, None where two institutions share them.
    """

    by_first: dict[str, list[_Spelling]]
    whole: dict[str, str | None]
    longest: int


def words_of(text: str) -> list[Word]:
    """The words of a text; the article "del" is none, as in `fold_name`."""
    found = (Word(_key(match[0]), match[0], match.start(), match.end()) for match in _WORD.finditer(text))
    return [word for word in found if word.key and word.key != "del"]


@lru_cache(maxsize=16_384)
def _key(written: str) -> str:
    return fold(written).replace(".", "").replace(" ", "")


@lru_cache(maxsize=8)
def lexicon(catalogue: Catalogue) -> Lexicon:
    """The catalogue arranged for finding; made once per catalogue."""
    by_first: dict[str, list[_Spelling]] = {}
    whole: dict[str, str | None] = {}
    for folded, acronym in catalogue.spellings.items():
        words = words_of(folded)
        if not words:
            continue
        keys = tuple(word.key for word in words)
        walls = tuple(_is_wall(folded, one, other) for one, other in pairwise(words))
        by_first.setdefault(keys[0], []).append(_Spelling(keys, walls, acronym))
        known = whole.setdefault(" ".join(keys), acronym)
        if known != acronym:
            whole[" ".join(keys)] = None
    longest = max((key.count(" ") + 1 for key in whole), default=0)
    return Lexicon(by_first, whole, longest)


def _is_wall(text: str, one: Word, other: Word) -> bool:
    return bool(_WALL.search(text, max(one.end - 1, 0), other.start + 1))


def known_spans(text: str, words: list[Word], known: Lexicon) -> list[tuple[int, int]]:
    """Where known spellings stand in the text, whole words only; where two overlap, the longer."""
    found = [
        (word.start, words[at + length - 1].end, length)
        for at, word in enumerate(words)
        if word.key in known.by_first
        for length in _lengths_at(text, words, at, known)
    ]
    spans: list[tuple[int, int]] = []
    for start, end, _ in sorted(found, key=lambda span: (-span[2], span[0])):
        if all(end <= other_start or start >= other_end for other_start, other_end in spans):
            spans.append((start, end))
    return spans


def _lengths_at(text: str, words: list[Word], at: int, known: Lexicon) -> list[int]:
    """With how many words known spellings begin at one word."""
    keys = tuple(word.key for word in words[at : at + known.longest])
    return [
        len(spelling.words)
        for spelling in known.by_first.get(words[at].key, [])
        if keys[: len(spelling.words)] == spelling.words
        and all(allowed or not _is_wall(text, *pair) for allowed, pair in zip(spelling.walls, pairwise(words[at:]), strict=False))
    ]


def opens_name(text: str, known: Lexicon, *, in_capitals: bool) -> bool:
    """Whether a piece of text begins the name of a body: known, a noun such as "Ministerio", a post, or an acronym.

    `in_capitals`: the whole cell is in capitals, so that they mark no acronym.
    """
    words = words_of(text)
    while words and words[0].key in _ARTICLES:
        words = words[1:]  # "a la PNP"
    if not words:
        return False
    first = words[0]
    second = words[1].key if len(words) > 1 else ""
    if is_opener(first) or (_singular(first.key) in _MAYBE_OPENERS and _singular(second) in _QUALIFIERS):
        return True
    return is_acronym(first.written, in_capitals=in_capitals) or bool(_lengths_at(text, words, 0, known))


def is_opener(word: Word) -> bool:
    """Whether the word opens a name whatever follows it: "Ministerio", "Fiscalía", "Alcalde"."""
    return _singular(word.key) in _OPENERS


def is_acronym(written: str, *, in_capitals: bool) -> bool:
    """Whether a word is an acronym; in a text in capitals only one without vowels is told from a word."""
    if not _ACRONYM.fullmatch(written) or _ROMAN.fullmatch(written):
        return False
    return not in_capitals or not _VOWELS & set(written)


def has_areas(words: list[Word]) -> bool:
    """Whether the name is of a body that has areas ("Gerencia de…"), so that "y" may join two of them."""
    return bool(words) and _singular(words[0].key) in ORGANS


def _singular(key: str) -> str:
    if key.endswith(("ciones", "siones", "dades", "ales", "ores", "iones")):
        return key[:-2]
    return key.removesuffix("s")
