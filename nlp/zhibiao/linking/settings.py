"""Where and when a figure holds, and whether it happened or is aimed at."""

from __future__ import annotations

from zhibiao.analysis import Fact, Source
from zhibiao.knowledge.grammar import REGION, TIME
from zhibiao.linking import periods
from zhibiao.linking.context import Context, Reading
from zhibiao.matchers.times import resolve


def place(context: Context, reading: Reading, fact: Fact) -> None:
    """The region: in the figure's own words, carried in the sentence, or the report's."""
    if fact.region:
        fact.sources["region"] = Source((), "")
        return
    clause, state = reading.clause, context.state
    for a, b in reversed(reading.head.regions):
        name = context.places.name(clause.offsets[a], clause.offsets[b - 1] + 1)
        if name:
            fact.region = name
            fact.sources["region"] = Source(clause.spans(a, b))
            state.region, state.region_spans = name, clause.spans(a, b)
            state.sticky = name.endswith(("级", "本级")) or name == context.home
            return
    if state.region:
        fact.region = state.region
        fact.sources["region"] = Source(state.region_spans, "previous clause")
        return
    fact.region = context.home
    fact.sources["region"] = Source((), "report")


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


def _own_period(context: Context, reading: Reading) -> tuple[str, tuple[tuple[int, int], ...]]:
    clause = reading.clause
    stop = reading.frame.start if reading.frame is not None else reading.figure.start
    at = clause.labelled.rfind(TIME, reading.begin, stop)
    if at < 0:
        return "", ()
    begin = at
    while begin > reading.begin and clause.labelled[begin - 1] == TIME:
        begin -= 1
    for position in range(begin, at + 1):
        period = resolve(context.times.get(clause.offsets[position], ""), context.year)
        if period and period != "年初":
            return period, clause.spans(position, at + 1)
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


def regions_in(context: Context, reading: Reading) -> bool:
    """Whether the figure's own words name a region."""
    return REGION in reading.clause.labelled[reading.begin : reading.figure.start]
