"""Ranks against signs: who grows fastest in a region cannot grow slower than the region."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from zhibiao.audit.book import SERIES, Book, name_of
from zhibiao.audit.equation import Equation, Option, settle
from zhibiao.audit.interval import INFINITY, Interval
from zhibiao.records import IndicatorRecord

FIRST = Decimal(1)
FEW = 8  # figures before a rank among which its gap is


def ranks(book: Book) -> Iterator[Equation]:
    """Of what grows and ranks first in a region: its growth is not below the region's, its gap to it not negative."""
    for rank in book.related("rank"):
        record = rank.record
        if record.aspect != "growth" or record.value != FIRST:
            continue
        for growth in book.values(record):
            if growth.interval.low <= 0:  # the fastest to fall
                continue
            others = book.values(record, growth.measure, region=record.base, entity="")
            options = [Option((other, rank), Interval(other.interval.low, INFINITY), "{0}") for other in others]
            yield from settle("rank", growth, options, bound=True)
            for gap in islice(book.before(rank), FEW):
                if gap.record.relation == "gap" and _of_one(gap.record, record):
                    options = [Option((rank,), Interval(Decimal(0), INFINITY), "0")]
                    yield from settle("rank", gap, options, bound=True)


def _of_one(gap: IndicatorRecord, rank: IndicatorRecord) -> bool:
    """Whether a gap and a rank say of one thing how it grows in one group."""
    fields = (*SERIES, "aspect", "base")
    return name_of(gap) == name_of(rank) and all(getattr(gap, field) == getattr(rank, field) for field in fields)
