"""The heading words of a model: ``headings.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from zhibiao.knowledge.tables import read_toml

FILE = "headings.toml"


class _Words(BaseModel):
    past: list[str]
    ahead: list[str]
    boxes: list[str]


@dataclass(frozen=True, slots=True)
class Headings:
    """Which words make a heading look back or ahead, and which open a box beside the text."""

    past: re.Pattern[str]
    ahead: re.Pattern[str]
    box: re.Pattern[str]


def load(directory: Path) -> Headings:
    """The heading words of a model directory. Raises ModelError."""
    words = read_toml(directory / FILE, _Words)
    return Headings(*(re.compile("|".join(map(re.escape, group))) for group in (words.past, words.ahead, words.boxes)))
