"""Bounds: what the words that touch a number say about it (近, 超过, 以上, 余 …)."""

from __future__ import annotations

from zhibiao.matchers.number_pattern import Patterns
from zhibiao.matchers.number_reading import Reading

_AFTER_MORE = frozenset({"余", "多"})


def bound_of(text: str, reading: Reading, patterns: Patterns) -> str:
    """The bound of a number: 余/多 in or right after it first, then the words after it, then those before it."""
    if reading.bound:
        return reading.bound
    if reading.more:
        return ">"
    after = patterns.bound_after.match(text, reading.end)
    if after and (after[0] not in _AFTER_MORE or _may_have_more(reading)):
        return patterns.bounds[after[0]]
    before = patterns.bounds_before.find(text, reading.start)
    if not before or (before == "上" and reading.written != "bare"):
        return "="
    return patterns.bounds[before]


def _may_have_more(reading: Reading) -> bool:
    """Whether 多/余 right after the number belongs to it: after 万/亿, times and measures, not before 多功能厅."""
    return not reading.unit or reading.dimension not in ("count", "")
