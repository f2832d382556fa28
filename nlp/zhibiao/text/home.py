"""Which region a report is of: named in its title, date line, signature, or most often in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zhibiao.knowledge.heads import Heads
from zhibiao.knowledge.regions import ADMINISTRATIVE, COUNTRY, Region, Regions

NEAR_TOP = 3000  # characters of a text that are asked who speaks
VOTES, ALL = 6000, 60000  # characters of a text whose regions are counted

SIGNED = 4  # votes of a region with an organ behind it
ENOUGH = 3  # votes that are a majority

Span = tuple[int, int]
Place = tuple[int, int, Region]
Home = tuple[Region, int, int]


def places(text: str, regions: Regions, near: str = "") -> Iterator[Place]:
    """The administrative regions named in a text and the country, by the longest names, each near the one before."""
    free = 0
    for start, end, name in regions.lexicon.find(text):
        region = regions.find(name, near) if start >= free and name not in regions.words.ordinary else None
        if region is not None and region.level in ADMINISTRATIVE:
            free, near = end, region.code
            yield start, end, region


def find_home(text: str, title: Span | None, where: Span | None, heads: Heads, regions: Regions) -> Home | None:
    """The region of a report, and the span of the normal text that shows it: in the title, then in ``where``, the
    words of a date line; then the signature, then what the text is most often about."""
    country = regions.by_code.get(COUNTRY)
    for span in (title, where):
        if span is not None:
            hit = heads.nation_title.search(text, *span) if span is title else heads.sign.search(text, *span)
            found = first_named(text, *span, regions) or _ambiguous(text, *span, regions)
            if found is not None:
                return found
            if hit is not None and country is not None:
                return country, *hit.span()
    sign = heads.sign.search(text, 0, NEAR_TOP)
    if sign is not None and country is not None:
        return country, *sign.span()
    return _voted(text[:VOTES], heads, regions) or _weak(text, heads, country) or _voted(text[:ALL], heads, regions)


def first_named(text: str, start: int, end: int, regions: Regions, near: str = "") -> Home | None:
    """The first region named in a span; of one inside another (呼伦贝尔市海拉尔区), the inner one."""
    found: Home | None = None
    for a, b, region in places(text[start:end], regions, near):
        if found is not None and (start + a != found[2] or not regions.inside(region, found[0])):
            break
        found = region, start + a, start + b
    return found


def _ambiguous(text: str, start: int, end: int, regions: Regions) -> Home | None:
    """A region whose name several have (鼓楼区): the one near what the text names most often."""
    counts = Counter(region.code for _, _, region in places(text[:VOTES], regions))
    for code, _ in counts.most_common(3):
        found = first_named(text, start, end, regions, code)
        if found is not None:
            return found
    return None


def _voted(text: str, heads: Heads, regions: Regions) -> Home | None:
    """The region that signs the report or is that the text names most often."""
    counts: Counter[str] = Counter()
    first: dict[str, Home] = {}
    for start, end, region in places(text, regions):
        first.setdefault(region.code, (region, start, end))
        counts[region.code] += SIGNED if heads.organ.match(text, end) is not None else 1
    best = counts.most_common(1)
    return first[best[0][0]] if best and best[0][1] >= ENOUGH else None


def _weak(text: str, heads: Heads, country: Region | None) -> Home | None:
    hit = heads.weak_sign.search(text, 0, NEAR_TOP)
    return (country, *hit.span()) if hit is not None and country is not None else None
