"""What a command does not need it does not load: starting up must cost little."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_cli import run

HEAVY = {"spacy", "thinc", "pandas", "jieba", "rjieba", "pypdfium2", "lxml", "zhibiao.extraction", "zhibiao.linking"}


def loaded(*arguments: str) -> set[str]:
    """The modules that a command loads."""
    code = "from zhibiao.cli import main; main()"
    command = [sys.executable, "-X", "importtime", "-c", code, *arguments]
    result = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8")
    modules = {line.rpartition("|")[2].strip() for line in result.stderr.splitlines()}
    assert "zhibiao" in modules
    return modules


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    path = tmp_path_factory.mktemp("store") / "store.duckdb"
    seed = str(root / "seeds" / "datong-2021" / "report.txt")
    assert run("batch", seed, "--store", str(path), "--workers", "1").returncode == 0
    return path


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], *([name, "--help"] for name in ("extract", "batch"))])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert not loaded(*arguments) & (HEAVY | {"duckdb", "numpy"})


@pytest.mark.parametrize(
    "arguments",
    [
        ["panel", "--indicator", "地区生产总值"],
        ["find", "地区生产总值"],
        ["export", "--format", "csv", "--output", "OUT"],
    ],
    ids=["panel", "find", "export"],
)
def test_looking_into_a_store_loads_nothing_heavy(store: Path, tmp_path: Path, arguments: list[str]) -> None:
    arguments = [str(tmp_path / "panel.csv") if argument == "OUT" else argument for argument in arguments]
    assert not loaded(*arguments, "--store", str(store)) & HEAVY


def test_extract_loads_no_spacy(root: Path) -> None:
    modules = loaded("extract", str(root / "seeds" / "datong-2021" / "report.txt"))
    assert not modules & {"spacy", "thinc", "pandas", "numpy", "jieba", "duckdb"}
