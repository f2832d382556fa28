"""The regions of a model: ``regions.tsv`` (provinces, prefectures, counties), ``places.tsv`` (the country, the world,
areas of several regions, more short names) and ``regions.toml`` (the words around them)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from zhibiao.errors import ModelError
from zhibiao.knowledge.lexicon import Lexicon
from zhibiao.knowledge.region_words import Words
from zhibiao.knowledge.tables import read_text, read_toml

FILE, PLACES, WORDS = "regions.tsv", "places.tsv", "regions.toml"
COUNTRY, WORLD = "000000", "world"
LEVELS = ("country", "world", "area", "province", "prefecture", "county")
ADMINISTRATIVE = LEVELS[3:]
COLUMNS = {FILE: ("code", "name", "short", "parent", "level"), PLACES: ("code", "name", "short", "level")}
CODE = re.compile(r"\d{6}")
FOREIGN = ("地区", "特别行政区")  # end in 区 and are none


class Region(NamedTuple):
    """A region: its GB/T 2260 code (``000000`` the country, ``world``, a word for an area), official name, short
    names, the code of the region that contains it, and its level (one of ``LEVELS``)."""

    code: str
    name: str
    short: tuple[str, ...]
    parent: str
    level: str


@dataclass(frozen=True)
class Regions:
    """All regions: ``by_code``, and ``by_name`` those that an official or short name may mean, officials first."""

    by_code: dict[str, Region]
    by_name: dict[str, list[Region]]
    words: Words

    @cached_property
    def lexicon(self) -> Lexicon:
        """The names and the words for regions (全市, 市级), to be found in a text."""
        return Lexicon((*self.by_name, *self.words.scopes, *self.words.levels_of))

    def parent(self, region: Region) -> Region | None:
        """The region that contains a region; None for a province and for what is no administrative region."""
        return self.by_code.get(region.parent)

    def province_of(self, region: Region) -> Region | None:
        """The province that a region is or lies in."""
        return next((found for found in self.line(region) if found.level == "province"), None)

    def line(self, region: Region) -> Iterator[Region]:
        """A region and those that contain it, innermost first."""
        current: Region | None = region
        while current is not None:
            yield current
            current = self.parent(current)

    def find(self, name: str, near: str = "") -> Region | None:
        """The region with an official or short name. Of several, the nearest to the region with the code ``near``: it
        or one that contains it, then those inside it, in its prefecture, in its province; else the only one of the
        highest level. None where that leaves a choice."""
        found = self.by_name.get(name, [])
        if len(found) < 2:
            return found[0] if found else None
        official = [region for region in found if region.name == name]
        home = self.by_code.get(near)
        for nearby in self._nearby(official or found, home):
            if nearby:
                return _highest(nearby)
        return _highest(official or found)

    def _nearby(self, found: list[Region], home: Region | None) -> Iterator[list[Region]]:
        if home is None or home.level not in ADMINISTRATIVE:
            return
        above = {region.code for region in self.line(home)}
        yield [region for region in found if region.code == home.code]
        yield [region for region in found if region.code in above]
        for circle in self.line(home):
            yield [region for region in found if self.inside(region, circle)]

    def inside(self, region: Region, circle: Region) -> bool:
        """Whether a region is another or lies in it."""
        return any(found.code == circle.code for found in self.line(region))

    def full_name(self, word: str, id: str, home: Region | None) -> str:
        """The full official form of a REGION mention in a report of ``home``: 大同市 for 大同, the name of home's
        province for 全省, 宿州市市级 for 市级. ``id`` is the mention's code. Empty where it cannot be told."""
        if word in self.words.levels_of:
            owner = self.scope(self.words.levels_of[word], home)
            return owner.name + word if owner is not None else ""
        region = self.by_code.get(id)
        if region is None:
            region = self.scope(self.words.scopes.get(word, word), home)
        if region is None and word not in self.words.scopes:
            region = self.find(word, home.code if home is not None else "")
        return region.name if region is not None else ""

    def scope(self, ending: str, home: Region | None) -> Region | None:
        """The nearest region from ``home`` upwards whose official name ends in ``ending``: 市, 省, 自治区 …; the
        country for 国, the world for ``world``."""
        if ending in ("国", WORLD):
            return self.by_code.get(COUNTRY if ending == "国" else WORLD)
        if home is None:
            return None
        ends = (region for region in self.line(home) if region.name.endswith(ending))
        return next((region for region in ends if ending != "区" or not region.name.endswith(FOREIGN)), None)


def load(directory: Path) -> Regions:
    """The regions of a model directory. Raises ModelError for a broken row."""
    by_code: dict[str, Region] = {}
    lines: dict[str, int] = {}
    path, places = directory / FILE, directory / PLACES
    for line, cells in _rows(path):
        region = Region(cells[0], cells[1], _names(cells[2]), cells[3], cells[4])
        _check(path, line, region, by_code)
        by_code[region.code] = region
        lines[region.code] = line
    _check_parents(path, by_code, lines)
    for line, (code, name, short, level) in _rows(places):
        known = by_code.get(code)
        region = Region(code, name, _names(short), "", level) if known is None else _more(known, short)
        if (region.name, region.level) != (name, level):
            raise ModelError("E201", path=places, line=line, reason=f"{code} is {region.name}")
        _check(places, line, region, {})
        by_code[code] = region
    return Regions(by_code, _by_name(by_code), read_toml(directory / WORDS, Words))


def _highest(found: list[Region]) -> Region | None:
    """The only one of the highest level among them."""
    level = min(LEVELS.index(region.level) for region in found)
    top = [region for region in found if LEVELS.index(region.level) == level]
    return top[0] if len(top) == 1 else None


def _more(known: Region, short: str) -> Region:
    return known._replace(short=tuple(dict.fromkeys((*known.short, *_names(short)))))


def _names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _by_name(by_code: dict[str, Region]) -> dict[str, list[Region]]:
    names: dict[str, list[Region]] = {}
    for region in by_code.values():
        names.setdefault(region.name, []).append(region)
    for region in by_code.values():
        for name in region.short:
            names.setdefault(name, []).append(region)
    return names


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table with their line numbers, checked against its columns."""
    columns = COLUMNS[path.name]
    header = False
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if not header:
            header = True
            if tuple(cells) != columns:
                raise ModelError("E201", path=path, line=number, reason=f"columns are not {', '.join(columns)}")
            continue
        if len(cells) != len(columns):
            raise ModelError("E201", path=path, line=number, reason=f"{len(cells)} cells for {len(columns)} columns")
        yield number, cells


def _check(path: Path, line: int, region: Region, known: dict[str, Region]) -> None:
    problem = ""
    if region.level not in LEVELS:
        problem = f"level: {region.level!r} is none of {', '.join(LEVELS)}"
    elif region.level in ADMINISTRATIVE and CODE.fullmatch(region.code) is None:
        problem = f"code: {region.code!r} is not six digits"
    elif region.code in known:
        problem = f"code: {region.code} twice"
    elif len(region.name) < 2 or any(len(name) < 2 for name in region.short):
        problem = "a name has less than two characters"
    if problem:
        raise ModelError("E201", path=path, line=line, reason=problem)


def _check_parents(path: Path, by_code: dict[str, Region], lines: dict[str, int]) -> None:
    for region in by_code.values():
        parent = by_code.get(region.parent)
        if (region.level == "province") != (parent is None) or (parent is not None and parent.level == "county"):
            reason = f"parent: {region.parent!r} of {region.code} {region.name}"
            raise ModelError("E201", path=path, line=lines[region.code], reason=reason)
