"""The tables of the audit."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

import zhibiao
from zhibiao.knowledge import audit
from zhibiao.knowledge.meta import default_directory

FILES = (audit.FILE, audit.SUMS, audit.RATIOS)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A model directory with nothing but the tables of the audit."""
    for name in FILES:
        shutil.copy(default_directory() / name, tmp_path / name)
    return tmp_path


def test_value_added_grows_at_constant_prices_and_revenue_as_printed(model: zhibiao.Model) -> None:
    assert not model.audit.is_nominal("gdp", "地区生产总值")
    assert not model.audit.is_nominal("industry_va_large", "规模以上工业增加值")
    assert model.audit.is_nominal("revenue", "一般公共预算收入")
    assert model.audit.is_nominal("", "污水处理费收入") and not model.audit.is_nominal("", "总产值")


def test_revisions(model: zhibiao.Model) -> None:
    assert model.audit.revision("investment") > model.audit.revision("revenue") > Decimal(0)


def test_terms_with_a_minus_are_taken_away(model: zhibiao.Model) -> None:
    (row,) = model.audit.sums_to["natural_growth_rate"]
    assert row.signed == [("birth_rate", False), ("death_rate", True)]


def test_terms_of_two_totals_are_rivals(model: zhibiao.Model) -> None:
    row = model.audit.sums_to["population_resident"][0]
    assert set(model.audit.rivals[row]) == {"population_registered", "population_total"}


@pytest.mark.parametrize(
    ("name", "line", "named"),
    [
        (audit.SUMS, "gdp\tgdp_primary|gdp_imaginary\t", "gdp_imaginary"),
        (audit.RATIOS, "imaginary_rate\tgdp\tgdp\t\t", "imaginary_rate"),
        (audit.RATIOS, "tertiary_share\tgdp\tgdp\tmuch\t", "slack"),
    ],
)
def test_a_broken_row_is_named(name: str, line: str, named: str, directory: Path, model: zhibiao.Model) -> None:
    with (directory / name).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(zhibiao.ModelError, match=named):
        audit.load(directory, model.catalogue)


def test_a_word_list_that_is_missing_is_named(directory: Path, model: zhibiao.Model) -> None:
    text = (directory / audit.FILE).read_text(encoding="utf-8")
    (directory / audit.FILE).write_text(text.replace("plus =", "minus_ ="), encoding="utf-8")
    with pytest.raises(zhibiao.ModelError, match=r"audit\.toml"):
        audit.load(directory, model.catalogue)
