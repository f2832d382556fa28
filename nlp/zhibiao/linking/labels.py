"""Labelled text: the normal text with each time, region, name and term written as a run of one label.

The labels are private-use characters of the same length as what they stand for, so that every offset keeps its
meaning and the expressions of the grammar can speak of kinds of things instead of words.
"""

from __future__ import annotations

from zhibiao.analysis import Match
from zhibiao.knowledge.grammar import ENTITY, OTHER, REGION, TERM, TIME

LABELS = {"TIME": TIME, "REGION": REGION, "ORG": ENTITY, "PROJECT": ENTITY, "INDICATOR": TERM, "DOCUMENT": OTHER}
ORDER = ("INDICATOR", "REGION", "TIME", "ORG", "PROJECT", "DOCUMENT")


def label(text: str, matches: list[Match]) -> str:
    """The labelled text. Where mentions overlap, the one that stands later in ``ORDER`` wins."""
    pieces = list(text)
    for kind in ORDER:
        sign = LABELS[kind]
        for match in matches:
            if match.type == kind:
                pieces[match.start : match.end] = sign * (match.end - match.start)
    return "".join(pieces)
