"""Each rule on sentences: equations that hold, that do not, and figures that are none of its business."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import zhibiao
from zhibiao.audit import Equation, audit_report
from zhibiao.audit.texts import RULES

CASES = Path(__file__).parent / "cases" / "equations.tsv"
ROWS = list(
    csv.DictReader(
        (line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")), delimiter="\t"
    )
)
ACROSS = {"prior", "restated", "target"}


def equations(text: str, model: zhibiao.Model) -> list[Equation]:
    report = zhibiao.extract_text(text, region="大同市", year=2021, model=model)
    return audit_report(report, model).equations


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['rule']}-{row['holds']}-{number}" for number, row in enumerate(ROWS)])
def test_equation(row: dict[str, str], model: zhibiao.Model) -> None:
    number = row["target"]
    found = [
        equation.holds
        for equation in equations(row["text"], model)
        if equation.rule == row["rule"] and number in (equation.target.record.text, equation.target.printed)
    ]
    assert found == {"yes": [True], "no": [False], "none": []}[row["holds"]]


def test_a_sentence_that_holds_has_no_other_finding(model: zhibiao.Model) -> None:
    for row in ROWS:
        if row["holds"] == "yes":
            assert all(equation.holds for equation in equations(row["text"], model)), row["text"]


def test_every_rule_has_a_violated_case() -> None:
    covered = {row["rule"] for row in ROWS if row["holds"] == "no"}
    assert set(RULES) - ACROSS - covered == {"change", "completion", "balance", "phrase_share", "phrase_growth"}


def test_an_account_closes(model: zhibiao.Model) -> None:
    text = (
        "全市一般公共预算收入100.0亿元，加上上级补助收入50.0亿元，收入总量为150.0亿元。"
        "全市一般公共预算支出120.0亿元，加上上解支出20.0亿元，支出总量为140.0亿元。收支相抵，结转下年{}亿元。"
    )
    held = [equation.holds for equation in equations(text.format("10.0"), model) if equation.rule == "balance"]
    broken = [equation.holds for equation in equations(text.format("11.0"), model) if equation.rule == "balance"]
    assert (held, broken) == ([True], [False])


@pytest.mark.parametrize(
    ("text", "rule", "right", "wrong"),
    [
        ("污水处理率达到97.0%，比上年提高{}个百分点。2020年污水处理率达到95.0%。", "change", "2.0", "3.0"),
        ("一般公共预算支出508.0亿元，为年初预算631.6亿元的{}%。", "completion", "80.4", "84.0"),
    ],
)
def test_other_equations(text: str, rule: str, right: str, wrong: str, model: zhibiao.Model) -> None:
    for number, holds in ((right, True), (wrong, False)):
        assert [e.holds for e in equations(text.format(number), model) if e.rule == rule] == [holds]


def test_no_two_rules_say_the_same(model: zhibiao.Model) -> None:
    """Both the target of a budget and the words between the figures make an equation of these; one is enough."""
    found = equations("一般公共预算支出508.0亿元，为年初预算631.6亿元的84.0%。", model)
    assert [equation.rule for equation in found] == ["completion"]


def test_what_is_taken_away_is_taken_away(model: zhibiao.Model) -> None:
    text = "全市一般公共预算收入100.0亿元。加上上级补助收入50.0亿元，减去补助下级支出20.0亿元，收入总量为130.0亿元。"
    found = [equation for equation in equations(text, model) if equation.rule == "budget"]
    assert [equation.option.formula for equation in found] == ["100.0亿元 + 50.0亿元 − 20.0亿元"]
    assert found[0].holds


def test_of_several_figures_any_that_fits_is_the_right_one(model: zhibiao.Model) -> None:
    text = "全市固定资产投资完成800.0亿元，固定资产投资完成732.0亿元，民间投资完成480.3亿元，占全市投资比重为{}%。"
    for share, holds in (("65.6", True), ("60.0", True), ("70.0", False)):
        found = [equation.holds for equation in equations(text.format(share), model) if equation.rule == "share"]
        assert found == [holds]


def test_a_completion_is_not_measured_by_a_budget_that_was_changed(model: zhibiao.Model) -> None:
    title = "关于大同市2021年预算执行情况和2022年预算草案的报告\n一、2021年预算执行情况\n"
    text = title + "一般公共支出预算为475亿元，{}一般公共预算支出完成655亿元，为预算的98.3%。"
    for words, found in (("", ["completion"]), ("执行中追加191亿元，", [])):
        said = [equation.rule for equation in equations(text.format(words), model) if equation.rule == "completion"]
        assert said == found
