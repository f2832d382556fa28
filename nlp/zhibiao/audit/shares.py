"""Shares: a part of its whole, a result of its target, a ratio that the model declares, a count of a count.

480.3 of 732.0 is 65.6%;  115 of 128 projects, 开工率 89.8%;  为预算的 99.3%
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, product

from zhibiao.audit.book import Book, is_year
from zhibiao.audit.equation import Equation, Option, settle
from zhibiao.audit.figure import PERCENT, Figure
from zhibiao.knowledge.audit import DAYS_OF_YEAR, RatioRow
from zhibiao.knowledge.indicators import Indicator
from zhibiao.records import IndicatorRecord

HUNDRED = Decimal(100)


def shares(book: Book) -> Iterator[Equation]:
    """The equations of shares with their part and the whole that their base names."""
    for figure in book.related("share"):
        record = figure.record
        if record.aspect != "level" or figure.measure != PERCENT:
            continue
        parts = book.values(record)
        wholes = list(wholes_of(book, record)) if parts else []
        pairs = [pair for pair in product(parts, wholes) if _divides(*pair)]
        joint = [_joint(before, *pair) for pair in pairs for before in _companions(book, pair[0])]
        yield from settle("share", figure, [*(quotient(*pair) for pair in pairs), *joint])


def wholes_of(book: Book, record: IndicatorRecord, aspect: str = "level") -> Iterator[Figure]:
    """The figures of the whole that a share or contribution names: what its base says or, where that is only the end of
    a name (投资) or nothing, what the catalogue has the indicator be a part of. A base names its place only where that
    is not the record's."""
    if record.base.startswith(tuple(book.tables.words.places)):
        return
    above = list(_above(book, record))
    named = book.canonical(record.base) if record.base else ""
    names = [row.id for row in above if _ends(row.names, record.base)]
    if named and (_is_said(record) or named in {row.id for row in above}):
        names.insert(0, named)
    for name in names:
        if found := book.values_anywhere(record, name=name, aspect=aspect, predicate="", entity=""):
            yield from found
            return


def _above(book: Book, record: IndicatorRecord) -> Iterator[Indicator]:
    """What the catalogue has an indicator be a part of, and that in turn."""
    row = book.model.catalogue.by_id.get(record.indicator_id)
    while row is not None and (row := book.model.catalogue.whole_of(row.id)) is not None:
        yield row


def _is_said(record: IndicatorRecord) -> bool:
    """Whether the clause names the whole itself; what was taken over from before may be the whole or not."""
    return isinstance(record.provenance.get("base"), list)


def _ends(names: tuple[str, ...], base: str) -> bool:
    return any(name.endswith(base) or name.startswith(base) for name in names)


def _companions(book: Book, part: Figure) -> Iterator[Figure]:
    """The amount that a part may have its share together with: 分别进出口 735.9 亿元和 354.1 亿元，占 82.1%."""
    for other in islice(book.before_in_sentence(part), 1):
        if other.measure == part.measure:
            yield other


def _joint(one: Figure, part: Figure, whole: Figure) -> Option:
    expected = ((one.interval + part.interval) / whole.interval).scaled(HUNDRED)
    return Option((part, one, whole), expected, "({1} + {0}) ÷ {2}")


def completions(book: Book) -> Iterator[Equation]:
    """The equations of what is done of a budget or target with the amount done and the amount aimed at."""
    for figure in book.related("completion"):
        record = figure.record
        if figure.measure == PERCENT and record.status == "actual":
            done = book.values(record)
            aims = [aim for aim in book.values(record, status="target") if not book.is_adjusted(aim.record, record)]
            options = (quotient(*pair) for pair in product(done, aims) if _divides(*pair))
            yield from settle("completion", figure, options)


def ratios(book: Book) -> Iterator[Equation]:
    """The equations of ratios that hold in all reports (``audit_ratios.tsv``)."""
    for figure in book.levels:
        for row in book.tables.ratios_of.get(figure.record.indicator_id, ()):
            if not figure.record.part:
                yield from settle("ratio", figure, _quotients(book, figure, row))


def _quotients(book: Book, figure: Figure, row: RatioRow) -> Iterator[Option]:
    scale = HUNDRED if figure.measure == PERCENT else Decimal(1)
    if row.per:
        scale, _ = book.model.numerals.units.to_base(Decimal(1), row.per)
    parts = book.values(figure.record, name=row.part)
    if row.whole == DAYS_OF_YEAR:
        yield from (_of_days(part) for part in parts if is_year(part.record.period))
        return
    slack = abs(figure.record.value) * figure.factor * row.slack / HUNDRED
    for part, whole in product(parts, book.values(figure.record, name=row.whole)):
        exact = quotient(part, whole, scale)
        yield Option(exact.sources, exact.expected.widened(slack), exact.pattern)


def _of_days(part: Figure) -> Option:
    days = Decimal(366 if isleap(int(part.record.period)) else 365)
    return Option((part,), part.interval.scaled(HUNDRED / days / part.factor), f"{{0}} ÷ {days}")


def _divides(part: Figure, whole: Figure) -> bool:
    return part.measure == whole.measure and part is not whole


def quotient(part: Figure, whole: Figure, scale: Decimal = HUNDRED) -> Option:
    """A part divided by its whole, in percent or another ``scale``."""
    expected = (part.interval / whole.interval).scaled(scale)
    return Option((part, whole), expected, "{0} ÷ {1}")
