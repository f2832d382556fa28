"""Budgets: a total is what it begins from and all that is added and taken away; an account closes.

一般公共预算收入 151.37 亿元 … 加上税收返还及转移支付等 382.55 亿元，收入总量为 533.92 亿元
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise

from zhibiao.audit.book import Book
from zhibiao.audit.equation import Equation, Option, settle
from zhibiao.audit.figure import Figure
from zhibiao.knowledge.alternation import alternatives

MANY = 80  # figures in the sentence of a total
REACH = 500  # characters: what a total begins from stands in a sentence shortly before
Term = tuple[Figure, bool]  # with whether it is taken away


def totals(book: Book) -> Iterator[Equation]:
    """The equations of totals of a budget whose additions the sentence lists behind 加上. Amounts are rounded one by
    one: the total may be off by one more unit of its last digit."""
    known, names = book.tables.totals, tuple(book.tables.words.totals)
    for figure in book.levels:
        record = figure.record
        named = record.indicator_id in known or record.indicator.endswith(names)
        if named and book.dimensions.get(figure.measure) == "money":
            yield from settle("budget", figure, _options(book, figure), figure.quantum)


def _options(book: Book, total: Figure) -> Iterator[Option]:
    """All terms, then those outside brackets, with each amount that the total may begin from."""
    found = _listed(book, total)
    if found is None:
        return
    own, terms = found
    outer = [term for term in terms if not _bracketed(book, term[0])]
    begins = set(book.tables.totals.values())
    known = [figure for figure in own if figure.record.indicator_id in begins]
    for base in known or own[-1:] or _bases(book, total):
        yield _sum(base, terms)
        if len(outer) < len(terms):
            yield _sum(base, outer)


def _listed(book: Book, total: Figure) -> tuple[list[Figure], list[Term]] | None:
    """The amounts of the total's sentence before the first 加上, and those behind it with their signs. A list without
    加上 must open with what the total begins from. None where there are no terms."""
    sign: bool | None = None
    own: list[Figure] = []
    terms: list[Term] = []
    edge = total.record.sentence.start
    for figure in _amounts(book, total):
        words = _signs(book).findall(book.report.text, edge, figure.record.start)
        edge = figure.record.end
        if words:
            sign = words[-1] in book.tables.words.minus
        if sign is None and _one_time(figure, total):
            own.append(figure)
        elif sign is not None:
            terms.append((figure, sign))
    if sign is None and own[1:] and own[0].record.indicator_id == _beginning(book, total):
        return own[:1], [(figure, False) for figure in own[1:]]
    return (own, terms) if terms else None


def _beginning(book: Book, total: Figure) -> str | None:
    """The indicator that a total begins from; None where its name does not say."""
    return book.tables.totals.get(total.record.indicator_id)


def _amounts(book: Book, total: Figure) -> list[Figure]:
    """The amounts before a total in its sentence, in its measure, in the order of the text; none of a sentence with
    more figures than an account has."""
    found = list(islice(book.before_in_sentence(total), MANY))
    amounts = [
        figure
        for figure in reversed(found)
        if figure.measure == total.measure
        and figure.record.start < total.record.start
        and (figure.record.aspect, figure.record.relation) == ("level", "value")
    ]
    return amounts if len(found) < MANY else []


def _one_time(figure: Figure, total: Figure) -> bool:
    """Whether an amount is of the total's time: not the budget it is set against, nor last year's."""
    return (figure.record.period, figure.record.status) == (total.record.period, total.record.status)


def _bases(book: Book, total: Figure) -> Iterator[Figure]:
    """What the total may begin from, in the sentences before: its own beginning, nearest first."""
    begins = _beginning(book, total)
    known = {begins} if begins else set(book.tables.totals.values())
    for figure in book.before(total):
        record = figure.record
        if record.end < total.record.sentence.start - REACH:
            return
        if record.sentence.start == total.record.sentence.start or record.indicator_id not in known:
            continue
        same = (figure.measure, record.relation, record.region) == (total.measure, "value", total.record.region)
        if same and _one_time(figure, total):
            yield figure
            return


def _sum(base: Figure, terms: list[Term]) -> Option:
    expected, pattern = base.interval, "{0}"
    for at, (figure, negative) in enumerate(terms, 1):
        expected = expected - figure.interval if negative else expected + figure.interval
        pattern += f" {'−' if negative else '+'} {{{at}}}"
    return Option((base, *(figure for figure, _ in terms)), expected, pattern)


def _bracketed(book: Book, figure: Figure) -> bool:
    """Whether a figure stands in brackets of its sentence."""
    text = book.report.text[max(figure.record.sentence.start, figure.record.start - REACH) : figure.record.start]
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")


def _signs(book: Book) -> re.Pattern[str]:
    words = book.tables.words
    return _pattern(tuple(words.plus + words.minus))


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(alternatives(words))


def balances(book: Book) -> Iterator[Equation]:
    """The equations of what is left (收支相抵，结转下年 2 亿元) with the totals of sources and uses before it."""
    for sources, uses in _pairs(book):
        figure = _left(book, uses)
        if figure is not None:
            expected = sources.interval - uses.interval
            option = Option((sources, uses), expected, "{0} − {1}")
            yield from settle("balance", figure, [option], figure.quantum)


def _pairs(book: Book) -> Iterator[tuple[Figure, Figure]]:
    """The totals of sources, each with the total of uses that follows it next."""
    known = book.tables.balances
    sides = {*known, *known.values()}
    both = [figure for figure in book.related("value") if figure.record.indicator_id in sides]
    for one, other in pairwise(both):
        if known.get(one.record.indicator_id) == other.record.indicator_id and book.scope(one) == book.scope(other):
            yield one, other


def _left(book: Book, uses: Figure) -> Figure | None:
    """The first amount behind the total of uses, where its sentence says 收支相抵 before it."""
    figure = book.next(uses)
    if figure is None or figure.measure != uses.measure or figure.record.start - uses.record.end > REACH:
        return None
    said = book.report.text[max(uses.record.end, figure.record.sentence.start) : figure.record.start]
    return figure if any(word in said for word in book.tables.words.balance) else None
