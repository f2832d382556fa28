"""The command ``audit``: formats, exit codes, SARIF, the store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import zhibiao
from tests.test_cli import run
from zhibiao.audit.texts import RULES

CLEAN = "大同市2021年统计公报\n全市固定资产投资同比增长9.2%，比全省（8.7%）高0.5个百分点。\n"
WRONG = CLEAN.replace("0.5", "0.9")


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "无误.txt"
    path.write_text(CLEAN, encoding="utf-8")
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "有误 1.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_exit_codes(clean: Path, wrong: Path, tmp_path: Path) -> None:
    assert run("audit", str(clean)).returncode == 0
    assert run("audit", str(clean), str(wrong)).returncode == 1
    assert run("audit", str(wrong), str(tmp_path / "none.txt")).returncode == 2
    nothing = run("audit")
    assert nothing.returncode == 2 and b"E302" in nothing.stderr
    assert run("audit", str(clean), "--strict").returncode == 0


def test_json(wrong: Path, clean: Path) -> None:
    (finding,) = json.loads(run("audit", str(wrong), "--format", "json").stdout)["findings"]
    assert finding["rule"] == "gap" and finding["severity"] == "error"
    assert finding["expected"] == {"low": "0.40", "high": "0.60", "unit": "个百分点"}
    assert finding["zh"] and finding["en"] and finding["found"] == "0.9"
    for figure in finding["figures"]:
        assert WRONG[figure["start"] : figure["end"]] == figure["text"]
        assert WRONG[figure["sentence"]["start"] : figure["sentence"]["end"]] == figure["sentence"]["text"]
    assert json.loads(run("audit", str(clean), "--format", "json").stdout) == {"findings": []}


def test_table_in_two_languages(wrong: Path) -> None:
    chinese = run("audit", str(wrong), "--lang", "zh").stdout.decode()
    assert "发现 1 处矛盾" in chinese and "写作 0.9个百分点" in chinese and f"{wrong}:" in chinese.replace("\n", "")
    assert "1 findings in 1 reports" in run("audit", str(wrong), "--lang", "en").stdout.decode()


def test_derived(clean: Path) -> None:
    assert "derived" not in json.loads(run("audit", str(clean), "--format", "json").stdout)
    text = CLEAN.replace("（8.7%）", "")
    data = json.loads(run("audit", "-", "--derived", "--format", "json", stdin=text.encode()).stdout)
    assert [(row["status"], row["region"], row["value"]) for row in data["derived"]] == [("derived", "山西省", "8.7")]
    assert "9.2% − 0.5" in run("audit", "-", "--derived", stdin=text.encode()).stdout.decode()


@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv"])
def test_extract_with_derived(format: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(CLEAN.replace("（8.7%）", ""), encoding="utf-8")
    asked = run("extract", str(path), "--format", format, "--derived").stdout.decode()
    assert "derived" in asked
    if format != "json":
        assert "derived" not in run("extract", str(path), "--format", format).stdout.decode()


def test_sarif(wrong: Path) -> None:
    """What the schema of SARIF 2.1.0 requires, and that the regions are where the figures are."""
    log: dict[str, Any] = json.loads(run("audit", str(wrong), "--format", "sarif").stdout)
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-schema-2.1.0.json")
    (sarif,) = log["runs"]
    driver = sarif["tool"]["driver"]
    assert driver["name"] == "zhibiao" and [rule["id"] for rule in driver["rules"]] == list(RULES)
    (result,) = sarif["results"]
    assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in ("none", "note", "warning", "error") and result["message"]["text"]
    locations = [*result["locations"], *result["relatedLocations"]]
    assert len(locations) == 3
    lines = WRONG.splitlines()
    for location in locations:
        place = location["physicalLocation"]
        region = place["region"]
        assert place["artifactLocation"]["uri"] == wrong.as_uri()
        said = WRONG[region["charOffset"] : region["charOffset"] + region["charLength"]]
        line = lines[region["startLine"] - 1]
        assert said == region["snippet"]["text"] == line[region["startColumn"] - 1 : region["endColumn"] - 1]


def test_a_clean_report_in_sarif_has_no_results(clean: Path) -> None:
    (sarif,) = json.loads(run("audit", str(clean), "--format", "sarif").stdout)["runs"]
    assert sarif["results"] == []


def test_a_store(tmp_path: Path, model: zhibiao.Model) -> None:
    from zhibiao.storage import Store

    path = tmp_path / "reports.duckdb"
    with Store.open(path, write=True) as store:
        for year, text in (
            (2020, "全市一般公共预算收入135.0亿元。"),
            (2021, "全市一般公共预算收入166.7亿元，同比增长32.5%。"),
        ):
            report = zhibiao.extract_text(text, region="大同市", year=year, model=model)
            store.add(report, path=f"reports/{year}.txt")
    result = run("audit", "--store", str(path), "--format", "json")
    assert result.returncode == 1
    assert [finding["rule"] for finding in json.loads(result.stdout)["findings"]] == ["prior"]
    assert b"E5" in run("audit", "--store", str(tmp_path / "none.duckdb")).stderr
