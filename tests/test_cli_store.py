"""The commands that look into a store, as processes of their own."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import zhibiao
from tests.test_cli import run
from zhibiao.storage import Store

TEXTS = {
    2020: "2020年，全市地区生产总值完成1369.9亿元，同比增长3.3%。\n\n"
    "二、2021年的目标\n\n2021年地区生产总值力争增长8%左右。",
    2021: "2021年，全市地区生产总值完成1686亿元，同比增长7.5%。",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("store") / "zhibiao.duckdb"
    with Store.open(path, write=True) as opened:
        for year, text in TEXTS.items():
            report = zhibiao.extract_text(f"大同市{year + 1}年政府工作报告\n\n{text}\n", region="大同市", year=year)
            opened.add(report, path=f"/{year}.txt")
    return str(path)


def lines(*arguments: str) -> list[list[str]]:
    """The cells of a printed table."""
    result = run(*arguments)
    assert result.returncode == 0, result.stderr.decode()
    return [line.split() for line in result.stdout.decode().splitlines() if line]


def test_panel(store: str) -> None:
    assert lines("panel", "--store", store) == [
        ["indicator", "region", "period", "says", "value", "unit", "source"],
        ["地区生产总值", "大同市", "2020", "level", "1369.9", "亿元", "2020.txt"],
        ["地区生产总值", "大同市", "2021", "level", "1686", "亿元", "2021.txt"],
        ["地区生产总值", "大同市", "2020", "growth", "3.3", "%", "2020.txt"],
        ["地区生产总值", "大同市", "2021", "growth", "7.5", "%", "2021.txt"],
    ]
    assert (
        len(lines("panel", "--store", store, "--aspect", "growth", "--year", "2021", "--indicator", "地区生产总值"))
        == 2
    )


def test_wide_and_targets(store: str) -> None:
    assert lines("panel", "--store", store, "--wide", "--lang", "zh") == [
        ["指标", "地区", "口径", "单位", "2020", "2021"],
        ["地区生产总值", "大同市", "水平", "亿元", "1369.9", "1686"],
        ["地区生产总值", "大同市", "增速", "%", "3.3", "7.5"],
    ]
    (row,) = lines("panel", "--store", store, "--targets")[1:]
    assert row == ["地区生产总值", "大同市", "2021", "growth", "≈8", "7.5", "-0.5", "%"]


def test_all_claims(store: str) -> None:
    rows = lines("panel", "--store", store, "--all", "--status", "target")
    assert rows[1] == ["地区生产总值", "大同市", "2021", "growth·target", "≈8", "%", "1/1", "2020.txt"]


def test_formats(store: str, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("panel", "--store", store, "--format", "csv").stdout.decode())))
    assert [row["value"] for row in rows] == ["136990000000", "168600000000", "3.3", "7.5"]
    data = json.loads(run("panel", "--store", store, "--format", "json", "--wide").stdout)
    assert [row["2021"] for row in data] == ["168600000000", "7.5"]
    target = tmp_path / "panel.csv"
    assert b"4 records" in run("panel", "--store", store, "--format", "csv", "--output", str(target)).stderr
    assert target.read_text(encoding="utf-8").count("\n") == 5


def test_find(store: str) -> None:
    result = run("find", "生产总值", "--store", store, "--year", "2021", "--limit", "1")
    head, sentence, source, _ = result.stdout.decode().split("\n", 3)
    assert head == "大同市  2021  地区生产总值  level  1686 亿元"
    assert (sentence.strip(), source.strip()) == ("2021年，全市地区生产总值完成1686亿元，同比增长7.5%。", "2021.txt")
    assert b"--limit" in result.stderr
    assert run("find", "没有这个指标", "--store", store).stdout == b"(no figures found)\n"


def test_export(store: str, tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    result = run("export", "--store", store, "--format", "csv", "--output", str(path), "--status", "actual")
    assert result.returncode == 0 and b"4 rows" in result.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["datapackage.json", "panel.csv"]
    result = run("export", "--store", store, "--format", "sdmx-csv", "--output", str(tmp_path / "panel.sdmx.csv"))
    assert result.returncode == 0 and b"left out" not in result.stderr


def test_no_store_and_a_year_that_is_none(store: str, tmp_path: Path) -> None:
    result = run("panel", "--store", str(tmp_path / "none.duckdb"))
    assert result.returncode == 2 and b"E501" in result.stderr
    result = run("panel", "--store", store, "--year", "last")
    assert result.returncode == 2 and b"E302" in result.stderr


PROGRESS = """
import sys
from rich.console import Console
import zhibiao.cli.batch as command
from zhibiao.batch import Summary
Console.is_terminal = True
with command._watcher(4, shown=True) as watch:
    summary = Summary(files=3, reports=2, characters=5000, finished=3)
    watch(summary)
"""


def test_progress_on_a_terminal_only() -> None:
    shown = subprocess.run([sys.executable, "-c", PROGRESS], capture_output=True, check=True)
    assert b"3/4" in shown.stderr and b"reports/s" in shown.stderr and shown.stdout == b""
    quiet = subprocess.run(
        [sys.executable, "-c", PROGRESS.replace("True", "False", 1)], capture_output=True, check=True
    )
    assert quiet.stderr == quiet.stdout == b""
