"""How an analysis rides on a Doc from component to component.

spaCy serializes ``doc.user_data`` with msgpack, for instance between the processes of ``nlp.pipe``. The carrier is an
empty dictionary to msgpack, so that a Doc can be serialized at any point; the live analysis in it is left behind, and
the results, which are plain data, go along.
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from zhibiao.analysis import Analysis
from zhibiao.extraction import begin
from zhibiao.knowledge.model import Model

CARRIER, RESULT = "zhibiao_analysis", "zhibiao_report"


class Carrier(dict[str, Any]):
    """Holds an analysis; to a serializer it is an empty dictionary."""

    analysis: Analysis


def analysis_of(doc: Doc, model: Model) -> Analysis:
    """The analysis of a Doc, begun anew where the Doc has none or was serialized in between."""
    carrier = doc.user_data.get(CARRIER)
    if not isinstance(carrier, Carrier):
        carrier = carry(doc, begin(doc.text, model))
    return carrier.analysis


def carry(doc: Doc, analysis: Analysis) -> Carrier:
    """Puts an analysis on a Doc."""
    carrier = Carrier()
    carrier.analysis = analysis
    doc.user_data[CARRIER] = carrier
    return carrier
