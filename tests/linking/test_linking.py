"""Sentences and the records they give (``cases.tsv``), one construction a group; ``known-failure`` are not right yet.

A record is ``value unit | indicator | region | period | aspect relation base | status``; records are parted by `` ; ``.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import zhibiao


def _table(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


CASES = _table("cases.tsv")
PREDICATES = [tuple(row.values()) for row in _table("predicates.tsv")]


def _shown(record: zhibiao.Record) -> str:
    bound = record.bound if record.bound != "=" else ""
    top = f"~{record.value_max}" if record.value_max is not None else ""
    return " | ".join(
        [
            f"{bound}{record.value}{top} {record.unit}".strip(),
            record.indicator,
            record.region,
            record.period,
            f"{record.aspect} {record.relation} {record.base}".strip(),
            record.status,
        ]
    )


def _case(row: dict[str, str]) -> object:
    marks = [pytest.mark.xfail(strict=True, reason="not read yet")] if row["group"] == "known-failure" else []
    return pytest.param(row["home"], row["sentence"], row["records"], id=row["sentence"], marks=marks)


@pytest.mark.parametrize(("home", "sentence", "records"), [_case(row) for row in CASES])
def test_sentence(home: str, sentence: str, records: str) -> None:
    report = zhibiao.extract_text(sentence, region=home, year=2021)
    assert [_shown(record) for record in report.records] == records.split(" ; ")


@pytest.mark.parametrize(("sentence", "expected"), PREDICATES)
def test_predicate(sentence: str, expected: str) -> None:
    report = zhibiao.extract_text(sentence, region="大同市", year=2021)
    counted = [record for record in report.records if record.relation == "value"]
    assert " ; ".join(f"{record.indicator} / {record.predicate}" for record in counted) == expected


def test_an_owner_behind_the_figure_is_grounded() -> None:
    report = zhibiao.extract_text("完成固定资产投资3亿元，今年安排2亿元的建材城开工。", region="大同市", year=2021)
    record = report.records[1]
    assert (record.indicator, record.entity) == ("固定资产投资", "建材城")
    spans = record.provenance["entity"]
    assert isinstance(spans, list) and [span.text for span in spans] == ["建材城"]


@pytest.mark.parametrize(
    ("words", "base"), [("2020年", "2020"), ("上年", "2020"), ("去年同期", "2020"), ("年初", "年初")]
)
def test_the_time_compared_with_is_grounded_whole(words: str, base: str) -> None:
    report = zhibiao.extract_text(f"城镇化率62.5%，比{words}提高3.2个百分点。", region="大同市", year=2021)
    record = report.records[1]
    spans = record.provenance["base"]
    assert record.base == base and isinstance(spans, list)
    assert [span.text for span in spans] == [words]


@pytest.mark.parametrize(
    ("above", "heading", "region"),
    [
        ("全市和市本级预算执行情况", "全市预算执行情况", "大同市"),
        ("全市预算执行情况", "市本级预算执行情况", "大同市市本级"),
        ("预算执行情况", "市本级预算执行情况", "大同市市本级"),
    ],
)
def test_the_nearest_heading_of_a_budget_says_whose_it_is(above: str, heading: str, region: str) -> None:
    text = f"关于大同市2021年预算执行情况的报告\n一、2021年{above}\n1.{heading}\n税收收入完成138万元，为预算的96%。\n"
    report = zhibiao.extract_text(text)
    assert [record.region for record in report.records] == [region, region]


def test_what_a_budget_was_is_an_aim_and_what_came_of_it_is_not() -> None:
    title = "关于大同市2021年预算执行情况和2022年预算草案的报告\n一、2021年预算执行情况\n"
    body = "全市一般公共收入预算为140亿元，实际完成收入141亿元。调整后支出预算为666亿元，支出660亿元。"
    records = zhibiao.extract_text(title + body).records
    assert [record.status for record in records] == ["target", "actual", "target", "actual"]


def test_the_level_that_spends_holds_for_what_it_spends() -> None:
    text = "关于甲市2021年预算执行情况的报告\n\n市级安排专项资金3亿元，支持国有企业改革，全市新增企业20户。"
    report = zhibiao.extract_text(text, region="大同市", year=2021)
    assert [record.region for record in report.records] == ["大同市市级", "大同市"]
