"""The subject of a figure: in its own words, shared along a list, or carried from the clause before."""

from __future__ import annotations

import re

from zhibiao.knowledge.grammar import ENTITY
from zhibiao.linking import lists
from zhibiao.linking.behind import PARTS, part_name
from zhibiao.linking.clauses import Clause
from zhibiao.linking.completing import complete, join, with_owner
from zhibiao.linking.context import Context, Reading
from zhibiao.linking.phrases import LASTING, LISTED, SKIP, Phrase, Range, Ranges, joined
from zhibiao.linking.state import EMPTY, Spans, Subject

PARTICLES = "了着过"
# What stands between two counts, the second of which is of those who receive (8 家银行为 198 家企业融资).
GIVEN = "为对向给"
RESPECTIVELY = "分别"
MEAN = "平均"
THIS = ("这", "该", "其")


def resolve(context: Context, reading: Reading) -> Subject:
    """The subject of a figure, with what it takes from the clauses before it."""
    shared = _from_group(context, reading)
    if shared is not None:
        return shared
    ranges = _name(context, reading)
    purpose = _purpose(context, reading, ranges)
    if purpose is not None:
        return purpose
    name = joined(reading.clause, ranges)
    if _is_deed(context, reading, ranges):
        return context.state.subject._replace(predicate=name)
    if name in context.grammar.words.totals or not ranges:
        return _with_verb(context, reading, _carried(context, reading))
    subject = make(context, reading.clause, ranges, reading.head)
    if not subject.predicate and reading.tail.predicate:
        subject = subject._replace(predicate=_verb(reading.clause, reading.tail.predicate))
    if not subject.predicate and _continues(context, reading):
        subject = subject._replace(predicate=context.state.subject.predicate)
    if reading.tail.name and (measure := _counted(context, reading)[1]):
        return subject._replace(attribute=measure)
    return complete(context, reading, subject)


def _purpose(context: Context, reading: Reading, ranges: Ranges) -> Subject | None:
    """The subject of money whose purpose stands behind it: 安排 3 亿元，支持教育; 投资 1.29 亿元完成道路改扩建."""
    if reading.kind != "amount" or reading.frame is not None or not reading.figure.is_money:
        return None
    words, state, head = context.grammar.words, context.state, reading.head
    name = joined(reading.clause, ranges)
    named = state.subject.item and not state.subject.attribute
    owned = named or state.subject.entity or state.entity
    bare = name in words.purposeful and not head.entities and (not owned or _acts(context, reading))
    unnamed = not name or context.grammar.expressions["budget_level"].fullmatch(name) is not None
    spent = unnamed and joined(reading.clause, head.predicate[-1:]) in words.spending
    if not (bare or spent) or reading.tail.entities:
        return None
    found, clause = _behind(context, reading)
    if not found:
        return None
    subject = make(context, clause, found, Phrase())
    if bare and ENTITY in "".join([clause.labelled[a:b] for a, b in found]):
        a, b = next(hit.span() for hit in re.finditer(f"{ENTITY}+", clause.labelled) if hit.start() >= found[0][0])
        own = make(context, reading.clause, ranges, head)
        return own._replace(entity=clause.text[a:b], entity_spans=clause.spans(a, b))
    own = (
        make(context, reading.clause, ranges, head)
        if ranges
        else EMPTY._replace(predicate=_verb(reading.clause, head.predicate))
    )
    if bare:
        return join(subject, own)._replace(item=subject.name, item_spans=subject.spans)
    return subject._replace(predicate=own.predicate)


def _acts(context: Context, reading: Reading) -> bool:
    """Whether what was done with an amount stands right behind it: 投资 920 万元完成道路改造."""
    clause, start = reading.clause, reading.figure.end
    found = context.grammar.expressions["action"].match(clause.labelled, start)
    return found is not None and found.end() < len(clause.text)


