"""What a report says about itself."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhibiao.analysis import Analysis, Structure
from zhibiao.errors import UsageError
from zhibiao.knowledge import heads, regions
from zhibiao.knowledge.meta import default_directory
from zhibiao.text.head import read_head
from zhibiao.text.normal import normalize

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "heads.jsonl").read_text("utf-8").splitlines()]
REGIONS = regions.load(default_directory())
HEADS = heads.load(default_directory())


def head(text: str, region: str | None = None, year: int | None = None) -> Structure:
    analysis = Analysis(normalize(text))
    read_head(analysis, HEADS, REGIONS, region, year)
    return analysis.structure


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:20] for case in CASES])
def test_cases(case: dict[str, object]) -> None:
    found = head(str(case["text"]))
    got = {
        "kind": found.kind,
        "region": found.region,
        "code": found.region_code,
        "year": found.year,
        "date": found.date,
        "speaker": found.speaker,
        "audience": found.audience,
    }
    assert {key: got[key] for key in case if key != "text"} == {key: case[key] for key in case if key != "text"}


@pytest.mark.parametrize(
    ("name", "full"), [("大同", "大同市"), ("博州", "博尔塔拉蒙古自治州"), ("全国", "全国"), ("北京市朝阳区", "朝阳区")]
)
def test_overrides(name: str, full: str) -> None:
    found = head("关于吕梁市2018年预算执行情况与2019年预算草案的报告", region=name, year=2001)
    assert (found.region, found.year) == (full, 2001)


@pytest.mark.parametrize("name", ["哪里市", "朝阳区", "", "大同路"])
def test_unknown_region(name: str) -> None:
    with pytest.raises(UsageError) as error:
        head("政府工作报告", region=name)
    assert error.value.code == "E301"


@given(
    st.text(
        alphabet=st.sampled_from(
            "关于大同市二〇2年0五月日在第届人民代表会议上政府工作报告预算执行情况公—《》，。：（）\n "
        ),
        max_size=300,
    )
)
@settings(max_examples=200, deadline=None)
def test_any_text(text: str) -> None:
    normal = normalize(text).text
    found = head(text)
    for span in (found.title_span, found.region_span, found.year_span):
        assert span is None or 0 <= span[0] < span[1] <= len(normal)
    if found.title_span is not None:
        assert normal[slice(*found.title_span)].replace("\n", "") == found.title


def test_long_line() -> None:
    assert head("预算执行情况" * 200_000).region == ""


@cache
def expected(shared: Path) -> list[tuple[Path, str, str, int]]:
    with (shared / "corpus" / "MANIFEST.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    found = []
    for row in rows:
        path = shared / "corpus" / row["file"]
        region = REGIONS.find(row["region"]) or REGIONS.find(row["region"][-4:])
        if path.suffix == ".txt" and "original" not in path.parts and region is not None:
            found.append((path, region.name, row["kind"], int(row["year"]) - (row["kind"] == "work")))
    return found


def test_corpus(shared: Path) -> None:
    """Region, kind and year of the reports of the corpus, each right in 97 of 100 and more."""
    rows = expected(shared)
    found = [head(path.read_text(encoding="utf-8")) for path, *_ in rows]
    assert len(rows) > 90
    for place, least in ((1, 0.98), (2, 0.98), (3, 0.97)):
        right = sum(row[place] == (s.region, s.kind, s.year)[place - 1] for row, s in zip(rows, found, strict=True))
        assert right / len(rows) >= least
