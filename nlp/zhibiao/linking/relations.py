"""What a figure says of its subject: aspect, relation, base, sign."""

from __future__ import annotations

import re

from zhibiao.analysis import Fact, Source
from zhibiao.knowledge.grammar import PLACE, REGION, TIME, WIDE
from zhibiao.linking import lists, periods, subjects
from zhibiao.linking.behind import PARTS
from zhibiao.linking.compare import compared_with
from zhibiao.linking.context import Context, Reading
from zhibiao.linking.frames import Frame
from zhibiao.linking.phrases import REACH, RUNS, Range, joined
from zhibiao.linking.state import Subject
from zhibiao.matchers.times import resolve

PLACES = re.compile(f"{PLACE}+")
BEFORE = "上年"  # the year before the one that the clause speaks of; 去年 is that before the report's
RISE = re.compile(r"[从由][^，]*\Z")
QUOTES = '“”"「」'
TRIM = "的，：、 " + QUOTES


def relate(context: Context, reading: Reading, subject: Subject, fact: Fact) -> None:
    """Fills aspect, relation, base, rule and sign of a fact."""
    frame = reading.frame
    if reading.kind == "rank":
        _rank(context, reading, fact)
    elif frame is None:
        _plain(context, reading, subject, fact)
    else:
        fact.rule, fact.aspect, fact.relation = frame.rule, frame.aspect, frame.relation
        HANDLERS.get(frame.relation, _value)(context, reading, subject, fact, frame)
    if frame is not None and frame.negative and fact.relation in ("value", "change", "gap") and fact.value > 0:
        _negate(fact)


def _negate(fact: Fact) -> None:
    fact.value = -fact.value
    fact.value_max = -fact.value_max if fact.value_max is not None else None


def _plain(context: Context, reading: Reading, subject: Subject, fact: Fact) -> None:
    """No pattern: the figure is the size, or stands in a bracket behind a region that is compared with."""
    fact.rule = "ratio" if reading.kind == "ratio" else "level"
    clause = reading.clause
    if reading.head.change and reading.kind != "ratio":
        _changed_object(context, reading, fact)
        return
    if reading.kind in PARTS and reading.tail.name:
        fact.rule, fact.relation = "share.part", "share"
        fact.base, fact.sources["base"] = joined(clause, reading.tail.name), Source(clause.spans(*reading.tail.name[0]))
        return
    if reading.kind == "percent" and _terse(context, reading, subject):
        fact.rule, fact.aspect = "growth.terse", "growth"
        return
    if clause.outer is not None and not reading.head.name:
        outer, stop = clause.outer, clause.place
        start = stop - _places_before(outer.labelled, stop)
        if start < stop and context.state.fact is not None:
            fact.rule, fact.aspect = "bracket.region", context.state.fact.aspect
            fact.region = context.places.name(outer.offsets[start], outer.offsets[stop - 1] + 1)
            fact.sources["region"] = Source(outer.spans(start, stop))


def _places_before(labelled: str, end: int) -> int:
    """How many characters of regions stand right before a place of labelled text."""
    start = end
    while start and labelled[start - 1] in (REGION, WIDE):
        start -= 1
    return end - start


def _terse(context: Context, reading: Reading, subject: Subject) -> bool:
    """规模以上工业增加值 10.1%: a percentage right behind an amount is its growth."""
    if not reading.head.name:
        return False
    return context.grammar.endings["absolute"].ends(subject.name)


def _changed_object(context: Context, reading: Reading, fact: Fact) -> None:
    """压减一般性支出 1.19 亿元: the verb stands before its object."""
    if reading.kind in ("percent", "times", "fraction"):
        fact.rule, fact.aspect, fact.relation = "growth.object", "growth", "value"
    else:
        fact.rule, fact.relation = "change.object", "change"
    if reading.head.change in context.grammar.negative and fact.value > 0:
        _negate(fact)


def _value(context: Context, reading: Reading, subject: Subject, fact: Fact, frame: Frame) -> None:
    last = context.said.last
    if frame.rule == "level.to" and last is not None and last.frame is not None and last.frame.rule == "share.from":
        before = context.state.fact
        assert before is not None
        fact.relation, fact.base, fact.sources["base"] = "share", before.base, before.sources["base"]