def _behind(context: Context, reading: Reading) -> tuple[Ranges, Clause]:
    """What stands behind a figure in its clause, or in the next."""
    clause = reading.clause
    later = reading.figure.index + 1 < len(clause.figures)
    found = context.reader.read_purpose(clause, reading.figure.end, len(clause.text), False)
    following = clause.following
    if found or later or following is None or following.opener != "，":
        return found, clause
    return context.reader.read_purpose(following, 0, len(following.text), True), following


def settle_topic(context: Context) -> None:
    """The noun that opens the last clause without figures may be what the next clause measures."""
    clause, context.said.pending = context.said.pending, None
    if clause is None:
        return
    reader, text = context.reader, clause.text
    hit = context.grammar.expressions["topic"].search(clause.labelled, 1)
    end, _ = reader.noun_end(clause, 2, hit.start() if hit is not None else len(text))
    if end < 2 or (end == len(text) and not _announces(context, clause)):
        return
    phrase = reader.read_head(clause, 0, end)
    if phrase.name and phrase.name[-1][1] - phrase.name[0][0] > 1:
        context.state.topic = make(context, clause, phrase.name, phrase)


def _announces(context: Context, clause: Clause) -> bool:
    """Whether a clause that is a noun and no more says what the next one measures: 钢：从 … 增加到 …；一九五八年的工业
    总产值，拟定为 …."""
    following, endings = clause.following, context.grammar.endings
    if following is None or not following.figures or clause.text.startswith(THIS):
        return False
    measured = endings["attribute"].ends(clause.text) or endings["gauge"].ends(clause.text)
    return following.opener == "：" or (following.opener == "，" and measured)


def make(context: Context, clause: Clause, ranges: Ranges, phrase: Phrase) -> Subject:
    """A subject named by ranges of a clause."""
    name = joined(clause, ranges)
    spans = clause.spans(*ranges[0]) if len(ranges) == 1 else tuple(s for r in ranges for s in clause.spans(*r))
    attribute, item = "", name
    attribute_spans: Spans = ()
    item_spans = spans
    size = context.grammar.endings["attribute"].size(name, 0, len(name))
    if size:
        attribute = name[-size:]
        a, b = ranges[-1]
        attribute_spans = clause.spans(max(a, b - size), b)
        item, item_spans = _thing(context, name, spans, attribute, attribute_spans)
    entity, entity_spans = _entity(clause, phrase, ranges) if phrase.entities else ("", ())
    _notice_fund(context, clause, ranges)
    return Subject(
        name,
        spans,
        item=item,
        item_spans=item_spans,
        attribute=attribute,
        attribute_spans=attribute_spans,
        predicate=_verb(clause, phrase.predicate),
        entity=entity,
        entity_spans=entity_spans,
    )


def _thing(context: Context, name: str, spans: Spans, attribute: str, place: Spans) -> tuple[str, Spans]:
    """What an attribute is measured of, where others of it may follow: 粮食 of 粮食播种面积, behind which 产量 is that
    of the same. ``place`` are the spans of the attribute."""
    if len(name) == len(attribute) or attribute not in context.grammar.paired:
        return "", ()
    end = place[0][0]
    return name[: -len(attribute)], tuple((a, min(b, end)) for a, b in spans if a < end)


def _verb(clause: Clause, ranges: Ranges) -> str:
    """A predicate without the particle or joiner behind it: 印发了 is 印发."""
    return joined(clause, ranges).rstrip(PARTICLES + "、和或并")


def _notice_fund(context: Context, clause: Clause, ranges: Ranges) -> None:
    """Keeps the name of the budget that a subject belongs to, for the bare totals behind it."""
    a, b = ranges[0]
    hit = context.grammar.expressions["fund"].match(clause.text, a, b)
    if hit is not None:
        context.state.fund = Subject(hit.group(), clause.spans(*hit.span()))


def _entity(clause: Clause, phrase: Phrase, ranges: Ranges) -> tuple[str, Spans]:
    """The named owner among the words, unless the name itself holds it."""
    for a, b in reversed(phrase.entities):
        if not any(start <= a < end for start, end in ranges):
            return clause.text[a:b], clause.spans(a, b)
    return "", ()


