"""Exports, read back by other programs."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from frictionless import Package, system
from openpyxl import load_workbook
from pysdmx.io import read_sdmx

import zhibiao
from tests.storage.conftest import Make
from zhibiao.storage import Store
from zhibiao.storage.export import COLUMNS, export
from zhibiao.storage.selection import Selection

TEXT = "地区生产总值完成1686亿元，同比增长-7.5%。=cmd产业园区达到3个。城镇化率60%—65%。大同轻飞利润20万元。"
EVERYTHING = Selection()


@pytest.fixture
def store(make: Make) -> Store:
    return make(("work", 2021, TEXT), ("work", 2022, "2021年，地区生产总值完成1700亿元。"))


def test_csv_and_its_data_package(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    done = export(store, EVERYTHING, "csv", path)
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == done.rows and tuple(rows[0]) == COLUMNS
    gdp = next(row for row in rows if row["indicator_id"] == "gdp" and row["aspect"] == "level")
    assert (gdp["value"], gdp["unit"], gdp["written"], gdp["written_unit"]) == ("168600000000", "元", "1686", "亿元")
    assert gdp["sentence"].startswith("地区生产总值完成1686亿元")
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["resources"][0]
    fields = {field["name"]: field for field in described["schema"]["fields"]}
    assert fields["value"]["type"] == "number" and "base unit" in fields["value"]["description"]
    assert described["path"] == "panel.csv" and all(field["title"] for field in fields.values())


def test_text_that_would_be_a_formula(store: Store, tmp_path: Path) -> None:
    export(store, EVERYTHING, "csv", tmp_path / "panel.csv")
    text = (tmp_path / "panel.csv").read_text(encoding="utf-8")
    assert "'=cmd" in text and ",=cmd" not in text and ",-7.5," in text
    export(store, EVERYTHING, "xlsx", tmp_path / "panel.xlsx")
    book = load_workbook(tmp_path / "panel.xlsx")
    assert not any(cell.data_type == "f" for sheet in book for row in sheet for cell in row)


def test_workbook(store: Store, tmp_path: Path) -> None:
    done = export(store, EVERYTHING, "xlsx", tmp_path / "panel.xlsx")
    book = load_workbook(tmp_path / "panel.xlsx")
    assert book.sheetnames == ["数据", "依据", "说明"]
    data, provenance = book["数据"], book["依据"]
    header = [cell.value for cell in data[1]]
    assert header[:4] == ["序号", "地区", "地区代码", "指标"]
    assert (data.max_row, provenance.max_row) == (done.rows + 1, done.rows + 1)
    value = next(row for row in data.iter_rows(min_row=2) if row[3].value == "地区生产总值")[header.index("数值")]
    assert value.value == 168600000000 and value.number_format.startswith("#,##0")
    sentences = [
        row[[cell.value for cell in provenance[1]].index("句子")].value for row in provenance.iter_rows(min_row=2)
    ]
    assert all(sentences)
    assert data.freeze_panes == "B2" and data.auto_filter.ref


def test_parquet(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "panel.parquet"
    done = export(store, EVERYTHING, "parquet", path)
    rows = duckdb.sql(f"SELECT value FROM '{path}' WHERE indicator_id = 'gdp' AND aspect = 'level'").fetchall()
    assert rows == [(Decimal(168600000000),)]
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["resources"][0]["rows"] == done.rows


def test_json_lines_with_all_claims(store: Store, tmp_path: Path) -> None:
    export(store, Selection(indicators=("gdp",), aspects=("level",)), "jsonl", tmp_path / "panel.jsonl", every=True)
    rows = [json.loads(line) for line in (tmp_path / "panel.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["choice"], row["value"]) for row in rows] == [(1, "168600000000"), (2, "170000000000")]


def test_sdmx(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    done = export(store, EVERYTHING, "sdmx-csv", path)
    (dataset,) = read_sdmx(path).data
    assert len(dataset.data) == done.rows and done.left_out >= 2
    frame = dataset.data.set_index(["INDICATOR", "ASPECT"])
    row = frame.loc[("GDP", "LEVEL")]
    assert (row["REF_AREA"], row["TIME_PERIOD"], float(row["OBS_VALUE"]), row["UNIT_MEASURE"]) == (
        "140200", "2021", 168600000000.0, "CNY",
    )  # fmt: skip


def test_a_place_that_cannot_be_written(store: Store, tmp_path: Path) -> None:
    for format in ("csv", "parquet", "xlsx"):
        with pytest.raises(zhibiao.UsageError, match="E302"):
            export(store, EVERYTHING, format, tmp_path / "no" / "panel")
