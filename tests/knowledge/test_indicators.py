"""The catalogue of indicators: looking names up, and what makes a table broken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.errors import ModelError
from zhibiao.knowledge.indicators import FILE, RULES, load

MODEL = Path(__file__).resolve().parents[2] / "models" / "zh_gov_report"
CATALOGUE = load(MODEL)
HEADER = "id\tname\tenglish\taliases\tdimension\tkind\tpart_of\tunit\n"


def test_size() -> None:
    assert len(CATALOGUE.by_id) >= 1500


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("地区生产总值（GDP）", "gdp"),
        ("规上工业增加值", "industry_va_large"),
        ("规模工业增加值", "industry_va_large"),
        ("一产增加值", "gdp_primary"),
        ("全市常住人口", "population_resident"),
        ("电力热力燃气及水的生产和供应业增加值", "industry_va_utilities"),
        ("对共建一带一路国家进出口", "trade_belt_road"),
        ("固定资产投资（不含农户）", "investment"),
        ("全社会固定资产投资", "investment_total"),
        ("移动电话用户数", "mobile_users"),
        ("移动电话用户总数", "mobile_users"),
        ("医院个数", "hospitals"),
        ("５Ｇ 基站", "base_stations_5g"),
        ("政府性基金预算支出总计", "fund_uses"),
        ("接待国内外游客人次", "tourists"),
        ("②上级补助收入", "transfers_in"),
        ("地级及以上城市细颗粒物平均浓度", "pm25"),
        ("承接离岸服务外包执行额", "service_outsourcing_offshore"),
    ],
)
def test_canonical(name: str, id: str) -> None:
    found = CATALOGUE.canonical(name)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize(
    "name",
    [
        "",
        "增加值",
        "投资",
        "项目",
        "第一产业",
        "工业增加值率",
        "地区生产总值数",
        "粮食",
        "全市",
        "①",
        "利润总额",
        "专利",
        "财产险",
    ],
)
def test_no_guess(name: str) -> None:
    assert CATALOGUE.canonical(name) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("常住人口", "总人口"),
        ("金融机构本外币各项存款余额", "金融机构人民币各项存款余额"),
        ("汽车保有量", "机动车保有量"),
        ("固定资产投资", "全社会固定资产投资"),
        ("可再生能源装机", "新能源装机"),
        ("造林面积", "人工造林面积"),
        ("执业（助理）医师", "执业医师"),
        ("一般公共预算收入", "财政总收入"),
    ],
)
def test_definitions_that_differ(one: str, other: str) -> None:
    first, second = CATALOGUE.canonical(one), CATALOGUE.canonical(other)
    assert first is not None
    assert second is not None
    assert first is not second


def test_every_name_leads_to_its_row() -> None:
    for row in CATALOGUE.by_id.values():
        for name in row.names:
            assert CATALOGUE.canonical(name) is row


@given(st.text())
def test_any_text(name: str) -> None:
    CATALOGUE.canonical(name)


def test_whole_of() -> None:
    whole = CATALOGUE.whole_of("gdp_industry")
    assert whole is not None
    assert whole.id == "gdp_secondary"
    assert CATALOGUE.whole_of("gdp") is None


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ("a\t甲值\tA value\t\tmoney\tflow\nb\t甲 值\tB value\t\tmoney\tflow\n", 3, "甲 值 stands for a too"),
        ("a\t甲值\tA value\t\tmoney\tflow\nb\t乙值\tB value\t甲值\tmoney\tflow\n", 3, "甲值 stands for a too"),
        ("a\t甲值\tA value\t\tmoney\tflow\na\t乙值\tB value\t\tmoney\tflow\n", 3, "a stands twice"),
        ("a\t甲值\tA value\t\tmoney\tflow\tz\n", 2, "there is no z"),
        ("a\t甲值\tA value\t\tmoney\tflow\tb\nb\t乙值\tB value\t\tmoney\tflow\ta\n", 2, "a is a part of itself"),
        ("a\t甲值\tA value\t\tweight\tflow\n", 2, "dimension"),
        ("A b\t甲值\tA value\t\tmoney\tflow\n", 2, "id"),
    ],
)
def test_broken(tmp_path: Path, rows: str, line: int, reason: str) -> None:
    (tmp_path / FILE).write_text(HEADER + rows, encoding="utf-8")
    shutil.copy(MODEL / RULES, tmp_path)
    with pytest.raises(ModelError) as error:
        load(tmp_path)
    text = str(error.value)
    assert f"{FILE}, line {line}:" in text
    assert reason in text
