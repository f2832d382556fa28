"""Units and measure words: what may follow a number, and what it is worth in base units."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal

from zhibiao.errors import ModelError
from zhibiao.knowledge.tables import Table, read_tsv

SCALES = {
    "": Decimal(1),
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "亿": Decimal(100_000_000),
}
"""The words of scale that may stand before a unit, and their values. ``万亿`` is one after the other."""

_ONE = Decimal(1)
_EXACT = Decimal(10) ** 27
"""Whole numbers below this are written without an exponent."""
_KEPT = frozenset({"percent", "permille", "percent_point", "permille_point", "tenth"})


class UnitRow(Table):
    """A row of ``units.tsv``; the columns are described on top of that file."""

    unit: str
    dimension: str
    factor: Decimal
    base: str
    written: Literal["any", "digits", "large"] = "any"
    not_before: str = ""
    aliases: str = ""

    @property
    def forms(self) -> list[str]:
        """The unit and its aliases as they are written."""
        return [self.unit, *self.aliases.split()]


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """All units, looked up by written form."""

    rows: tuple[UnitRow, ...]
    forms: dict[str, UnitRow] = field(repr=False)
    dimensions: dict[str, str] = field(repr=False)

    @classmethod
    def load(cls, directory: Path) -> Units:
        """The units of ``directory/units.tsv``. A form that stands for two units raises :class:`ModelError`."""
        path = directory / "units.tsv"
        rows = read_tsv(path, UnitRow)
        forms: dict[str, UnitRow] = {}
        for row in rows:
            for form in row.forms:
                if form in forms:
                    raise ModelError("E202", path=path, reason=f"{form}: both {forms[form].unit} and {row.unit}")
                forms[form] = row
        return cls(tuple(rows), forms, {form: row.dimension for form, row in forms.items()})

    def get(self, form: str) -> UnitRow | None:
        """The unit written ``form`` (without 万/亿), or ``None``."""
        return self.forms.get(form)

    def find(self, text: str, start: int = 0) -> str:
        """The longest unit that ``text`` has at ``start``, as written; empty where there is none."""
        longest = max(map(len, self.forms))
        for length in range(min(longest, len(text) - start), 0, -1):
            if text[start : start + length] in self.forms:
                return text[start : start + length]
        return ""

    def split(self, unit: str) -> tuple[str, str]:
        """A written unit as its scale and the rest: ``亿千瓦时`` is ``亿`` and ``千瓦时``, ``千瓦`` stays whole."""
        for cut in range(len(unit)):
            if unit[cut:] in self.forms:
                return unit[:cut], unit[cut:]
            if unit[cut] not in SCALES:
                break
        bare = unit.lstrip("十百千万亿")
        return unit[: len(unit) - len(bare)], bare

    def to_base(self, value: Decimal, unit: str) -> tuple[Decimal, str]:
        """``value`` of the written ``unit`` in base units: 1686 亿元 is 168600000000 元.

        Percentages and percentage points stay, as do compound units (their 万/亿 is multiplied out) and unknown ones.
        """
        scale, rest = self.split(unit)
        for char in scale:
            value = value * SCALES[char]
        row = self.forms.get(rest)
        if row is None:
            return _plain(value), rest
        if row.dimension in _KEPT:
            return value, row.unit
        return _plain(value * row.factor), row.base


def _plain(value: Decimal) -> Decimal:
    """``value`` without an exponent and without zeros at the end of its decimals."""
    if value == value.to_integral_value():
        return value.quantize(_ONE) if abs(value) < _EXACT else value
    return value.normalize()
