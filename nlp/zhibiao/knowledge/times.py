"""The time words of a model: ``times.toml``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from zhibiao.knowledge.tables import Table, read_toml

FILE = "times.toml"


class TimeWords(Table):
    """Time words and the period each stands for; see the head of ``times.toml``."""

    relative: dict[str, str]
    plans: dict[str, Literal["span", "end", "begin"]]


def load(directory: Path) -> TimeWords:
    """The time words of a model directory. Raises ModelError."""
    return read_toml(directory / FILE, TimeWords)
