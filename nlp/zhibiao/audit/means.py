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
    for figure in book.related("value"):
        if figure.record.aspect == "growth":
            for row in book.tables.sums_to.get(figure.record.indicator_id, ()):
                yield from _mean(book, figure, row)


def _mean(book: Book, total: Figure, row: SumRow) -> Iterator[Equation]:
    if any(negative for _, negative in row.signed) or book.tables.rivals(row):
        return
    terms = [book.values(total.record, total.measure, name=id) for id, _ in row.signed]
    options = (_among(chosen) for chosen in islice(product(*terms), MOST))
    yield from settle("mean", total, options, total.quantum, bound=True)


def _among(terms: tuple[Figure, ...]) -> Option:
    low, high = min(term.interval.low for term in terms), max(term.interval.high for term in terms)
    formula = f"min … max ({', '.join(f'{{{at}}}' for at in range(len(terms)))})"
    return Option(terms, Interval(low, high), formula)
