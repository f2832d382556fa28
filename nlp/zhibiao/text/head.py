"""What a report says about itself: title, kind, region, the year it looks back on, date, speaker, audience.

It is read from the title, the date line under it, the signature and the opening words, never from a file's name.
"""

from __future__ import annotations

import re

from zhibiao.analysis import Analysis, Structure
from zhibiao.errors import UsageError
from zhibiao.knowledge.heads import Heads
from zhibiao.knowledge.regions import Region, Regions
from zhibiao.text.home import find_home, first_named
from zhibiao.text.titles import ITEM, Title, find_title
from zhibiao.text.years import find_year

OPENING = 4000  # characters of a text that hold menus, title, date line and opening words
SHORTEST, LONGEST, NAME = 3, 40, 4  # characters of the line that names a speaker, of a name
SIGNATURE = 200  # characters behind a title that hold the organ that signs
ENDS = "。；！？"


def read_head(
    analysis: Analysis, heads: Heads, regions: Regions, region: str | None = None, year: int | None = None
) -> None:
    """Fills title, kind, region, year, date, speaker and audience of ``analysis.structure``. ``region`` (an official or
    short name) and ``year`` override what the text says. Raises UsageError for an unknown region."""
    text, structure = analysis.normal.text, analysis.structure
    title = find_title(text, heads, regions)
    if title is not None:
        structure.title, structure.title_span = title.text, (title.start, title.end)
    structure.kind = title.kind if title is not None else _kind(text, heads)
    meeting = heads.meeting.search(text, 0, OPENING)
    _read_date(text, title, meeting, structure, heads)
    _read_people(text, title, meeting, structure, heads)
    if region is not None:
        _set_region(structure, region, regions)
    else:
        home = find_home(text, structure.title_span, meeting.span("where") if meeting else None, heads, regions)
        if home is not None:
            _take(structure, home[0])
            structure.region_span = home[1], home[2]
    structure.year, structure.year_span = (year, None) if year is not None else find_year(text, structure, heads)


def _kind(text: str, heads: Heads) -> str:
    """The kind of a report without a title, by its opening words and notes."""
    for name, kind in heads.kinds.items():
        if any(text.find(words, 0, OPENING) >= 0 for words in kind.opening):
            return name
    return "other"


def _set_region(structure: Structure, name: str, regions: Regions) -> None:
    """Takes a region by its official or short name, or by a chain of names (南京市鼓楼区)."""
    found = regions.find(name)
    if found is None:
        home = first_named(name, 0, len(name), regions)
        found = home[0] if home is not None and home[2] == len(name) else None
    if found is None:
        raise UsageError("E301", region=name)
    _take(structure, found)


def _take(structure: Structure, region: Region) -> None:
    structure.region, structure.region_code = region.name, region.code


def _read_date(
    text: str, title: Title | None, meeting: re.Match[str] | None, structure: Structure, heads: Heads
) -> None:
    """The day of the meeting, else a date on a line of its own, else the one that a web page gives itself."""
    begin = title.end if title is not None else 0
    hit = meeting or heads.day.search(text, begin, begin + OPENING) or heads.published.search(text, 0, OPENING)
    if hit is not None and 1 <= int(hit["month"]) <= 12:
        parts = [f"{int(part):02d}" for part in (hit["month"], hit["day"]) if part]
        structure.date = "-".join([hit["year"], *parts])


def _read_people(
    text: str, title: Title | None, meeting: re.Match[str] | None, structure: Structure, heads: Heads
) -> None:
    """The salutation, and who speaks: named in the date line, or on the first line behind it that is no furniture of
    a web page."""
    salutation = heads.salutation.search(text, 0, OPENING)
    if salutation is not None:
        structure.audience = salutation["who"]
    by = heads.given_by.match(text, meeting.end()) if meeting is not None else None
    if meeting is not None and len(meeting["by"]) >= SHORTEST:
        structure.speaker = meeting["by"]
    elif by is not None:
        structure.speaker = by["who"]
    else:
        start = max(title.end if title is not None else 0, meeting.end() if meeting is not None else 0)
        stop = salutation.start() if salutation is not None else start + SIGNATURE
        structure.speaker = _speaker(text[start:stop].split("\n")[1:], salutation is not None, heads)


def _speaker(lines: list[str], speech: bool, heads: Heads) -> str:
    """The line that names who speaks, with the name if that stands on the next line."""
    lines = [line for line in lines if line.strip("—") == line != "" and not _is_furniture(line, heads)]
    if not lines or not SHORTEST <= len(lines[0]) <= LONGEST or lines[0][-1] in ENDS or ITEM.match(lines[0]):
        return ""
    if not speech:
        return lines[0] if heads.signature.search(lines[0]) else ""
    named = len(lines) > 1 and 1 < len(lines[1]) <= NAME
    return lines[0] + lines[1] if named else lines[0]


def _is_furniture(line: str, heads: Heads) -> bool:
    return heads.page.search(line) is not None or heads.day.match(line) is not None
