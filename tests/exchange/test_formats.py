"""Annotations go into each format and come back as they were."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhibiao
from zhibiao.errors import ExchangeError
from zhibiao.evaluation import evaluate
from zhibiao.evaluation.gold import Annotated, read_annotated
from zhibiao.exchange import annotations_of, brat, doccano, dump, label_studio, load, web_annotation
from zhibiao.exchange.annotations import CHOICES, LABELS, WORDS, mention_row, record_row

NUMBERS = st.from_regex(r"-?[0-9]{1,6}(\.[0-9]{1,4})?", fullmatch=True)
TEXTS = st.text("地区生产总值完成1686亿元，𠮷😀\r\n\t<>&\"'=|　", min_size=1, max_size=60)
FIELD = st.text("指标名称𠮷 <>&\"'=;", max_size=8).map(str.strip)


@st.composite
def annotated(draw: Any) -> Annotated:
    """A text with some records and mentions, both over any characters of it."""
    text = draw(TEXTS)
    starts = st.integers(0, len(text) - 1)
    spans = starts.flatmap(lambda start: st.tuples(st.just(start), st.integers(start + 1, len(text))))
    mentions = [
        mention_row(text, *span, draw(st.sampled_from(LABELS)), "") for span in draw(st.lists(spans, max_size=4))
    ]
    records = []
    for start, end in draw(st.lists(spans, max_size=4)):
        fields: dict[str, Any] = {"start": start, "end": end, "part": draw(st.integers(0, 9)), "value": draw(NUMBERS)}
        fields |= {name: draw(FIELD) for name in WORDS[2:]}
        fields |= {name: draw(st.sampled_from(values)) for name, values in CHOICES.items()}
        records.append(record_row(text, fields, ""))
        mentions.append(mention_row(text, start, end, "QUANTITY", ""))
    return Annotated("report", text, records, mentions)


@given(annotated())
def test_round_trip(given_: Annotated) -> None:
    name, text = given_.name, given_.text
    assert web_annotation.load(json.loads(json.dumps(web_annotation.dump(given_))), text, name) == given_
    assert label_studio.load(json.loads(json.dumps(label_studio.dump(given_)))) == [given_]
    assert doccano.load(doccano.dump(given_)) == [given_]


@given(annotated())
def test_round_trip_brat(given_: Annotated) -> None:
    """A span that begins or ends with line breaks loses them: brat has no such spans."""
    rows = [*given_.records, *given_.mentions]
    if any(row["text"] != row["text"].strip("\r\n") for row in rows):
        return
    assert brat.load(brat.dump(given_), given_.text, given_.name) == given_


@pytest.fixture(scope="module")
def report(root: Path) -> zhibiao.Report:
    return zhibiao.extract(root / "seeds" / "datong-2021" / "report.txt")


@pytest.mark.parametrize("format", ["label-studio", "doccano", "web-annotation"])
def test_report_round_trip(report: zhibiao.Report, format: str) -> None:
    expected = annotations_of(report)
    (found,) = load(format, dump(format, expected).data, report.text)
    assert (found.text, found.records, found.mentions) == (expected.text, expected.records, expected.mentions)


def test_brat_archive(report: zhibiao.Report) -> None:
    expected = annotations_of(report)
    archive = zipfile.ZipFile(io.BytesIO(dump("brat", expected).data))
    text = archive.read(f"{expected.name}/{expected.name}.txt").decode()
    (found,) = load("brat", archive.read(f"{expected.name}/{expected.name}.ann"), text)
    assert (found.records, found.mentions) == (expected.records, expected.mentions)
    for line in brat.dump(expected).splitlines():
        if line.startswith("T"):
            _, place, quoted = line.split("\t")
            pieces = [tuple(map(int, piece.split())) for piece in place.partition(" ")[2].split(";")]
            assert " ".join(text[start:end] for start, end in pieces) == quoted


def test_seed_is_read_by_evaluate(report: zhibiao.Report, tmp_path: Path) -> None:
    """What was extracted, taken for gold, is what is extracted."""
    zipfile.ZipFile(io.BytesIO(dump("seed", annotations_of(report), {"region": report.region}).data)).extractall(
        tmp_path
    )
    seed = read_annotated(tmp_path / report.head.id)
    assert seed.text == report.text
    total = evaluate([tmp_path], zhibiao.load_model()).total
    assert total.records["exact"].f1 == total.records["found"].f1 == 1.0
    assert total.mentions["ORG"].f1 == 1.0


def test_quote_finds_its_place_in_an_edited_text(report: zhibiao.Report) -> None:
    expected = annotations_of(report)
    data = web_annotation.dump(Annotated("", report.text, expected.records[:40], []))
    found = web_annotation.load(data, "新增的一行\n" + report.text)
    assert [row["start"] - 6 for row in found.records] == [row["start"] for row in expected.records[:40]]


def test_label_studio_offsets_are_those_of_javascript() -> None:
    text = "😀增长7.5%"
    (task,) = label_studio.dump(Annotated("", text, [], [mention_row(text, 3, 7, "PERCENT", "")]))
    value = task["annotations"][0]["result"][0]["value"]
    assert (value["start"], value["end"]) == (4, 8)
    value["start"], value["end"] = 3, 7  # as programs in Python count
    assert label_studio.load([task])[0].mentions[0]["text"] == "7.5%"


OUTSIDE = {"id": "a", "type": "labels", "value": {"start": 0, "end": 9, "labels": ["ORG"]}}
BROKEN = [
    ("label-studio", "{}"),
    ("label-studio", "[1]"),
    ("label-studio", json.dumps([{"data": {"text": "增长"}, "annotations": [{"result": [OUTSIDE]}]}])),
    ("label-studio", "["),
    ("label-studio", "[" * 100_000),
    ("doccano", "{"),
    ("doccano", '{"text": "增长", "label": [[0, 5, "ORG"]]}'),
    ("doccano", '{"text": "增长", "label": [[0, 1, "人"]]}'),
    ("doccano", '{"text": "增长", "entities": [], "records": [{"start": 0, "end": 1, "value": "x"}]}'),
    ("brat", "T1\tORG 0\n"),
    ("brat", "T1\tORG 0 99\tx\n"),
    ("brat", "T1\tORG a b\tx\n"),
    ("web-annotation", "[1]"),
    ("web-annotation", '{"items": {}}'),
    ("web-annotation", '[{"target": {"selector": {"type": "TextQuoteSelector", "exact": "没有"}}}]'),
    ("web-annotation", '[{"target": "urn:x", "body": "urn:y"}]'),
]  # fmt: skip


@pytest.mark.parametrize(("format", "data"), BROKEN)
def test_broken_files_are_told(format: str, data: str) -> None:
    with pytest.raises(ExchangeError, match="E701"):
        load(format, data.encode(), "增长百分之五")


def test_not_utf8() -> None:
    with pytest.raises(ExchangeError):
        load("doccano", b"\xff\xfe")
