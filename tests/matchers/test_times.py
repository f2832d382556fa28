"""TIME mentions and the periods they stand for."""

from __future__ import annotations

import pytest

import zhibiao
from zhibiao.matchers.times import match_times, resolve

CASES = {
    "2021年生产总值": [("2021年", "2021")],
    "一九八五年比一九八○年增加": [("一九八五年", "1985"), ("一九八○年", "1980")],
    "从一九五三年至一九八○年的二十八年间": [("一九五三年至一九八○年的二十八年间", "1953..1980")],
    "2016—2020年": [("2016—2020年", "2016..2020")],
    "“十三五”时期": [("“十三五”时期", "2016..2020")],
    "“六五”期间": [("“六五”期间", "1981..1985")],
    "“十三五”末": [("“十三五”末", "2020")],
    "“十四五”规划": [],
    "截至12月31日": [("12月31日", "2021-12-31")],
    "2021年1—11月": [("2021年1—11月", "2021-01..2021-11")],
    "12月份": [("12月份", "2021-12")],
    "上半年": [("上半年", "2021-01..2021-06")],
    "比上年增长": [("上年", "2020")],
    "较年初增长": [("年初", "年初")],
    "五年来": [("五年来", "2017..2021")],
    "近三年": [("近三年", "2019..2021")],
    "两年平均": [("两年", "2020..2021")],
    "结转下年": [],
    "年产12万吨": [],
}


@pytest.mark.parametrize("text", CASES)
def test_times(model: zhibiao.Model, text: str) -> None:
    found = [(text[m.start : m.end], resolve(m.id, 2021)) for m in match_times(text, model.times)]
    assert found == CASES[text]


def test_without_a_year_a_relative_time_is_unknown() -> None:
    assert resolve("@-1", None) == ""
    assert resolve("2020", None) == "2020"
