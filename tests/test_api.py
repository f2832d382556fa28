"""The public interface of the package."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import ROUND_UP, Context, localcontext
from pathlib import Path

import pytest

import zhibiao
from zhibiao.records import COLUMNS, IndicatorRecord

TEXT = "全市地区生产总值完成1686亿元，同比增长7.5%，比2020年提高3.2个百分点。其中，第一产业增加值102.2亿元。"
CONTRACT = json.loads((Path(__file__).parent / "cases" / "contract.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def report() -> zhibiao.Report:
    return zhibiao.extract_text(TEXT, region="大同市", year=2021)


def test_all_is_sorted_and_there() -> None:
    assert zhibiao.__all__ == sorted(zhibiao.__all__)
    assert all(hasattr(zhibiao, name) for name in zhibiao.__all__)


def test_public_names_have_docstrings() -> None:
    undocumented = [name for name in zhibiao.__all__ if not getattr(zhibiao, name).__doc__]
    assert undocumented == []


def test_json_contract(report: zhibiao.Report) -> None:
    data = json.loads(json.dumps(report.to_dict()))
    assert {"report", "mentions", "records"} <= data.keys()
    assert set(CONTRACT["report"]) <= data["report"].keys()
    assert all(set(CONTRACT["mention"]) <= mention.keys() for mention in data["mentions"])
    assert all(set(CONTRACT["record"]) <= record.keys() for record in data["records"])
    assert data["records"][0]["sentence"].keys() == set(CONTRACT["sentence"])


def test_numbers_are_strings_in_json(report: zhibiao.Report) -> None:
    first = report.to_dict()["records"][0]
    assert (first["value"], first["value_max"], first["value_base"]) == ("1686", "", "168600000000")


def test_values_of_a_record(report: zhibiao.Report) -> None:
    level, growth, change, part = report.records
    assert (level.indicator, level.indicator_id, level.unit_base) == ("地区生产总值", "gdp", "元")
    assert (growth.aspect, growth.relation, str(growth.value), growth.unit) == ("growth", "value", "7.5", "%")
    assert (change.aspect, change.relation, change.base) == ("growth", "change", "2020")
    assert part.part_of == change.id or part.part_of == level.id


def test_the_precision_of_the_program_around_does_not_matter(report: zhibiao.Report) -> None:
    with localcontext(Context(prec=3, rounding=ROUND_UP)):
        assert zhibiao.extract_text(TEXT, region="大同市", year=2021) == report
        doc = zhibiao.load()(TEXT)
    assert [record.value_base for record in doc._.records] == [record.value_base for record in report.records]


def test_provenance_is_in_the_text(report: zhibiao.Report) -> None:
    for record in report.records:
        assert set(record.provenance) <= {"indicator", "region", "period", "base", "entity"}
        for source in record.provenance.values():
            for span in source.spans if isinstance(source, zhibiao.Inherited) else source:
                assert TEXT[span.start : span.end] == span.text


def test_round_trip(report: zhibiao.Report) -> None:
    again = zhibiao.Report.from_dict(json.loads(json.dumps(report.to_dict())), report.text)
    assert again == report


def test_trusted_objects_are_as_valid_ones(report: zhibiao.Report) -> None:
    for record in report.records:
        assert IndicatorRecord.model_validate(record.model_dump()) == record


def test_dataframe(report: zhibiao.Report) -> None:
    frame = report.to_dataframe()
    assert list(frame.columns) == COLUMNS
    assert len(frame) == len(report.records)


def test_overrides() -> None:
    report = zhibiao.extract_text(TEXT, region="灵丘", year=2019)
    assert (report.region, report.year) == ("灵丘县", 2019)
    with pytest.raises(zhibiao.UsageError, match="E301"):
        zhibiao.extract_text(TEXT, region="不存在的地方")


def test_same_text_same_answer() -> None:
    one, other = (zhibiao.extract_text(TEXT).to_dict() for _ in range(2))
    assert one == other


def test_errors_pickle_and_speak_both_languages() -> None:
    error = pickle.loads(pickle.dumps(zhibiao.InputError("E101", path="x.txt")))
    assert "no such file" in error.text("en")
    assert "文件不存在" in error.text("zh")


def test_extraction_does_not_import_spacy() -> None:
    code = "import sys, zhibiao; zhibiao.extract_text('全市生产总值增长5%。'); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_extract_reads_a_path(root: Path) -> None:
    report = zhibiao.extract(root / "seeds" / "datong-2021" / "report.txt")
    assert (report.region, report.year, report.kind) == ("大同市", 2021, "plan")
    assert report.head.source == "report.txt"


def test_threads_and_processes_agree(root: Path) -> None:
    path = root / "seeds" / "datong-2021" / "report.txt"
    expected = zhibiao.extract(path).to_dict()
    with ThreadPoolExecutor(4) as pool:
        assert all(report.to_dict() == expected for report in pool.map(zhibiao.extract, [path] * 8))
    code = f"import json, zhibiao; print(json.dumps(zhibiao.extract({str(path)!r}).to_dict()))"
    for seed in ("1", "2"):
        result = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        assert json.loads(result.stdout) == expected


def test_a_report_pickles(report: zhibiao.Report) -> None:
    assert pickle.loads(pickle.dumps(report)) == report


@pytest.mark.parametrize("text", ["全市地区生产总值完成1686亿元，\n同比增长7.5%。", "全市地区生产总值增长7.5%。" * 100])
def test_a_text_in_place_of_a_path_is_told(text: str) -> None:
    with pytest.raises(zhibiao.UsageError, match=r"extract_text\(\)") as error:
        zhibiao.extract(text)
    assert len(str(error.value)) < 120
