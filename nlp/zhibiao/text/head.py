"""What a report says about itself: title, kind, region, the year it looks back on, date, speaker, audience.

It is read from the title, the date line under it, the signature and the opening words, never from a file's name.
"""

from __future__ import annotations

import re

from zhibiao.analysis import Analysis, Structure
from zhibiao.errors import UsageError
from zhibiao.knowledge.heads import Heads
from zhibiao.knowledge.regions import Region, Regions
from zhibiao.text.home import find_home
from zhibiao.text.titles import Title, find_title
from zhibiao.text.years import find_year

OPENING = 4000  # characters of a text that hold menus, title, date line and opening words
SPEAKER = 40  # characters of the line that names a speaker
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
    found = regions.find(name)
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
    """The salutation, and the first line between the date line and it that is no furniture of a web page."""
    salutation = heads.salutation.search(text, 0, OPENING)
    if salutation is not None:
        structure.audience = salutation["who"]
    start = max(title.end if title is not None else 0, meeting.end() if meeting is not None else 0)
    stop = salutation.start() if salutation is not None else start + 200
    for line in text[start:stop].split("\n")[1:]:
        if not line or heads.page.search(line) or heads.day.match(line):
            continue
        if len(line) <= SPEAKER and line[-1] not in ENDS and (salutation is not None or heads.signature.search(line)):
            structure.speaker = line
        return
