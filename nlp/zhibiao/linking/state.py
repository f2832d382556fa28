"""What one clause hands on to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from zhibiao.analysis import Fact

Spans = tuple[tuple[int, int], ...]


class Subject(NamedTuple):
    """What is measured. ``name`` is the indicator; ``item`` the thing it belongs to, which a bare attribute in the
    next clause takes (技术合同 for 成交金额); ``attribute`` the measured attribute that parts without one take."""

    name: str
    spans: Spans
    item: str = ""
    item_spans: Spans = ()
    attribute: str = ""
    attribute_spans: Spans = ()
    predicate: str = ""
    entity: str = ""
    entity_spans: Spans = ()


EMPTY = Subject("", ())


@dataclass(slots=True)
class State:
    """The frame's slots as the last clause left them. ``region`` and ``period`` are empty where the report's own
    apply; ``*_spans`` say where they were read. ``settled``: a heading above speaks of the whole region; ``held``: what
    held before a region that is but who spends what the last clause says. ``span`` is a period of several years that a
    paragraph is about."""

    subject: Subject = EMPTY
    amount: Subject = EMPTY
    donor: Subject = EMPTY
    unit: str = ""
    whole: Subject = EMPTY
    whole_unit: str = ""
    whole_fact: Fact | None = None
    fact: Fact | None = None
    topic: Subject = EMPTY
    fund: Subject = EMPTY
    region: str = ""
    region_spans: Spans = ()
    sticky: bool = False
    settled: bool = False
    held: tuple[str, Spans, bool] | None = None
    period: str = ""
    period_spans: Spans = ()
    span: str = ""
    span_spans: Spans = ()
    entity: str = ""
    entity_spans: Spans = ()
    target: bool = False
    share: str = ""
    pair: tuple[str, str] = ("", "")

    def next_sentence(self) -> None:
        """Forgets what does not reach beyond a sentence."""
        self.whole, self.whole_fact, self.topic = EMPTY, None, EMPTY
        self.period, self.period_spans = "", ()
        self.target, self.pair, self.donor = False, ("", ""), EMPTY
        self.entity, self.entity_spans = "", ()
        if self.subject is not EMPTY:
            self.subject = self.subject._replace(item="", item_spans=(), entity="", entity_spans=())
        if self.held is not None:
            (self.region, self.region_spans, self.sticky), self.held = self.held, None
        if not self.sticky:
            self.region, self.region_spans = "", ()

    def next_paragraph(self) -> None:
        """Forgets what does not reach beyond a paragraph."""
        self.next_sentence()
        self.region, self.region_spans, self.sticky, self.settled = "", (), False, False
        self.span, self.span_spans = "", ()
        self.fund = EMPTY
        self.subject, self.amount, self.fact = EMPTY, EMPTY, None
