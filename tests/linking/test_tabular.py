"""Tables that lost their cells give no records, and leave the sentences around them alone."""

from __future__ import annotations

import pytest

import zhibiao

FLAT = "指 标 价格指数 比上年涨跌幅度（%）居民消费价格 100.2 0.2其中：食品烟酒 99.0 -1.0衣着 104.3 4.3"
CASES = {
    f"全年城镇新增就业3万人。\n{FLAT}全年粮食产量9万吨，增长2%。": ["城镇新增就业", "粮食产量", "粮食产量"],
    f"全年城镇新增就业3万人，{FLAT}全年粮食产量9万吨。": ["城镇新增就业", "粮食产量"],
    "表4 收入情况\n税收收入\n238.83\n3.0\n增值税（50%）\n106.91\n3.3\n全年粮食产量9万吨。": ["粮食产量"],
    "一、总体情况\n1620.9\n1.6%\n81.7%\n4.3\n全年粮食产量9万吨。": ["粮食产量"],
    "表5 学生情况\n学前教育 10421 35641\n小学 44098 334679\n全年粮食产量9万吨。": ["粮食产量"],
    "PM2.5平均浓度为35微克/立方米，三次产业结构为7.3:46.0:46.7。": ["PM2.5平均浓度", *["三次产业结构"] * 3],
}


@pytest.mark.parametrize("text", CASES)
def test_flattened_table(text: str) -> None:
    report = zhibiao.extract_text(text, region="大同市", year=2021)
    assert [record.indicator for record in report.records] == CASES[text]
