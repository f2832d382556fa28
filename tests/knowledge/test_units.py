"""Units: look-up by written form and amounts in base units."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from zhibiao.errors import ModelError
from zhibiao.knowledge.units import Units

MODEL = Path(__file__).resolve().parents[2] / "models" / "zh_gov_report"
UNITS = Units.load(MODEL)


@pytest.mark.parametrize(
    ("value", "unit", "expected", "base"),
    [
        ("1686", "亿元", "168600000000", "元"),
        ("3.7", "万亿元", "3700000000000", "元"),
        ("5.08", "亿千瓦时", "508000000", "千瓦时"),
        ("161", "万千瓦", "1610000", "千瓦"),
        ("50", "MW", "50000", "千瓦"),
        ("12.55", "亿公斤", "1255000000", "千克"),
        ("7.5", "%", "7.5", "%"),
        ("3.2", "个百分点", "3.2", "个百分点"),
        ("5", "百分点", "5", "个百分点"),
        ("28", "μg/m3", "28", "μg/m3"),
        ("2", "毫克/立方米", "2000", "μg/m3"),
        ("9.15", "万", "91500", ""),
        ("8500", "元/平方米", "8500", "元/平方米"),
        ("37868", "户", "37868", "户"),
    ],
)
def test_base(value: str, unit: str, expected: str, base: str) -> None:
    assert UNITS.to_base(Decimal(value), unit) == (Decimal(expected), base)


def test_longest_form_wins() -> None:
    assert UNITS.find("千瓦时，") == "千瓦时"
    assert UNITS.find("增长") == ""
    assert UNITS.find("共3个百分点", 2) == "个百分点"


def test_every_row_is_its_own_unit() -> None:
    for row in UNITS.rows:
        assert UNITS.get(row.unit) is row
        assert row.factor > 0
        base = UNITS.get(row.base)
        assert base is None or base.dimension == row.dimension or row.dimension == "count"


def test_a_form_of_two_units_is_refused(tmp_path: Path) -> None:
    (tmp_path / "units.tsv").write_text("unit\tdimension\tfactor\tbase\n元\tmoney\t1\t元\n元\tcount\t1\t元\n")
    with pytest.raises(ModelError, match="元"):
        Units.load(tmp_path)
