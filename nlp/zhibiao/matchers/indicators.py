"""INDICATOR mentions: the terms of the catalogue."""

from __future__ import annotations

from zhibiao.analysis import Match
from zhibiao.knowledge.indicators import Catalogue


def match_indicators(text: str, catalogue: Catalogue, word_starts: set[int] | None = None) -> list[Match]:
    """All INDICATOR mentions of a normal text, in order: leftmost longest, not overlapping; from the start of a word to
    the end of one where ``word_starts`` says where words start, else anywhere."""
    terms = catalogue.terms
    found: list[Match] = []
    free, size = 0, len(text)
    for start, end, term in catalogue.lexicon.find(text):
        if start < free:
            continue
        if word_starts is None or (start in word_starts and (end in word_starts or end == size)):
            found.append(Match(start, end, "INDICATOR", id=terms[term]))
            free = end
    return found
