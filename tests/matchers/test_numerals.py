"""Numerals as values."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from zhibiao.knowledge.tables import read_tsv
from zhibiao.matchers.numerals import is_bare_scale, read_chinese, read_digits, read_mixed


class Row(BaseModel):
    numeral: str
    value: Decimal
    scale: str = ""
    value_max: Decimal | None = None
    above: bool = False


@pytest.mark.parametrize(
    "row", read_tsv(Path(__file__).parent / "cases" / "numerals.tsv", Row), ids=lambda row: row.numeral
)
def test_chinese(row: Row) -> None:
    numeral = read_chinese(row.numeral)
    assert numeral is not None
    assert (numeral.value, numeral.scale, numeral.value_max, numeral.above) == (
        row.value,
        row.scale,
        row.value_max,
        row.above,
    )


@pytest.mark.parametrize("text", ["一九八〇", "几", "一一", "一" * 30])
def test_no_amount(text: str) -> None:
    assert read_chinese(text) is None


def test_digits_with_scale() -> None:
    numeral = read_digits("1,234.5", "千万")
    assert numeral is not None and (numeral.value, numeral.scale) == (Decimal("1234500.0"), "万")
    mixed = read_mixed("3万5千")
    assert mixed is not None and (mixed.value, mixed.scale) == (35000, "")


def test_bare_scale() -> None:
    assert is_bare_scale("千万") and not is_bare_scale("十") and not is_bare_scale("一百")


@given(st.integers(min_value=1, max_value=9999))
def test_every_number_below_ten_thousand(number: int) -> None:
    numeral = read_chinese(_spell(number) + "万")
    assert numeral is not None and (numeral.value, numeral.scale) == (number, "万")


def _spell(number: int) -> str:
    text = "".join(
        "零" if digit == "0" else "零一二三四五六七八九"[int(digit)] + place
        for digit, place in zip(f"{number:04d}", ("千", "百", "十", ""), strict=True)
    )
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.strip("零")
