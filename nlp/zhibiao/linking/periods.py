"""The period that a figure holds for, and the one that it is compared with."""

from __future__ import annotations

import re
from functools import lru_cache

PERIODS = 4096  # so many periods are remembered: a report has dozens, and asks again for each figure
YEARS = re.compile(r"\d{4}")


@lru_cache(PERIODS)
def end_year(period: str) -> int | None:
    """The last year of a period."""
    years = _years(period)
    return int(years[-1]) if years else None


@lru_cache(PERIODS)
def begin_year(period: str) -> int | None:
    """The first year of a period."""
    years = _years(period)
    return int(years[0]) if years else None


def _years(period: str) -> list[str]:
    return [period] if len(period) == 4 and period.isdecimal() else YEARS.findall(period)


@lru_cache(PERIODS)
def before(period: str) -> str:
    """The year before a period: what a change without a named base is set against. A span of years is set against
    the year before it began."""
    year = begin_year(period)
    return str(year - 1) if year is not None else ""


@lru_cache(PERIODS)
def is_span(period: str) -> bool:
    """Whether a period covers several years."""
    years = _years(period)
    return bool(years) and years[0] != years[-1]


def between(begin: str, end: str) -> str:
    """The years of growth from one year's level to another's: 2010 to 2015 grew in 2011..2015."""
    first, last = end_year(begin), end_year(end)
    if first is None or last is None or first >= last:
        return end
    return f"{first + 1}..{last}"
