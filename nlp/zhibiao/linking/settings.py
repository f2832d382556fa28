"""Where and when a figure holds, and whether it happened or is aimed at."""

from __future__ import annotations

import re
from itertools import pairwise

from zhibiao.analysis import Fact, Source
from zhibiao.knowledge.grammar import TIME, WIDE
from zhibiao.linking import periods
from zhibiao.linking.context import Context, Reading
from zhibiao.linking.phrases import LASTING, Ranges, joined
from zhibiao.linking.subjects import run_length
from zhibiao.matchers.times import resolve

TIMES = re.compile(f"{TIME}+")
NOWHERE = Source()
BUDGETED = "budgeted"  # the rule of an amount that a completion is measured by (为年初预算 51.3 亿元的 …)
FROM = ("level.from", "share.from", "growth.from", "rank.from")
LISTING = "、和至"
JOINED = ("、", "和", "与", "及")
OWN = "本级"  # the level that a budget is of: what it spends it goes on spending
WITHIN = "在居位列占于"  # a region behind one of these is what something is ranked or counted in, not where it is


def place(context: Context, reading: Reading, fact: Fact) -> None:
    """The region: in the figure's own words, carried in the sentence, or the report's."""
    clause, state = reading.clause, context.state
    if fact.region:
        return
    listed = _listed(context, reading)
    if listed is not None:
        a, b = listed
        fact.region, fact.sources["region"] = context.places.name(a, b), Source((listed,))
        return
    for a, b in reversed(reading.head.regions):
        name = context.places.name(clause.offsets[a], clause.offsets[b - 1] + 1)
        if name and not _is_frame(context, reading, a, b, name):
            fact.region, fact.sources["region"] = name, Source(clause.spans(a, b))
            verb = reading.head.predicate[0][0] if reading.head.predicate else -1
            acts = verb >= b and name.endswith("级") and not clause.labelled[b:verb].strip(TIME)
            acts = acts and not name.endswith(OWN)
            held = (state.region, state.region_spans, state.sticky)
            carry(context, name, clause.spans(a, b), lasting=not acts)
            state.held = held if acts else None
            return
    if state.held is not None and _moves_on(context, reading):
        state.region, state.region_spans, state.sticky = state.held
        state.held = None
    if state.region:
        fact.region, fact.sources["region"] = state.region, Source(state.region_spans, "previous clause")
        return
    fact.region, fact.sources["region"] = context.home, context.home_source


def _moves_on(context: Context, reading: Reading) -> bool:
    """Whether a clause names something else than what was just spent, and no part of it."""
    named = bool(reading.head.name or reading.tail.name)
    same = context.said.last is not None and context.said.last.clause is reading.clause
    return named and not same and not context.state.whole.name


def _listed(context: Context, reading: Reading) -> tuple[int, int] | None:
    """The region that a figure belongs to where a list of regions runs in step with a list of figures: 甲县、乙县气温
    分别为 8.8 度、9.5 度."""
    if not reading.joined:
        context.said.listed, context.said.listed_at = _regions(context, reading), 0
    if context.said.listed_at >= len(context.said.listed):
        return None
    context.said.listed_at += 1
    return context.said.listed[context.said.listed_at - 1]


def _regions(context: Context, reading: Reading) -> list[tuple[int, int]]:
    """The regions that run in step with a figure and those that follow it: those named before it, or those of the run
    before (上年分别为 …)."""
    count, regions, clause = run_length(reading), reading.head.regions, reading.clause
    if not regions:
        return context.said.listed if count == len(context.said.listed) else []
    if count == 1 or count != len(regions) or not _in_step(clause.text, regions):
        return []
    return [(clause.offsets[a], clause.offsets[b - 1] + 1) for a, b in regions]


def _in_step(text: str, regions: Ranges) -> bool:
    """Whether only a joiner stands between regions, and 分别 behind them."""
    between = [text[before[1] : after[0]] for before, after in pairwise(regions)]
    return all(words in JOINED for words in between) and "分别" in text[regions[-1][1] :]


