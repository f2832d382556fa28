"""Numerals as values: Arabic digits with words of scale, and Chinese numerals."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from zhibiao.knowledge.units import SCALES

LONGEST = 24
"""Numerals of more characters than this are no amounts."""

_DIGITS = {
    char: value
    for value, chars in enumerate(("零〇○", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_TEN_THOUSAND = Decimal(10_000)
_HUNDRED = Decimal(100)
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[百千万亿]")
_TRAILING = re.compile(r"(?:万?亿|万)?$")
_SCALED = "".join(SCALES)
_POINTED = re.compile(rf"[^点]*点[{''.join(_DIGITS)}]+[{_SCALED}]*")
_NEIGHBOURS = re.compile(r"([一二三四五六七八两])([二三四五六七八九])")


class Numeral(NamedTuple):
    """A numeral in its last scale: 六亿二千万 is 62000 and ``万``. ``above`` is True for "and some" (十几, 数百)."""

    value: Decimal
    scale: str = ""
    value_max: Decimal | None = None
    above: bool = False


def read_digits(text: str, scale: str) -> Numeral | None:
    """``1,234.5`` with the scale words after it. 百 and 千 go into the value unless they belong to 百万, 千亿 …"""
    if len(text) > LONGEST:
        return None
    value = Decimal(text.replace(",", "") if "," in text else text)
    if not scale:
        return Numeral(value)
    kept = scale.lstrip("百千")
    for char in scale[: len(scale) - len(kept)]:
        value *= SCALES[char]
    return Numeral(value, kept)


def read_mixed(text: str) -> Numeral | None:
    """Digits with words of scale between them: 1亿2千万 is 12000 and ``万``, 3万5千 is 35000."""
    if len(text) > LONGEST:
        return None
    scale = _trailing_scale(text)
    tokens = [token if token in SCALES else Decimal(token) for token in _TOKEN.findall(text)]
    return Numeral(_add_up(tokens) / _worth(scale), scale)


def read_chinese(text: str) -> Numeral | None:
    """A Chinese numeral (三亿零五百三十万, 九点三, 十几, 数百, 两三百); ``None`` where it is no amount (一九八〇)."""
    if len(text) > LONGEST:
        return None
    if text in _DIGITS:
        return Numeral(Decimal(_DIGITS[text]))
    plain = text.replace("数", "").replace("几", "")
    if not plain or (len(plain) > 1 and all(char in _DIGITS for char in plain) and not _NEIGHBOURS.fullmatch(plain)):
        return None
    if "点" in plain and _POINTED.fullmatch(plain) is None:
        return None
    above = len(plain) < len(text)
    scale = _trailing_scale(plain)
    pair = None if above else _NEIGHBOURS.search(plain)
    if pair and _DIGITS[pair[2]] == _DIGITS[pair[1]] + 1 and _is_pair(plain):
        low, high = (_value(plain[: pair.start()] + digit + plain[pair.end() :]) for digit in pair.groups())
        return Numeral(low / _worth(scale), scale, high / _worth(scale))
    return Numeral(_value(plain) / _worth(scale), scale, above=above)


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
    whole, _, rest = text.partition("点")
    fraction = rest.rstrip(_SCALED)
    if not fraction:
        return _integer(whole + rest)
    decimals = Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction))
    return (_integer(whole) + decimals) * _worth(rest[len(fraction) :])


def _integer(text: str) -> Decimal:
    """The value of a numeral without 点. Digits alone are read one by one: 一九八〇."""
    if all(char in _DIGITS for char in text):
        return Decimal("".join(str(_DIGITS[char]) for char in text) or "0")
    return _add_up([char if char in SCALES else Decimal(_DIGITS[char]) for char in text])


def _add_up(tokens: list[Decimal | str]) -> Decimal:
    """The value of numbers and words of scale in the order in which they are written."""
    total = section = Decimal(0)
    number: Decimal | None = None
    last = Decimal(1)
    for token in tokens:
        if not isinstance(token, str):
            last = last if token and number is None else Decimal(0)
            number = token or None
            continue
        worth = SCALES[token]
        if worth < _TEN_THOUSAND:
            section += (1 if number is None else number) * worth
        else:
            total, section = _close(total, section + (number or 0), worth), Decimal(0)
        number, last = None, worth
    return total + section + _tail(number, last)


def _close(total: Decimal, section: Decimal, worth: Decimal) -> Decimal:
    """The total after 万 or 亿: 亿 takes all before it (两万亿), 万 after 亿 only its own section (三亿五百万)."""
    if section and total >= worth:
        return total + section * worth
    return (total + section or Decimal(1)) * worth


def _tail(number: Decimal | None, last: Decimal) -> Decimal:
    """What a last digit adds: 一百零五 and 二十五 add 5, 三百五 and 两万五 a tenth of the scale before."""
    if not number:
        return Decimal(0)
    return number * last / 10 if last >= _HUNDRED and number < 10 else number
