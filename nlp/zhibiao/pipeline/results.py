"""What the components leave on a Doc: mentions as spans, records and report as extension attributes."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Span, SpanGroup

from zhibiao.analysis import Analysis
from zhibiao.extraction import conclude
from zhibiao.knowledge.model import Model
from zhibiao.pipeline.carrier import RESULT
from zhibiao.records import IndicatorRecord, Report

GROUP = "mentions"


def publish_mentions(doc: Doc, analysis: Analysis) -> None:
    """Makes ``doc.spans["mentions"]`` the matches of an analysis, labelled with their types. Tokens are split where a
    mention begins or ends inside one, so that every span is exact."""
    places = [(*analysis.normal.to_source(match.start, match.end), match.type) for match in analysis.matches]
    _split(doc, sorted({edge for start, end, _ in places for edge in (start, end)}))
    first = {token.idx: token.i for token in doc}
    last = {token.idx + len(token): token.i + 1 for token in doc}
    spans = [Span(doc, first[start], last[end], label=label) for start, end, label in places]
    doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=spans)


def _split(doc: Doc, edges: list[int]) -> None:
    """Splits the tokens that have one of the character offsets inside them."""
    at = 0
    with doc.retokenize() as retokenizer:
        for token in doc:
            start, end = token.idx, token.idx + len(token)
            while at < len(edges) and edges[at] <= start:
                at += 1
            cuts = [start]
            while at < len(edges) and edges[at] < end:
                cuts.append(edges[at])
                at += 1
            if len(cuts) > 1:
                cuts.append(end)
                pieces = [token.text[a - start : b - start] for a, b in pairwise(cuts)]
                retokenizer.split(token, pieces, heads=[(token, i) for i in range(len(pieces))])


def publish_report(doc: Doc, analysis: Analysis, model: Model) -> None:
    """Keeps the report of an analysis on the Doc as plain data, which serializes with it."""
    doc.user_data[RESULT] = conclude(analysis, model, source="").checked().to_dict()


def report_of(doc: Doc) -> Report | None:
    """The report of a Doc; None before the linker has run."""
    data = doc.user_data.get(RESULT)
    if data is None:
        return None
    return Report.from_dict(data, doc.text)


def records_of(doc: Doc) -> list[IndicatorRecord]:
    """The indicator records of a Doc; empty before the linker has run."""
    report = report_of(doc)
    return report.records if report is not None else []


Doc.set_extension("report", getter=report_of, force=True)
Doc.set_extension("records", getter=records_of, force=True)
