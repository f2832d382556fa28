"""What a clause says before its first figure is read: wholes, times, the topic of a clause without figures."""

from __future__ import annotations

import re

from zhibiao.analysis import Section
from zhibiao.knowledge.grammar import ENTITY, REGION, TIME
from zhibiao.linking import periods, settings, subjects
from zhibiao.linking.clauses import Clause, clause_of
from zhibiao.linking.context import Context
from zhibiao.linking.state import EMPTY, Subject
from zhibiao.matchers.times import resolve

# A time opens its clause, or belongs to something inside it (为近五年最高 says nothing of when).
HEAD = re.compile(f"(?:其中|在|到|截至|截止|至|自|从|由|{REGION}|[，：、])*+(?P<time>{TIME}+)(?!最|来最|新|高|低)")
COUNTS = "二两三四五六七八九十"
FROM = ("从", "由")
RATES = ("%", "‰")
OWNER = re.compile(f"[{TIME}{REGION}，：、]*+(?P<owner>{ENTITY}+)")
PAIR = re.compile(f"({TIME}+)[同与和比较]({TIME}+)(?:相比)?")
ALL = re.compile("全[省市区县州旗盟]")  # a heading that speaks of the whole, beside the level (全市和市本级) or alone
PLACE = re.compile(f"[{TIME}，：、]*+(?P<region>{REGION}+)")


def observe(context: Context, clause: Clause) -> None:
    """Takes from a clause what holds for the clauses and figures behind it."""
    expressions, state = context.grammar.expressions, context.state
    text = clause.text.lstrip()
    if expressions["whole"].match(text):
        _open_whole(context)
    if clause.opener == "；":
        if state.whole is not EMPTY:
            state.whole = state.whole._replace(item="", item_spans=())
            if state.subject.attribute:  # of a part
                state.subject = state.subject._replace(item="", item_spans=())
        if state.region.endswith("级") and not state.sticky:
            state.region, state.region_spans = "", ()
    timed = TIME in clause.labelled
    if timed:
        _notice_time(context, clause)
    if timed or clause.text.startswith(FROM):
        _notice_pair(context, clause)
    if clause.figures:
        return
    scope = expressions["scope"].match(text) if "中" in text else None
    if scope is not None:
        _open_scope(context, clause, len(clause.text) - len(text) + scope.start("whole"), scope.end("whole"))
    elif expressions["by_class"].match(text):
        if not state.whole.name:
            state.whole, state.whole_fact, state.whole_unit = state.subject, state.fact, state.unit
    elif not expressions["aside"].match(text):
        _notice_owner(context, clause)
        _notice_region(context, clause)
        state.topic, context.said.pending = EMPTY, clause


def _open_whole(context: Context) -> None:
    """其中: the whole is the topic just named, or what was measured last; of a rate, the amount behind it."""
    state = context.state
    subjects.settle_topic(context)
    if state.topic.name:
        state.whole, state.whole_fact, state.whole_unit = state.topic, None, ""
    elif state.fact is not None and state.fact.unit in RATES and state.fact.aspect == "level" and state.amount.name:
        state.whole, state.whole_fact, state.whole_unit = state.amount, state.fact, state.unit
    else:
        state.whole, state.whole_fact, state.whole_unit = state.subject, state.fact, state.unit


def observe_plain(context: Context, labelled: str, start: int, end: int) -> None:
    """What a sentence without figures says for the sentences behind it: a span of years, the level of a budget."""
    at = start
    while at >= 0:
        hit = HEAD.match(labelled, at, end) or PLACE.match(labelled, at, end)
        if hit is not None:
            clause = clause_of(context.text, labelled, at, end)
            _notice_time(context, clause)
            _notice_region(context, clause)
        at = labelled.find("，", at, end)
        at = at + 1 if at >= 0 else -1


def observe_heading(context: Context, section: Section) -> None:
    """What a heading says for the paragraphs under it, where a nearer one has not said it: the budget, the level."""
    state = context.state
    if not state.fund.name:
        hit = context.grammar.expressions["fund"].search(context.text, section.start, section.body)
        if hit is not None:
            state.fund = Subject(hit.group(), (hit.span(),))
    if not context.budget or state.region or state.settled:
        return
    hit = context.grammar.expressions["budget_level"].search(context.text, section.start, section.body)
    name = context.places.resolve(hit.group(), "") if hit is not None else ""
    state.settled = ALL.search(context.text, section.start, section.body) is not None
    if hit is not None and name.startswith(context.home) and not state.settled:
        settings.carry(context, name, (hit.span(),))


def _open_scope(context: Context, clause: Clause, start: int, end: int) -> None:
    """在出口总额中: what follows are parts of it."""
    phrase = context.reader.read_head(clause, start, end)
    context.state.whole = subjects.make(context, clause, phrase.name or ((start, end),), phrase)
    state, whole = context.state, context.state.whole
    state.whole_fact, state.whole_unit = None, ""
    if not whole.attribute:
        state.whole = whole._replace(attribute=state.subject.attribute, attribute_spans=state.subject.attribute_spans)
        state.whole_unit = state.unit  # the attribute is that of what was measured so


def _notice_time(context: Context, clause: Clause) -> None:
    """A time at the head of a clause holds for the rest of the sentence; a span of years for the paragraph."""
    hit = HEAD.match(clause.labelled)
    if hit is None:
        return
    state = context.state
    at, end = hit.span("time")
    period = resolve(context.times.get(clause.offsets[at], ""), context.year)
    if not period or period == "年初":
        return
    spans = clause.spans(at, end)
    counted = clause.text[at] in COUNTS  # 五年来, 五年共, but not 近三年
    if periods.is_span(period) and (counted or not clause.figures):
        state.span, state.span_spans = period, spans
    state.period, state.period_spans = period, spans


def _notice_pair(context: Context, clause: Clause) -> None:
    """Two periods that the values behind run between: “六五”时期同“五五”时期相比, 从 1980 年至 1985 年."""
    hit = PAIR.match(clause.labelled)
    if hit is not None:
        now, then = (resolve(context.times.get(clause.offsets[hit.start(g)], ""), context.year) for g in (1, 2))
        context.state.pair = (then, now)
    elif clause.text.startswith(FROM) and periods.is_span(context.state.period):
        begin, end = periods.begin_year(context.state.period), periods.end_year(context.state.period)
        context.state.pair = (str(begin), str(end))


def _notice_region(context: Context, clause: Clause) -> None:
    """A region at the head of a clause without figures holds for those behind it: the report's own or a part of it."""
    hit = PLACE.match(clause.labelled)
    if hit is None:
        return
    a, b = hit.span("region")
    name = context.places.name(clause.offsets[a], clause.offsets[b - 1] + 1)
    if name and name.startswith(context.home):
        settings.carry(context, name, clause.spans(a, b))


def _notice_owner(context: Context, clause: Clause) -> None:
    """A name at the head of a clause without figures may own what the next clause measures."""
    hit = OWNER.match(clause.labelled)
    if hit is not None:
        a, b = hit.span("owner")
        context.state.entity, context.state.entity_spans = clause.text[a:b], clause.spans(a, b)
