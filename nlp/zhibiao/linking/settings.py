"""Where and when a figure holds, and whether it happened or is aimed at."""

from __future__ import annotations

import re

from zhibiao.analysis import Fact, Source
from zhibiao.knowledge.grammar import TIME
from zhibiao.linking import periods
from zhibiao.linking.context import Context, Reading
from zhibiao.matchers.times import resolve

TIMES = re.compile(f"{TIME}+")
WITHIN = "在居位列占于"  # a region behind one of these is what something is ranked or counted in, not where it is


def place(context: Context, reading: Reading, fact: Fact) -> None:
    """The region: in the figure's own words, carried in the sentence, or the report's."""
    clause, state = reading.clause, context.state
    if fact.region:
        return
    for a, b in reversed(reading.head.regions):
        name = context.places.name(clause.offsets[a], clause.offsets[b - 1] + 1)
        if name and not (a and clause.text[a - 1] in WITHIN):
            fact.region, fact.sources["region"] = name, Source(clause.spans(a, b))
            carry(context, name, clause.spans(a, b))
            return
    if state.region:
        fact.region, fact.sources["region"] = state.region, Source(state.region_spans, "previous clause")
        return
    fact.region, fact.sources["region"] = context.home, Source((), "report")


def carry(context: Context, name: str, spans: tuple[tuple[int, int], ...]) -> None:
    """Makes a region that of the clauses that follow. The level of a budget (市本级) holds for the paragraph."""
    state = context.state
    if name == context.home:
        state.region, state.region_spans, state.sticky = "", (), False
    else:
        state.region, state.region_spans, state.sticky = name, spans, name.endswith("级")


def date(context: Context, reading: Reading, fact: Fact) -> None:
    """The period: in the figure's own words, carried in the sentence or paragraph, or the section's year."""
    clause, state = reading.clause, context.state
    period, spans = _own_period(context, reading)
    frame = reading.frame
    if frame is not None and frame.rule == "level.from":
        origin = frame.origin
        begin = resolve(context.times.get(clause.offsets[origin[0]], ""), context.year) if origin else ""
        begin = begin or state.pair[0] or periods.before(period or state.period or str(context.year or ""))
        state.pair = (begin, state.pair[1] if not origin else "")
        fact.period = begin
        return
    inherited = ""
    if not period and state.period:
        period, spans, inherited = state.period, state.period_spans, "previous clause"
    if not period and state.span and _covers_span(context, reading):
        period, spans, inherited = state.span, state.span_spans, "section"
    if not period and context.year is not None:
        period, inherited = str(context.year), "report"
    fact.period = period
    fact.sources["period"] = Source(spans, inherited)
    if fact.relation == "change" and not fact.base:
        fact.base = periods.before(period)


def _own_period(context: Context, reading: Reading) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The time in the figure's own words: before the verb and the name, since one inside them belongs to the name, or
    within the pattern, where it is not what the figure is compared with."""
    head, frame, clause = reading.head, reading.frame, reading.clause
    stop = min([a for a, _ in head.predicate + head.name], default=reading.figure.start)
    begin = frame.start if frame is not None else reading.figure.start
    outside = [place for place in (frame.cmp, frame.whole, frame.origin) if place] if frame is not None else []
    for hit in reversed(list(TIMES.finditer(clause.labelled, reading.begin, reading.figure.start))):
        a, b = hit.span()
        if b > stop and a < begin or any(x <= a < y for x, y in outside):
            continue
        period = resolve(context.times.get(clause.offsets[a], ""), context.year)
        if period and period != "年初":
            return period, clause.spans(a, b)
    return "", ()


def _covers_span(context: Context, reading: Reading) -> bool:
    """Under a span of years a flow or an average holds for the span, a size that was reached for its end."""
    head = reading.clause.text[: reading.figure.start]
    return True


def judge(context: Context, reading: Reading, fact: Fact) -> None:
    """The status: a target in the part that looks ahead, behind a word of aiming, or in a year to come."""
    year = periods.end_year(fact.period)
    beyond = year is not None and context.report_year is not None and year > context.report_year
    if context.ahead or context.state.target or beyond:
        fact.status = "target"
