"""Parts that cannot exceed their whole: entries after 其中, and what the catalogue has as a part."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.audit.book import NEAR, Book, name_of
from zhibiao.audit.equation import Equation, Option, settle
from zhibiao.audit.figure import PERCENT, Figure
from zhibiao.audit.interval import INFINITY, Interval
from zhibiao.records import IndicatorRecord

NAMED = 8  # characters before a figure that may say what it is for one of: 每千人 6.6 批次
ENDS = ("；", ";", "）", ")")  # of the list that 其中 opens


def parts(book: Book) -> Iterator[Equation]:
    """For each amount with a whole: that it does not exceed it."""
    wholes_of = book.model.catalogue.wholes
    for figure in book.levels:
        record = figure.record
        if figure.measure == PERCENT or not (record.part_of or record.indicator_id in wholes_of):
            continue
        wholes = _wholes(book, figure)
        if wholes and not _is_average(book, record):
            options = (Option((whole,), Interval(-INFINITY, whole.interval.high), "{0}") for whole in wholes)
            yield from settle("part", figure, options, bound=True)


def _wholes(book: Book, figure: Figure) -> list[Figure]:
    """The amounts that a figure may be a part of."""
    known = _declared(book, figure) or _opened(book, figure)
    return [whole for whole in known if whole.interval.low > 0]


def _is_average(book: Book, record: IndicatorRecord) -> bool:
    said = book.report.text[record.start - NAMED : record.start] + record.indicator
    return any(word in said for word in book.tables.words.averages)


def _declared(book: Book, figure: Figure) -> list[Figure]:
    """The figures of what the catalogue has the indicator be a part of, unless the text has it be one of another thing
    (县市区债务限额，其中：一般债务). What is new in a part (新增) need not be in the whole: it may have moved up from
    another part."""
    whole = book.model.catalogue.wholes.get(figure.record.indicator_id)
    said = book.by_id.get(figure.record.part_of)
    if whole is None or figure.record.predicate or (said is not None and said.indicator_id != whole):
        return []
    return book.values(figure.record, figure.measure, name=whole)


def _opened(book: Book, figure: Figure) -> list[Figure]:
    """The amount before the 其中 that opens the list which the figure stands in, where the extraction has it as the
    whole of the figure, too."""
    record = figure.record
    whole = book.by_id.get(record.part_of)
    opening = _opening(book, record) if whole is not None else None
    if whole is None or opening is None:
        return []
    for other in book.before(figure):
        if other.record.start < opening - NEAR:
            return []
        if other.record.end > opening or book.is_aside(other.record, opening):
            continue
        if (other.record.relation, other.record.aspect) == ("value", "level"):
            related = book.may_be_part(record, other.record) and not _is_average(book, other.record)
            same = other.measure == figure.measure and _same_thing(other.record, whole)
            return [other] if related and same else []
    return []


def _opening(book: Book, record: IndicatorRecord) -> int | None:
    """Where the last 其中 before a figure stands in its sentence; None where its list has ended since."""
    start = max(record.sentence.start, record.start - NEAR)
    text = book.report.text[start : record.start]
    found = max(text.rfind(word) for word in book.tables.words.parts)
    return start + found if found >= 0 and not any(end in text[found:] for end in ENDS) else None


def _same_thing(one: IndicatorRecord, other: IndicatorRecord) -> bool:
    return (name_of(one), one.region, one.period, one.status) == (
        name_of(other),
        other.region,
        other.period,
        other.status,
    )
