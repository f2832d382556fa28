"""Contributions to growth: in percentage points (拉动) and in percent (贡献率)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, product

from zhibiao.audit.book import Book
from zhibiao.audit.equation import Equation, Option, settle
from zhibiao.audit.figure import Figure
from zhibiao.audit.growth import has_prices_of, ratio_of
from zhibiao.audit.shares import wholes_of
from zhibiao.records import IndicatorRecord

HUNDRED = Decimal(100)
FEW = 8  # figures before a 贡献率 among which its 拉动 is
POINTS = frozenset({"percent_point", "permille_point"})


def contributions(book: Book) -> Iterator[Equation]:
    """The equations of contributions. 拉动 is what the part grew by, as a share of what the whole was before; the
    levels must be nominal. 贡献率 is 拉动 as a share of the growth of the whole."""
    for figure in book.related("contribution"):
        points = book.dimensions.get(figure.record.unit) in POINTS
        options = _pulls(book, figure) if points else _rates(book, figure)
        yield from settle("contribution", figure, options, figure.quantum)


def _pulls(book: Book, figure: Figure) -> Iterator[Option]:
    record = figure.record
    if not book.is_comparable(record):
        return
    parts = [level for level in book.values(record, aspect="level") if has_prices_of(book, level)]
    grown = book.values(record, figure.measure, aspect="growth")
    if not parts or not grown:
        return
    wholes, rates = list(wholes_of(book, record)), list(wholes_of(book, record, "growth"))
    for part, growth, whole, rate in product(parts, grown, wholes, rates):
        if part.measure == whole.measure:
            before = (part.interval / ratio_of(growth)) / (whole.interval / ratio_of(rate))
            pattern = "({0} ÷ (1 + {1})) ÷ ({2} ÷ (1 + {3})) × {1}"
            yield Option((part, growth, whole, rate), before * growth.interval, pattern)


def _rates(book: Book, figure: Figure) -> Iterator[Option]:
    record = figure.record
    pulls = [other for other in islice(book.before(figure), FEW) if _is_pull_of(book, other.record, record)]
    for pull, growth in product(pulls, wholes_of(book, record, "growth") if pulls else ()):
        expected = (pull.interval / growth.interval).scaled(HUNDRED)
        yield Option((pull, growth), expected, "{0} ÷ {1}")


def _is_pull_of(book: Book, other: IndicatorRecord, record: IndicatorRecord) -> bool:
    """Whether a record is the 拉动 that a 贡献率 speaks of."""
    fields = ("relation", "indicator", "region", "period", "base")
    return book.dimensions.get(other.unit) in POINTS and all(
        getattr(other, field) == getattr(record, field) for field in fields
    )
