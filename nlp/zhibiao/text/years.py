"""The year that a report looks back on."""

from __future__ import annotations

import re
from collections import Counter

from zhibiao.analysis import Structure
from zhibiao.knowledge.heads import Heads

LATE = 11  # a meeting from this month on looks back on its own year
READ = 30000  # characters whose years are counted
FIFTH_PLAN = 1976  # the year in which the fifth five-year plan began; the later ones follow every five years
OPENING = 1500  # characters that hold the opening words
BY_DATE = ("communique", "budget")
DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
NUMBERS = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)}
YEAR = re.compile(r"(?<!\d)([12]\d{3})(?:年|(?=[、和]\d{4}年))")
ANY = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)|[一二][九〇○零][〇○零一二三四五六七八九]{2}(?=年)")

SESSION = re.compile(
    r"(?:(?P<last>去年[^。，；]{0,5})|[向在]|我们|我們)第(?P<term>[一二三四五六七八九十]{1,3})[届屆]全[国國]人民代表大[会會](?:第(?P<session>[一二三四五])次[会會][议議])?"
)

Found = tuple[int | None, tuple[int, int] | None]
NONE: Found = (None, None)


def find_year(text: str, structure: Structure, heads: Heads) -> Found:
    """The year that the report looks back on, and the span that shows it: by its title, its headings, the session
    that it was given to, its date, the plan that it presents, else the year that it names most often."""
    given = _before(structure.date) if structure.date else None
    found = _in_title(text, structure, heads, given)
    if found is NONE and structure.kind not in BY_DATE:
        found = _in_headings(text, heads, given)
    if found is NONE and given is not None:
        found = given, None
    if found is NONE:
        found = _in_session(text, heads)
    if found is NONE:
        found = _in_plan(text, heads)
    return (_most_named(text), None) if found is NONE else found


def _in_title(text: str, structure: Structure, heads: Heads, given: int | None) -> Found:
    """The first year of a title that has one to look back on and one to plan; else its only year, or the one before
    it where the report is named by the year in which it is given: not where that year was over by then (``given``)."""
    start, end = structure.title_span or (0, 0)
    hits = list(YEAR.finditer(text, start, end))
    if not hits:
        return NONE
    year = int(hits[0][1])
    is_over = given is not None and year <= given
    looks_back = len(hits) > 1 or is_over or heads.done.search(structure.title) is not None
    return year - (0 if looks_back else heads.kinds[structure.kind].back), hits[0].span()


def _in_headings(text: str, heads: Heads, given: int | None) -> Found:
    """The year of a review (2013年工作回顾), or the one before that of aims (二、2014年主要任务), if near the date."""
    for hit, back in ((heads.review.search(text), 0), (heads.aim.search(text), 1)):
        year = int(hit[1].translate(DIGITS)) - back if hit is not None else None
        if hit is not None and year is not None and (given is None or abs(given - year) < 2):
            return year, hit.span(1)
    return NONE


def _in_session(text: str, heads: Heads) -> Found:
    """The year before the session of the National People's Congress that the opening names."""
    hit = SESSION.search(text, 0, OPENING)
    if hit is None:
        return NONE
    numbers = [sum(NUMBERS[numeral] for numeral in hit[group] or "一") for group in ("term", "session")]
    when = heads.sessions.get((numbers[0], numbers[1]))
    if when is None:
        return NONE
    year, month = when if hit["last"] is None else (when[0] + 1, 1)
    return year - (month < LATE), hit.span("term")


def _in_plan(text: str, heads: Heads) -> Found:
    """The year before a five-year plan that the report presents. The first ones were presented after they had begun."""
    hit = heads.plan.search(text, 0, OPENING)
    number = sum(NUMBERS[numeral] for numeral in hit[1]) if hit is not None else 0
    return (FIFTH_PLAN + 5 * (number - 5) - 1, hit.span(1)) if hit is not None and number > 4 else NONE


def _before(date: str) -> int:
    late = len(date) > 6 and int(date[5:7]) >= LATE
    return int(date[:4]) - (not late)


def _most_named(text: str) -> int | None:
    counts = Counter(hit.group() for hit in ANY.finditer(text, 0, READ))
    return int(max(counts, key=lambda year: (counts[year], year)).translate(DIGITS)) if counts else None
