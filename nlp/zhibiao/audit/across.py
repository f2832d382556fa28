"""Several reports of one place: what one says of a year against what another says of the same year or the next.

Only indicators of the catalogue are compared: a free name need not mean the same in another report. Figures of the year
before are revised when the next year's are published (censuses, final accounts), so they may differ by as much as the
model says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from zhibiao.audit.book import Book, is_year, year_before
from zhibiao.audit.equation import Equation, Option, settle
from zhibiao.audit.figure import PERCENT, Figure
from zhibiao.audit.growth import has_prices_of, ratio_of
from zhibiao.audit.shares import quotient
from zhibiao.records import IndicatorRecord

HUNDRED = Decimal(100)
FIELDS = ("indicator_id", "region", "predicate", "aspect", "period", "status")
Key = tuple[str, ...]


class Shelf:
    """The figures of several reports that have one meaning in all of them: those of which each report has one number
    alone."""

    def __init__(self, books: Sequence[Book]) -> None:
        self.books = books
        self.found: dict[Key, list[tuple[int, Figure]]] = defaultdict(list)
        for number, book in enumerate(books):
            for key, figures in _alone(book).items():
                self.found[key] += [(number, figure) for figure in figures]

    def has(self, figure: Figure) -> bool:
        """Whether a figure is on the shelf."""
        return any(found is figure for _, found in self.found.get(_key(figure.record), ()))

    def others(self, number: int, like: Figure, **fields: str) -> list[Figure]:
        """The figures of other reports of what a figure of the report ``number`` speaks of, with some other fields."""
        found = self.found.get(_key(like.record, **fields), ())
        return [figure for other, figure in found if other != number]


def _alone(book: Book) -> dict[Key, list[Figure]]:
    """The figures of a report that may be compared, without those of which it has several numbers."""
    found: dict[Key, list[Figure]] = defaultdict(list)
    for figure in book.related("value"):
        record = figure.record
        if record.indicator_id and not record.entity and not record.part and figure.exact:
            found[_key(record)].append(figure)
    return {key: figures for key, figures in found.items() if len({one.record.value_base for one in figures}) == 1}


def _key(record: IndicatorRecord, **fields: str) -> Key:
    return tuple(fields.get(field, getattr(record, field)) for field in FIELDS)


def across(books: Sequence[Book]) -> Iterator[Equation]:
    """The equations between reports."""
    shelf = Shelf(books)
    for number, book in enumerate(books):
        for figure in book.related("value"):
            if shelf.has(figure):
                yield from _restated(shelf, number, figure)
                if figure.record.aspect == "level":
                    yield from _prior(shelf, number, figure)
        yield from _targets(shelf, number)


def _restated(shelf: Shelf, number: int, figure: Figure) -> Iterator[Equation]:
    """A figure as another, earlier report has it."""
    book, record = shelf.books[number], figure.record
    if record.status != "actual" or not is_year(record.period):
        return
    same = [other for other in shelf.others(number, figure) if other.measure == figure.measure]
    earlier = [other for other in same if _is_before(shelf, other, number)]
    options = [Option((other,), other.interval, "{0}") for other in earlier]
    yield from settle("restated", figure, options, _revision(book, figure))


def _is_before(shelf: Shelf, figure: Figure, number: int) -> bool:
    """Whether a figure is of a report that stands before another on the shelf."""
    return any(other < number and found is figure for other, found in shelf.found[_key(figure.record)])


def _revision(book: Book, figure: Figure) -> Decimal:
    """By how much a figure may have been revised, in its measure: a share of an amount, points of a ratio."""
    percent = book.tables.revision(figure.record.indicator_id)
    return percent if figure.measure == PERCENT else abs(figure.interval.middle) * percent / HUNDRED


def _prior(shelf: Shelf, number: int, figure: Figure) -> Iterator[Equation]:
    """A level with its growth and the level of the year before in another report."""
    book, record = shelf.books[number], figure.record
    before = year_before(record.period)
    if record.status != "actual" or not before or not has_prices_of(book, figure):
        return
    if book.values(record, period=before):
        return
    rates = [rate for rate in book.values(record, PERCENT, aspect="growth") if _over_a_year(book, rate)]
    priors = [prior for prior in shelf.others(number, figure, period=before) if prior.measure == figure.measure]
    options = (_grown(*pair) for pair in product(priors, rates))
    yield from settle("prior", figure, options, _revision(book, figure))


def _over_a_year(book: Book, rate: Figure) -> bool:
    return not rate.record.base and book.is_comparable(rate.record)


def _grown(prior: Figure, rate: Figure) -> Option:
    expected = prior.interval * ratio_of(rate)
    return Option((prior, rate), expected, "{0} × (1 + {1})")


def _targets(shelf: Shelf, number: int) -> Iterator[Equation]:
    """What is done of a target with the target as another report has it."""
    book = shelf.books[number]
    for figure in book.related("completion"):
        record = figure.record
        if record.indicator_id and not record.entity and not book.values(record, status="target"):
            aims = shelf.others(number, figure, status="target")
            pairs = product(book.values(record), aims)
            options = [quotient(*pair) for pair in pairs if pair[0].measure == pair[1].measure]
            yield from settle("target", figure, options)
