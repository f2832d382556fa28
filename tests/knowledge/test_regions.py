"""The regions of the model: names, codes, nearness, full forms, broken tables."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from zhibiao.errors import ModelError
from zhibiao.knowledge.meta import default_directory
from zhibiao.knowledge.regions import FILE, PLACES, WORDS, load

REGIONS = load(default_directory())
TABLE = (Path(__file__).parent / "cases" / "full_names.tsv").read_text("utf-8").split("\n")
CASES = [line.split("\t") for line in TABLE if "\t" in line and not line.startswith("#")][1:]


@pytest.mark.parametrize(("word", "home", "full"), CASES)
def test_full_name(word: str, home: str, full: str) -> None:
    owner = REGIONS.find(home) if home else None
    found = REGIONS.find(word, owner.code if owner is not None else "")
    assert (
        REGIONS.full_name(word, found.code if found is not None and word not in REGIONS.words.scopes else "", owner)
        == full
    )


@pytest.mark.parametrize(
    ("name", "near", "code"),
    [
        ("湘西自治州", "", "433100"),
        ("巴州", "", "652800"),
        ("红河州", "", "532500"),
        ("内蒙古", "", "150000"),
        ("香港", "", "810000"),
        ("朝阳区", "", ""),
        ("朝阳区", "110000", "110105"),
        ("朝阳区", "220102", "220104"),
        ("鼓楼区", "320100", "320106"),
        ("海南", "", "460000"),
        ("吉林", "220200", "220200"),
        ("没有市", "", ""),
    ],
)
def test_find(name: str, near: str, code: str) -> None:
    found = REGIONS.find(name, near)
    assert (found.code if found is not None else "") == code


def test_tree() -> None:
    county = REGIONS.by_code["140224"]
    parent = REGIONS.parent(county)
    province = REGIONS.province_of(county)
    assert parent is not None and province is not None
    assert (county.name, parent.name, province.name) == ("灵丘县", "大同市", "山西省")


def test_counts() -> None:
    levels = [region.level for region in REGIONS.by_code.values()]
    assert (levels.count("province"), levels.count("prefecture")) == (34, 333)
    assert levels.count("county") > 2800
    assert all(len(name) > 1 for name in REGIONS.by_name)


def test_fast() -> None:
    assert min(_seconds() for _ in range(3)) < 0.1


def _seconds() -> float:
    start = time.perf_counter()
    load(default_directory())
    return time.perf_counter() - start


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("99\t某省\t某\t\tprovince", "six digits"),
        ("999999\t某省\t\t\tcontinent", "level"),
        ("140224\t灵丘县\t灵丘\t140200\tcounty", "twice"),
        ("999999\t某\t\t\tprovince", "two characters"),
        ("999999\t某县", "cells"),
        ("999999\t某县\t\t888888\tcounty", "parent"),
    ],
)
def test_broken_row(tmp_path: Path, row: str, reason: str) -> None:
    for name in (FILE, PLACES, WORDS):
        shutil.copy(default_directory() / name, tmp_path / name)
    with (tmp_path / FILE).open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    with pytest.raises(ModelError, match=reason):
        load(tmp_path)