def _name(context: Context, reading: Reading) -> Ranges:
    """The ranges of the name in a figure's own words: the noun it counts, behind what qualifies that noun, or the
    noun before it."""
    tail, head = _counted(context, reading)[0] if reading.tail.name else (), reading.head.name
    if tail and reading.kind in PARTS:
        return part_name(context.reader, reading.clause, head, tail, reading.figure.start)
    if not tail:
        return tuple([_behind_etc(reading.clause.text, a, b) for a, b in head])
    listed = reading.figure.start > 0 and reading.clause.text[reading.figure.start - 1] in LISTED
    if not head or reading.joined or listed:
        return tail
    given = reading.figure.index > 0 and reading.clause.text[reading.figure.start - 1] in GIVEN
    text = joined(reading.clause, head)
    listed = "、" in text or reading.clause.text.startswith("等", head[-1][1])
    giver = joined(reading.clause, reading.head.predicate[-1:]) in context.grammar.words.givers
    return tail if given or listed or giver or _is_attribute(context, text) else head + tail


def _behind_etc(text: str, start: int, end: int) -> Range:
    """韩国、台湾等国际航线: behind the examples stands what is counted."""
    comma = text.find("、", start, end)
    etc = text.rfind("等", comma, end) if comma >= 0 else -1
    return (etc + 1, end) if 0 <= comma < etc < end - 2 else (start, end)


def _counted(context: Context, reading: Reading) -> tuple[Ranges, str]:
    """The noun behind a count, without the measure that a later figure gives of it (8 个国考断面水质优良比例达到 …) or
    that grows (25 个行业增加值增长), and that measure."""
    a, b = reading.tail.name[-1]
    size = context.grammar.endings["attribute"].size(reading.clause.text, a, b)
    follows = reading.clause.figures[-1].start >= b
    grows = context.grammar.expressions["growing"].match(reading.clause.labelled, b) is not None
    if 0 < size < b - a and (follows or grows):
        return ((a, _before_measures(context, reading, a, b)),), reading.clause.text[b - size : b] if grows else ""
    return reading.tail.name, ""


def _before_measures(context: Context, reading: Reading, start: int, end: int) -> int:
    """Where a noun ends that one measure or a list of them follows (断面水质优良率和达标率)."""
    text, attribute = reading.clause.text, context.grammar.endings["attribute"]
    at = end
    while (size := attribute.size(text, start, at)) and size < at - start:
        at -= size
        if text[at - 1] not in LISTED:
            break
        at -= 1
    return at - len(MEAN) * text.endswith(MEAN, start + 1, at)


def _is_attribute(context: Context, text: str) -> bool:
    return context.grammar.endings["attribute"].ends(text)


def _continues(context: Context, reading: Reading) -> bool:
    """Whether a figure goes on with the list of the figure before it: in its own clause, or in the next one where
    that has but a name that is counted and no measure of its own."""
    if context.said.last is None or reading.frame is not None:
        return False
    if context.said.last.clause is reading.clause:
        return reading.begin > 0
    near = reading.clause.opener == "，" and context.said.last.clause.following is reading.clause
    if not near or reading.kind != "amount" or reading.tail.name or context.said.last.frame is not None:
        return False
    a, b = reading.head.name[0][0], reading.head.name[-1][1]
    opened = a == 0 or context.grammar.expressions["openers"].fullmatch(reading.clause.labelled, 0, a)
    bare = b == reading.figure.start and bool(opened) and not reading.clause.text.startswith(context.grammar.each, a)
    added = context.state.subject.predicate in context.grammar.words.adding
    return bare and (added or not context.grammar.endings["measure"].size(reading.clause.text, a, b))


def _carried(context: Context, reading: Reading) -> Subject:
    """The subject of the clause before: the topic of a clause without figures, else that of the last figure."""
    state = context.state
    settle_topic(context)
    if state.topic.name:
        topic, state.topic = state.topic, EMPTY
        return complete(context, reading, topic)
    return with_owner(reading, state.amount if _grew(context, reading) else state.subject)


