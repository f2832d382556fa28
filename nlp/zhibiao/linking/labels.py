"""Labelled text: the normal text with each time, region, name and term written as a run of one label.

The labels are private-use characters of the same length as what they stand for, so that every offset keeps its
meaning and the expressions of the grammar can speak of kinds of things instead of words.
"""

from __future__ import annotations

import re

from zhibiao.analysis import Match
from zhibiao.knowledge.grammar import ENTITY, OTHER, REGION, TERM, TIME, WIDE

LABELS = {"TIME": TIME, "REGION": REGION, "ORG": ENTITY, "PROJECT": ENTITY, "INDICATOR": TERM, "DOCUMENT": OTHER}
ORDER = ("INDICATOR", "REGION", "TIME", "ORG", "PROJECT", "DOCUMENT")
BELOW_NAMES = "ORG"  # compounds are labelled before these


def label(text: str, matches: list[Match], wide: frozenset[str], compound: re.Pattern[str], starts: set[int]) -> str:
    """The labelled text. Where mentions overlap, the one that stands later in ``ORDER`` wins. ``wide`` are the ids of
    the regions beyond the report's own (全国, 全球), which have a label of their own; ``compound`` finds nouns that
    have a verb in them, which are labelled as terms where words begin and end (``starts``)."""
    pieces = list(text)
    kinds: dict[str, list[Match]] = {kind: [] for kind in ORDER}
    for match in matches:
        if match.type in kinds:
            kinds[match.type].append(match)
    for kind, found in kinds.items():
        if kind == BELOW_NAMES:
            for hit in compound.finditer(text):
                if hit.start() in starts and (hit.end() in starts or hit.end() == len(text)):
                    pieces[hit.start() : hit.end()] = TERM * len(hit.group())
        for match in found:
            sign = WIDE if kind == "REGION" and match.id in wide else LABELS[kind]
            pieces[match.start : match.end] = sign * (match.end - match.start)
    return "".join(pieces)
