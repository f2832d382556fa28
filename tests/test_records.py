"""The objects an extraction hands out, and their JSON."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

import zhibiao
from zhibiao.records import COLUMNS, IndicatorRecord, Inherited, Kind, Mention, MentionType, Offsets, Report, Span

CONTRACT = json.loads((Path(__file__).parent / "cases" / "contract.json").read_text(encoding="utf-8"))
DECIMAL = re.compile(r"-?\d+(\.\d+)?")


@pytest.fixture(scope="module")
def report(root: Path, model: zhibiao.Model) -> Report:
    return zhibiao.extract(root / "seeds" / "datong-2021" / "report.txt", model=model)


@pytest.fixture(scope="module")
def data(report: Report) -> dict[str, list[dict[str, object]]]:
    return json.loads(json.dumps(report.to_dict()))  # type: ignore[no-any-return]


def test_a_record_has_the_keys_of_the_contract(data: dict[str, list[dict[str, object]]]) -> None:
    for record in data["records"]:
        assert sorted(record) == sorted(CONTRACT["record"])


def test_numbers_are_plain_decimals_in_strings(data: dict[str, list[dict[str, object]]]) -> None:
    for record in data["records"]:
        for name in ("value", "value_base"):
            assert DECIMAL.fullmatch(str(record[name])) and isinstance(record[name], str)
        assert record["value_max"] == "" or DECIMAL.fullmatch(str(record["value_max"]))


def test_provenance_is_spans_or_where_it_was_inherited_from(data: dict[str, list[dict[str, object]]]) -> None:
    shapes = set()
    for record in data["records"]:
        for source in record["provenance"].values():  # type: ignore[attr-defined]
            spans = source if isinstance(source, list) else source["spans"]
            shapes.add("spans" if isinstance(source, list) else source["inherited"])
            assert all(span.keys() == {"start", "end", "text"} for span in spans)
    assert {"spans", "previous clause", "report"} <= shapes


def test_round_trip_of_a_whole_report(report: Report, data: dict[str, object]) -> None:
    assert Report.from_dict(data, report.text) == report


def test_what_is_trusted_is_valid(report: Report) -> None:
    assert Report.model_validate(report.model_dump()) == report
    assert all(IndicatorRecord.model_validate(record.model_dump()) == record for record in report.records)


def test_values_are_exact(report: Report) -> None:
    assert all(isinstance(record.value, Decimal) for record in report.records)
    assert all(isinstance(record.value_base, Decimal) for record in report.records)


def test_objects_are_frozen_and_closed(report: Report) -> None:
    with pytest.raises(ValidationError):
        report.records[0].value = Decimal(1)
    with pytest.raises(ValidationError):
        Span.model_validate({"start": 0, "end": 1, "text": "一", "colour": "red"})


@pytest.mark.parametrize(
    ("field", "value"),
    [("aspect", "speed"), ("relation", "ratio"), ("bound", "≥"), ("status", "planned"), ("value", "许多")],
)
def test_a_value_outside_the_guidelines_is_refused(report: Report, field: str, value: str) -> None:
    with pytest.raises(ValidationError, match=field):
        IndicatorRecord.model_validate({**report.records[0].model_dump(), field: value})


def test_a_report_of_other_data_is_refused(report: Report, data: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Report.from_dict({**data, "records": [{"start": 1}]}, report.text)


def test_ids_are_made_of_the_text(report: Report, model: zhibiao.Model) -> None:
    again = zhibiao.extract_text(report.text, model=model)
    assert again.head.id == report.head.id == report.head.sha256[:16]
    assert again.head.sha256 == report.head.sha256
    assert zhibiao.extract_text(report.text + " ", model=model).head.id != report.head.id


def test_parts_name_their_wholes(report: Report) -> None:
    records = {record.id: record for record in report.records}
    parts = [record for record in report.records if record.part_of]
    assert parts
    assert all(record.part_of in records and record.part_of != record.id for record in parts)


def test_flat_columns_are_fields() -> None:
    assert set(IndicatorRecord.model_fields) - set(COLUMNS) == {
        "sentence",
        "provenance",
        "section",
        "location",
        "checks",
    }


def test_types_and_kinds(report: Report) -> None:
    assert {mention.type for mention in report.mentions} <= set(get_args(MentionType))
    assert report.kind in get_args(Kind)


def test_bases_of_the_objects() -> None:
    assert issubclass(Span, Offsets) and issubclass(Mention, Span) and issubclass(IndicatorRecord, Span)
    assert Inherited(inherited="report").spans == []
