"""ORG and PROJECT mentions."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhibiao
from zhibiao.analysis import Analysis, Match
from zhibiao.knowledge.alternation import one_of
from zhibiao.knowledge.names import Names, read_words
from zhibiao.matchers.name_context import split_list
from zhibiao.matchers.names import match_names
from zhibiao.matchers.regions import match_regions
from zhibiao.text.normal import normalize

TABLE = (Path(__file__).parent / "cases" / "names.tsv").read_text("utf-8").split("\n")
CASES = [line.split("\t") for line in TABLE if "\t" in line and not line.startswith("#")][1:]
TARGETS = {"datong-2021": 0.85, "work-hailar-2014": 0.80, "work-hailar-2016": 0.80, "work-jilin-2026": 0.80}


def read(text: str, model: zhibiao.Model) -> Analysis:
    analysis = Analysis(normalize(text))
    analysis.words, analysis.word_starts, analysis.tags = model.tokenizer.tag(analysis.normal.text)
    analysis.matches = match_regions(analysis.normal.text, model.regions, None, set(analysis.word_starts))
    return analysis


def names_in(text: str, model: zhibiao.Model) -> list[Match]:
    return match_names(read(text, model), model.names)


@pytest.mark.parametrize(("text", "mentions"), CASES)
def test_cases(text: str, mentions: str, model: zhibiao.Model) -> None:
    analysis = read(text, model)
    found = match_names(analysis, model.names)
    normal = analysis.normal.text
    assert "|".join(f"{match.type}={normal[match.start : match.end]}" for match in found) == mentions


ALPHABET = "市委区政府、，。“”（）《》大同集团公司建成投产项目等3个工程路在和的\n A"


@given(st.text(alphabet=st.sampled_from(ALPHABET), max_size=120))
@settings(max_examples=200, deadline=None)
def test_any_text(text: str) -> None:
    model = zhibiao.load_model()
    analysis = read(text, model)
    last = {"ORG": 0, "PROJECT": 0}
    for match in match_names(analysis, model.names):
        assert last[match.type] <= match.start < match.end <= len(analysis.normal.text)
        last[match.type] = match.end


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。",
        "\n\n",
        "等" * 300,
        "、" * 300,
        "“" * 300,
        "建成" * 300,
        "的项目" * 300,
        "和项目工程",
        "、项目",
        "揭牌成立" * 300,
        "最——" * 300,
    ],
)
def test_degenerate(text: str, model: zhibiao.Model) -> None:
    names_in(text, model)


def test_split_list_keeps_quotes() -> None:
    text = "甲、“乙、丙”工程、丁（戊、己）"
    assert [text[start:end] for start, end in split_list(text, 0, len(text))] == ["甲", "“乙、丙”工程", "丁（戊、己）"]


def test_one_of_prefers_the_longest() -> None:

    found = re.match(one_of(["建成", "建成投产", "开工"]), "建成投产了")
    assert found is not None and found.group() == "建成投产"


def test_broken_table_names_its_file(tmp_path: Path) -> None:
    (tmp_path / "names.toml").write_text("[organ]\nlevels = 1\n", encoding="utf-8")
    with pytest.raises(zhibiao.errors.ModelError, match=r"names\.toml"):
        Names.load(tmp_path, zhibiao.load_model().regions)


def test_missing_word_list(tmp_path: Path) -> None:
    with pytest.raises(zhibiao.errors.ModelError):
        read_words(tmp_path / "none.txt")


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_gold(name: str, shared: Path, model: zhibiao.Model) -> None:
    folder = shared / "gold" / name
    analysis = read((folder / "report.txt").read_text("utf-8"), model)
    found = match_names(analysis, model.names)
    lines = (folder / "mentions.jsonl").read_text("utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    for kind in ("ORG", "PROJECT"):
        expected = {(mention["start"], mention["end"]) for mention in gold if mention["type"] == kind}
        actual = {analysis.normal.to_source(match.start, match.end) for match in found if match.type == kind}
        assert 2 * len(expected & actual) / (len(expected) + len(actual)) >= TARGETS[name], kind
