"""Finding which of many names begins at a place of a text, by the first two characters of all names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

Openings = dict[str, list[int]]
"""The first two characters of names, with the lengths of the names that begin so, longest first."""


def openings(names: Iterable[str]) -> Openings:
    """The openings of ``names``."""
    sizes: dict[str, set[int]] = {}
    for name in names:
        sizes.setdefault(name[:2], set()).add(len(name))
    return {opening: sorted(lengths, reverse=True) for opening, lengths in sizes.items()}


def candidates(text: str, start: int, known: Openings) -> Sequence[str]:
    """What may be a name at ``start``, the longest first; nothing that would reach beyond the end of the text."""
    lengths = known.get(text[start : start + 2])
    if lengths is None:
        return ()
    room = len(text) - start
    return [text[start : start + length] for length in lengths if length <= room]


def longest(text: str, start: int, end: int, known: Openings, words: Collection[str]) -> int:
    """The length of the longest of ``words``, whose openings are ``known``, that begins at ``start`` and does not reach
    beyond ``end``; 0 for none."""
    for length in known.get(text[start : start + 2], ()):
        if start + length <= end and text[start : start + length] in words:
            return length
    return 0


def begin_of(words: Collection[str]) -> re.Pattern[str]:
    """Finds where one of the words may begin, by their first two characters: one fast pass over a text."""
    first, second = (re.escape("".join(sorted({word[place] for word in words}))) for place in (0, 1))
    return re.compile(f"[{first}](?=[{second}])")


def starts(text: str, begin: re.Pattern[str], known: Openings) -> list[int]:
    """Where the openings of names stand in a text; ``begin`` is what ``begin_of`` makes of the same names."""
    return [start for hit in begin.finditer(text) if text[(start := hit.start()) : start + 2] in known]