def _compare(context: Context, reading: Reading, subject: Subject, fact: Fact, frame: Frame) -> None:
    """Compared with a time the figure is a change or a rate, with anything else a gap."""
    assert frame.cmp is not None
    kind = compared_with(reading.clause, frame.cmp, context.grammar)
    growth = _noun_before(context, reading, frame) or _is_growth(context, reading, subject)
    if kind == "time":
        fact.rule = "change.time"
        if reading.kind in ("percent", "times", "fraction"):
            fact.aspect, fact.relation, fact.rule = "growth", "value", "growth.time"
        else:
            fact.aspect = "growth" if reading.kind == "points" and growth else "level"
            fact.relation = "change"
        _name_share(context, reading, subject, fact)
        _time_base(context, reading, fact, frame.cmp)
        return
    fact.relation, fact.rule = "gap", f"gap.{kind}"
    fact.aspect = "growth" if growth and reading.kind != "amount" else "level"
    fact.base = _gap_base(context, reading, frame, kind)
    fact.sources["base"] = Source(reading.clause.spans(*frame.cmp))


def _noun_before(context: Context, reading: Reading, frame: Frame) -> bool:
    """Whether a noun of growth (增速, 涨幅) stands before the comparison."""
    head = reading.clause.labelled[reading.begin : frame.start]
    return context.grammar.expressions["nouns"].search(head) is not None


def _is_growth(context: Context, reading: Reading, subject: Subject) -> bool:
    """Whether what was last said of this subject is its growth."""
    fact = context.state.fact
    return fact is not None and fact.aspect == "growth" and not reading.head.name


def _time_base(context: Context, reading: Reading, fact: Fact, place: Range) -> None:
    """The period compared with; empty for a growth rate over the year before."""
    clause = reading.clause
    at = clause.labelled.find(TIME, *place)
    year = context.year
    if clause.text.startswith(BEFORE, max(at, 0)):
        year = periods.end_year(context.state.period) or year
    base = resolve(context.times.get(clause.offsets[at], ""), year) if at >= 0 else ""
    if fact.aspect == "growth" and fact.relation == "value" and _is_year_before(context, base):
        base = ""
    fact.base = base
    if base:
        run = RUNS[TIME].match(clause.labelled, at)  # the pattern may end within the time
        stop = max(place[1], run.end()) if run is not None else place[1]
        fact.sources["base"] = Source(clause.spans(place[0], stop))


def _is_year_before(context: Context, base: str) -> bool:
    year = None if periods.is_span(base) else periods.end_year(base)
    now = periods.end_year(context.state.period) or context.year
    return not base or (year is not None and now is not None and year == now - 1)


def _gap_base(context: Context, reading: Reading, frame: Frame, kind: str) -> str:
    clause = reading.clause
    assert frame.cmp is not None
    if kind == "target":
        return "目标"
    if kind == "region":
        a, b = frame.cmp
        return context.places.name(clause.offsets[a], clause.offsets[b - 1] + 1)
    return _listed_base(context, reading, frame.cmp)


def _listed_base(context: Context, reading: Reading, place: Range) -> str:
    """分别高于二产、三产投资 57.8 个和 31.1 个百分点: the first figure is set against the first of the list."""
    text = reading.clause.text
    if not reading.joined:
        count = subjects.run_length(reading)
        attribute = context.grammar.endings["attribute"]
        pieces = lists.split(text, *place, count, attribute, context.known) if count > 1 else None
        context.said.bases = [joined(reading.clause, piece).strip(TRIM) for piece in pieces or []]
    elif context.said.bases:
        context.said.bases.pop(0)
    return context.said.bases[0] if context.said.bases else text[slice(*place)].strip(TRIM)


def _change(context: Context, reading: Reading, subject: Subject, fact: Fact, frame: Frame) -> None:
    """A change whose base is not named is set against the year before."""
    if not fact.aspect:
        fact.aspect = "growth" if _is_growth(context, reading, subject) else "level"
    if frame.share is not None:
        words = reading.clause.text[slice(*frame.share)]
        fact.indicator = subject.name if subject.name.endswith(words) else subject.name + words
    else:
        _name_share(context, reading, subject, fact)
    if frame.cmp is not None:
        _time_base(context, reading, fact, frame.cmp)


def _name_share(context: Context, reading: Reading, subject: Subject, fact: Fact) -> None:
    """The change of a share that was just given is named by the share (… 占地区生产总值的比重)."""
    last = context.state.fact
    if last is None or last.relation != "share" or (context.said.group and context.said.group_at):
        return  # the names of a group have the words of their share
    if reading.kind == "points" and not reading.head.name:
        fact.indicator = subject.name + context.state.share


