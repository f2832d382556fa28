"""The words of tables of figures of a model: ``tables.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from zhibiao.knowledge.alternation import alternatives
from zhibiao.knowledge.endings import Endings
from zhibiao.knowledge.tables import Table, read_toml

FILE = "tables.toml"
Bound = Literal["~", ">", ">=", "<", "<="]


class _Levels(Table):
    plain: list[str]
    aims: list[str]


class _Captions(Table):
    unit: list[str]


class _Rows(Table):
    openers: list[str]
    parts: list[str]
    wholes: list[str]
    totals: list[str]
    growth: dict[str, Literal["+", "-"]]


class _Words(Table):
    labels: list[str]
    items: list[str]
    places: list[str]
    years: list[str]
    units: list[str]
    silent: list[str]
    growth: list[str]
    rank: list[str]
    share: list[str]
    done: dict[str, Literal["预算", "调整预算", "目标"]]
    levels: _Levels
    captions: _Captions
    rows: _Rows
    bounds: dict[str, Bound]


@dataclass(frozen=True, slots=True)
class TableWords:
    """What the words in a table's heads and first column mean. ``columns`` gives the kind of a column that its head
    alone decides (``labels``, ``items``, ``places``, ``years``, ``units``, ``silent``); the patterns are searched
    for in other heads; ``done`` and ``bounds`` give the value that a word stands for,
    ``growths`` the sign of a row whose name ends in a word of change."""

    columns: dict[str, str]
    growth: re.Pattern[str]
    rank: re.Pattern[str]
    share: re.Pattern[str]
    done: dict[str, str]
    done_words: re.Pattern[str]
    plain: re.Pattern[str]
    sizes: Endings
    aims: re.Pattern[str]
    unit: re.Pattern[str]
    openers: re.Pattern[str]
    parts: re.Pattern[str]
    wholes: Endings
    totals: frozenset[str]
    growths: dict[str, Literal["+", "-"]]
    growth_ends: Endings
    bounds: dict[str, Bound]


def load(directory: Path) -> TableWords:
    """The table words of a model directory. Raises ModelError."""
    words = read_toml(directory / FILE, _Words)
    kinds = {kind: getattr(words, kind) for kind in ("labels", "items", "places", "years", "units", "silent")}
    return TableWords(
        columns={head: kind for kind, heads in kinds.items() for head in heads},
        growth=re.compile(f"(?:{alternatives(words.growth)})+"),
        rank=_any(words.rank),
        share=_any(words.share),
        done=dict(words.done),
        done_words=_any(words.done),
        plain=re.compile(f"(?:{alternatives(words.levels.plain)})*"),
        sizes=Endings(words.levels.plain),
        aims=_any(words.levels.aims),
        unit=re.compile(rf"(?:{alternatives(words.captions.unit)})[:：]([^\s:：()（）。；]{{1,16}})"),
        openers=re.compile(rf"(?:(?:{alternatives(words.rows.openers)})[:：]?)+"),
        parts=re.compile(alternatives(words.rows.parts)),
        wholes=Endings(words.rows.wholes),
        totals=frozenset(words.rows.totals),
        growths=dict(words.rows.growth),
        growth_ends=Endings(words.rows.growth),
        bounds=dict(words.bounds),
    )


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(alternatives(words))
