"""Labelled text: the normal text with each time, region, name and term written as a run of one label.

The labels are private-use characters of the same length as what they stand for, so that every offset keeps its
meaning and the expressions of the grammar can speak of kinds of things instead of words.
"""

from __future__ import annotations

import re

from zhibiao.analysis import Match
from zhibiao.knowledge.grammar import ENTITY, OTHER, REGION, TERM, TIME, WIDE

LABELS = {"TIME": TIME, "REGION": REGION, "ORG": ENTITY, "PROJECT": ENTITY, "INDICATOR": TERM, "DOCUMENT": OTHER}
ORDER = ("INDICATOR", "REGION", "TIME", "", "ORG", "PROJECT", "DOCUMENT")  # "" are the compounds
RANKS = {kind: rank for rank, kind in enumerate(ORDER)}
Stroke = tuple[int, int, int, str]
"""Start, rank in ``ORDER``, end and label of what is labelled."""


def label(text: str, matches: list[Match], wide: frozenset[str], compound: re.Pattern[str], starts: set[int]) -> str:
    """The labelled text. Where mentions overlap, the one that stands later in ``ORDER`` wins. ``wide`` are the ids of
    the regions beyond the report's own (全国, 全球), which have a label of their own; ``compound`` finds nouns that
    have a verb in them, which are labelled as terms where words begin and end (``starts``)."""
    strokes = [
        (match.start, RANKS[match.type], match.end, LABELS[match.type])
        for match in matches
        if match.type != "REGION" or match.id not in wide
    ]
    region = RANKS["REGION"]
    strokes += [(m.start, region, m.end, WIDE) for m in matches if m.type == "REGION" and m.id in wide]
    rank = RANKS[""]
    for hit in compound.finditer(text):
        start, end = hit.span()
        if start in starts and (end in starts or end == len(text)):
            strokes.append((start, rank, end, TERM))
    return _paint(text, sorted(strokes))


def _paint(text: str, strokes: list[Stroke]) -> str:
    """A text with strokes painted over it. Those that overlap are painted one over the other, apart from the rest."""
    pieces: list[str] = []
    done = index = 0
    while index < len(strokes):
        start, _, stop, sign = strokes[index]
        first, index = index, index + 1
        while index < len(strokes) and strokes[index][0] < stop:
            stop = max(stop, strokes[index][2])
            index += 1
        together = sign * (stop - start) if index == first + 1 else _overlaid(strokes[first:index], start, stop)
        pieces += (text[done:start], together)
        done = stop
    pieces.append(text[done:])
    return "".join(pieces)


def _overlaid(strokes: list[Stroke], start: int, end: int) -> str:
    """The labels of strokes that overlap in a row and cover ``[start, end)``."""
    signs = [""] * (end - start)
    for begin, _, stop, sign in sorted(strokes, key=lambda stroke: (stroke[1], stroke[0])):
        signs[begin - start : stop - start] = sign * (stop - begin)
    return "".join(signs)