def _share(context: Context, reading: Reading, subject: Subject, fact: Fact, frame: Frame) -> None:
    clause = reading.clause
    if frame.whole is not None:
        fact.base = _whole(context, reading, frame.whole)
        fact.sources["base"] = Source(clause.spans(*frame.whole))
        a = frame.whole[0]
        words = clause.text[a - 1 : frame.whole[1]]
        word = _share_word(clause.text, frame.whole[1], reading.figure.start)
        context.state.share = words + word if word else ""
    if not fact.base:
        whole = context.state.whole
        fact.base = whole.name
        fact.sources["base"] = Source(whole.spans, "previous clause")


def _share_word(text: str, start: int, end: int) -> str:
    for word in ("比重", "比例", "份额", "比率"):
        at = text.find(word, start, end)
        if at >= 0:
            return text[start : at + len(word)]
    return ""


def _whole(context: Context, reading: Reading, place: Range) -> str:
    """The whole as written, without region words that repeat the fact's own region."""
    clause = reading.clause
    a, b = place
    while (hit := PLACES.match(clause.labelled, a, b)) is not None:
        end = hit.end()
        name = context.places.name(clause.offsets[a], clause.offsets[end - 1] + 1)
        if name != (context.state.region or context.home) and end < b:
            break
        if name and end == b and name != (context.state.region or context.home):
            return name
        a = end
    return clause.text[a:b].strip(TRIM)


def _contribution(context: Context, reading: Reading, subject: Subject, fact: Fact, frame: Frame) -> None:
    if frame.whole is not None:
        fact.base = _whole(context, reading, frame.whole)
        fact.sources["base"] = Source(reading.clause.spans(*frame.whole))
    elif context.state.whole.name:
        fact.base = context.state.whole.name


def _completion(context: Context, reading: Reading, subject: Subject, fact: Fact, frame: Frame) -> None:
    fact.base = context.grammar.words.yardstick_kinds.get(frame.yard, frame.yard)


def _multiple(context: Context, reading: Reading, subject: Subject, fact: Fact, frame: Frame) -> None:
    assert frame.cmp is not None
    clause = reading.clause
    at = clause.labelled.find(TIME, *frame.cmp)
    if at >= 0:
        fact.base = resolve(context.times.get(clause.offsets[at], ""), context.year)
    if not fact.base:
        fact.base = clause.text[slice(*frame.cmp)].strip(TRIM)
    fact.sources["base"] = Source(clause.spans(*frame.cmp))


def _rank(context: Context, reading: Reading, fact: Fact) -> None:
    """A place in the order of the nearest region named before it."""
    clause = reading.clause
    fact.rule, fact.relation, fact.unit = "rank.from" if _rises(reading) else "rank", "rank", ""
    head = clause.labelled[reading.begin : reading.figure.start]
    noun = context.grammar.expressions["nouns"].search(head) is not None
    fact.aspect = "growth" if noun or _grew_only(context, reading) else "level"
    before = list(PLACES.finditer(clause.labelled, 0, reading.figure.start))
    hit = before[-1] if before else PLACES.search(clause.labelled, reading.figure.end)
    if hit is not None:
        a, b = hit.span()
        fact.base = context.places.name(clause.offsets[a], clause.offsets[b - 1] + 1)
        fact.sources["base"] = Source(clause.spans(a, b))


def _rises(reading: Reading) -> bool:
    """Whether a rank is that from which the next one was reached: 从第 6 位升至第 4 位."""
    clause, index = reading.clause, reading.figure.index + 1
    if index == len(clause.figures) or clause.figures[index].kind != "rank":
        return False
    return RISE.search(clause.text, reading.begin, reading.figure.start) is not None


def _grew_only(context: Context, reading: Reading) -> bool:
    """Whether all that the sentence said of the subject before a rank is how it grew (投资增长 6%，居全国第四)."""
    last = context.said.last
    if reading.head.name or last is None or context.state.fact is None:
        return False
    of_size, end = context.grammar.expressions["of_size"], reading.figure.start
    if of_size.search(reading.clause.text, max(0, end - REACH), end) is not None:
        return False
    told = context.state.fact.aspect == "growth" and context.state.fact.relation in ("value", "rank")
    return told and bool(last.head.name or last.joined or last.kind == "rank")


HANDLERS = {
    "value": _value,
    "compare": _compare,
    "change": _change,
    "share": _share,
    "contribution": _contribution,
    "completion": _completion,
    "multiple": _multiple,
}
