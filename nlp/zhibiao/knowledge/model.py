"""A whole model directory, loaded: everything the stages know of words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zhibiao.errors import ModelError
from zhibiao.knowledge import audit, grammar, headings, heads, indicators, regions, table_words, times
from zhibiao.knowledge.meta import Meta, default_directory, read_meta
from zhibiao.knowledge.names import Names
from zhibiao.knowledge.numerals import Numerals
from zhibiao.tokenizer import Tokenizer

DICTIONARY = "dictionary.txt"


@dataclass(frozen=True, slots=True)
class Model:
    """The loaded tables of a model directory, and the user dictionaries it was loaded with."""

    directory: Path
    meta: Meta
    tokenizer: Tokenizer
    numerals: Numerals
    names: Names
    regions: regions.Regions
    catalogue: indicators.Catalogue
    times: times.TimeWords
    headings: headings.Headings
    heads: heads.Heads
    grammar: grammar.Grammar
    tables: table_words.TableWords
    audit: audit.AuditTables

    @property
    def label(self) -> str:
        """Name and version, as records of a run keep it."""
        return self.meta.label


def load_model(directory: Path | str | None = None, dictionaries: tuple[Path | str, ...] = ()) -> Model:
    """The model in ``directory`` (default: the one that comes with zhibiao) with the words of user dictionaries.
    The same arguments give the same object. Raises ModelError for a missing or broken file."""
    chosen = Path(directory) if directory is not None else default_directory()
    files = tuple(Path(file).resolve() for file in dictionaries)
    return _load(chosen.resolve(), files, tuple(_digest(file) for file in files))


@cache
def _load(directory: Path, dictionaries: tuple[Path, ...], digests: tuple[str, ...]) -> Model:
    """``digests`` make a changed dictionary a new model."""
    own = directory / DICTIONARY
    files = ((own,) if own.exists() else ()) + dictionaries
    meta = read_meta(directory)
    known_regions, catalogue = regions.load(directory), indicators.load(directory)
    return Model(
        directory=directory,
        meta=meta,
        tokenizer=Tokenizer(files),
        numerals=Numerals.load(directory),
        names=Names.load(directory, known_regions),
        regions=known_regions,
        catalogue=catalogue,
        times=times.load(directory),
        headings=headings.load(directory),
        heads=heads.load(directory),
        grammar=grammar.load(directory),
        tables=table_words.load(directory),
        audit=audit.load(directory, catalogue),
    )


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError("E202", path=path, reason=error.strerror or str(error)) from error
