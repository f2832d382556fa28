"""Derived facts: what the equations imply and the report does not print, as records with status ``derived``."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from zhibiao.audit.book import Book
from zhibiao.audit.equation import Derivation, Implied, Option
from zhibiao.audit.figure import Figure
from zhibiao.audit.interval import Interval, round_to
from zhibiao.records import DerivedRecord, IndicatorRecord

MORE = 2  # decimals of the ends, on top of those of the value


def derive(book: Book, derivations: Iterable[Derivation]) -> list[Implied]:
    """The figures of derivations from what has come to pass; the book gets them, too."""
    found: list[Implied] = []
    for derivation in derivations:
        status = derivation.like.record.status
        if status == "actual":
            figure = _figure(book, derivation)
            if figure is not None:
                book.add(figure, status)
                found.append(figure)
    return found


def derived_record(figure: Implied, number: int) -> DerivedRecord:
    """The ``number``th derived record of a report, with all that is said of a figure that follows."""
    written = figure.interval.scaled(1 / figure.factor)
    low, high = _ends(written, figure.record.value)
    said = {
        "id": f"d{number:04d}",
        "formula": figure.option.formula,
        "sources": [source.record.id for source in figure.option.stated],
        "low": low,
        "high": high,
    }
    return DerivedRecord.trusted({**vars(figure.record), **said})


def _figure(book: Book, derivation: Derivation) -> Implied | None:
    """The figure of a derivation; None where it says too little to be of use (its sign is open) or what it speaks of
    is printed after all."""
    like, option = derivation.like, derivation.follow()
    expected = option.expected
    if not expected.finite or (like.record.aspect == "level" and expected.low <= 0):
        return None
    record = _record(book, derivation, option)
    if record.region == "" or book.values(record, like.measure, status=like.record.status):
        return None
    return Implied(record, like.measure, like.factor, option=option)


def _record(book: Book, derivation: Derivation, option: Option) -> IndicatorRecord:
    like = derivation.like
    value = _rounded(option.expected.scaled(1 / like.factor), like)
    anchor = max((source.record for source in option.stated), key=lambda record: record.start)
    changed = dict(derivation.changed)
    id = changed.pop("name", like.record.indicator_id)
    row = book.model.catalogue.by_id.get(id)
    name = row.name if row is not None and id != like.record.indicator_id else like.record.indicator
    base, unit = book.model.numerals.units.to_base(value, like.record.unit)
    fields = {
        "start": anchor.start,
        "end": anchor.end,
        "text": anchor.text,
        "part": 0,
        "value": value,
        "value_max": None,
        "bound": "=",
        "indicator": name,
        "indicator_id": id if row is not None else "",
        "relation": "value",
        "base": "",
        "status": "derived",
        "region_code": _code(book, like.record, changed.get("region", like.record.region)),
        "value_base": base,
        "unit_base": unit,
        "section": anchor.section,
        "sentence": anchor.sentence,
        "rule": derivation.rule,
        "part_of": "",
        "provenance": {},
        "checks": [],
    }
    return like.record.changed(**fields | changed)


def _code(book: Book, like: IndicatorRecord, region: str) -> str:
    """The code of the region that a record is of, which may be that of another."""
    if region == like.region:
        return like.region_code
    found = book.model.regions.find(region)
    return found.code if found is not None else ""


def _rounded(written: Interval, like: Figure) -> Decimal:
    """The middle of an interval, with as many decimals as the figure it is made of has; with more, where it would
    otherwise fall outside."""
    exponent = min(_exponent(like.record.value), 0)
    while (value := round_to(written.middle, Decimal(1).scaleb(exponent), ROUND_HALF_EVEN)) not in written:
        exponent -= 1
    return value


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _ends(written: Interval, value: Decimal) -> tuple[Decimal, Decimal]:
    """The ends of an interval, rounded outwards to two more decimals than its value has."""
    unit = Decimal(1).scaleb(_exponent(value) - MORE)
    return round_to(written.low, unit, ROUND_FLOOR), round_to(written.high, unit, ROUND_CEILING)
