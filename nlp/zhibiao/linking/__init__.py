"""Linking: from mentions to indicator records."""

from __future__ import annotations

from zhibiao.analysis import Analysis
from zhibiao.knowledge.grammar import Grammar
from zhibiao.knowledge.indicators import Catalogue
from zhibiao.knowledge.regions import Regions
from zhibiao.linking.linker import Linker

__all__ = ["link"]


def link(analysis: Analysis, grammar: Grammar, regions: Regions, catalogue: Catalogue) -> None:
    """Fills ``analysis.facts`` from its matches and structure: a fact for each figure, in order."""
    home = regions.by_code.get(analysis.structure.region_code)
    above = {region.code for region in regions.line(home)} - {home.code} if home is not None else set()
    analysis.facts = Linker(
        analysis,
        grammar,
        lambda word, code: regions.full_name(word, code, home),
        lambda name: catalogue.canonical(name) is not None,
        frozenset(above),
    ).run()
