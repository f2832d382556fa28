"""Many words found in a text in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from operator import itemgetter
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from zhibiao.surrogates import call

Kind = TypeVar("Kind")
Hit = tuple[int, int, str]
"""Where a word starts and ends in a text, and the word."""


class Lexicon:
    """Words in an Aho-Corasick automaton; pickles as its words."""

    __slots__ = ("_find", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words), key=lambda word: (-len(word), word))
        self._find = partial(AhoCorasick(self._words).find_matches_as_indexes, overlapping=True)

    def find(self, text: str) -> list[Hit]:
        """Wherever one of the words stands in ``text``, words in others included; in order, where several begin at one
        place the longest first. Linear in the length of the text."""
        words = self._words
        hits = call(self._find, text)
        hits.sort(key=itemgetter(1, 0))
        return [(start, end, words[number]) for number, start, end in hits]

    def __reduce__(self) -> tuple[object, ...]:
        return Lexicon, (self._words,)


class KindLexicon(Generic[Kind]):
    """Words of several kinds in one automaton; a word may be of more than one."""

    __slots__ = ("_kinds", "_lexicon", "_of")

    def __init__(self, words: Mapping[Kind, Iterable[str]]) -> None:
        self._kinds = tuple(words)
        self._of: dict[str, list[Kind]] = {}
        for kind, group in words.items():
            for word in set(group):
                self._of.setdefault(word, []).append(kind)
        self._lexicon = Lexicon(self._of)

    def find(self, text: str) -> dict[Kind, list[Hit]]:
        """Where the words of each kind stand, as :meth:`Lexicon.find` has them."""
        found: dict[Kind, list[Hit]] = {kind: [] for kind in self._kinds}
        for hit in self._lexicon.find(text):
            for kind in self._of[hit[2]]:
                found[kind].append(hit)
        return found
