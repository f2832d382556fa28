"""The heading words of a model: ``headings.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from zhibiao.knowledge.alternation import alternatives
from zhibiao.knowledge.tables import Table, read_toml

FILE = "headings.toml"


class _Words(Table):
    past: list[str]
    ahead: list[str]
    boxes: list[str]
    appendices: list[str]
    captions: list[str]
    titles: list[str]


@dataclass(frozen=True, slots=True)
class Headings:
    """Which words make a heading look back or ahead, which open a box beside the text or an appendix, and which tell
    that a line is a caption, the title of a report or a signature and no heading. The patterns of boxes, appendices and
    captions match at the start of a line."""

    past: re.Pattern[str]
    ahead: re.Pattern[str]
    box: re.Pattern[str]
    appendix: re.Pattern[str]
    captions: re.Pattern[str]
    titles: re.Pattern[str]


def load(directory: Path) -> Headings:
    """The heading words of a model directory. Raises ModelError."""
    words = read_toml(directory / FILE, _Words)
    return Headings(
        past=re.compile(alternatives(words.past)),
        ahead=re.compile(alternatives(words.ahead)),
        box=re.compile(alternatives(words.boxes)),
        appendix=re.compile(alternatives(words.appendices)),
        captions=re.compile(rf"(?:{alternatives(words.captions)})[\d一二三四五六七八九十]"),
        titles=re.compile(alternatives(words.titles)),
    )
