"""The catalogue of indicators (``indicators.tsv``) and the rules by which a name is looked up in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, Field, field_validator

from zhibiao.errors import ModelError
from zhibiao.knowledge.alternation import alternatives
from zhibiao.knowledge.lexicon import Lexicon
from zhibiao.knowledge.tables import Table, read_text, read_toml, read_tsv

FILE = "indicators.tsv"
RULES = "indicator_rules.toml"
COUNTED = frozenset({"count", "person"})


class Indicator(Table):
    """A row of ``indicators.tsv``; the columns are described on top of that file."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str = Field(min_length=2)
    english: str = Field(min_length=2)
    aliases: tuple[str, ...] = ()
    dimension: Literal[
        "money", "count", "person", "mass", "area", "length", "volume", "energy", "power", "ratio", "index", "time",
        "concentration", "transport_work", "price", "other",
    ]  # fmt: skip
    kind: Literal["flow", "stock", "rate", "index"]
    part_of: str = ""
    unit: str = ""
    marked: bool = True

    @field_validator("aliases", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(filter(None, value.split("|"))) if isinstance(value, str) else value

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)


class _Omitted(Table):
    before: list[str]
    remarks: list[str]
    count: list[str]


class _Rules(Table):
    dropped: str
    folds: dict[str, str]
    openings: dict[str, str]
    omitted: _Omitted


class Spelling:
    """The rules by which two ways to write a name are the same."""

    def __init__(self, rules: _Rules) -> None:
        self.dropped = re.compile(f"[{re.escape(rules.dropped)}]+")
        self.folds = sorted(rules.folds.items(), key=lambda pair: -len(pair[0]))
        self.openings = rules.openings
        self.opening = re.compile(alternatives(rules.openings))
        self.before = re.compile(alternatives(map(self._fold, rules.omitted.before)))
        self.remark = re.compile(alternatives(map(self._fold, rules.omitted.remarks)))
        self.count = tuple(self._fold(word) for word in rules.omitted.count)

    def key(self, name: str) -> str:
        """The form of a name that all its spellings share."""
        folded = self._fold(name)
        opening = self.opening.match(folded)
        return self.openings[opening[0]] + folded[opening.end() :] if opening else folded

    def shorter(self, key: str) -> Iterator[str]:
        """The key without remarks, then without its opening words of scope, too."""
        plain = self.remark.sub("", key)
        yield plain
        opening = self.before.match(plain)
        if opening:
            yield self.key(plain[opening.end() :])

    def uncounted(self, key: str) -> Iterator[str]:
        """The key without each word of number that it may close with (用户数: 用户, 用)."""
        if key.endswith(self.count):
            yield from (key.removesuffix(word) for word in self.count if key.endswith(word))

    def written(self, name: str) -> Iterator[str]:
        """A name and its forms with a short opening, as running text may have them."""
        yield name
        for short, full in self.openings.items():
            if name.startswith(full):
                yield short + name[len(full) :]

    def _fold(self, name: str) -> str:
        name = unicodedata.normalize("NFKC", self.dropped.sub("", name))  # after ① is gone: it would become a 1
        for written, meant in self.folds:
            name = name.replace(written, meant)
        return name


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """All canonical indicators, by id and by every spelling of their names."""

    by_id: dict[str, Indicator]
    by_key: dict[str, Indicator] = field(repr=False)
    spelling: Spelling = field(repr=False)
    terms: dict[str, str] = field(repr=False)
    """Terms to mark in running text, and the ids of their indicators."""
    wholes: dict[str, str] = field(repr=False)
    """The indicators that are a part of another, and that other; ids."""
    lexicon: Lexicon = field(repr=False)
    """The same terms, to be found in a text."""

    def canonical(self, name: str) -> Indicator | None:
        """The indicator that ``name``, as a report writes it, stands for; None where no rule makes it one."""
        key = self.spelling.key(name)
        row = self.by_key.get(key)
        if row is not None:
            return row
        keys = [key, *self.spelling.shorter(key)]
        for candidate in keys:
            if candidate in self.by_key:
                return self.by_key[candidate]
        found = (self.by_key.get(short) for long in keys for short in self.spelling.uncounted(long))
        return next((row for row in found if row is not None and row.dimension in COUNTED), None)

    def whole_of(self, id: str) -> Indicator | None:
        """The indicator that ``id`` is a part of, if any. Raises KeyError for an unknown id."""
        return self.by_id.get(self.by_id[id].part_of)


def load(directory: Path) -> Catalogue:
    """The catalogue of a model directory. Raises ModelError for a broken row, a name or id that stands twice, and a
    ``part_of`` that leads nowhere or in a circle."""
    path = directory / FILE
    rows = read_tsv(path, Indicator)
    spelling = Spelling(read_toml(directory / RULES, _Rules))
    by_id = _by_id(rows, path)
    for row in rows:
        _check_whole(row, by_id, path)
    terms = _terms(rows, spelling)
    wholes = {row.id: row.part_of for row in rows if row.part_of}
    return Catalogue(by_id, _by_key(rows, spelling, path), spelling, terms, wholes, Lexicon(terms))


def _by_id(rows: list[Indicator], path: Path) -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for row in rows:
        if row.id in found:
            raise _broken(path, row, f"id: {row.id} stands twice")
        found[row.id] = row
    return found


def _by_key(rows: list[Indicator], spelling: Spelling, path: Path) -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for row in rows:
        for name in row.names:
            other = found.setdefault(spelling.key(name), row)
            if other is not row:
                raise _broken(path, row, f"name: {name} stands for {other.id} too")
    return found


def _check_whole(row: Indicator, by_id: dict[str, Indicator], path: Path) -> None:
    seen, whole = {row.id}, row.part_of
    while whole:
        if whole not in by_id:
            raise _broken(path, row, f"part_of: there is no {whole}")
        if whole in seen:
            raise _broken(path, row, f"part_of: {row.id} is a part of itself")
        seen.add(whole)
        whole = by_id[whole].part_of


def _terms(rows: list[Indicator], spelling: Spelling) -> dict[str, str]:
    """Words of two characters mean too many things to be marked."""
    marked = (row for row in rows if row.marked)
    return {form: row.id for row in marked for name in row.names for form in spelling.written(name) if len(form) > 2}


def _broken(path: Path, row: Indicator, reason: str) -> ModelError:
    """The error for a row that does not fit the others: its line is that of the last row with its id."""
    lines = enumerate(read_text(path).splitlines(), 1)
    line = max((number for number, text in lines if text.split("\t")[0].strip() == row.id), default=0)
    return ModelError("E201", path=path, line=line, reason=reason)
