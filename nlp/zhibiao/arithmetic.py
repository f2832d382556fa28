"""Decimal arithmetic that is the same in any program.

Python keeps precision and rounding of decimals in a context that the whole thread shares, and some libraries lower it
(Recognizers-Text sets 15 digits). Figures must not come out otherwise because of that.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, DivisionByZero, InvalidOperation, Overflow, localcontext
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
CONTEXT = Context(prec=28, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, DivisionByZero, Overflow])


def own_decimals(function: Callable[P, R]) -> Callable[P, R]:
    """The function with ``CONTEXT`` in force while it runs."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with localcontext(CONTEXT):
            return function(*args, **kwargs)

    return run
