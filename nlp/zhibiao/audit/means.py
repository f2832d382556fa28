"""Growth of a whole and of all its parts: it lies between that of the slowest and that of the fastest part."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from zhibiao.audit.book import Book
from zhibiao.audit.equation import Equation, Option, settle
from zhibiao.audit.figure import Figure
from zhibiao.audit.interval import Interval
from zhibiao.knowledge.audit import SumRow

MOST = 16


def means(book: Book) -> Iterator[Equation]:
    """For each declared sum (``audit_sums.tsv``) whose growth and that of all its terms is given."""
    for figure in book.rates:
        for row in book.tables.means_of.get(figure.record.indicator_id, ()):
            yield from _mean(book, figure, row)


def _mean(book: Book, total: Figure, row: SumRow) -> Iterator[Equation]:
    terms: list[list[Figure]] = []
    for id in row.terms:
        terms.append(book.values(total.record, total.measure, name=id))
        if not terms[-1]:
            return
    options = (_among(chosen) for chosen in islice(product(*terms), MOST))
    yield from settle("mean", total, options, total.quantum, bound=True)


def _among(terms: tuple[Figure, ...]) -> Option:
    low, high = min(term.interval.low for term in terms), max(term.interval.high for term in terms)
    formula = f"min … max ({', '.join(f'{{{at}}}' for at in range(len(terms)))})"
    return Option(terms, Interval(low, high), formula)
