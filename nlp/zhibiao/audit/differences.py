"""Differences: a gap to another region, indicator or target, a change against another time.

9.2% less 全省 8.7% is 0.5 个百分点;  7.5% in 2021 less 3.2 个百分点 is the growth of 2020
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain, product

from zhibiao.audit.book import Book, year_before
from zhibiao.audit.equation import Derivation, Equation, Option, settle
from zhibiao.audit.figure import Figure
from zhibiao.records import IndicatorRecord

RELATIVE = "%"


def differences(book: Book) -> Iterator[Equation | Derivation]:
    """The equations of gaps and changes; where the figure they start from is not printed, what it must be."""
    for figure in chain(book.related("gap"), book.related("change")):
        record = figure.record
        changed = _other_side(book, record)
        if changed is None or (record.unit == RELATIVE and record.aspect == "level"):
            continue
        ones = [one for one in book.values(record, figure.measure) if not book.is_aside(one.record, record.start)]
        others = book.values(record, figure.measure, **changed)
        if others:
            options = (_less(one, other) for one, other in product(ones, others) if one is not other)
            yield from settle(record.relation, figure, options)
        elif ones and figure.exact and _is_known(book, changed):
            yield Derivation(record.relation, ones[0], partial(_less, ones[0], figure), changed)


def _less(one: Figure, other: Figure) -> Option:
    return Option((one, other), one.interval - other.interval, "{0} − {1}")


def _other_side(book: Book, record: IndicatorRecord) -> dict[str, str] | None:
    """In which fields the figure that a difference is taken from differs; None where its base does not say."""
    if not record.base:
        return None
    if record.relation == "change":
        period = base_year(record)
        return {"period": period} if period else None
    if book.is_region(record.base):
        return {"region": record.base, "entity": ""}
    return {"name": book.canonical(record.base)}


def _is_known(book: Book, changed: dict[str, str]) -> bool:
    """Whether what a difference is taken from is something that can be spoken of apart from it: another region or time,
    or an indicator of the catalogue."""
    return "name" not in changed or changed["name"] in book.model.catalogue.by_id


def base_year(record: IndicatorRecord) -> str:
    """The period that a change or a growth rate starts from: as its base says, else the year before."""
    base = record.base
    if not base or not base[0].isdigit():
        return year_before(record.period)
    return base if base != record.period else ""