def _is_frame(context: Context, reading: Reading, start: int, end: int, name: str) -> bool:
    """Whether a region is what something is counted or ranked in, or part of what is measured, and not where it is:
    behind 在 or 居, in a list, behind a predicate, the level of another budget, or a wide one beside a predicate or
    before what it grants (自治区补助收入)."""
    clause, head = reading.clause, reading.head
    if reading.kind == "amount" and clause.text.find("之一", reading.figure.start) >= 0:
        return False
    around = clause.text[max(start - 1, 0) : start] + clause.text[end : end + 1]
    if any(sign in around for sign in LISTING) or (start and clause.text[start - 1] in WITHIN):
        return True
    if name.endswith("级") and not name.startswith(context.home):
        return True
    if head.predicate and head.predicate[0][0] < start:
        granted = joined(clause, head.predicate[:1]) in context.grammar.words.granting  # 核定我市债务限额
        return not granted or name != context.home
    if clause.labelled[start] != WIDE:
        return False
    granted = context.grammar.expressions["granted"].match(clause.text, end) is not None
    return granted or bool(head.predicate or reading.tail.name)


def carry(context: Context, name: str, spans: tuple[tuple[int, int], ...], lasting: bool = True) -> None:
    """Makes a region that of the clauses that follow. The level of a budget (市本级) holds for the paragraph, unless it
    is but who spends (市级安排 3 亿元): then it is not ``lasting``."""
    state = context.state
    state.held = None
    if name == context.home:
        state.region, state.region_spans, state.sticky = "", (), False
    else:
        state.region, state.region_spans, state.sticky = name, spans, lasting and context.budget and name.endswith("级")


def date(context: Context, reading: Reading, fact: Fact) -> None:
    """The period: in the figure's own words, carried in the sentence or paragraph, or the section's year."""
    period, source = _own_period(context, reading)
    period, source = _of_pair(context, reading, period, source)
    if not period:
        period, source = _inherited(context, reading, fact)
        if reading.kind == "rank":
            period = _of_rank(context, fact, period)
    compared = reading.frame.cmp if reading.frame is not None and reading.frame.cmp else (reading.figure.start,) * 2
    average = context.grammar.expressions["average"]
    if average.search(reading.clause.text, reading.begin, compared[0]) and not periods.is_span(period):
        period = _average(context, period)
    if fact.unit == "年" and fact.predicate == LASTING and (year := periods.end_year(period)) is not None:
        period = f"{year + 1 - int(fact.value)}..{year}"
    fact.period, fact.sources["period"] = period, source
    if fact.relation == "change" and not fact.base:
        fact.base = periods.before(period)


def _of_pair(context: Context, reading: Reading, period: str, source: Source) -> tuple[str, Source]:
    """由 … 增加到 …: the first value is that of the first period of the pair, the second that of the second."""
    frame, state = reading.frame, context.state
    if frame is None or frame.rule not in (*FROM, "level.to"):
        return period, source
    if frame.rule in FROM:
        if frame.origin is not None:
            offset = reading.clause.offsets[frame.origin[0]]
            period = resolve(context.times.get(offset, ""), context.year)
            if period == "年初":  # what a budget began with (从年初预算的 … 调整为 …) is of its own year
                period = str(context.year or "")
            state.pair = (period, "")
            return period, Source(reading.clause.spans(*frame.origin))
        return state.pair[0] or context.pair[0] or periods.before(
            state.period or state.span or str(context.year or "")
        ), source
    last = context.said.last
    if last is None or last.frame is None or last.frame.rule not in FROM:
        return period, source
    if period and state.pair[0]:
        state.pair = context.pair = (state.pair[0], period)
    return period or state.pair[1], source


def _of_rank(context: Context, fact: Fact, period: str) -> str:
    """A rank holds at the end of a span of years; one that was left (从第 6 位升至第 4 位), before it."""
    if fact.rule in FROM:
        return context.pair[0] or periods.before(context.state.span or period)
    year = periods.end_year(period)
    return str(year) if year is not None and periods.is_span(period) else period


