"""Normal text: cases as data, sorted as in-the-wild, synthetic, negative and known-failures, and what always holds."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.text.normal import NormalText, normalize

CASES = Path(__file__).parent / "cases"
TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("１２.．，,：:—-~ 　\n\f[]①②¹《》（）(万亿元年第期增长%％M○一、。 \0")), st.characters()
    )
)


def _cases(name: str) -> list[object]:
    rows = [json.loads(line) for line in (CASES / f"normal_{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row["source"], row["normal"], id=row["name"]) for row in rows]


@pytest.mark.parametrize(("source", "normal"), _cases("in_the_wild") + _cases("synthetic") + _cases("negative"))
def test_case(source: str, normal: str) -> None:
    assert normalize(source).text == normal


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("source", "normal"), _cases("known_failures"))
def test_known_failure(source: str, normal: str) -> None:
    assert normalize(source).text == normal


def _check_map(normal: NormalText) -> None:
    assert len(normal.origin) == len(normal.text)
    assert all(before < after for before, after in pairwise(normal.origin))
    assert not normal.origin or 0 <= normal.origin[0] <= normal.origin[-1] < len(normal.source)
    assert "\0" not in normal.text and "\n\n" not in normal.text


@given(TEXTS)
def test_map_holds(source: str) -> None:
    normal = normalize(source)
    _check_map(normal)
    assert normal == normalize(source)


@given(TEXTS, st.data())
def test_spans_map_back(source: str, data: st.DataObject) -> None:
    normal = normalize(source)
    if not normal.text:
        return
    start = data.draw(st.integers(0, len(normal.text) - 1))
    end = data.draw(st.integers(start + 1, len(normal.text)))
    first, last = normal.to_source(start, end)
    assert 0 <= first < last <= len(source)
    rest = iter(source[first:last])
    assert all(char in rest for char in normal.copy(start, end))


@pytest.mark.parametrize(
    "piece", ["。 ", " ", "\n", "1 ", "1，", "[1] ", "①", "—", "《\n", "a\n", "一、标题 ", "第1期\n", "\f1"]
)
def test_long_runs(piece: str) -> None:
    _check_map(normalize(piece * 20000))


def test_reports(shared: Path) -> None:
    for path in sorted(shared.glob("corpus/*/*.txt")) + sorted(shared.glob("gold/*/report.txt")):
        _check_map(normalize(path.read_bytes().decode("utf-8", "replace")))


def test_every_number_of_the_gold_is_a_normal_span(shared: Path) -> None:
    for directory in sorted(path.parent for path in shared.glob("gold/*/mentions.jsonl")):
        normal = normalize((directory / "report.txt").read_text(encoding="utf-8"))
        place = {offset: index for index, offset in enumerate(normal.origin)}
        for line in (directory / "mentions.jsonl").read_text(encoding="utf-8").splitlines():
            mention = json.loads(line)
            start, end = place[mention["start"]], place[mention["end"] - 1] + 1
            assert normal.to_source(start, end) == (mention["start"], mention["end"])
            assert "\n" not in normal.text[start:end]
