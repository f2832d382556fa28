"""Sums that hold in all reports (``audit_sums.tsv``), and the structure a:b:c of their terms.

三次产业 sum to GDP;  出生率 less 死亡率 is 自然增长率;  6.0:42.5:51.5 sums to 100 and is the industries' shares
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import islice, product

from zhibiao.audit.book import Book
from zhibiao.audit.equation import Derivation, Equation, Option, settle
from zhibiao.audit.figure import Figure
from zhibiao.audit.interval import Interval
from zhibiao.audit.shares import quotient
from zhibiao.knowledge.audit import SumRow

NOTHING, HUNDRED = Interval.exactly(Decimal(0)), Interval.exactly(Decimal(100))
MOST = 16  # combinations of figures that are tried for one sum


def sums(book: Book) -> Iterator[Equation | Derivation]:
    """The equations of declared sums; where one term is not printed, what it must be. Parts are rounded one by one:
    the sum may be off by one more unit of its last digit."""
    for figure in book.levels:
        for row in book.tables.sums_to.get(figure.record.indicator_id, ()):
            yield from _sum(book, figure, row)


def _sum(book: Book, total: Figure, row: SumRow) -> Iterator[Equation | Derivation]:
    terms = [book.values(total.record, total.measure, name=id) for id, _ in row.signed]
    if terms.count([]) > 1:
        return
    rivals = [rival for id in book.tables.rivals[row] for rival in book.values(total.record, total.measure, name=id)]
    terms = [[figure for figure in found if not _nearer(figure, rivals, total)] for found in terms]
    if all(terms):
        options = (_total(chosen, row) for chosen in islice(product(*terms), MOST))
        yield from settle("sum", total, options, total.quantum)
    elif terms.count([]) == 1 and total.exact:
        at = terms.index([])
        chosen = [figures[0] for figures in terms if figures]
        yield Derivation("sum", total, partial(_rest, total, chosen, row, at), {"name": row.signed[at][0]})


def _nearer(term: Figure, rivals: list[Figure], total: Figure) -> bool:
    """Whether another total stands nearer to a term."""
    place = term.record.start
    return any(abs(rival.record.start - place) < abs(total.record.start - place) for rival in rivals)


def _rest(total: Figure, chosen: list[Figure], row: SumRow, at: int) -> Option:
    """What the other terms of a sum leave for the one ``at`` a place, which is not printed."""
    rest, pattern = total.interval, "{0}"
    signs = [negative for place, (_, negative) in enumerate(row.signed) if place != at]
    for number, (figure, negative) in enumerate(zip(chosen, signs, strict=True), 1):
        rest = rest + figure.interval if negative else rest - figure.interval
        pattern += f" {'+' if negative else '−'} {{{number}}}"
    if row.signed[at][1]:
        rest, pattern = rest.scaled(Decimal(-1)), f"−({pattern})"
    return Option((total, *chosen), rest, pattern)


def _total(terms: tuple[Figure, ...], row: SumRow) -> Option:
    expected, pattern = NOTHING, ""
    for at, (figure, (_, negative)) in enumerate(zip(terms, row.signed, strict=True)):
        expected = expected - figure.interval if negative else expected + figure.interval
        sign = "−" if negative else "+"
        pattern += f" {sign} {{{at}}}" if pattern or negative else f"{{{at}}}"
    return Option(terms, expected, pattern)


def structures(book: Book) -> Iterator[Equation]:
    """The equations of ratios a:b:c. Their parts may be adjusted so that they sum to 100: each may be off by one more
    unit of its last digit."""
    for parts in _ratios(book):
        row = book.tables.whole_of_structure[parts[0].record.indicator_id]
        if len(parts) == len(row.terms):
            yield from _hundred(parts)
            for part, id in zip(parts, row.terms, strict=True):
                wholes = book.values(part.record, name=row.total, predicate="")
                terms = book.values(part.record, name=id, predicate="")
                options = (
                    quotient(one, whole) for one, whole in product(terms, wholes) if one.measure == whole.measure
                )
                yield from settle("structure", part, options, part.quantum)


def _ratios(book: Book) -> Iterator[list[Figure]]:
    """The parts of each ratio of a declared structure."""
    found: dict[int, list[Figure]] = {}
    known = book.tables.whole_of_structure
    for figure in book.related("value"):
        if figure.record.part and figure.record.indicator_id in known:
            found.setdefault(figure.record.start, []).append(figure)
    yield from found.values()


def _hundred(parts: list[Figure]) -> Iterator[Equation]:
    """The last part is what the others leave of 100."""
    *others, last = parts
    rest = HUNDRED
    for part in others:
        rest = rest - part.interval
    pattern = " − ".join(["100", *(f"{{{at}}}" for at in range(len(others)))])
    yield from settle("structure_sum", last, [Option(tuple(others), rest, pattern)])
