"""What a rule says: that a figure follows from others (an equation), or that a figure which is not printed does.

An equation is violated only where the interval that follows cannot meet the one that is printed. Where a figure may
follow in several ways (a level stands twice in the report), any that fits is the right one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from zhibiao.audit.figure import Figure
from zhibiao.audit.interval import Interval

SLIPS = (Decimal(10), Decimal(100), Decimal(1000), Decimal(10_000), Decimal(100_000_000))
VAGUE = 2  # times that the larger end of an interval is the smaller
"""The factors by which a unit is mistaken: a decimal point, 万, 亿."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way in which a figure may follow: from which figures, between which numbers, and by which formula, in which
    ``{0}`` stands for the first of the figures."""

    sources: tuple[Figure, ...]
    expected: Interval
    pattern: str

    @property
    def formula(self) -> str:
        """The formula with the figures as they are printed."""
        return self.pattern.format(*(source.printed for source in self.sources))

    @property
    def stated(self) -> tuple[Figure, ...]:
        """The printed figures that it rests on, those behind derived ones among them, each once."""
        return _leaves(self.sources)


@dataclass(frozen=True)
class Equation:
    """That ``target`` lies in what follows, or with ``bound`` is not above it. ``slack`` is what rounding in several
    steps may add, in the target's measure."""

    rule: str
    target: Figure
    option: Option
    slack: Decimal = Decimal(0)
    bound: bool = False

    @property
    def allowed(self) -> Interval:
        """What follows, with the slack."""
        return self.option.expected.widened(self.slack)

    @property
    def holds(self) -> bool:
        """Whether the figure can be right."""
        return self.allowed.meets(self.target.interval)

    @property
    def exactly(self) -> bool:
        """Whether it is right without the slack, too."""
        return self.option.expected.meets(self.target.interval)

    @property
    def slip(self) -> Decimal | None:
        """The factor of a unit slip by which a violated equation would hold: 10000 where the figure is so many times
        too large, 0.0001 where it is too small. None where what follows is too vague to tell."""
        if self.bound or self.option.expected.low * VAGUE <= self.option.expected.high:
            return None
        for factor in (*SLIPS, *(1 / slip for slip in SLIPS)):
            if self.target.interval.scaled(1 / factor).meets(self.option.expected):
                return factor
        return None

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The printed figures that take part, the target's first."""
        return _leaves((self.target, *self.option.sources))


@dataclass(eq=False)
class Implied(Figure):
    """A figure that is not printed and follows from others."""

    option: Option = field(kw_only=True)

    @cached_property
    def interval(self) -> Interval:
        """The numbers that follow."""
        return self.option.expected

    @property
    def is_printed(self) -> bool:
        """Never."""
        return False

    def leaves(self) -> tuple[Figure, ...]:
        """The printed figures that it follows from."""
        return self.option.stated

    @property
    def printed(self) -> str:
        """Its formula."""
        return f"({self.option.formula})"


@dataclass(frozen=True, slots=True)
class Derivation:
    """A figure that follows and is not printed: that of ``like`` with some fields ``changed``, in its measure.
    ``follow`` works out how it follows."""

    rule: str
    like: Figure
    follow: Callable[[], Option]
    changed: dict[str, str] = field(default_factory=dict)


def _leaves(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The printed figures that some figures rest on, each once."""
    return tuple(dict.fromkeys([leaf for figure in figures for leaf in figure.leaves()]))


def settle(
    rule: str, target: Figure, options: Iterable[Option], slack: Decimal = Decimal(0), *, bound: bool = False
) -> Iterator[Equation]:
    """The equation of a figure: with the first option that holds, else with the first. Nothing without options."""
    first: Equation | None = None
    for option in options:
        if target in option.sources or not (option.expected.low.is_finite() or option.expected.high.is_finite()):
            continue
        equation = Equation(rule, target, option, slack, bound)
        if equation.holds:
            yield equation
            return
        first = first or equation
    if first is not None:
        yield first
