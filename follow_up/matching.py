"""Which agreement of the store a row of a tracker speaks of."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from follow_up.import_plan import Doubt, Entry, Known, KnownAgreement, Place
from follow_up.spelling import fold

SAME_TEXT = 0.5  # share of the shorter text's words found in the other: trackers shorten, they do not rewrite
LIKE_TEXT = 0.6  # by text alone more is asked, and it is only proposed
WHOLE_TEXT = 0.8  # of the words of a row, in an agreement of another session: trackers cut texts; and more than a few words
FEW_WORDS = 4
COMMON_WORD = 50  # a word in more agreements than this tells none of them apart
_WORD = re.compile(r"\w{4,}")
_CODE_PART = re.compile(r"\d+|[^\W\d_]+")
_NOT_OF_THE_CODE = {"n", "no", "nro", "num", "acuerdo", "acta"}
CodeKey = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The agreement found, or the doubt that a person must settle and the agreement that it proposes."""

    agreement: KnownAgreement | None = None
    doubt: Doubt | None = None
    candidate: int | None = None


class Matcher:
    """Finds agreements by the ref of our exports, then by session and number, then by their text.

    `matches` are places that a person has settled: an agreement's id, or None for a new one.
    """

    def __init__(self, known: Known, matches: Mapping[Place, int | None]) -> None:
        self._known = known
        self._matches = matches
        self._by_ref = {agreement.ref: agreement for agreement in known.agreements.values()}
        self._by_code: defaultdict[CodeKey, list[KnownAgreement]] = defaultdict(list)
        for agreement in known.agreements.values():
            self._by_code[code_key(agreement.code)].append(agreement)
        self._texts: dict[int, Counter[str]] = {}
        self._holders: dict[str, list[int]] | None = None
        self._folded: frozenset[str] | None = None

    def find(self, entry: Entry) -> Match:
        """The match of one row; neither agreement nor doubt means a new agreement."""
        if entry.place in self._matches:
            settled = self._matches[entry.place]
            return Match() if settled is None else Match(self._known.agreements[settled])
        referred = self._by_ref.get(entry.ref or "")
        if referred is not None and not self._is_of_another(entry, referred):
            return Match(referred)
        if not entry.code and not entry.text:
            return Match(doubt=Doubt.NOTHING_TO_FOLLOW)
        if entry.session_is_open:
            return Match(doubt=Doubt.SESSION_UNKNOWN)
        return self._by_number(entry) or self._by_text(entry)

    def _is_of_another(self, entry: Entry, referred: KnownAgreement) -> bool:
        """Whether a row says the session or the very text of another agreement than its ref: sorted rows leave their refs behind."""
        if entry.session is not None and entry.session.id not in {None, referred.session.id}:
            return True
        text = fold(entry.text or "")
        return bool(text) and text != fold(referred.text) and text in self._known_texts()

    def _known_texts(self) -> frozenset[str]:
        """Every text of the store; made when first needed."""
        if self._folded is None:
            self._folded = frozenset(fold(agreement.text) for agreement in self._known.agreements.values())
        return self._folded

    def _by_number(self, entry: Entry) -> Match | None:
        if not entry.code:
            return None
        found = [a for a in self._by_code[code_key(entry.code)] if entry.session is None or a.session.id == entry.session.id]
        if entry.session is None:
            return self._without_session(entry, found)
        if not found:
            return None
        same = not entry.text or self._likeness(entry.text, found[0]) >= SAME_TEXT
        return Match(found[0]) if same else Match(doubt=Doubt.TEXT_DIFFERS, candidate=found[0].id)

    def _without_session(self, entry: Entry, found: list[KnownAgreement]) -> Match | None:
        """A number alone repeats in every session: only the text, or a person, tells which."""
        text = entry.text
        alike = [agreement for agreement in found if text and self._tells(text, agreement)]
        if len(alike) == 1:
            return Match(alike[0])
        if text:
            return None
        return Match(doubt=Doubt.SESSION_UNKNOWN, candidate=found[0].id if len(found) == 1 else None)

    def _tells(self, text: str, agreement: KnownAgreement) -> bool:
        """Whether a text, with the number, is enough: one common word would be chance."""
        shared = _shared(_words(text), self._words_of(agreement))
        return fold(text) == fold(agreement.text) or (shared > 1 and self._likeness(text, agreement) >= SAME_TEXT)

    def _by_text(self, entry: Entry) -> Match:
        best = self._most_alike(entry)
        if best is not None and fold(best.text) == fold(entry.text or "") and self._is_of_row(best, entry):
            return Match(best)
        if best is not None:
            return Match(doubt=Doubt.LOOKS_LIKE, candidate=best.id)
        return Match() if entry.session is not None else Match(doubt=Doubt.SESSION_UNKNOWN)

    def _is_of_row(self, agreement: KnownAgreement, entry: Entry) -> bool:
        """Whether neither the session nor the number of a row speaks against an agreement."""
        in_session = entry.session is None or entry.session.id == agreement.session.id
        return in_session and code_key(entry.code or "") in {(), code_key(agreement.code)}

    def _most_alike(self, entry: Entry) -> KnownAgreement | None:
        """The agreement whose text shares most words with the row's, if enough; of its session, else with all but the same text.

        The latter is a tracker under the title of another session, which would else make every agreement twice.
        """
        if not entry.text:
            return None
        words = _words(entry.text)
        holders = self._word_holders()
        near = Counter(holder for word in words for holder in holders.get(word, ()))
        candidates = [self._known.agreements[i] for i, _ in near.most_common(COMMON_WORD)]
        alike = [(_shared(words, self._words_of(agreement)), agreement) for agreement in candidates]
        said = words.total()
        scored = [(2 * shared / (said + self._words_of(a).total()), a) for shared, a in alike if entry.session is None or a.session.id == entry.session.id]
        score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if score >= LIKE_TEXT:
            return best
        enough = max(WHOLE_TEXT * said, FEW_WORDS + 1)
        return next((agreement for shared, agreement in alike if shared >= enough), None)

    def _likeness(self, text: str, agreement: KnownAgreement) -> float:
        if text == agreement.text:
            return 1.0
        words, others = _words(text), self._words_of(agreement)
        shorter = min(words.total(), others.total())
        return _shared(words, others) / shorter if shorter else 1.0

    def _words_of(self, agreement: KnownAgreement) -> Counter[str]:
        if agreement.id not in self._texts:
            self._texts[agreement.id] = _words(agreement.text)
        return self._texts[agreement.id]

    def _word_holders(self) -> dict[str, list[int]]:
        """The agreements that hold each word, for the words that few hold; made when first needed."""
        if self._holders is None:
            holders: defaultdict[str, list[int]] = defaultdict(list)
            for agreement in self._known.agreements.values():
                for word in self._words_of(agreement):
                    holders[word].append(agreement.id)
            self._holders = {word: ids for word, ids in holders.items() if len(ids) <= COMMON_WORD}
        return self._holders


@lru_cache(maxsize=32_768)  # asked several times over for the rows of one file
def code_key(code: str) -> CodeKey:
    """What makes two spellings of a number one: "02", "2." and "N° 2" are; "A-2" and "II" are others."""
    parts = [part for part in _CODE_PART.findall(fold(code)) if part not in _NOT_OF_THE_CODE]
    return tuple(int(part) if part.isdecimal() else part for part in parts)


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(fold(text)))


def _shared(words: Counter[str], others: Counter[str]) -> int:
    """How many words two texts share; the same as the total of `words & others`, at a third of its cost."""
    return sum(min(count, others[word]) for word, count in words.items() if word in others)
