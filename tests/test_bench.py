"""The benchmark runs and measures what it says; how fast anything is, is no matter of a test."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str) -> str:
    result = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", check=True)
    return result.stdout


def test_the_stages_are_a_line_each(root: Path) -> None:
    lines = run(str(root / "scripts" / "bench"), "--runs", "1").splitlines()
    assert lines[0] == "10737 characters, median of 1 runs"
    assert {"numbers", "linking", "checks", "extraction", "jieba.lcut"} <= {line.split()[0] for line in lines[1:]}


@pytest.mark.parametrize("name", ["jieba", "zhibiao"])
def test_a_contestant_measures_itself(root: Path, name: str) -> None:
    seed = str(root / "seeds" / "datong-2021" / "report.txt")
    result = json.loads(run(str(root / "scripts" / "bench_peers.py"), name, "0.01", seed, seed))
    assert len(result["rates"]) == 2 and min(result["rates"]) > 0
    assert 10**7 < result["memory"] < 10**9 and result["start"] > 0


def test_a_peer_that_is_not_installed_is_named(root: Path) -> None:
    code = """
import sys, runpy
sys.path.insert(0, sys.argv[1])
import bench_peers
bench_peers.is_installed = lambda name: False
bench = runpy.run_path(sys.argv[1] + "/bench")
bench["print_table"](bench["peers"](bench["SEED"]))
"""
    lines = run("-c", code, str(root / "scripts")).splitlines()
    assert len(lines) > 6 and all("not installed" in line for line in lines[2:])
