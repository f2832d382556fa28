"""DOCUMENT mentions: titles in 《…》."""

from __future__ import annotations

import re

from zhibiao.analysis import Match

LONGEST = 80
_MARK = re.compile("[《》]")


def match_documents(text: str) -> list[Match]:
    """All DOCUMENT mentions of a normal text, in order: outermost pairs of 《 and 》 with at most 80 characters, marks
    included. A title inside a title belongs to it; a mark without its other half is passed over."""
    found: list[Match] = []
    opened: list[int] = []
    for hit in _MARK.finditer(text):
        if hit[0] == "《":
            opened.append(hit.start())
        elif opened:
            start = opened.pop()
            if start + 2 < hit.end() <= start + LONGEST:
                _add(found, start, hit.end())
    return found


def _add(found: list[Match], start: int, end: int) -> None:
    """Put a pair on the list in place of the pairs inside it."""
    while found and found[-1].start > start:
        found.pop()
    found.append(Match(start, end, "DOCUMENT"))
