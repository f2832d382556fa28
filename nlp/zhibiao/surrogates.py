"""Lone surrogates: they may stand in a text, are no characters, and cannot be written in UTF-8."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")
_SURROGATE = re.compile("[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    """``text`` with U+FFFD in the place of each lone surrogate."""
    return _SURROGATE.sub("\ufffd", text)


def call(method: Callable[[str], Result], text: str) -> Result:
    """What a method of an engine that speaks UTF-8 makes of a text."""
    try:
        return method(text)
    except UnicodeEncodeError:
        return method(without_surrogates(text))