def _grew(context: Context, reading: Reading) -> bool:
    """Whether a rate of growth behind a share is that of the amount: 经费 231 亿元，占比 80%，同比增长 4.9%."""
    state, frame = context.state, reading.frame
    if reading.kind != "percent" or frame is None or (frame.aspect, frame.relation) != ("growth", "value"):
        return False
    return state.subject.name.removeprefix(state.amount.name) in context.grammar.words.of_whole


def _is_deed(context: Context, reading: Reading, ranges: Ranges) -> bool:
    """Whether a verb is all that names a count tied to another in the same unit, which tells what was counted: 新开工
    项目 118 个、竣工 95 个."""
    state, number, clause = context.state, reading.figure.match.number, reading.clause
    if not reading.joined or reading.frame is not None or reading.tail.name or len(ranges) != 1 or number is None:
        return False
    verb = context.grammar.expressions["opening"].fullmatch(clause.labelled, *ranges[0])
    return verb is not None and bool(state.subject.predicate) and number.unit == state.unit


def _with_verb(context: Context, reading: Reading, carried: Subject) -> Subject:
    """A carried subject with the verb in the figure's own words (新建农田 5 万亩，改造提升 1 万亩). The total of what
    is new is not (新增企业 32 家，总数突破 260 家)."""
    verb = _verb(reading.clause, reading.head.predicate)
    if verb == LASTING or (verb and reading.kind == "amount" and carried.predicate):
        return carried._replace(predicate=verb)
    return _in_all(context, [carried])[0] if _is_total(context, reading) else carried


def _is_total(context: Context, reading: Reading) -> bool:
    """Whether a figure's own words say that it is all there are."""
    total = context.grammar.expressions["total"]
    return total.search(reading.clause.text, reading.begin, reading.figure.start) is not None


def _in_all(context: Context, subjects: list[Subject]) -> list[Subject]:
    """Subjects of which the totals follow: what is new of them was added, and not all."""
    anew = context.grammar.words.anew
    return [subject._replace(predicate="") if subject.predicate in anew else subject for subject in subjects]


def _from_group(context: Context, reading: Reading) -> Subject | None:
    """The next subject of a list that runs in step with the list of figures."""
    if context.said.group and context.said.group_at < len(context.said.group):
        same = context.said.last is not None and (reading.joined or not reading.head.name)
        if same and reading.joined and not reading.head.name:
            subject = context.said.group[context.said.group_at]
            context.said.group_at += 1
            return subject
    context.said.group_at = 0
    if len(reading.clause.figures) == 1 or reading.joined:
        return None
    count = run_length(reading, context.grammar.expressions["growing"] if _one_by_one(reading) else None)
    if count < 2:
        return None
    if not reading.head.name and len(context.said.group) == count and context.said.pending is None:
        found: list[Subject] | None = context.said.group
    else:
        found = _split(context, reading, count) or _each_sized(context, reading, count)
    if found is None:
        context.said.group = []
        return None
    context.said.group, context.said.group_at = _in_all(context, found) if _is_total(context, reading) else found, 1
    return context.said.group[0]


def _each_sized(context: Context, reading: Reading, count: int) -> list[Subject] | None:
    """The subjects whose sizes were given one by one: 事故 28 起，死亡 26 人，比上年分别下降 17.6%和 29.7%."""
    stated = (context.said.rated if reading.kind == "points" else context.said.sized)[-count:]
    return stated if _one_by_one(reading) and not reading.head.name and len(stated) == count else None


def _one_by_one(reading: Reading) -> bool:
    return RESPECTIVELY in reading.clause.text[reading.begin : reading.figure.start]


