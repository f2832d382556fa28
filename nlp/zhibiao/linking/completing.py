"""What a subject lacks in its own words: the thing of a bare attribute, the attribute of its whole, the owner."""

from __future__ import annotations

import re

from zhibiao.linking.behind import PARTS
from zhibiao.linking.context import Context, Reading
from zhibiao.linking.state import EMPTY, State, Subject

LEVEL = re.compile(
    r"(?:(?:国家|全国|[部省市县区州旗]|自治区|[A-Z\d]{1,2})级|[\d十百千]*[亿万]元?级?(?=以上|级|及以上)级?)(?:及?以上)?(?=..)"
)
GRADED = ("级", "级以上", "级及以上")
COUNTED = ("percent", "points", "times", "fraction")


def complete(context: Context, reading: Reading, subject: Subject) -> Subject:
    """A subject with what its own words lack: the thing that a bare attribute belongs to, the attribute of the whole
    that a part belongs to, the owner."""
    state = context.state
    state.topic, context.said.pending = EMPTY, None
    if reading.kind in PARTS and reading.tail.name:
        return subject
    if not subject.entity:
        subject = with_owner(reading, subject)
    if state.fund.name and (subject.name in context.grammar.words.fund_bare or _is_left(context, reading, subject)):
        return join(state.fund, subject._replace(name=subject.name.removeprefix("本级")))
    if subject.name in context.grammar.words.halves:
        return _half(context, subject)
    if subject.name in context.grammar.words.of_whole and context.said.last is not None and not subject.entity:
        return join(state.subject, subject)
    if subject.name in context.grammar.bare and not subject.entity:
        return _with_item(context, subject)
    if context.grammar.endings["measure"].ends(subject.name):
        return _with_balance(context, reading, subject)
    if context.grammar.endings["people"].ends(subject.name):
        return subject
    whole, previous = state.whole, state.subject
    if subject.name.endswith(GRADED) and (graded := _graded(reading, state)).name:
        return subject._replace(name=subject.name + graded.name, spans=(*subject.spans, *graded.spans))
    if whole.attribute and _same_measure(reading, state.whole_unit, scope=state.whole_fact is None):
        return _with_attribute(subject, whole)
    if previous.attribute and _sibling(context, reading, subject):
        return _with_attribute(subject, previous)
    if reading.frame is not None and reading.frame.rule == "level.from" and state.donor.attribute:
        return _with_attribute(subject, state.donor)
    return subject


def _graded(reading: Reading, state: State) -> Subject:
    """What a bare level (省级 93 个) is a level of: the whole, or what was counted of another level just before."""
    part = bool(state.whole.name) and _same_measure(reading, state.whole_unit)
    previous = state.whole if part else state.subject
    level = LEVEL.match(previous.name)
    if level is None or not (part or _same_measure(reading, state.unit)):
        return state.whole if part else EMPTY
    size, spans = level.end(), list(previous.spans)
    while spans and size >= spans[0][1] - spans[0][0]:
        size -= spans[0][1] - spans[0][0]
        del spans[0]
    kept = ((spans[0][0] + size, spans[0][1]), *spans[1:]) if spans else ()
    return Subject(previous.name[level.end() :], kept)


def _is_left(context: Context, reading: Reading, subject: Subject) -> bool:
    """Whether a clause says but what is left of a budget (收支相抵，结转下年支出 …); in a sum it is an item."""
    bare = subject.name in context.grammar.words.fund_left
    return bare and len(reading.clause.figures) == 1 and reading.head.name[:1] == ((0, len(subject.name)),)


def with_owner(reading: Reading, subject: Subject) -> Subject:
    """A subject with the owner that is named behind its figure, if one is."""
    if not reading.tail.entities:
        return subject
    a, b = reading.tail.entities[-1]
    return subject._replace(entity=reading.clause.text[a:b], entity_spans=reading.clause.spans(a, b))


