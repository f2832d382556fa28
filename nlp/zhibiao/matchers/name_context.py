"""The text as the name matchers see it: characters, word boundaries, places, and which words are proper names.

Offsets index the normal text, code points, half open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from zhibiao.analysis import Analysis, Match
from zhibiao.knowledge.names import Names

CLAUSE = re.compile(r"《[^》\n]{0,80}》|[^，。；：！？\n《》…]+")
_PROPER_TAGS = frozenset({"nr", "ns", "nt", "nz", "nrt", "nrfg", "x", "eng"})
SIGN = re.compile(
    r"[“”‘’\"]|(?<=[\u4e00-\u9fff])·(?=[\u4e00-\u9fff])|[A-Z]{1,3}\d{2,}|\d+(?:号|国道)|[国省县]道\d+|城[东西南北](?!部)|第[一二三四五六七八九]+(?:水厂|污水|热源|净水|小学|中学|幼儿园|人民医院)|[一二三四五六七八]期|[\u4e00-\u9fff][^城乡村市小集点制色心个]镇|[经纬][一二三四五六七八九十]+路"
)
ALL = re.compile("全[^国]")  # all of a region is no place of one body (全市保险公司)
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_OPEN, _CLOSE = "“‘（(〈「", "”’）)〉」"
_APPOSITION = re.compile(r"[^—、]*[最首][^—、]*——")
_PHASE_ENDS = frozenset("期段区标）")
_PHASE_WINDOW = 10
_LIST_MARK = re.compile(rf"[、{re.escape(_OPEN + _CLOSE)}]|[和及](?=总?投资\d)")


class Reading:
    """One analysis with the lookups that name matching needs. ``found`` has what the lexicon of names finds, by kind;
    ``known`` the ends of the known organizations that begin at a place, the longest first."""

    __slots__ = (
        "_named", "found", "inside", "known", "names", "place_ends", "place_starts", "places", "starts", "tags", "text",
        "words",
    )  # fmt: skip

    def __init__(self, analysis: Analysis, names: Names) -> None:
        self.text = analysis.normal.text
        self.names = names
        self.words, self.starts, self.tags = analysis.words, analysis.word_starts, analysis.tags
        places = [m for m in analysis.matches if m.type == "REGION" and not ALL.match(self.text, m.start, m.end)]
        self.place_ends = {match.end: match.start for match in reversed(places)}
        self.place_starts = {match.start: match.end for match in reversed(places)}
        self.places = sorted(self.place_starts)
        self.inside = analysis.boundaries
        self._named: dict[tuple[int, int, bool], bool] = {}
        self.found = names.lexicon.find(self.text)
        self.known: dict[int, list[int]] = {}
        for start, end, _ in self.found["known"]:
            self.known.setdefault(start, []).append(end)

    def matches(self, kind: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches of a pattern in the text, not overlapping, given that it matches only at words of ``kind``."""
        free = 0
        for start, _, _ in self.found[kind]:
            match = pattern.match(self.text, start) if start >= free else None
            if match is not None:
                free = match.end()
                yield match

    def index(self, offset: int) -> int:
        """The index of the word that covers ``offset``."""
        return bisect_right(self.starts, offset) - 1

    def is_boundary(self, offset: int) -> bool:
        """Whether a word starts at ``offset`` or the text ends there."""
        return offset in self.inside or offset >= len(self.text)

    def stands(self, offset: int) -> bool:
        """Whether the character at ``offset`` is more than the end of a common word (路 in 思路)."""
        index = self.index(offset)
        return self.starts[index] == offset or not self.is_common(index)

    def words_in(self, start: int, end: int) -> range:
        """The indexes of the words that start in ``[start, end)``."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def word_end(self, index: int) -> int:
        """Where word ``index`` ends."""
        return self.starts[index] + len(self.words[index])

    def is_common(self, index: int) -> bool:
        """Whether word ``index`` belongs to the field's general vocabulary."""
        return self.words[index] in self.names.common

    def is_proper(self, index: int, strict: bool = False) -> bool:
        """Whether word ``index`` looks like a proper name or a part of one: not in the general vocabulary, and with
        ``strict`` tagged as a name."""
        word = self.words[index]
        if len(word) < 2 or word in self.names.common or not _CHINESE.fullmatch(word):
            return False
        if self.tags[index] in _PROPER_TAGS:
            return True
        return not strict and not self._is_compound(word)

    def is_place(self, index: int) -> bool:
        """Whether word ``index`` is a place: a region found before, or tagged so and not a common word."""
        word, names = self.words[index], self.names
        start = self.starts[index]
        if start in self.place_starts and self.place_starts[start] >= start + len(word):
            return True
        if word in names.cities or word in names.counties:
            return True
        if word in names.common:
            return False
        return self.tags[index] == "ns" or names.abbreviations.fullmatch(word) is not None

    def place_before(self, end: int) -> int:
        """The start of the place name that ends at ``end``; ``end`` where there is none."""
        if end in self.place_ends:
            return self.place_ends[end]
        index = self.index(end - 1)
        if index >= 0 and self.word_end(index) == end and self.is_place(index) and len(self.words[index]) > 1:
            return self.starts[index]
        return end

    def has_name(self, start: int, end: int, strict: bool = False) -> bool:
        """Whether anything in ``[start, end)`` makes it a name: a place, a proper word, quotes, a numbered road.
        ``strict``: a word that is merely not common does not."""
        key = start, end, strict
        known = self._named.get(key)
        if known is None:
            known = self._named[key] = self._has_name(start, end, strict)
        return known

    def _has_name(self, start: int, end: int, strict: bool) -> bool:
        if any_between(self.places, start, end) or SIGN.search(self.text, start, end):
            return True
        if self.text.startswith("自治", start):
            return True
        for index in self.words_in(start, end):
            if self.is_place(index) or self.is_proper(index, strict):
                return True
            if len(self.words[index]) == 1 and self._is_pair(index, end):
                return True
        return False

    def _is_pair(self, index: int, end: int) -> bool:
        """Whether word ``index`` and the next stand for two provinces by one character each: 藏粤, 晋冀."""
        at = self.starts[index]
        pair = at + 1 < end and self.names.abbreviations.fullmatch(self.text, at, at + 2)
        return bool(pair) and self.tags[index] == "j"

    def _is_compound(self, word: str) -> bool:
        common = self.names.common
        return any(word[:cut] in common and word[cut:] in common for cut in range(2, len(word) - 1))