def run_length(reading: Reading, verbs: re.Pattern[str] | None = None) -> int:
    """How many figures follow one another with only joiners between them, and one of ``verbs`` (分别下降 2.1%和增长
    1.6%), this one being the first."""
    clause, count = reading.clause, 1
    if len(clause.figures) == 1 or reading.joined:
        return 1
    end = reading.figure.end
    for index in range(reading.figure.index + 1, len(clause.figures)):
        figure = clause.figures[index]
        begin = SKIP.match(clause.text, end).end()  # type: ignore[union-attr]
        words = clause.labelled[begin : figure.start].strip("、和及与以 ")
        if words and (verbs is None or verbs.fullmatch(words) is None):
            break
        count, end = count + 1, figure.end
    return count


def _split(context: Context, reading: Reading, count: int) -> list[Subject] | None:
    """The subjects of a list of names before a list of figures."""
    clause, attribute = reading.clause, context.grammar.endings["attribute"]
    if not reading.head.name:
        return _split_topic(context, reading, count)
    counted = _split_counted(context, reading, count)
    if counted is not None:
        return counted
    name, tail = reading.head.name, ()
    if len(name) == 2 and _is_attribute(context, clause.text[slice(*name[1])]) and "、" in clause.text[slice(*name[0])]:
        name, tail = name[:1], name[1:]  # 交通、水利分别完成投资 2500 亿元、800 亿元
    pieces = lists.split(clause.text, *_whole_name(clause.text, name), count, attribute, context.known)
    if pieces is None:
        return None
    pieces = [piece + tail for piece in pieces]
    plain = context.reader.without_of
    names = [tuple(r for piece in item for r in plain(clause.text, *piece)) for item in pieces]
    subjects = [make(context, clause, name, reading.head) for name in names]
    return [complete(context, reading, subject) for subject in subjects]


def _split_counted(context: Context, reading: Reading, count: int) -> list[Subject] | None:
    """The subjects of a list that is counted before it is measured: 煤炭、水泥等 2 个行业增加值分别增长 5% 和 6%."""
    clause, index, attribute = reading.clause, reading.figure.index, context.grammar.endings["attribute"]
    a, b = reading.head.name[-1]
    size = attribute.size(clause.text, a, b)
    etc = clause.figures[index - 1].start - 1 if index else -1
    if not size or etc < 0 or clause.text[etc] != "等":
        return None
    names = context.reader.read_head(clause, 0, etc).name
    pieces = lists.split(clause.text, *names[-1], count, attribute, context.known) if names else None
    if pieces is None:
        return None
    subjects = [make(context, clause, (*piece, (b - size, b)), reading.head) for piece in pieces]
    return [complete(context, reading, subject) for subject in subjects]


def _whole_name(text: str, ranges: Ranges) -> Range:
    """The last range of a name, with the things before it that 的 gives it to (内河和沿海的货物周转量)."""
    a, b = ranges[-1]
    return (ranges[-2][0], b) if len(ranges) > 1 and text[ranges[-2][1] : a] == "的" else (a, b)


def _split_topic(context: Context, reading: Reading, count: int) -> list[Subject] | None:
    settle_topic(context)
    topic = context.state.topic
    if not topic.name:
        return None
    etc = topic.name.rfind("等")
    plain = etc > 0 and context.grammar.expressions["class"].fullmatch(topic.name, etc + 1)
    end = etc if plain else len(topic.name)
    pieces = lists.split(topic.name, 0, end, count, context.grammar.endings["attribute"], context.known)
    if pieces is None:
        return None
    context.state.topic = EMPTY
    return [_part_of_topic(context, reading, topic, piece) for piece in pieces]


def _part_of_topic(context: Context, reading: Reading, topic: Subject, piece: Ranges) -> Subject:
    name = "".join(topic.name[a:b] for a, b in piece)
    start = topic.spans[0][0] if topic.spans else 0
    spans = tuple((start + a, start + b) for a, b in piece) if len(topic.spans) == 1 else topic.spans
    attribute = context.grammar.endings["attribute"].find(name, len(name))
    subject = Subject(name, spans, item=name, item_spans=spans, attribute=attribute, predicate=topic.predicate)
    return complete(context, reading, subject)
