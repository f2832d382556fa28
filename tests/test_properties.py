"""What must hold for any text at all."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import zhibiao
from tests.test_corpus import check

FRAGMENTS = """全市 全省 比全国 （8.7%） 地区生产总值 规模以上工业增加值 完成 达到 增长 下降 同比 比上年 较年初 提高 1686亿元 7.5% 3.2个百分点 第3 位
6.0:42.5:51.5 百分之九点三 三亿零五十万吨 五分之一 两个 近三成 翻一番 ，其中 。 ； 、 和 分别 占 的比重 拉动 由 增加到 “十四五”时期 2021年 1—11月 年均 一、 （一）
—— 专栏1 \n \n\n ［1］ ２．５％ 《 》 “ ” （ ） 大同市 市本级 一般公共预算 为预算的 项目 企业 新增 建成 等 五年来 - : ： / 元/平方米 头（只） 万 亿 零 十 \u3000 \x0c""".split(" ")
CLAUSE = "全市地区生产总值完成1686亿元，同比增长7.5%，比全省（8.7%）高0.5个百分点。"
texts = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6)), max_size=60).map("".join)
anything = st.text(max_size=200)


@given(texts)
@settings(max_examples=700, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_reports_made_of_fragments(text: str) -> None:
    report = zhibiao.extract_text(text)
    check(report)
    assert zhibiao.extract_text(text).to_dict() == report.to_dict()


@given(anything)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text(text: str) -> None:
    check(zhibiao.extract_text(text))


@pytest.mark.parametrize(
    "piece", [CLAUSE, CLAUSE[:-1], *"一1（、增占《的：", "增长", "1.", "全市", "其中", "比", "和", "分别", "“", "2021年", "万"]
)
def test_long_texts_of_one_piece(piece: str) -> None:
    """A hundred thousand characters of whatever could tempt an expression to try everything."""
    check(zhibiao.extract_text(piece * (100_000 // len(piece))))