def _inherited(context: Context, reading: Reading, fact: Fact) -> tuple[str, Source]:
    state, last = context.state, _same_subject(context, reading)
    if last is not None:
        source = last.sources["period"]
        return last.period, source if source.inherited else Source(source.spans, "previous clause")
    for period, spans, origin in (
        (state.period, state.period_spans, "previous clause"),
        (state.span, state.span_spans, "section"),
    ):
        if not period:
            continue
        if periods.is_span(period) and len(period) == len("2011..2015") and not _covers_span(context, reading, fact):
            return str(periods.end_year(period)), Source(spans, origin)
        return period, Source(spans, origin)
    return (str(context.year), context.year_source) if context.year is not None else ("", Source())


def _same_subject(context: Context, reading: Reading) -> Fact | None:
    """The fact before in the sentence, where this figure says something more of the same subject."""
    if reading.head.name or reading.tail.name or context.said.last is None:
        return None
    fact = context.state.fact
    if fact is None or fact.rule in FROM or "period" not in fact.sources:
        return None
    return fact if fact.period else None


def _covers_span(context: Context, reading: Reading, fact: Fact) -> bool:
    """Under a span of years a flow holds for the span, a size that was reached for its end."""
    words = reading.clause.text[: reading.figure.start]
    if context.grammar.expressions["average"].search(words) or context.grammar.endings["flow"].ends(fact.indicator):
        return True
    if context.grammar.expressions["reaching"].search(words):
        return False
    if reading.tail.name:
        return True
    return bool(fact.predicate) or context.grammar.expressions["running"].search(words) is not None


def _average(context: Context, period: str) -> str:
    """The span of an average growth: from one value of a pair to the other, or from what the last change is set
    against, or the paragraph's span."""
    state, fact = context.state, context.state.fact
    if all(state.pair):
        return periods.between(*state.pair)
    if state.span:
        return state.span
    if fact is not None and fact.relation in ("change", "value") and periods.end_year(fact.base) is not None:
        return periods.between(fact.base, fact.period)
    return period


def _own_period(context: Context, reading: Reading) -> tuple[str, Source]:
    """The time in the figure's own words: before the verb and the name, since one inside them belongs to the name, or
    within the pattern, where it is not what the figure is compared with."""
    head, frame, clause = reading.head, reading.frame, reading.clause
    if clause.labelled.find(TIME, reading.begin, reading.figure.start) < 0:
        return "", NOWHERE
    words = head.predicate + head.name
    stop = min([a for a, _ in words], default=reading.figure.start)
    rest = max([b for _, b in words], default=reading.figure.start)
    begin = frame.start if frame is not None else reading.figure.start
    outside = [place for place in (frame.cmp, frame.whole, frame.origin) if place] if frame is not None else []
    for hit in reversed(list(TIMES.finditer(clause.labelled, reading.begin, reading.figure.start))):
        a, b = hit.span()
        if (stop < b and a < min(begin, rest)) or any(x <= a < y for x, y in outside):
            continue
        period = resolve(context.times.get(clause.offsets[a], ""), context.year)
        if period and period != "年初":
            return period, Source(clause.spans(a, b))
    return "", NOWHERE


def judge(context: Context, reading: Reading, fact: Fact) -> None:
    """The status: a target in the part that looks ahead, behind a word of aiming, in a year to come, or as the amount
    that a budget had."""
    year = periods.end_year(fact.period)
    beyond = year is not None and context.report_year is not None and year > context.report_year
    rule = reading.frame.rule if reading.frame is not None else ""
    if rule in FROM and fact.period and not beyond:
        return  # where an aim starts from (比上年执行数 204 万元增长 …) is a result
    if context.ahead or context.state.target or beyond or rule == BUDGETED or _is_budget(context, reading, fact):
        fact.status = "target"


def _is_budget(context: Context, reading: Reading, fact: Fact) -> bool:
    """Whether a size is what a budget says (一般公共收入预算为 140 亿元, 调整后的支出为 …) and not what came of it."""
    head, expressions = reading.head, context.grammar.expressions
    if not context.budget or reading.kind != "amount" or fact.relation != "value" or not head.name:
        return False
    words = reading.clause.text[reading.begin : reading.figure.start]
    named = not head.predicate and context.grammar.endings["budgeted"].ends(fact.indicator)
    return (named or expressions["adjusted"].search(words) is not None) and expressions["done"].search(words) is None
