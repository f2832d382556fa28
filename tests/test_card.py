"""The accuracy card and the READMEs say what was measured: ``scripts/card.py`` brings them up to date."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

STALE = "run scripts/card.py"


@pytest.fixture(scope="module")
def script(root: Path) -> dict[str, Any]:
    return runpy.run_path(str(root / "scripts" / "card.py"))


@pytest.fixture(scope="module")
def figures(script: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(script["FIGURES"].read_text(encoding="utf-8"))
    return found


def test_the_pages_show_the_figures(script: dict[str, Any], figures: dict[str, Any], root: Path) -> None:
    for path, text in script["render"](figures).items():
        assert (root / path).read_text(encoding="utf-8") == text, (path, STALE)


def test_the_figures_are_what_is_measured(script: dict[str, Any], figures: dict[str, Any], shared: Path) -> None:
    measured = script["measure"](shared / "gold")
    assert {name: figures["gold"][name] for name in measured} == measured, STALE
    if (shared / "peers").is_dir():
        assert figures["peers"] == script["measure_peers"](shared / "peers"), STALE
