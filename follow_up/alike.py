"""Texts that say the same: equal once folded, or nearly so. Which agreement seems to repeat which."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from math import ceil

from follow_up.spelling import fold

SHARED = 0.75  # of the words of both texts together: below it two texts are not compared letter by letter
ALIKE = 0.9  # of the letters, in their order
FEW = 4  # words: shorter texts repeat only when they are equal
_WORD = re.compile(r"\w{4,}")
_FIGURES = re.compile(r"\d+")


def repeats(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places: one that says what an earlier one said, and the first that did. Each place is named once as a repeat.

    Texts with other figures ("primer lote de 30", "de 40") are other texts, however alike their words.
    """
    folded = [fold(text) for text in texts]
    first = {text: place for place, text in reversed(list(enumerate(folded)))}
    near = dict(_near([(place, folded[place]) for place in sorted(first.values())]))
    for place, text in enumerate(folded):
        origin = near.get(first[text], first[text])
        if origin != place:
            yield place, origin


def _near(distinct: list[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Among texts that differ, each with the first earlier one that it nearly repeats.

    Two sets of words that share so much share one of their rarest: only those of the same rare words are compared.
    """
    words = {place: frozenset(_WORD.findall(text)) for place, text in distinct}
    common = Counter(word for found in words.values() for word in found)
    holders: defaultdict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    told, found = dict(distinct), dict[int, int]()
    for place, text in distinct:
        mine = sorted(words[place], key=lambda word: (common[word], word))
        figures = tuple(sorted(_FIGURES.findall(text)))
        rare = [(word, figures) for word in mine[: len(mine) - ceil(SHARED * len(mine)) + 1]] if len(mine) >= FEW else []
        earlier = sorted({other for key in rare for other in holders[key]})
        match = next((other for other in earlier if _share(words[other], words[place]) and _alike(told[other], text)), None)
        if match is not None:
            found[place] = found.get(match, match)
            yield place, found[place]
        for key in rare:
            holders[key].append(place)


def _share(left: frozenset[str], right: frozenset[str]) -> bool:
    return len(left & right) >= SHARED * len(left | right)


def _alike(left: str, right: str) -> bool:
    compared = SequenceMatcher(None, left, right, autojunk=False)
    return compared.real_quick_ratio() >= ALIKE and compared.quick_ratio() >= ALIKE and compared.ratio() >= ALIKE
