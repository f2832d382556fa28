"""The panel: one series for one indicator, the best claim of a cell, targets beside results, sentences."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhibiao
from tests.storage.conftest import Make
from zhibiao.storage import Store
from zhibiao.storage.cells import harmless, plain
from zhibiao.storage.selection import Query, Selection, find, panel, targets, wide

WORK = "work"
GDP = Selection(indicators=("GDP",), relations=("value",), statuses=("actual",))


def cells(store: Store, query: Query, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of a table; decimals as text."""
    rows = query.table(store).dicts()
    return [tuple(plain(row[c]) if isinstance(row[c], Decimal) else row[c] for c in columns) for row in rows]


def test_one_series_whatever_the_unit_and_the_name(make: Make) -> None:
    store = make(
        (WORK, 2020, "2020年全市地区生产总值完成1369.9亿元，同比增长3.3%。"),
        (WORK, 2021, "2021年全市生产总值完成16860000万元。"),
    )
    assert cells(store, panel(store, GDP), "indicator", "aspect", "year", "value", "unit") == [
        ("地区生产总值", "level", 2020, "136990000000", "元"),
        ("地区生产总值", "level", 2021, "168600000000", "元"),
        ("地区生产总值", "growth", 2020, "3.3", "%"),
    ]
    table = wide(panel(store, GDP).table(store))
    assert table.columns[-2:] == ("2020", "2021")
    assert [row[-2:] for row in table.rows] == [(Decimal(136990000000), Decimal(168600000000)), (Decimal("3.3"), None)]


BEST = [
    (WORK, 2021, "2021年，全市地区生产总值完成1686亿元。"),
    (WORK, 2022, "2021年，全市地区生产总值完成1690亿元。"),
    (WORK, 2024, "2021年，全市地区生产总值完成1700亿元。"),
]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_report_of_the_year_goes_before_later_ones(make: Make, order: tuple[int, ...]) -> None:
    store = make(*(BEST[at] for at in order))
    assert cells(store, panel(store, GDP), "written", "claims") == [("1686", 3)]
    every = panel(store, GDP, every=True)
    assert cells(store, every, "choice", "written") == [(1, "1686"), (2, "1690"), (3, "1700")]


@pytest.mark.parametrize(
    ("reports", "best"),
    [
        ([(WORK, 2021, "地区生产总值完成1686亿元。"), ("communique", 2021, "全年地区生产总值1686.5亿元。")], "1686.5"),
        ([(WORK, 2021, "地区生产总值超过1600亿元。地区生产总值完成1686亿元。")], "1686"),
        ([(WORK, 2021, "地区生产总值约1700亿元。地区生产总值完成1686.2亿元。")], "1686.2"),
        ([(WORK, 2021, "地区生产总值完成1686亿元。全市地区生产总值完成1686.2亿元。")], "1686.2"),
    ],
    ids=["communiqué", "bound", "about", "digits"],
)
def test_the_best_claim(make: Make, reports: list[tuple[str, int, str]], best: str) -> None:
    store = make(*reports)
    assert cells(store, panel(store, GDP), "written") == [(best,)]


def test_targets_stand_beside_results(make: Make) -> None:
    store = make(
        (WORK, 2011, "一、2012年的目标\n\n2012年地区生产总值力争达到240亿元，增长21%。"),
        (
            WORK,
            2012,
            "2012年，地区生产总值完成235.2亿元，增长18.5%。\n\n二、2013年的目标\n\n2013年地区生产总值力争增长20%左右。",
        ),
        region="海拉尔区",
    )
    found = cells(
        store, targets(store, Selection(indicators=("gdp",))), "aspect", "year", "target", "actual", "difference"
    )
    assert found == [
        ("level", 2012, "24000000000", "23520000000", "-480000000"),
        ("growth", 2012, "21", "18.5", "-2.5"),
        ("growth", 2013, "20", None, None),
    ]


