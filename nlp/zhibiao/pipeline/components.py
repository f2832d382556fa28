"""The components: one for each stage of the extraction, each a registered spaCy factory.

Their settings are ``model`` (a model directory; None for the one that comes with zhibiao) and ``dictionaries`` (jieba
user dictionaries). They can stand in a pipeline of the user's own, in this order, with other components among them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from zhibiao.analysis import Analysis, Match
from zhibiao.extraction import read_outline
from zhibiao.knowledge.model import Model, load_model
from zhibiao.linking import link
from zhibiao.matchers.documents import match_documents
from zhibiao.matchers.indicators import match_indicators
from zhibiao.matchers.names import match_names
from zhibiao.matchers.numbers import match_numbers
from zhibiao.matchers.regions import match_regions
from zhibiao.matchers.times import match_times
from zhibiao.pipeline.carrier import analysis_of
from zhibiao.pipeline.results import publish_mentions, publish_report

Finder = Callable[[Analysis, Model], list[Match]]
SETTINGS: dict[str, Any] = {"model": None, "dictionaries": []}


def _numbers(analysis: Analysis, model: Model) -> list[Match]:
    return match_numbers(analysis.normal.text, model.numerals)


def _times(analysis: Analysis, model: Model) -> list[Match]:
    return match_times(analysis.normal.text, model.times)


def _regions(analysis: Analysis, model: Model) -> list[Match]:
    home = model.regions.by_code.get(analysis.structure.region_code)
    return match_regions(analysis.normal.text, model.regions, home, set(analysis.word_starts))


def _terms(analysis: Analysis, model: Model) -> list[Match]:
    text = analysis.normal.text
    return [*match_indicators(text, model.catalogue, set(analysis.word_starts)), *match_documents(text)]


def _names(analysis: Analysis, model: Model) -> list[Match]:
    return match_names(analysis, model.names)


FINDERS: dict[str, Finder] = {
    "numbers": _numbers,
    "times": _times,
    "regions": _regions,
    "terms": _terms,
    "names": _names,
}


class Component:
    """A stage of the extraction as a pipeline component. Pickles as its settings."""

    def __init__(self, stage: str, model: str | None, dictionaries: tuple[str, ...]) -> None:
        self.stage, self.directory, self.dictionaries = stage, model, dictionaries
        self.model = load_model(model, dictionaries)

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc, self.model)
        if self.stage == "outline":
            read_outline(analysis, self.model)
        elif self.stage == "linker":
            link(analysis, self.model.grammar, self.model.regions, self.model.catalogue)
            publish_report(doc, analysis, self.model)
        else:
            analysis.matches += FINDERS[self.stage](analysis, self.model)
            analysis.matches.sort(key=lambda match: (match.start, -match.end))
            publish_mentions(doc, analysis)
        return doc

    def __reduce__(self) -> tuple[object, ...]:
        return Component, (self.stage, self.directory, self.dictionaries)

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Nothing: the component is made from the pipeline's config."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> Component:
        """Itself."""
        return self

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing: the component is made from the pipeline's config."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> Component:
        """Itself."""
        return self


@Language.factory("zhibiao_outline", default_config=SETTINGS)
def create_outline(nlp: Language, name: str, model: str | None, dictionaries: list[str]) -> Component:
    """What the report says of itself, headings, sentences."""
    return Component("outline", model, tuple(dictionaries))


@Language.factory("zhibiao_numbers", default_config=SETTINGS)
def create_numbers(nlp: Language, name: str, model: str | None, dictionaries: list[str]) -> Component:
    """QUANTITY, PERCENT and RANK mentions."""
    return Component("numbers", model, tuple(dictionaries))


@Language.factory("zhibiao_times", default_config=SETTINGS)
def create_times(nlp: Language, name: str, model: str | None, dictionaries: list[str]) -> Component:
    """TIME mentions."""
    return Component("times", model, tuple(dictionaries))


@Language.factory("zhibiao_regions", default_config=SETTINGS)
def create_regions(nlp: Language, name: str, model: str | None, dictionaries: list[str]) -> Component:
    """REGION mentions."""
    return Component("regions", model, tuple(dictionaries))


@Language.factory("zhibiao_terms", default_config=SETTINGS)
def create_terms(nlp: Language, name: str, model: str | None, dictionaries: list[str]) -> Component:
    """INDICATOR and DOCUMENT mentions."""
    return Component("terms", model, tuple(dictionaries))


@Language.factory("zhibiao_names", default_config=SETTINGS)
def create_names(nlp: Language, name: str, model: str | None, dictionaries: list[str]) -> Component:
    """ORG and PROJECT mentions."""
    return Component("names", model, tuple(dictionaries))


@Language.factory("zhibiao_linker", default_config=SETTINGS)
def create_linker(nlp: Language, name: str, model: str | None, dictionaries: list[str]) -> Component:
    """Indicator records, from the mentions of the components before it."""
    return Component("linker", model, tuple(dictionaries))
