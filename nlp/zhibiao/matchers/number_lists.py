"""Numbers that belong together: ranges (6%—6.5%) become one, enumerations (12、15和20万吨) share their unit."""

from __future__ import annotations

from zhibiao.matchers.number_reading import Reading

_RANGE = frozenset("—-~～–至到")
_LIST = frozenset("、和及与或")
_FROM = frozenset("由从")
COUNTER = "个"  # the measure word that a unit may begin with


def join_ranges(text: str, readings: list[Reading]) -> list[Reading]:
    """``readings`` with the two ends of a range made one reading."""
    joined: list[Reading] = []
    for reading in readings:
        if joined and _is_range(text, joined[-1], reading):
            joined[-1] = _range(joined[-1], reading)
        else:
            joined.append(reading)
    return joined


def share_units(text: str, readings: list[Reading]) -> None:
    """Give each number without a unit that is enumerated before one with a unit that unit; also where it has the
    beginning of it (0.2 个和 0.1 个百分点)."""
    for index in range(len(readings) - 2, -1, -1):
        reading, after = readings[index], readings[index + 1]
        begun = reading.unit == COUNTER and after.unit.startswith(COUNTER) and len(after.unit) > 1
        if (begun or (not reading.unit and after.unit)) and _is_list(text, reading, after):
            reading.unit, reading.row, reading.dimension = after.unit, after.row, after.dimension
            reading.scale = reading.scale or after.scale


def _is_range(text: str, low: Reading, high: Reading) -> bool:
    if high.start - low.end != (1 if high.value >= 0 else 0) or low.form != "amount" or high.form != "amount":
        return False
    if (
        low.value_max is not None
        or (low.unit and low.unit != high.unit)
        or (low.written == "digits") != (high.written == "digits")
    ):
        return False
    dash = text[low.end] if high.value >= 0 else text[high.start]
    return dash in _RANGE and text[low.start - 1 : low.start] not in _FROM


def _range(low: Reading, high: Reading) -> Reading:
    high.value_max = abs(high.value)
    high.start, high.value = low.start, low.value
    return high


def _is_list(text: str, reading: Reading, after: Reading) -> bool:
    if after.start - reading.end != 1 or reading.form != "amount" or after.form != "amount":
        return False
    starts_line = reading.start == 0 or text[reading.start - 1] == "\n"
    return text[reading.end] in _LIST and reading.written == after.written and not starts_line
