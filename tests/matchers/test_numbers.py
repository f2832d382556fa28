"""Number mentions: spans, values, bounds and the fact flag, as the guidelines define them."""

from __future__ import annotations

import csv
import json
import re
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhibiao.analysis import Match
from zhibiao.knowledge.numerals import Numerals
from zhibiao.matchers.numbers import match_numbers
from zhibiao.text.normal import normalize

CASES = Path(__file__).parent / "cases"
MODEL = Path(__file__).resolve().parents[2] / "models" / "zh_gov_report"
KNOWLEDGE = Numerals.load(MODEL)
TYPES = {"QUANTITY": "Q", "PERCENT": "P", "RANK": "R"}
ALPHABET = "0123456789߀٣१.,:/%-—一二三十百千万亿两零点几数第前名位年月个家元吨多余近约超以上分之、和“”《》=\n全省增长"


def _cases() -> list[list[str]]:
    lines = (CASES / "numbers.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


def _written(match: Match) -> str:
    """A match as the case file writes it."""
    number = match.number
    assert number is not None
    value = f"{number.value}~{number.value_max}" if number.value_max is not None else str(number.value)
    value = ":".join(map(str, number.parts)) or value
    return f"{TYPES[match.type]} {value} {number.unit or '-'} {number.bound}" + ("" if number.fact else " no")


@pytest.mark.parametrize(("marked", "mentions"), _cases())
def test_case(marked: str, mentions: str) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    found = match_numbers(text, KNOWLEDGE)
    assert [text[match.start : match.end] for match in found] == re.findall(r"\[(.*?)\]", marked)
    assert "; ".join(map(_written, found)) == mentions


@pytest.mark.parametrize("text", (CASES / "numbers_none.txt").read_text(encoding="utf-8").splitlines())
def test_no_mention(text: str) -> None:
    assert [text[match.start : match.end] for match in match_numbers(text, KNOWLEDGE)] == []


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(alphabet=ALPHABET, max_size=60), st.text(max_size=60)))
def test_any_text_gives_ordered_spans_that_do_not_overlap(text: str) -> None:
    end = 0
    for match in match_numbers(text, KNOWLEDGE):
        assert end <= match.start < match.end <= len(text)
        assert match.number is not None and isinstance(match.number.value, Decimal)
        end = match.end


@pytest.mark.parametrize(
    "piece", ["增", "9", "一", "万", "1,", "1:", "1/", "“", "《", "第1", "百分之", "1亿", "千余", "1、"]
)
def test_long_runs_take_linear_time(piece: str) -> None:
    """Quadratic time would be minutes here."""
    start = time.perf_counter()
    match_numbers(piece * (200_000 // len(piece)), KNOWLEDGE)
    assert time.perf_counter() - start < 20


def test_gold_mentions(shared: Path) -> None:
    """Number mentions on every gold report, strict spans and types: F1 at least 0.98."""
    for directory in sorted((shared / "gold").iterdir()):
        normal = normalize((directory / "report.txt").read_bytes().decode())
        rows = [json.loads(line) for line in (directory / "mentions.jsonl").read_text(encoding="utf-8").splitlines()]
        gold = {(row["start"], row["end"], row["type"]) for row in rows if row["type"] in TYPES}
        found = {
            (*normal.to_source(match.start, match.end), match.type) for match in match_numbers(normal.text, KNOWLEDGE)
        }
        assert 2 * len(gold & found) / (len(gold) + len(found)) >= 0.98, directory.name


def test_case_files_have_no_duplicates() -> None:
    texts = [row[0] for row in _cases()]
    assert len(texts) == len(set(texts))
    with (CASES / "numerals.tsv").open(encoding="utf-8") as file:
        assert len(list(csv.reader(file, delimiter="\t"))) > 10


@given(st.text(alphabet="一二两三九零〇十百千万亿点数几多余分之个元吨%成倍第增长达到0123.,-—:/年", max_size=12))
@settings(max_examples=500, deadline=None)
def test_any_row_of_numerals_is_read_or_left_alone(text: str) -> None:
    for match in match_numbers(text, KNOWLEDGE):
        assert 0 <= match.start < match.end <= len(text)
