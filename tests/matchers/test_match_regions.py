"""REGION mentions."""

from __future__ import annotations

from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhibiao.knowledge.meta import default_directory
from zhibiao.knowledge.regions import load
from zhibiao.matchers.regions import match_regions

REGIONS = load(default_directory())
TABLE = (Path(__file__).parent / "cases" / "regions.tsv").read_text("utf-8").split("\n")
CASES = [line.split("\t") for line in TABLE if "\t" in line and not line.startswith("#")][1:]


@pytest.mark.parametrize(("home", "text", "mentions"), CASES)
def test_cases(home: str, text: str, mentions: str) -> None:
    words = text.split(" ")
    joined = "".join(words)
    starts = {0, *accumulate(map(len, words[:-1]))}
    found = match_regions(joined, REGIONS, REGIONS.find(home), starts)
    assert "|".join(f"{joined[match.start : match.end]}={match.id}" for match in found) == mentions


@given(
    st.text(alphabet=st.sampled_from("大同市灵丘县山西省内蒙古自治区全我本级场一般公共预算（，北京海淀"), max_size=200)
)
@settings(max_examples=200, deadline=None)
def test_any_text(text: str) -> None:
    found = match_regions(text, REGIONS, REGIONS.find("大同市"), set(range(len(text))))
    for before, after in pairwise(found):
        assert before.end <= after.start
    assert all(match.start < match.end <= len(text) and match.type == "REGION" for match in found)
    assert all(match.id == "" or match.id in REGIONS.by_code for match in found)
