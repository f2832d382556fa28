"""The components: one for each stage of the extraction, each a registered spaCy factory.

Their settings are ``model`` (a model directory; None for the one that comes with zhibiao) and ``dictionaries`` (jieba
user dictionaries). They can stand in a pipeline of the user's own, in this order, with other components among them.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from zhibiao.arithmetic import own_decimals
from zhibiao.extraction import FINDERS, read_outline
from zhibiao.linking import link
from zhibiao.pipeline.carrier import analysis_of
from zhibiao.pipeline.configured import Configured
from zhibiao.pipeline.results import publish_mentions, publish_report

SETTINGS: dict[str, Any] = {"model": None, "dictionaries": []}


class Component(Configured):
    """A stage of the extraction as a pipeline component."""

    def __init__(self, stage: str, model: str | None, dictionaries: tuple[str, ...]) -> None:
        super().__init__(stage, model, dictionaries)
        self.stage = stage

    @own_decimals
    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc, self.model)
        if self.stage == "outline":
            read_outline(analysis, self.model)
        elif self.stage == "linker":
            link(analysis, self.model.grammar, self.model.regions, self.model.catalogue)
            publish_report(doc, analysis, self.model)
        else:
            analysis.matches += FINDERS[self.stage](analysis, self.model)
            analysis.sort_matches()
            publish_mentions(doc, analysis)
        return doc


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
