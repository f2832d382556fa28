"""Test suites of other projects: the number of cases that pass does not fall."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from zhibiao.knowledge.numerals import Numerals

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {
    "recognizers NumberModel": 0.9,
    "recognizers PercentModel": 0.8,
    "recognizers CurrencyModel": 0.85,
    "recognizers DimensionModel": 0.9,
    "recognizers AgeModel": 1,
    "recognizers TemperatureModel": 0.8,
    "duckling Distance": 1,
    "duckling Quantity": 1,
    "duckling Temperature": 1,
    "duckling Volume": 0.8,
}


def test_pass_rates(shared: Path) -> None:
    directory = shared / "peers"
    if not directory.is_dir():
        pytest.skip("no ../shared/peers")
    score = runpy.run_path(str(ROOT / "scripts" / "peers.py"))["score"]
    suites = score(directory, Numerals.load(ROOT / "models" / "zh_gov_report"))
    for name, floor in FLOORS.items():
        cases = suites[name]
        assert sum(passed for _, passed in cases) >= floor * len(cases), name
