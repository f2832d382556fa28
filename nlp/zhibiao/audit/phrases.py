"""Equations that a clause itself states: ``A，为预算 B 的 C%``, ``A，比上年 B 增长 C%``.

Three figures in a row, and what stands between the second and the third says how they belong together, whatever the
extraction has made of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from zhibiao.audit.book import Book
from zhibiao.audit.equation import Equation, settle
from zhibiao.audit.figure import PERCENT, Figure
from zhibiao.audit.growth import growth_of
from zhibiao.audit.shares import quotient


def phrases(book: Book) -> Iterator[Equation]:
    """The equations of a percentage with the two amounts right before it."""
    words = book.tables.words
    for (amount, other), (_, ratio) in pairwise(pairwise(book.figures)):
        if not _three(amount, other, ratio):
            continue
        link = book.between(other.record, ratio.record).strip()
        opening = book.between(amount.record, other.record)
        if link in words.of and any(word in opening for word in words.yardsticks):
            yield from settle("phrase_share", ratio, [quotient(amount, other)])
        elif link in words.grown and any(word in opening for word in words.than):
            yield from settle("phrase_growth", ratio, [growth_of(amount, other)])


def _three(amount: Figure, other: Figure, ratio: Figure) -> bool:
    """Whether three figures are two amounts of one measure and a percentage, in one sentence."""
    return (
        ratio.measure == PERCENT
        and amount.measure == other.measure != PERCENT
        and amount.record.relation == other.record.relation == "value"
        and amount.record.sentence.start == ratio.record.sentence.start
    )
