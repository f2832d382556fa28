"""Counts and the rate they make: 签约项目 128 个 … 115 个项目已开工，签约项目开工率 89.8%."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from zhibiao.audit.book import Book
from zhibiao.audit.equation import Equation, Option, settle
from zhibiao.audit.figure import PERCENT, Figure
from zhibiao.audit.shares import quotient

FEW = 12  # figures before a rate among which its counts are
VERB = 2  # characters of the verb in 开工率
COUNTED = frozenset({"count", "person"})


def counts(book: Book) -> Iterator[Equation]:
    """The equations of rates that are named by what is done to some of a group (开工率), with the count that it is done
    to and the count of the group: both in the sentence before the rate, of one unit, the verb behind the first."""
    word = book.tables.words.rate
    for figure in book.related("value"):
        if figure.measure == PERCENT and figure.record.indicator.endswith(word):
            yield from settle("count", figure, _options(book, figure))


def _options(book: Book, figure: Figure) -> Iterator[Option]:
    record = figure.record
    verb = record.indicator.removesuffix(book.tables.words.rate)[-VERB:]
    counted = [other for other in islice(book.before_in_sentence(figure), FEW) if _is_count(book, other)]
    if len(verb) < VERB or len(counted) < 2:
        return
    done, *others = counted
    group = next((other for other in others if _one_kind(other, done)), None)
    said = book.between(done.record, record).rpartition(record.indicator)[0]
    if group is not None and verb in said:
        yield quotient(done, group)


def _is_count(book: Book, figure: Figure) -> bool:
    record = figure.record
    counted = book.dimensions.get(figure.measure) in COUNTED
    return counted and figure.exact and (record.aspect, record.relation) == ("level", "value")


def _one_kind(group: Figure, some: Figure) -> bool:
    """Whether some things are of the kind of a group: one unit, and one name but for what qualifies it."""
    names = group.record.indicator, some.record.indicator
    return group.measure == some.measure and (names[0].endswith(names[1]) or names[1].endswith(names[0]))
