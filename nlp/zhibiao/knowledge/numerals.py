"""What the number matcher knows: units and the words around numbers (``units.tsv``, ``numbers.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zhibiao.knowledge.tables import Table, read_toml
from zhibiao.knowledge.units import Units

FILE = "numbers.toml"


class BoundWords(Table):
    """Words that bound a number, by the bound they set (``=`` is never listed)."""

    before: dict[str, list[str]]
    after: dict[str, list[str]]


class NumberWords(Table):
    """The lists of ``numbers.toml``; each is described there."""

    idioms: list[str]
    rank_exempt: list[str]
    set_titles: list[str]
    set_titles_chinese: list[str]
    anaphors: list[str]
    per_words: list[str]
    index_names: list[str]
    index_verbs: list[str]
    lasting: list[str]
    lasting_fact: list[str]
    lasting_modifier: list[str]
    time_after: list[str]
    lasting_after: list[str]
    capacity: list[str]
    size_dimensions: list[str]
    size_heads: list[str]
    makers: list[str]
    threshold_dimensions: list[str]
    threshold_units: list[str]
    age_before: list[str]
    names_after: list[str]
    sessions: list[str]


class NumberTable(Table):
    """The whole of ``numbers.toml``."""

    bounds: BoundWords
    words: NumberWords


@dataclass(frozen=True, slots=True, eq=False)
class Numerals:
    """Knowledge of the number matcher. Compared by identity, so that compiled patterns can be kept for it."""

    units: Units
    bounds: BoundWords
    words: NumberWords

    @classmethod
    def load(cls, directory: Path) -> Numerals:
        """Units and number words of a model directory. Raises :class:`zhibiao.errors.ModelError`."""
        table = read_toml(directory / FILE, NumberTable)
        return cls(Units.load(directory), table.bounds, table.words)
