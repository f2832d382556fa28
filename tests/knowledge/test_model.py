"""A model directory: what comes with zhibiao loads, and a broken row is named by file and line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import zhibiao
from zhibiao.knowledge.meta import default_directory

TABLES = {
    "verbs.tsv": "飞\tsoaring\t+",
    "patterns.tsv": "odd\tpercent\tx\tsideways\tvalue",
    "units.tsv": "嗯\tmass\theavy\tkg\tany\tyes\t\t",
    "indicators.tsv": "only_an_id",
    "regions.tsv": "12\t错\t\t\tcounty",
}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    target = tmp_path / "model"
    shutil.copytree(default_directory(), target)
    return target


def test_a_copy_is_a_model(directory: Path) -> None:
    assert zhibiao.load_model(directory).label == zhibiao.load_model().label


@pytest.mark.parametrize("name", TABLES)
def test_broken_row(directory: Path, name: str) -> None:
    path = directory / name
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n" + TABLES[name] + "\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(zhibiao.ModelError) as caught:
        zhibiao.load_model(directory)
    assert name in str(caught.value)
    assert f"line {len(text.splitlines())}" in str(caught.value)


@pytest.mark.parametrize(
    "name", ["grammar.toml", "times.toml", "headings.toml", "numbers.toml", "names.toml", "head.toml"]
)
def test_broken_lists(directory: Path, name: str) -> None:
    (directory / name).write_text("x = [", encoding="utf-8")
    with pytest.raises(zhibiao.ModelError, match=name):
        zhibiao.load_model(directory)


def test_broken_expression(directory: Path) -> None:
    path = directory / "patterns.tsv"
    path.write_text(path.read_text(encoding="utf-8") + "odd\tpercent\t(\tlevel\tvalue\n", encoding="utf-8")
    with pytest.raises(zhibiao.ModelError, match=r"line \d+: pattern: "):
        zhibiao.load_model(directory)


def test_no_model(tmp_path: Path) -> None:
    with pytest.raises(zhibiao.ModelError, match=r"meta\.json"):
        zhibiao.load_model(tmp_path)


def test_added_words_work(directory: Path) -> None:
    verbs = directory / "verbs.tsv"
    verbs.write_text(verbs.read_text(encoding="utf-8") + "噌噌涨\tgrowth\t+\n", encoding="utf-8")
    model = zhibiao.load_model(directory)
    record = zhibiao.extract_text("全市地区生产总值噌噌涨7.5%。", region="大同", year=2021, model=model).records[0]
    assert (record.indicator, record.aspect, record.relation) == ("地区生产总值", "growth", "value")


def test_meta(directory: Path) -> None:
    meta = json.loads((directory / "meta.json").read_text(encoding="utf-8"))
    assert zhibiao.load_model(directory).label == f"{meta['lang']}_{meta['name']}-{meta['version']}"
