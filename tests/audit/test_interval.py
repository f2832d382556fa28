"""Interval arithmetic: what must hold for any numbers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.audit.interval import INFINITY, Interval, quantum

NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=6)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    one, other = draw(NUMBERS), draw(NUMBERS)
    return Interval(min(one, other), max(one, other))


@st.composite
def members(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """An interval and a number in it."""
    low, value, high = sorted(draw(NUMBERS) for _ in range(3))
    return Interval(low, high), value


def holds(interval: Interval, value: Fraction) -> bool:
    """Whether a number that is no decimal lies in an interval."""
    return Fraction(interval.low) <= value <= Fraction(interval.high)


@given(members(), members())
def test_sums_differences_and_products_hold_those_of_members(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    (a, x), (b, y) = one, other
    assert holds(a + b, Fraction(x) + Fraction(y))
    assert holds(a - b, Fraction(x) - Fraction(y))
    assert holds(a * b, Fraction(x) * Fraction(y))


@given(members(), members(), st.sampled_from([1, -1]))
def test_quotients_hold_those_of_members(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal], sign: int
) -> None:
    (a, x), (b, y) = one, other
    away = abs(b.low) + 1  # from zero, so that there is something to divide by
    b, y = Interval(b.low + away, b.high + away).scaled(Decimal(sign)), (y + away) * sign
    assert holds(a / b, Fraction(x) / Fraction(y))


@given(intervals(), intervals())
def test_what_commutes_commutes(a: Interval, b: Interval) -> None:
    assert a + b == b + a
    assert a * b == b * a
    assert a.meets(b) == b.meets(a)


@given(intervals(), intervals())
def test_intervals_meet_where_nothing_is_between_them(a: Interval, b: Interval) -> None:
    assert a.meets(b) == (max(a.low, b.low) <= min(a.high, b.high))
    assert a.hull(b).meets(a) and a.hull(b).meets(b)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3), st.integers(min_value=0, max_value=3))
def test_a_printed_number_stands_for_all_that_are_rounded_to_it(value: Decimal, places: int) -> None:
    unit = Decimal(1).scaleb(-places)
    printed = value.quantize(unit)
    assert value in Interval.rounded(printed)
    assert Interval.rounded(printed).width == unit
    assert printed + unit not in Interval.rounded(printed)


@given(st.decimals(min_value="0.01", max_value=1000, places=4), st.integers(min_value=2, max_value=8))
def test_roots_hold_the_root(value: Decimal, degree: int) -> None:
    root = Interval.exactly(value**degree).root(degree)
    assert root.low <= value * (1 + Decimal("1e-20")) and value * (1 - Decimal("1e-20")) <= root.high


@given(intervals(), NUMBERS)
def test_scaling_is_multiplying(a: Interval, by: Decimal) -> None:
    assert a.scaled(by) == a * Interval.exactly(by)


def test_the_example_of_the_rule() -> None:
    assert Interval.rounded(Decimal("102.2")) == Interval(Decimal("102.15"), Decimal("102.25"))
    assert quantum(Decimal("2000")) == 1


def test_open_ends() -> None:
    least = Interval(Decimal(95), INFINITY)
    assert least.meets(Interval.exactly(Decimal(10**9))) and not least.meets(Interval.exactly(Decimal(94)))
    assert (least * Interval(Decimal(0), Decimal(2))).high == INFINITY
    assert (least / least) == Interval(Decimal(0), INFINITY)
    assert least.width == INFINITY


def test_division_by_what_may_be_zero_says_nothing() -> None:
    assert not (Interval.exactly(Decimal(1)) / Interval(Decimal(-1), Decimal(1))).finite


def test_the_ends_are_in_order() -> None:
    with pytest.raises(ValueError):
        Interval(Decimal(2), Decimal(1))