def _with_balance(context: Context, reading: Reading, subject: Subject) -> Subject:
    """A debt or deposit that is a part of a balance or limit is one itself: 债务余额 3 亿元，其中：一般债务 1 亿元. It
    stands behind 其中 or in a bracket."""
    endings, state = context.grammar.endings, context.state
    if not endings["held"].ends(subject.name) or not _same_measure(reading, state.whole_unit or state.unit):
        return subject
    whole = state.whole if state.whole.name else state.subject if reading.clause.outer is not None else EMPTY
    size = endings["balance"].size(whole.name, 0, len(whole.name))
    if not size or not endings["held"].ends(whole.name[:-size]):
        return subject
    end = whole.spans[-1][1]
    return _with_attribute(subject, whole._replace(attribute=whole.name[-size:], attribute_spans=((end - size, end),)))


def _same_measure(reading: Reading, unit: str, scope: bool = False) -> bool:
    """Whether a part is measured as its whole is: in the same unit, or by a rate of change or share. A whole that a
    ``scope`` names (在出口总额中) has no unit of its own."""
    number = reading.figure.match.number
    if reading.kind in COUNTED or number is None:
        return True
    return unit == number.unit or (scope and not unit)


def _sibling(context: Context, reading: Reading, subject: Subject) -> bool:
    """Whether a subject without a measure takes that of its neighbour: branches and classes that grow or shrink
    (制造业增长 11.5%)."""
    if context.said.last is None:
        return False
    if reading.kind == "amount":
        return _next_product(context, reading, subject)
    return reading.kind in COUNTED and context.grammar.endings["part"].ends(subject.name)


def _next_product(context: Context, reading: Reading, subject: Subject) -> bool:
    """Whether a bare name before an amount goes on with what was measured just before in the same unit: 棉纱产量 9
    万吨，纸 5 万吨."""
    clause, state, number = reading.clause, context.state, reading.figure.match.number
    if reading.frame is not None or reading.tail.name or subject.predicate or number is None:
        return False
    bare = reading.head.name[:1] == ((0, reading.figure.start),) and clause.opener in ("，", "；")
    return bare and number.unit == state.unit and state.subject.attribute in context.grammar.words.yields


def _with_attribute(subject: Subject, whole: Subject) -> Subject:
    """A part with the attribute of its whole; what both have is written once (工业用电 and 用电量)."""
    shared = _overlap(subject.name, whole.attribute)
    return subject._replace(
        name=subject.name + whole.attribute[shared:],
        spans=(*subject.spans, *whole.attribute_spans),
        attribute=whole.attribute,
        attribute_spans=whole.attribute_spans,
        item=subject.name,
        item_spans=subject.spans,
    )


def _with_item(context: Context, subject: Subject) -> Subject:
    """A bare attribute with the thing that the clause before was about, or with the name of its budget."""
    previous, state = context.state.subject, context.state
    if previous.entity:
        return subject._replace(entity=previous.entity, entity_spans=previous.entity_spans)
    owner = state.whole if state.whole.item else previous
    paired = context.grammar.paired
    if owner.item and (owner.attribute not in paired or subject.name in paired):
        item = owner._replace(name=owner.item, spans=owner.item_spans)
        return join(item, subject)._replace(item=owner.item, item_spans=owner.item_spans)
    if state.entity:
        return subject._replace(entity=state.entity, entity_spans=state.entity_spans)
    return subject


def join(first: Subject, second: Subject) -> Subject:
    """The second subject with the name of the first before its own; what both have is written once (技术合同金额)."""
    shared = _overlap(first.name, second.name)
    return second._replace(name=first.name + second.name[shared:], spans=(*first.spans, *second.spans))


def _overlap(first: str, second: str) -> int:
    """How many characters at the end of the first open the second."""
    return next((size for size in range(len(second), 0, -1) if first.endswith(second[:size])), 0)


def _half(context: Context, subject: Subject) -> Subject:
    """出口 under 进出口总额 is 出口总额."""
    for whole in (context.state.whole, context.state.subject):
        for half in context.grammar.words.halves:
            at = whole.name.rfind(half)
            if at >= 0 and len(whole.name) > at + len(half):
                return subject._replace(name=subject.name + whole.name[at + len(half) :])
    return subject
