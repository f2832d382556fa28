"""The title of a report, in a text that may begin with the menus of a web page and break its title over lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhibiao.knowledge.heads import Heads
from zhibiao.knowledge.regions import Regions
from zhibiao.text.home import first_named

ZONE = 6000  # characters of a text that are searched for its title
LONGEST = 140
ENOUGH = 3  # points of a title: 3 for a region, 2 for a year, 2 for a line's end, 1 for its beginning
ITEM = re.compile(r"[一二三四五六七八九十]、|[一二三四五六七八九十]）")
YEAR = re.compile(r"(?<!\d)([12]\d{3})年")


@dataclass(frozen=True, slots=True)
class Title:
    """A title: its span in the normal text, its text without line breaks, its kind, whether it names a region."""

    start: int
    end: int
    text: str
    kind: str
    region: bool
    score: int


@dataclass(slots=True)
class Zone:
    """The beginning of a text with its lines joined, and the way back."""

    text: str
    flat: str = ""
    breaks: list[int] = field(default_factory=list)  # places in ``flat`` where a line ends

    def __post_init__(self) -> None:
        place = 0
        for line in self.text.split("\n"):
            place += len(line)
            self.breaks.append(place)
        self.flat = self.text.replace("\n", "")

    def line(self, place: int) -> tuple[int, int]:
        """The line of ``flat`` that holds a place."""
        index = bisect_right(self.breaks, place)
        return (self.breaks[index - 1] if index else 0), self.breaks[min(index, len(self.breaks) - 1)]

    def offset(self, place: int, *, end: bool = False) -> int:
        """The offset in the normal text of a place in ``flat``; of an ``end``, behind the character before it."""
        return place + bisect_right(self.breaks, place - 1 if end else place)


def find_title(text: str, heads: Heads, regions: Regions) -> Title | None:
    """The best title in the beginning of a normal text: one that fills its lines and names a region and a year."""
    zone = Zone(text[:ZONE])
    best: Title | None = None
    for title in _titles(zone, heads, regions):
        if title.score >= ENOUGH and (best is None or title.score > best.score):
            best = title
    return best


def _titles(zone: Zone, heads: Heads, regions: Regions) -> Iterator[Title]:
    seen: set[int] = set()
    for kind, rows in heads.kinds.items():
        for words in rows.titles:
            place = zone.flat.find(words)
            while place >= 0:
                title = None if place in seen else _title(zone, place, place + len(words), kind, heads, regions)
                seen.add(place)
                if title is not None:
                    yield title
                place = zone.flat.find(words, place + 1)


def _title(zone: Zone, start: int, end: int, kind: str, heads: Heads, regions: Regions) -> Title | None:
    """The title around the words that show its kind, if it is one."""
    if kind in heads.ends:
        hit = heads.ends[kind].match(zone.flat, end)
        if hit is None:
            return None
        end = hit.end()
    tail = heads.tail.match(zone.flat, end)
    end = tail.end() if tail is not None else end
    begin, last = max(zone.line(start)[0], start - LONGEST), zone.line(end - 1)[1]
    front = heads.front.match(zone.flat, begin, start)
    begin = front.end() if front is not None else begin
    begin = _line_before(zone, begin, regions)
    written = zone.flat[begin:end]
    if len(written) > LONGEST or ITEM.search(written):
        return None
    region = first_named(written, 0, len(written), regions) is not None
    score = 3 * region + 2 * (YEAR.search(written) is not None) + 2 * (end == last) + (front is None)
    return Title(zone.offset(begin), zone.offset(end, end=True), written, kind, region, score)


def _line_before(zone: Zone, begin: int, regions: Regions) -> int:
    """Where a title begins whose first line, a region or a year, stands above the line at ``begin``."""
    if not begin or begin not in zone.breaks:
        return begin
    above = zone.line(begin - 1)[0]
    line = zone.flat[above:begin].removeprefix("关于")
    rest = YEAR.sub("", line)
    return above if len(line) < 16 and (not rest or rest in regions.by_name) else begin
