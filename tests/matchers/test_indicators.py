"""INDICATOR mentions in running text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.knowledge.indicators import load
from zhibiao.matchers.indicators import match_indicators

CATALOGUE = load(Path(__file__).resolve().parents[2] / "models" / "zh_gov_report")


def found(text: str) -> list[str]:
    """The terms in a text whose words stand between bars."""
    words = text.split("|")
    starts = {sum(map(len, words[:index])) for index in range(len(words))}
    plain = "".join(words)
    return [plain[m.start : m.end] for m in match_indicators(plain, CATALOGUE, starts)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("新建|商品房|销售|面积|增长", ["新建商品房销售面积"]),
        ("城镇|新增|就业|4.41|万人", ["城镇新增就业"]),
        ("新增|城镇|就业|5.1|万人", ["城镇就业"]),
        ("规上|工业|增加值|增长", ["规上工业增加值"]),
        ("规模以上|工业|增加值|、|工业|投资", ["规模以上工业增加值", "工业投资"]),
        ("参加|失业|保险|职工|人数|为", ["参加失业保险职工人数"]),
        ("完成|投资|5|亿元", []),
        ("有|自然保护区|9|个", ["自然保护区"]),
        ("服务|机器人|产量|增长", ["服务机器人产量"]),
        ("发行|置换|债券", []),
        ("扩大|就业|和|收入", []),
        ("外贸|进出口总|额度", []),
        ("国内生产总值", ["国内生产总值"]),
        ("", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert found(text) == terms


def test_id() -> None:
    (match,) = match_indicators("规上工业增加值", CATALOGUE, {0})
    assert match.id == "industry_va_large"


def test_without_words() -> None:
    matches = match_indicators("外贸进出口总额度和人民币存款余额", CATALOGUE)
    assert [match.id for match in matches] == ["trade", "deposits_rmb"]


@given(st.lists(st.sampled_from(["工业", "投资", "新建", "商品房", "销售面积", "增加值", "规模以上", "，"])))
def test_spans_hold(words: list[str]) -> None:
    starts = {sum(map(len, words[:index])) for index in range(len(words))}
    text = "".join(words)
    end = 0
    for match in match_indicators(text, CATALOGUE, starts):
        assert end <= match.start < match.end <= len(text)
        assert match.start in starts
        assert match.end in starts | {len(text)}
        end = match.end
