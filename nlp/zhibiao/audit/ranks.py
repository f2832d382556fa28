"""Ranks against signs: who grows fastest in a region cannot grow slower than the region."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zhibiao.audit.book import Book
from zhibiao.audit.equation import Equation, Option, settle
from zhibiao.audit.interval import INFINITY, Interval

FIRST = Decimal(1)


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
            options = [Option((other, rank), Interval(other.interval.low, INFINITY), other.printed) for other in others]
            yield from settle("rank", growth, options, bound=True)
            for gap in book.related("gap"):
                if book.same(gap.record, record) and gap.record.base == record.base:
                    options = [Option((rank,), Interval(Decimal(0), INFINITY), "0")]
                    yield from settle("rank", gap, options, bound=True)
