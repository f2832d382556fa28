"""Fixtures of all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

import zhibiao

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with annotated reports and a corpus that may lie beside the repository; skips where it does not."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("needs ../shared (annotated reports and corpus), which is not there")
    return folder


@pytest.fixture(scope="session")
def model() -> zhibiao.Model:
    """The model that comes with zhibiao."""
    return zhibiao.load_model()
