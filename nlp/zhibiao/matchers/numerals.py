"""Numerals as values: Arabic digits with words of scale, and Chinese numerals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from zhibiao.knowledge.units import SCALES

LONGEST = 24
"""Numerals of more characters than this are no amounts."""

_DIGITS = {
    char: value
    for value, chars in enumerate(("零〇○", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_TRAILING = re.compile(r"(?:万?亿|万)?$")
_NEIGHBOURS = re.compile(r"([一二三四五六七八两])([二三四五六七八九])")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral in its last scale: 六亿二千万 is 62000 and ``万``. ``above`` is True for "and some" (十几, 数百)."""

    value: Decimal
    scale: str = ""
    value_max: Decimal | None = None
    above: bool = False


def read_digits(text: str, scale: str) -> Numeral | None:
    """``1,234.5`` with the scale words after it. 百 and 千 go into the value unless they belong to 百万, 千亿 …"""
    if len(text) > LONGEST:
        return None
    value = Decimal(text.replace(",", ""))
    kept = scale.lstrip("十百千")
    for char in scale[: len(scale) - len(kept)]:
        value *= SCALES[char]
    return Numeral(value, kept)


def read_chinese(text: str) -> Numeral | None:
    """A Chinese numeral (三亿零五百三十万, 九点三, 十几, 数百, 两三百); ``None`` where it is no amount (一九八〇)."""
    if len(text) > LONGEST:
        return None
    above = text[0] in "数几" or text[-1] == "几"
    plain = text.strip("数几")
    scale = _trailing_scale(plain)
    if "几" in plain or not plain:
        return None
    pair = _NEIGHBOURS.search(plain) if not above else None
    if pair and _DIGITS[pair[2]] == _DIGITS[pair[1]] + 1 and _is_pair(plain):
        low, high = (_value(plain[: pair.start()] + digit + plain[pair.end() :]) for digit in pair.groups())
        return Numeral(low / _worth(scale), scale, high / _worth(scale))
    if len(plain) > 1 and all(char in _DIGITS for char in plain):
        return None
    value = _value(plain)
    return Numeral(value / _worth(scale), scale, above=above)


def is_bare_scale(text: str) -> bool:
    """Whether a numeral consists of words of scale only (百, 千万, 万亿); 十 alone is a number."""
    return text != "十" and all(char in SCALES for char in text)


def _is_pair(text: str) -> bool:
    """Whether neighbours mean "two or three": 三四十, 两三, 十七八, and not 一九八三, 三点四五 or 一百二十三."""
    return "点" not in text and sum(char in _DIGITS for char in text) == 2


def _trailing_scale(text: str) -> str:
    found = _TRAILING.search(text)
    return found[0] if found else ""


def _worth(scale: str) -> Decimal:
    worth = Decimal(1)
    for char in scale:
        worth *= SCALES[char]
    return worth


def _value(text: str) -> Decimal:
    whole, _, fraction = text.partition("点")
    if fraction:
        return _integer(whole) + Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction))
    return _integer(whole)


def _integer(text: str) -> Decimal:
    """The value of a numeral without 点. Digits alone are read one by one: 一九八〇."""
    if all(char in _DIGITS for char in text):
        return Decimal("".join(str(_DIGITS[char]) for char in text) or "0")
    total = section = Decimal(0)
    digit: int | None = None
    last = Decimal(1)
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
            last = last if digit else Decimal(0)
            continue
        worth = SCALES[char]
        if worth < 10_000:
            section += (1 if digit is None else digit) * worth
        else:
            total, section = _close(total, section + (digit or 0), worth), Decimal(0)
        digit, last = None, worth
    return total + section + _tail(digit, last)


def _close(total: Decimal, section: Decimal, worth: Decimal) -> Decimal:
    """The total after 万 or 亿: a greater scale takes all before it, a smaller one only its own section."""
    if total >= worth * worth.sqrt() and section:
        return total + section * worth
    return (total + section or Decimal(1)) * worth if total < worth or not section else total + section * worth


def _tail(digit: int | None, last: Decimal) -> Decimal:
    """What a last digit adds: 一百零五 and 二十五 add 5, 三百五 and 两万五 a tenth of the scale before."""
    if not digit:
        return Decimal(0)
    return digit * last / 10 if last >= 100 else Decimal(digit)
