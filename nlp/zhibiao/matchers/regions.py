"""REGION mentions: names of regions, words for the report's own region and those above it, levels of a budget.

A match's ``id`` is the region's code; it is empty for the level of a budget and for a scope word (全市) whose region
cannot be told: :meth:`zhibiao.knowledge.regions.Regions.full_name` gives the meaning of the first.
"""

from __future__ import annotations

import re

from zhibiao.analysis import Match
from zhibiao.knowledge.regions import ADMINISTRATIVE, Region, Regions

WIDE = ("country", "world")

Tail = re.Pattern[str]
Meaning = tuple[Region | None, Tail | None]


def match_regions(text: str, regions: Regions, home: Region | None, word_starts: set[int]) -> list[Match]:
    """All REGION mentions of a normal text in a report of ``home``, in order, not overlapping: of those that begin at
    one place the longest."""
    meanings: dict[str, Meaning] = {}
    scopes = {word: regions.scope(ending, home) for word, ending in regions.words.scopes.items()}
    found: list[Match] = []
    free = 0
    for start, end, word in regions.lexicon.find(text):
        if start < free:
            continue
        if word not in meanings:
            meanings[word] = _meaning(word, regions, home)
        region, tail = meanings[word]
        if region is not None and _stands(text, start, end, tail, regions, word_starts):
            id: str | None = region.code
        else:
            id = _scope(text, start, end, regions, scopes)
        if id is not None:
            found.append(Match(start, end, "REGION", id=id))
            free = end
    return found


def _stands(text: str, start: int, end: int, tail: Tail | None, regions: Regions, word_starts: set[int]) -> bool:
    """Whether a name is one where it stands: a free one, which has no tail, unless its last character belongs to
    another word, another one as a whole word without a tail that makes another name of it."""
    if tail is None:
        return text[end : end + 1] not in regions.words.not_before.get(text[end - 1], ())
    whole = start in word_starts and (end in word_starts or end == len(text))
    return whole and tail.match(text, end) is None


def _meaning(name: str, regions: Regions, home: Region | None) -> Meaning:
    """The region that a name means in a report, and what makes another name of it; None if it is found inside longer
    words too: one of three characters with the ending of an official name. Counties are called by their short name,
    or by a name that is an ordinary word with that ending (老城区), only in their own province, districts only in
    their own city."""
    ordinary = regions.words.ordinary
    region = None if name in ordinary else regions.find(name, home.code if home is not None else "")
    if region is None:
        return None, None
    if region.level in WIDE:
        return (None if name in regions.words.scopes else region), regions.words.wide_tail
    free = len(name) > 2 and name[-1] == region.name[-1] and region.level in ADMINISTRATIVE
    if region.level == "county" and not (free and name[:-1] not in ordinary) and not _is_near(region, regions, home):
        return None, None
    return region, None if free else regions.words.tail


def _is_near(region: Region, regions: Regions, home: Region | None) -> bool:
    circle = regions.parent(region) if region.name.endswith("区") else regions.province_of(region)
    if home is None or circle is None:
        return False
    return regions.inside(home, circle) or regions.inside(region, home)


def _scope(text: str, start: int, end: int, regions: Regions, scopes: dict[str, Region | None]) -> str | None:
    """The id of the scope word or level of a budget ``[start, end)``; None where it is none, or one without 全 (自治区)
    whose region cannot be told. ``scopes`` are the regions that scope words mean."""
    word, words = text[start:end], regions.words
    if word not in scopes and word not in words.levels_of:
        return None
    found = words.expression.match(text, start)
    if found is None or found.end() != end:
        return None
    region = scopes.get(word)
    if region is None:
        return None if found.lastgroup == "bare" else ""
    return region.code
