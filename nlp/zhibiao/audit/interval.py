"""Interval arithmetic over exact decimals.

A printed figure stands for all the numbers that are rounded to it: 102.2 is [102.15, 102.25]. Both ends belong to the
interval, since reports round halves either way. Results are rounded outwards, so that an interval never loses a number
that its operands allow. An end may be infinite (超过 2 亿元).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

_DIGITS = 34
_DOWN = Context(prec=_DIGITS, rounding=ROUND_FLOOR)
_UP = Context(prec=_DIGITS, rounding=ROUND_CEILING)
_ZERO, _HALF, _ONE = Decimal(0), Decimal("0.5"), Decimal(1)
INFINITY = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``, both included; ``low`` is not above ``high``."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"no interval: {self.low} to {self.high}")

    @classmethod
    def exactly(cls, value: Decimal) -> Interval:
        """The interval of one number."""
        return cls(value, value)

    @classmethod
    def rounded(cls, value: Decimal) -> Interval:
        """All numbers that are printed as ``value``: half a unit of its last digit either way."""
        half = quantum(value) * _HALF
        return cls(_DOWN.subtract(value, half), _UP.add(value, half))

    @property
    def finite(self) -> bool:
        """Whether both ends are numbers."""
        return self.low.is_finite() and self.high.is_finite()

    @property
    def middle(self) -> Decimal:
        """The number half way between the ends of a finite interval."""
        return _DOWN.multiply(_DOWN.add(self.low, self.high), _HALF)

    @property
    def width(self) -> Decimal:
        """How far the ends are apart."""
        return _UP.subtract(self.high, self.low) if self.finite else INFINITY

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(_DOWN.add(self.low, other.low), _UP.add(self.high, other.high))

    def __sub__(self, other: Interval) -> Interval:
        return Interval(_DOWN.subtract(self.low, other.high), _UP.subtract(self.high, other.low))

    def __mul__(self, other: Interval) -> Interval:
        if self.low >= 0 and other.low >= 0:  # nearly always
            return Interval(_product(self.low, other.low, _DOWN), _product(self.high, other.high, _UP))
        pairs = [(one, two) for one in (self.low, self.high) for two in (other.low, other.high)]
        return Interval(
            min(_product(one, two, _DOWN) for one, two in pairs), max(_product(one, two, _UP) for one, two in pairs)
        )

    def __truediv__(self, other: Interval) -> Interval:
        """Division by an interval that holds zero says nothing: the result is everything."""
        if _ZERO in other:
            return Interval(-INFINITY, INFINITY)
        if self.low >= 0 and other.low > 0:  # nearly always
            return Interval(_quotient(self.low, other.high, _DOWN), _quotient(self.high, other.low, _UP))
        pairs = [(one, two) for one in (self.low, self.high) for two in (other.low, other.high)]
        return Interval(
            min(_quotient(one, two, _DOWN) for one, two in pairs), max(_quotient(one, two, _UP) for one, two in pairs)
        )

    def root(self, degree: int) -> Interval:
        """The roots of an interval of numbers above zero. The last digits of a power are not rounded exactly: the
        result is wider by as much. Square roots are made by themselves: a power takes a hundred times as long."""
        power = _DOWN.divide(Decimal(1), Decimal(degree))
        low, high = (_DOWN.sqrt(end) if degree == 2 else _DOWN.power(end, power) for end in (self.low, self.high))
        slip = Decimal(1).scaleb(3 - _DIGITS)
        return Interval(_DOWN.multiply(low, 1 - slip), _UP.multiply(high, 1 + slip))

    def widened(self, by: Decimal) -> Interval:
        """The interval with ``by`` more at both ends."""
        if not by:
            return self
        return Interval(_DOWN.subtract(self.low, by), _UP.add(self.high, by))

    def scaled(self, by: Decimal) -> Interval:
        """The interval times a finite number."""
        if by == _ONE:
            return self
        low, high = (self.low, self.high) if by >= 0 else (self.high, self.low)
        return Interval(_product(low, by, _DOWN), _product(high, by, _UP))

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))


def quantum(value: Decimal) -> Decimal:
    """One unit of the last digit of a number as it is printed: 0.1 for 102.2, 1 for 2000."""
    exponent = value.as_tuple().exponent
    return _ONE.scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)


def round_to(value: Decimal, unit: Decimal, rounding: str) -> Decimal:
    """A number rounded to a power of ten, however long it is."""
    digits = max(_DIGITS, value.adjusted() - unit.adjusted() + 2)
    return value.quantize(unit, rounding, Context(prec=digits))


def _product(one: Decimal, two: Decimal, context: Context) -> Decimal:
    """A product, in which zero times an unbounded end is zero."""
    return _ZERO if not one or not two else context.multiply(one, two)


def _quotient(one: Decimal, two: Decimal, context: Context) -> Decimal:
    """A quotient, in which an unbounded end divided by an unbounded end is unbounded."""
    if one.is_infinite() and two.is_infinite():
        return one if two > 0 else -one
    return context.divide(one, two)
