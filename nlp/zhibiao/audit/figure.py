"""The figures of a report as intervals in one measure each.

A ratio is measured in percent, whatever it is printed in (‰, 成, 倍, 个百分点); anything else in the base unit of its
record. What a bound word leaves open is open: 超过 95% is [95, ∞), 近 20 is a tenth either way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from zhibiao.audit.interval import INFINITY, Interval, quantum
from zhibiao.records import IndicatorRecord

PERCENT, RANK = "%", "rank"
_PERCENTS = {
    "percent": Decimal(1),
    "percent_point": Decimal(1),
    "permille": Decimal("0.1"),
    "permille_point": Decimal("0.1"),
    "tenth": Decimal(10),
}
_MULTIPLE = "倍"
_ONE, _HUNDRED = Decimal(1), Decimal(100)
_APPROXIMATE = Decimal("0.1")


@dataclass(eq=False)
class Figure:
    """A record as an interval in its measure. ``worth`` is what one written unit is worth in the measure, where that is
    not the base unit of its record."""

    record: IndicatorRecord
    measure: str
    worth: Decimal | None = None

    @cached_property
    def factor(self) -> Decimal:
        """What one written unit is worth in the measure."""
        return self.worth if self.worth is not None else self.record.value_base / self.record.value

    @cached_property
    def interval(self) -> Interval:
        """The numbers that the figure stands for; most figures are in no equation and never asked."""
        return _printed(self.record).scaled(self.factor)

    @property
    def is_printed(self) -> bool:
        """Whether the figure stands in the report; else it follows from others that do."""
        return True

    @property
    def exact(self) -> bool:
        """Whether the figure is printed as a number: no bound word, no range, no fraction in words."""
        return self.record.bound == "=" and self.record.value_max is None and not _is_fraction(self.record)

    def leaves(self) -> tuple[Figure, ...]:
        """The printed figures that it rests on: itself, where it is printed."""
        return (self,)

    @property
    def quantum(self) -> Decimal:
        """One unit of the last printed digit, in the measure."""
        return quantum(self.record.value) * self.factor

    @property
    def printed(self) -> str:
        """The number and its unit, as formulas show them: signed, without spaces; of a derived figure its formula."""
        return f"{self.record.value}{self.record.unit}"


def figure_of(record: IndicatorRecord, dimensions: Mapping[str, str]) -> Figure | None:
    """The figure of a record; None where it says nothing that can be calculated with: a zero amount, a bound on a
    negative number, which may speak of its size or of the number."""
    measured = _measure(record, dimensions)
    if measured is None or (record.bound not in "=~" and record.value < 0):
        return None
    return Figure(record, *measured)


def _measure(record: IndicatorRecord, dimensions: Mapping[str, str]) -> tuple[str, Decimal | None] | None:
    """The measure of a record and what a written unit is worth in it, where that is not the base unit."""
    if record.relation == "rank":
        return RANK, _ONE
    percent = _PERCENTS.get(dimensions.get(record.unit, ""))
    if percent is not None:
        return PERCENT, percent
    if record.part:
        return PERCENT, _ONE
    if record.aspect == "growth" and record.unit in ("", _MULTIPLE):
        return PERCENT, _HUNDRED
    if not record.unit and _is_fraction(record):
        return PERCENT, _HUNDRED
    if not record.value:
        return None
    return record.unit_base, None


def _printed(record: IndicatorRecord) -> Interval:
    """The numbers that a record's words allow, in its written unit."""
    value = Interval.rounded(record.value)
    if record.value_max is not None:
        return value.hull(Interval.rounded(record.value_max))
    if record.bound == "~" or _is_fraction(record):
        return value.widened(abs(record.value) * _APPROXIMATE)
    if record.bound in (">", ">="):
        return Interval(value.low, INFINITY)
    return Interval(-INFINITY, value.high) if record.bound in ("<", "<=") else value


def _is_fraction(record: IndicatorRecord) -> bool:
    """Whether a number is written in other words than its digits (五分之一, 2/3): seldom meant to its last digit."""
    if record.unit or record.value == record.value.to_integral_value():
        return False
    return str(abs(record.value)) not in unicodedata.normalize("NFKC", record.text)
