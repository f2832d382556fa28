"""Test suites of other projects: exactly the cases that tests/peers/cases.tsv lists do not pass."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def script(root: Path) -> dict[str, Any]:
    return runpy.run_path(str(root / "scripts" / "peers.py"))


@pytest.fixture(scope="module")
def suites(script: dict[str, Any], shared: Path) -> dict[str, list[Any]]:
    if not (shared / "peers").is_dir():
        pytest.skip("no ../shared/peers")
    found: dict[str, list[Any]] = script["load"](shared / "peers")
    return found


def test_what_does_not_pass_is_listed(script: dict[str, Any], suites: dict[str, list[Any]]) -> None:
    wrong = {(name, case.number) for name, cases in suites.items() for case in cases if not script["passes"](case)}
    assert wrong == script["read_listed"]().keys()


def test_every_listed_case_has_a_verdict_and_a_reason(script: dict[str, Any]) -> None:
    for place, reason in script["read_listed"]().items():
        verdict, _, why = reason.partition(": ")
        assert verdict in ("differs", "fails") and why, place


def test_most_of_what_reports_write_is_read(script: dict[str, Any], suites: dict[str, list[Any]]) -> None:
    listed = script["read_listed"]()
    fails = sum(reason.startswith("fails") for reason in listed.values())
    passing = sum(map(len, suites.values())) - len(listed)
    assert passing > 0.9 * (passing + fails)
