"""Findings: what they say and where; derived facts; checks of records."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import zhibiao
from zhibiao import Report
from zhibiao.audit import Finding, audit_report, audit_reports, findings_among, with_derived
from zhibiao.audit.interval import Interval
from zhibiao.extraction import audit_source
from zhibiao.reading import read_source
from zhibiao.records import DerivedRecord

GAP = "全市固定资产投资同比增长9.2%，比全省（8.7%）高0.9个百分点。"
SUM = "全市地区生产总值1688.0亿元。其中，第一产业增加值102.2亿元，第二产业增加值716.2亿元，第三产业增加值867.7亿元。"


def extract(text: str, model: zhibiao.Model, year: int = 2021) -> Report:
    return zhibiao.extract_text(text, region="大同市", year=year, model=model)


@pytest.fixture(scope="module")
def seed(root: Path, model: zhibiao.Model) -> Report:
    return zhibiao.extract(root / "seeds" / "datong-2021" / "report.txt", model=model)


def test_a_finding_says_what_where_and_why(model: zhibiao.Model) -> None:
    report = extract("\n前言。\n" + GAP, model)
    (finding,) = audit_reports([report], model)
    assert (finding.rule, finding.severity, finding.formula) == ("gap", "error", "9.2% − 8.7%")
    assert [figure.text for figure in finding.figures] == ["0.9个百分点", "9.2%", "8.7%"]
    for figure in finding.figures:
        assert report.text[figure.start : figure.end] == figure.text
        assert figure.sentence.text == GAP == report.text[figure.sentence.start : figure.sentence.end]
    assert (finding.found, finding.expected.unit) == (Decimal("0.9"), "个百分点")
    assert (finding.expected.low, finding.expected.high) == (Decimal("0.40"), Decimal("0.60"))
    assert (
        finding.zh == "大同市2021年固定资产投资增速写作 0.9个百分点，而由 9.2% − 8.7% 应在 0.40 至 0.60个百分点 之间。"
    )
    assert "is printed as 0.9个百分点, but 9.2% − 8.7% gives 0.40 to 0.60个百分点." in finding.en
    assert Finding.model_validate_json(finding.model_dump_json()) == finding


def test_what_rounding_in_several_steps_may_explain_is_a_warning(model: zhibiao.Model) -> None:
    """The parts sum to 1686.1 ± 0.15; one unit of the last digit, 0.1, is granted on top."""
    severities = {}
    for whole in ("1686.3", "1686.4", "1686.5"):
        report = extract(SUM.replace("1688.0", whole), model)
        severities[whole] = [finding.severity for finding in audit_reports([report], model, strict=True)]
        assert len(audit_reports([report], model)) == severities[whole].count("error")
    assert severities == {"1686.3": [], "1686.4": ["warning"], "1686.5": ["error"]}


def test_a_slip_of_the_unit_is_named(model: zhibiao.Model) -> None:
    (finding,) = audit_reports([extract(SUM.replace("1688.0亿元", "1686.1万元"), model)], model)[:1]
    assert finding.slip == Decimal("0.0001")
    assert "10000" in finding.zh and "10000" in finding.en


def test_the_seed_has_no_finding(seed: Report, model: zhibiao.Model) -> None:
    """102.2 of 1686 is 6.1%; the report has 6.0 so that its structure sums to 100."""
    assert audit_reports([seed], model) == []
    (warning,) = audit_reports([seed], model, strict=True)
    assert (warning.rule, warning.severity, warning.found) == ("structure", "warning", Decimal("6.0"))


def test_checks_name_the_other_figures(model: zhibiao.Model) -> None:
    gap, level, province = (
        next(record for record in extract(GAP.replace("0.9", "0.5"), model).records if record.text.startswith(text))
        for text in ("0.5", "9.2", "8.7")
    )
    (check,) = gap.checks
    assert (check.rule, check.holds, check.confirms) == ("gap", True, True)
    assert set(check.figures) == {level.id, province.id}
    assert gap.confirmed and level.confirmed
    wrong = extract(GAP, model).records
    assert not any(record.confirmed for record in wrong)
    assert any(check.holds is False for record in wrong for check in record.checks)


def test_a_bound_does_not_confirm(model: zhibiao.Model) -> None:
    report = extract("年末常住人口708.3万人，其中城镇常住人口489.3万人。", model)
    assert report.records[1].checks and not report.records[1].confirmed


def test_checks_speak_of_records_of_the_report(seed: Report) -> None:
    ids = {record.id for record in seed.records}
    for record in seed.records:
        for check in record.checks:
            assert set(check.figures) <= ids - {record.id}
    assert sum(record.confirmed for record in seed.records) > 40


def test_derived_facts_of_the_seed(seed: Report, model: zhibiao.Model) -> None:
    derived = with_derived(seed, model).derived
    said = {(record.region, record.period, record.indicator, record.aspect): str(record.value) for record in derived}
    assert said["大同市", "2020", "地区生产总值", "level"] == "1381"
    assert said["大同市", "2020", "地区生产总值", "growth"] == "4.3"
    assert said["大同市", "2016..2020", "地区生产总值", "growth"] == "5.0"
    assert said["大同市", "2021", "第二产业投资", "growth"] == "-9.2"
    by_id = {record.id for record in seed.records}
    for record in derived:
        assert record.status == "derived" and record.formula and set(record.sources) <= by_id
        assert record.low <= record.value <= record.high
        assert seed.text[record.start : record.end] == record.text
    assert len({record.id for record in derived}) == len(derived)


def test_derived_facts_stay_apart_unless_asked_for(seed: Report, model: zhibiao.Model) -> None:
    assert seed.derived == []
    assert all(record["status"] != "derived" for record in seed.to_dict()["records"])
    with_them = with_derived(seed, model)
    data = with_them.to_dict()
    assert len(data["records"]) == len(seed.records) + len(with_them.derived)
    assert Report.from_dict(data, seed.text) == with_them
    assert all(isinstance(record, DerivedRecord) for record in Report.from_dict(data, seed.text).derived)


def test_growth_of_another_region_follows_from_a_gap(model: zhibiao.Model) -> None:
    report = extract("全市固定资产投资同比增长9.2%，比全省高0.5个百分点。", model)
    (record,) = with_derived(report, model).derived
    assert (record.region, record.value, record.unit, record.formula) == (
        "山西省",
        Decimal("8.7"),
        "%",
        "9.2% − 0.5个百分点",
    )


def test_the_audit_leaves_the_report_as_it_is(seed: Report, model: zhibiao.Model) -> None:
    before = seed.model_dump()
    audited = audit_report(seed, model)
    assert seed.model_dump() == before
    assert all(isinstance(equation.allowed, Interval) for equation in audited.equations)


def test_one_audit_has_checks_findings_and_derived_facts(root: Path, seed: Report, model: zhibiao.Model) -> None:
    (source,) = read_source(root / "seeds" / "datong-2021" / "report.txt")
    audited = audit_source(source, model=model)
    assert all(record.checks == [] for record in audited.report.records)
    assert audited.checked() == seed
    assert findings_among([audited], model, strict=True) == audit_reports([seed], model, strict=True)
    assert audited.checked(derived=True) == with_derived(seed, model)
    assert audited.derived is audited.derived and audited.checked() == seed


LAST = "大同市2020年统计公报。全市一般公共预算收入135.0亿元，全市常住人口310.0万人。力争2021年全市城镇新增就业5.0万人。"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("全市一般公共预算收入166.7亿元，同比增长23.5%。", []),
        ("全市一般公共预算收入166.7亿元，同比增长32.5%。", ["prior"]),
        ("2020年全市一般公共预算收入136.0亿元。", []),
        ("2020年全市一般公共预算收入153.0亿元。", ["restated"]),
        ("2020年全市一般公共预算收入135.0万元。", ["restated"]),
        ("全市城镇新增就业5.5万人，完成目标任务的110%。", []),
        ("全市城镇新增就业5.5万人，完成目标任务的130%。", ["target"]),
    ],
)
def test_reports_of_two_years(text: str, rules: list[str], model: zhibiao.Model) -> None:
    reports = [extract(text, model), extract(LAST, model, year=2020)]
    findings = audit_reports(reports, model)
    assert [finding.rule for finding in findings] == rules
    if findings:
        assert {figure.report for figure in findings[0].figures} == {report.head.id for report in reports}
    if "万元" in text:
        assert findings[0].slip == Decimal("0.0001")


def test_reports_of_other_regions_are_not_compared(model: zhibiao.Model) -> None:
    this = zhibiao.extract_text(
        "全市一般公共预算收入166.7亿元，同比增长32.5%。", region="太原市", year=2021, model=model
    )
    assert audit_reports([this, extract(LAST, model, year=2020)], model) == []
