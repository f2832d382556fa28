"""From what the number pattern found to a reading: span, value, unit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from zhibiao.knowledge.units import UnitRow, Units
from zhibiao.matchers.numerals import LONGEST, is_bare_scale, read_chinese, read_digits, read_mixed

_SECOND_UNIT = re.compile("[/（(]")
_IN_DIGITS = ("sign", "digits", "mixed", "scale", "more", "scale2", "unit")
_PLACES = 4
_PARTS_OF = {"百": "%", "千": "‰"}


@dataclass(slots=True)
class Reading:
    """A number of the text, before it is known whether it is a mention.

    ``form`` is ``amount``, ``rank``, ``ratio`` or ``fraction``. ``scale`` is the 万/亿 that stays written, ``unit`` the
    unit without it, ``row`` the unit's row (of the part before the slash). ``written`` is how the numeral is written:
    ``digits``, ``small`` (one Chinese character), ``large`` or ``bare`` (words of scale only). ``more`` says that
    余, 多, 几 or 数 is part of it; ``bound`` is filled where the span itself sets one; ``dimension`` is the unit's.
    """

    start: int
    end: int
    form: str
    value: Decimal
    scale: str = ""
    unit: str = ""
    row: UnitRow | None = None
    written: str = "digits"
    more: bool = False
    value_max: Decimal | None = None
    parts: tuple[Decimal, ...] = ()
    bound: str = ""
    dimension: str = ""


def read(found: re.Match[str], units: Units) -> Reading | None:
    """The reading of one match of the number pattern; ``None`` for idioms and numerals out of range."""
    reader = _READERS.get(found.lastgroup or "")
    return reader(found, units) if reader is not None else None


def _amount_in_digits(found: re.Match[str], units: Units) -> Reading | None:
    sign, written, mixed, scale, more, rest, unit = found.group(*_IN_DIGITS)
    numeral = read_mixed(written + mixed + scale + rest) if mixed else read_digits(written, scale + rest)
    if numeral is None:
        return None
    row = _row(unit, units) if unit else None
    return Reading(
        found.start("sign" if sign else "digits"),
        found.end() if unit or rest else found.end("scale"),
        "amount",
        -numeral.value if sign else numeral.value,
        numeral.scale,
        unit or "",
        row,
        "digits",
        bool(more),
        dimension=row.dimension if row else "",
    )


def _amount_in_chinese(found: re.Match[str], units: Units) -> Reading | None:
    written, more, unit = found["chinese"], found["cmore"], found["unit"] or ""
    numeral = read_chinese(written + found["cscale"])
    if numeral is None:
        return None
    end = found.end() if unit or found["cscale"] else found.end("chinese")
    row = _row(unit, units) if unit else None
    style = "bare" if is_bare_scale(written) else "small" if len(written) == 1 else "large"
    more_than = bool(more) or numeral.above
    return Reading(
        found.start("chinese"),
        end,
        "amount",
        numeral.value,
        numeral.scale,
        unit,
        row,
        style,
        more_than,
        numeral.value_max,
        dimension=row.dimension if row else "",
    )


def _amount(found: re.Match[str], units: Units) -> Reading | None:
    return _amount_in_chinese(found, units) if found["chinese"] else _amount_in_digits(found, units)


def _row(unit: str, units: Units) -> UnitRow | None:
    """The row of a unit as written; of the part before the slash or bracket where the whole has none."""
    return units.get(unit) or units.get(_SECOND_UNIT.split(unit)[0])


def _rank(found: re.Match[str], _: Units) -> Reading | None:
    """第3, 第六位; 前十 (among the first ten) sets a bound of its own."""
    written = found["ordinal"][1:]
    numeral = read_digits(written, "") if written.isdigit() and written.isascii() else read_chinese(written)
    if numeral is None:
        return None
    bound = "<=" if found["ordinal"][0] == "前" else ""
    return Reading(found.start("ordinal"), found.end(), "rank", numeral.value, unit=found["place"] or "", bound=bound)


def _ratio(found: re.Match[str], _: Units) -> Reading | None:
    written = re.split("[:：∶]", found["ratio"])
    if max(map(len, written)) > LONGEST:
        return None
    parts = tuple(Decimal(part.replace(",", "")) for part in written)
    return Reading(found.start("ratio"), found.end(), "ratio", parts[0], parts=parts)


def _share(found: re.Match[str], units: Units) -> Reading | None:
    """百分之九点三, 千分之五, 百分之五到六; any other fraction (三分之一, 3/4)."""
    unit = _PARTS_OF.get(found["below"] or "")
    if unit is None:
        return _fraction(found)
    low, high = _number(found["above"]), _number(found["upto"] or "")
    if low is None:
        return None
    row = _row(unit, units)
    share = row.dimension if row else ""
    start, end = found.start("below"), found.end()
    return Reading(start, end, "amount", low, unit=unit, row=row, value_max=high, dimension=share)


def _fraction(found: re.Match[str]) -> Reading | None:
    above, below = _number(found["numerator"] or found["above"]), _number(found["denominator"] or found["below"])
    if above is None or not below:
        return None
    end = found.start("upto") - 1 if found["upto"] else found.end()
    start = found.start("numerator" if found["numerator"] else "below")
    return Reading(start, end, "fraction", _rounded(above / below))


_READERS: dict[str, Callable[[re.Match[str], Units], Reading | None]] = {
    "scale2": _amount_in_digits,
    "cscale": _amount_in_chinese,
    "unit": _amount,
    "ordinal": _rank,
    "place": _rank,
    "ratio": _ratio,
    "above": _share,
    "upto": _share,
    "denominator": _share,
}
"""What reads a form of the number pattern, by the last of its groups that matched."""


def _rounded(quotient: Decimal) -> Decimal:
    """A quotient to four places; where it begins behind them (百万分之五), to four significant digits."""
    places = _PLACES if quotient.adjusted() >= -_PLACES else -quotient.adjusted() + _PLACES - 1
    return quotient.quantize(Decimal(1).scaleb(-places)).normalize()


def _number(written: str) -> Decimal | None:
    """The full value of a numeral in digits or Chinese."""
    if not written or len(written) > LONGEST:
        return None
    if written[0].isascii():
        return Decimal(written.replace(",", ""))
    numeral = read_chinese(written)
    if numeral is None:
        return None
    value = numeral.value
    for char in numeral.scale:
        value *= 10_000 if char == "万" else 100_000_000
    return value
