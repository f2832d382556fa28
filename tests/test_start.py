"""Commands that only look into a store load no model, no spaCy and no segmenter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import zhibiao
from zhibiao.storage import Store

HEAVY = (
    "spacy", "jieba", "rjieba", "ahocorasick_rs", "pandas", "numpy", "zhibiao.extraction", "zhibiao.knowledge.model"
)  # fmt: skip
CODE = """
import sys
sys.argv = ["zhibiao", *sys.argv[1:]]
from zhibiao.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(" ".join(sorted(sys.modules)), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "zhibiao.duckdb"
    with Store.open(path, write=True) as store:
        store.add(zhibiao.extract_text("全市地区生产总值完成1686亿元。", region="大同市", year=2021), path="/a.txt")
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["panel", "--help"],
        ["panel", "--store", "STORE", "--indicator", "地区生产总值", "--wide"],
        ["find", "地区生产总值", "--store", "STORE"],
        ["export", "--store", "STORE", "--format", "csv", "--output", "OUTPUT"],
    ],
    ids=" ".join,
)
def test_what_is_loaded(store: Path, tmp_path: Path, arguments: list[str]) -> None:
    places = {"STORE": str(store), "OUTPUT": str(tmp_path / "panel.csv")}
    command = [sys.executable, "-c", CODE, *(places.get(argument, argument) for argument in arguments)]
    result = subprocess.run(command, capture_output=True, check=True)
    assert result.stdout or "OUTPUT" in arguments
    loaded = set(result.stderr.decode().splitlines()[-1].split())
    assert "zhibiao.cli.main" in loaded and not loaded & set(HEAVY)