def test_parts_of_years_and_spans_are_no_cells_of_the_panel(make: Make) -> None:
    store = make((WORK, 2021, "2021年1—11月，地区生产总值完成1500亿元。“十三五”期间，地区生产总值年均增长5%。"))
    assert cells(store, panel(store, GDP), "period") == []
    assert sorted(cells(store, find(store, "地区生产总值", Selection(), 9), "period")) == [
        ("2016..2020",), ("2021-01..2021-11",),
    ]  # fmt: skip


def test_filters(make: Make) -> None:
    store = make((WORK, 2021, "地区生产总值完成1686亿元，同比增长7.5%。全省地区生产总值增长9.1%。粮食产量100万吨。"))
    everything = len(panel(store, Selection()).table(store).rows)

    def count(**selection: tuple[str, ...]) -> int:
        return len(panel(store, Selection(**selection)).table(store).rows)

    assert everything == 4
    assert count(indicators=("地区生产总值",)) == count(indicators=("GDP",)) == count(indicators=("gdp",)) == 3
    assert count(indicators=("GDP", "粮食产量")) == 4 and count(indicators=("没有",)) == 0
    assert count(regions=("大同市",)) == count(regions=("140200",)) == count(regions=("大同",)) == 3
    assert count(aspects=("growth",)) == 2
    assert count(years=("2021",)) == count(years=("2019..2022",)) == 4 and count(years=("2020",)) == 0
    assert count(statuses=("target",)) == count(relations=("share",)) == 0
    with pytest.raises(zhibiao.UsageError, match="E302"):
        count(years=("last",))


def test_find(make: Make) -> None:
    store = make((WORK, 2021, "全市一般公共预算收入完成162.9亿元。全市税收收入完成90亿元。"))
    assert cells(store, find(store, "一般公共预算收入", Selection(), 9), "written", "sentence") == [
        ("162.9", "全市一般公共预算收入完成162.9亿元。")
    ]
    assert cells(store, find(store, "税收", Selection(), 9), "text") == [("90亿元",)]
    assert len(find(store, "收入", Selection(), 1).table(store).rows) == 1


def test_a_superseded_version_is_not_in_the_panel(make: Make) -> None:
    store = make((WORK, 2021, "地区生产总值完成1亿元。"), (WORK, 2021, "地区生产总值完成2亿元。"))
    assert cells(store, panel(store, GDP, every=True), "written") == [("2",)]


@pytest.mark.parametrize("reports", ["work", "original"])
def test_a_district_over_the_years(shared: Path, tmp_path: Path, model: zhibiao.Model, reports: str) -> None:
    paths = sorted((shared / "corpus" / reports).glob("*海拉尔区*"))
    with Store.open(tmp_path / "z.duckdb", write=True) as store:
        for path in paths:
            store.add(zhibiao.extract(path, model=model), path=str(path))
        found = cells(
            store,
            panel(store, Selection(indicators=("地区生产总值",), statuses=("actual",), relations=("value",))),
            "aspect",
            "year",
            "written",
        )
        aims = cells(
            store,
            targets(store, Selection(years=("2012",), regions=("海拉尔区",), indicators=("地区生产总值",))),
            "target",
            "actual",
        )
    if reports == "original":
        assert found == [("level", 2011, "198.5"), ("growth", 2011, "22.3")]
        return
    levels = ["162.4", "198.5", "235.2", "253.7", "274.4", "287.9", "303.6"]
    rates = ["22.3", "18.5", "10.1", "9.1", "8.9", "7.2"]
    assert found == [
        *(("level", 2010 + at, value) for at, value in enumerate(levels)),
        ("level", 2018, "192.3"),
        *(("growth", 2011 + at, value) for at, value in enumerate(rates)),
        ("growth", 2018, "6.0"),
    ]  # fmt: skip
    assert aims == [("24000000000", "23520000000"), ("21", "18.5")]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=-(10**20), max_value=10**20))
def test_a_plain_number_is_the_same_number(value: Decimal) -> None:
    text = plain(value)
    assert Decimal(text) == value
    assert "E" not in text and not (("." in text) and text.endswith(("0", ".")))


@given(st.text())
def test_no_text_is_a_formula(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r")) or re.fullmatch(r"-[0-9]+(\.[0-9]+)?", text)
    assert harmless(text).removeprefix("'") == text.removeprefix("'")
