"""Number mentions: QUANTITY, PERCENT and RANK with their values, found on characters."""

from __future__ import annotations

import re
from functools import lru_cache

from zhibiao.analysis import Match, Number
from zhibiao.knowledge.numerals import Numerals
from zhibiao.matchers.number_bounds import bound_of
from zhibiao.matchers.number_context import Context
from zhibiao.matchers.number_facts import Qualifiers
from zhibiao.matchers.number_lists import join_ranges, share_units
from zhibiao.matchers.number_pattern import patterns
from zhibiao.matchers.number_reading import Reading, read

_SHARES = frozenset({"percent", "permille", "percent_point", "permille_point", "tenth"})
_FOREIGN = "０１２３４５６７８９％．－萬億點兩噸個畝餘條項戶幾數"
_TO_FOLD = re.compile(f"[{_FOREIGN}]")
_FOLD = str.maketrans(_FOREIGN, "0123456789%.-万亿点两吨个亩余条项户几数")


def match_numbers(text: str, knowledge: Numerals) -> list[Match]:
    """The number mentions of a normal text, sorted by start, not overlapping; any text is taken, in linear time."""
    if _TO_FOLD.search(text):
        text = text.translate(_FOLD)
    found = patterns(knowledge)
    context, qualifiers = _judges(knowledge)
    units = knowledge.units
    readings = [reading for item in found.number.finditer(text) if (reading := read(item, units))]
    readings = join_ranges(text, readings)
    share_units(text, readings)
    return [
        Match(
            reading.start,
            reading.end,
            _type(reading),
            number=_number(reading, bound_of(text, reading, found), qualifiers.is_fact(text, reading)),
        )
        for reading in readings
        if context.is_mention(text, reading)
    ]


@lru_cache(maxsize=8)
def _judges(knowledge: Numerals) -> tuple[Context, Qualifiers]:
    found = patterns(knowledge)
    return Context(knowledge.words, found), Qualifiers(knowledge.words, found)


def _type(reading: Reading) -> str:
    if reading.form == "amount":
        return "PERCENT" if reading.dimension in _SHARES else "QUANTITY"
    return "RANK" if reading.form == "rank" else "PERCENT"


def _number(reading: Reading, bound: str, fact: bool) -> Number:
    unit = "" if reading.form != "amount" else reading.scale + reading.unit
    return Number(reading.value, unit, reading.value_max, bound, reading.parts, fact)
