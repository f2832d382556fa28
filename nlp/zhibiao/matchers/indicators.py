"""INDICATOR mentions: the terms of the catalogue."""

from __future__ import annotations

from functools import cache

import ahocorasick

from zhibiao.analysis import Match
from zhibiao.knowledge.indicators import Catalogue


@cache
def automaton(catalogue: Catalogue) -> ahocorasick.Automaton:
    """All terms of a catalogue in one automaton; a term's value is its length and its indicator's id."""
    terms = ahocorasick.Automaton()
    for term, id in catalogue.terms.items():
        terms.add_word(term, (len(term), id))
    terms.make_automaton()
    return terms


def match_indicators(text: str, catalogue: Catalogue, word_starts: set[int] | None = None) -> list[Match]:
    """All INDICATOR mentions of a normal text, in order: leftmost longest, not overlapping; from the start of a word to
    the end of one where ``word_starts`` says where words start, else anywhere."""
    if not catalogue.terms:
        return []
    size = len(text)
    spans = []
    for last, (length, id) in automaton(catalogue).iter(text):
        start, end = last + 1 - length, last + 1
        if word_starts is None or (start in word_starts and (end in word_starts or end == size)):
            spans.append((start, -end, id))
    spans.sort()
    found: list[Match] = []
    free = 0
    for start, back, id in spans:
        if start >= free:
            found.append(Match(start, -back, "INDICATOR", id=id))
            free = -back
    return found
