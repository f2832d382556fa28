"""Fixtures of all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import zhibiao

settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")  # how fast a machine is, is not what the properties are about

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