def any_between(offsets: Sequence[int], start: int, end: int) -> bool:
    """Whether one of ``offsets``, which are sorted, lies in ``[start, end)``."""
    index = bisect_left(offsets, start)
    return index < len(offsets) and offsets[index] < end


def before_phase(reading: Reading, start: int, end: int) -> int:
    """The end of ``[start, end)`` without the phase, part or bracket that closes it (二期, 东段, （中医类）)."""
    text = reading.text
    while end > start and text[end - 1] in _PHASE_ENDS:
        phase = reading.names.phase.search(text, max(start, end - _PHASE_WINDOW), end)
        if phase is None or phase.start() <= start:
            break
        end = phase.start()
    return end


def after_apposition(text: str, start: int, end: int) -> int:
    """Where the name begins that a superlative introduces (世界最高的坝——甲水利枢纽); ``start`` without one."""
    apposition = _APPOSITION.match(text, start, end) if text.find("——", start, end) >= 0 else None
    return apposition.end() if apposition else start


def split_list(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items of an enumeration with 、 in ``[start, end)``; 、 inside quotes or brackets does not split."""
    if text.find("、", start, end) < 0 and text.find("投资", start, end) < 0:
        return [(start, end)]
    items: list[tuple[int, int]] = []
    depth, begin = 0, start
    for mark in _LIST_MARK.finditer(text, start, end):
        if mark.group() in _OPEN:
            depth += 1
        elif mark.group() in _CLOSE:
            depth -= 1
        elif depth <= 0:
            items.append((begin, mark.start()))
            begin = mark.end()
    items.append((begin, end))
    return [(left, right) for left, right in items if right > left]


def merge(found: list[Match]) -> list[Match]:
    """``found`` without doubles and without matches of one type that lie inside or across a longer one."""
    kept: list[Match] = []
    for kind in ("ORG", "PROJECT"):
        last = -1
        same = sorted((m for m in found if m.type == kind), key=lambda m: (m.start, -m.end))
        for match in same:
            if match.start >= last:
                kept.append(match)
                last = match.end
    return sorted(kept, key=lambda match: (match.start, -match.end))
