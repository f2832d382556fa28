"""Growth rates: against two levels, and on average over years.

A rate is compared with levels only where both are of the same prices: money that the model declares nominal, and
things that have no price; and not where the sentence says that the rate is at constant prices or on a changed basis.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import islice, product

from zhibiao.audit.book import RATES, Book, is_year
from zhibiao.audit.differences import base_year
from zhibiao.audit.equation import Derivation, Equation, Option, settle
from zhibiao.audit.figure import PERCENT, Figure
from zhibiao.audit.interval import Interval
from zhibiao.records import IndicatorRecord

ONE, HUNDRED = Interval.exactly(Decimal(1)), Decimal(100)
MOST = 16  # options that are tried for one average


def growths(book: Book) -> Iterator[Equation | Derivation]:
    """The equations of growth rates with two levels; where the level before is not printed, what it must be."""
    for figure in book.rates:
        record = figure.record
        before = base_year(record)
        levels = (
            [level for level in book.values(record, aspect="level") if has_prices_of(book, level)] if before else []
        )
        if not levels or not book.is_comparable(record):
            continue
        priors = [prior for prior in book.values(record, aspect="level", period=before) if _known(prior, record)]
        if priors:
            stated = [prior for prior in priors if prior.is_printed]
            options = (growth_of(*pair) for pair in product(levels, stated) if pair[0].measure == pair[1].measure)
            yield from settle("growth", figure, options)
        elif figure.exact and not record.base:
            yield Derivation("growth", levels[0], partial(_prior, levels[0], figure), {"period": before})


def _levels(book: Book, record: IndicatorRecord) -> list[Figure]:
    """The levels that a growth rate may be of."""
    return [level for level in book.values(record, aspect="level") if has_prices_of(book, level)]


def increases(book: Book) -> Iterator[Equation]:
    """The equations of increases with the level and its growth: 完成 14.3 亿元，增加 4.2 亿元，增长 41.5%."""
    for figure in book.related("change"):
        record = figure.record
        if record.aspect != "level" or not book.is_comparable(record):
            continue
        levels = [
            level
            for level in book.values(record, figure.measure)
            if has_prices_of(book, level) and not book.is_aside(level.record, record.start)
        ]
        rates = [rate for rate in book.values(record, PERCENT, aspect="growth") if _go_together(rate.record, record)]
        yield from settle("increase", figure, (_increase(*pair) for pair in product(levels, rates)))


def _go_together(rate: IndicatorRecord, increase: IndicatorRecord) -> bool:
    """Whether a growth rate and an increase stand in one sentence and start from one year."""
    return rate.sentence.start == increase.sentence.start and base_year(rate) == base_year(increase) != ""


def _increase(level: Figure, growth: Figure) -> Option:
    """How much a level has increased when it grew by a rate, as a share of it: in 1 − 1 / (1 + growth) each
    uncertain number stands once, so that the interval is no wider than it must be."""
    before = ONE / ratio_of(growth)
    expected = level.interval * (ONE - before)
    return Option((level, growth), expected, "{0} − {0} ÷ (1 + {1})")


def has_prices_of(book: Book, level: Figure) -> bool:
    """Whether a level grows as it is printed: nominal money, or a size without a price. Ratios do not grow so."""
    record = level.record
    row = book.model.catalogue.by_id.get(record.indicator_id)
    if row is not None and row.kind in RATES:
        return False
    dimension = book.dimensions.get(level.measure, "")
    if dimension == "money":
        return book.tables.is_nominal(record.indicator_id, record.indicator)
    return dimension not in ("", "percent", "permille")


def _known(prior: Figure, record: IndicatorRecord) -> bool:
    """Whether a level is of an earlier year for sure: a name that the catalogue lacks may mean anything elsewhere."""
    return bool(record.indicator_id) or prior.record.sentence.start == record.sentence.start


def averages(book: Book) -> Iterator[Equation]:
    """The equations of growth rates over several years with the rates of the years: 两年平均."""
    for figure in book.rates:
        record = figure.record
        first, _, last = record.period.partition("..")
        if not (is_year(first) and is_year(last)):
            continue
        years = [str(year) for year in range(int(first), int(last) + 1)]
        rates = [book.values(record, figure.measure, period=year) for year in years]
        if all(rates):
            options = (option for chosen in islice(product(*rates), MOST) for option in _means(chosen))
            yield from settle("average", figure, options)


def growth_of(level: Figure, prior: Figure) -> Option:
    """How much a level has grown since an earlier one, in percent."""
    expected = (level.interval / prior.interval - ONE).scaled(HUNDRED)
    return Option((level, prior), expected, "{0} ÷ {1} − 1")


def _prior(level: Figure, growth: Figure) -> Option:
    expected = level.interval / ratio_of(growth)
    return Option((level, growth), expected, "{0} ÷ (1 + {1})")


def _means(rates: tuple[Figure, ...]) -> Iterator[Option]:
    """The average of some rates a year, and the growth over all years together."""
    whole = ONE
    for rate in rates:
        whole = whole * ratio_of(rate)
    formula = " × ".join(f"(1 + {{{at}}})" for at in range(len(rates)))
    if whole.low > 0:
        yield Option(rates, (whole.root(len(rates)) - ONE).scaled(HUNDRED), f"[{formula}]^(1/{len(rates)}) − 1")
    yield Option(rates, (whole - ONE).scaled(HUNDRED), f"{formula} − 1")


def ratio_of(growth: Figure) -> Interval:
    """What a level is multiplied by when it grows."""
    return ONE + growth.interval.scaled(1 / HUNDRED)
