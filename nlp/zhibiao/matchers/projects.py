"""Projects: what a clause says is built, opened, signed or brought in.

A clause is read as ``[openers and verbs] names [status]``, or as a list of names closed by a class noun
(``A、B 等 N 个项目``). Offsets index the normal text, code points, half open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from zhibiao.analysis import Match
from zhibiao.matchers.companies import known_company
from zhibiao.matchers.name_context import CLAUSE, Reading, any_between, split_list
from zhibiao.matchers.name_judge import Setting, emit, head_strength, is_abstract, is_project, is_sized, trim
from zhibiao.matchers.name_leads import Lead, strip_front, strip_inner
from zhibiao.matchers.name_lists import Span, join_shared, read_list, read_told, shares_head, split_and

_SIZE = re.compile(
    r"\d[\d.×xX*]*(?:万|亿)?(?:吨|千瓦|千伏|兆瓦|MW|平方米|立方米|头|只|张|亩)(?:级|/年)?[\u4e00-\u9fff]{2}"
)
_YEARLY = re.compile(r"[年日](?:产能?|处理|加工|养殖|出栏|屠宰)\d[^，。；、]{2,25}?(?:项目|工程|生产线|基地)")
_TIMES = ("年", "日")
_ROADS = ("国道", "省道", "县道")
_GRADES = "高平中初特优同劣均相甲乙丙一二三上下何对"
_SHORTEST = 4
_LONGEST = 400  # no clause of prose is longer; it bounds the work on one


class Tail(NamedTuple):
    """What follows a name: the name begins no earlier than ``begin`` and ends at ``start``; ``status`` 2 for a strong
    status, 1 for a weak one, 0 for none; ``closed`` when the status ends the clause; ``head`` the kind of the name's
    head; ``building`` when the status is 建设; ``stop`` is where the status ends."""

    begin: int
    start: int
    status: int = 0
    closed: bool = False
    head: str = ""
    building: bool = False
    stop: int = 0


def find_projects(reading: Reading) -> list[Match]:
    """All projects of the text, and the companies named inside or instead of them."""
    return [match for clause in clauses(reading) for match in read_clause(reading, *clause)]


def clauses(reading: Reading) -> Iterator[Span]:
    """The clauses that may name a project, by the words that stand in them."""
    text, loose_trigger = reading.text, reading.names.loose_trigger
    triggers, hints = ([start for start, _, _ in reading.found[kind]] for kind in ("trigger", "hint"))
    places = iter(sorted(triggers + hints))
    place = next(places, len(text))
    for clause in CLAUSE.finditer(text):
        start, end = clause.span()
        if place >= end:
            continue
        place = next((later for later in places if later >= end), len(text))
        if not _SHORTEST <= end - start <= _LONGEST or text[start] == "《":
            continue
        if any_between(triggers, start, end) or loose_trigger.search(text, start, end):
            yield start, end


def read_clause(reading: Reading, start: int, end: int) -> list[Match]:
    """The names in the clause ``[start, end)``: those of lists that a class noun closes, then those of the rest."""
    found: list[Match] = []
    begin = start
    for closing in reading.names.list_end.finditer(reading.text, start, end):
        if not _closes(reading, begin, closing):
            continue
        names = read_list(reading, begin, closing, end)
        if names or closing["etc"]:
            found.extend(names)
            begin = closing.end()
    if begin == start and (told := read_told(reading, start, end)):
        return told
    if begin == start or reading.text[begin : begin + 1] in "和与及、":
        found.extend(read_chain(reading, begin, end))
    return found


def _closes(reading: Reading, begin: int, closing: re.Match[str]) -> bool:
    """Whether ``closing`` can end a list: 等 is a word of its own (not in 高等) or stands at the end of a list, or a
    count follows an enumeration."""
    before = reading.text[begin : closing.start()]
    if len(before) < 2:
        return False
    if not reading.is_boundary(closing.start()) and ("、" not in before or before[-1] in _GRADES):
        return False
    if closing["etc"] is None and closing.group().startswith("一批") and before[-1] not in "和及":
        return False  # 链群并重、整零协同推进一批项目
    return closing["etc"] is not None or ("、" in before and before[-1] not in "“（")


def read_chain(reading: Reading, start: int, end: int) -> list[Match]:
    """The names before and after the verb of ``[start, end)``."""
    lead = strip_front(reading, start, end)
    if end - lead.start < 2:
        return []
    tail = name_end(reading, lead.start, end, lead.verb)
    if tail.start <= lead.start:
        return []
    counted = reading.names.counted_etc.match(reading.text, tail.start, end)
    found = read_names(reading, lead, tail) if not counted and _may_name(reading, lead, tail) else []
    if reading.text.startswith(("、", "和", "及"), tail.stop) and end - tail.stop > _SHORTEST:
        return found + read_chain(reading, tail.stop + 1, end)
    verb = reading.names.cutting.search(reading.text, tail.start, end) if end - tail.start > _SHORTEST else None
    if verb and end - verb.end() >= _SHORTEST:
        found.extend(read_chain(reading, verb.start(), end))
    return found


def _may_name(reading: Reading, lead: Lead, tail: Tail) -> bool:
    """Whether a project can stand between ``lead`` and ``tail``: something is said of it, and it has a head or is one
    of several or is said to run."""
    text = reading.text
    if not tail.head and tail.status < 2 and text.find("、", lead.start, tail.start) < 0:
        return False
    if text[tail.start : tail.start + 3] == "等工作":
        return False
    if lead.verb or tail.status or reading.names.undertaking.size(text, lead.start, tail.start):
        return True
    return reading.names.cutting.search(text, lead.start, tail.start) is not None


def read_names(reading: Reading, lead: Lead, tail: Tail) -> list[Match]:
    """The projects named between ``lead`` and ``tail``; none where a number of them is told, or the last of the list is
    a plan or a task."""
    if lead.counted:
        return []
    spans = join_shared(reading, split_list(reading.text, lead.start, tail.start))
    inner = strip_inner(reading, lead, spans[0][1])
    if inner.counted:
        return []
    spans = [(inner.start, spans[0][1]), *(_after_verb(reading, *span) for span in spans[1:])]
    items = [trim(reading, *part) for span in spans for part in split_and(reading, *span)]
    if is_abstract(reading, *items[-1]) and not head_strength(reading, *items[-1]):
        return []
    setting = _setting(reading, lead, inner, tail)
    sure = [item for item in items if is_project(reading, *item, setting)]
    if len(sure) < len(items) and sure:
        sure = [item for item in items if item in sure or _goes_with(reading, item, items, sure, setting)]
    return [match for item in sure for match in emit(reading, *item)]


def _setting(reading: Reading, lead: Lead, inner: Lead, tail: Tail) -> Setting:
    done = inner.verb == 2 and reading.names.done.search(reading.text, lead.begin, inner.start) is not None
    building = inner.building or tail.building
    funded = lead.funded or inner.funded
    text = reading.text
    listed = tail.building and text.startswith("等", tail.start) and text.find("、", lead.start, tail.start) > 0
    return Setting(inner.verb, tail.status, building, listed, funded=funded, done=done, closed=tail.closed)


def _after_verb(reading: Reading, start: int, end: int) -> Span:
    """An item of a list without a verb or an amount of its own: 建成甲电站、开工乙电站."""
    lead = strip_front(reading, start, end)
    text = reading.text
    stripped = text[start].isdigit() or reading.names.verb.match(text, start, lead.start) is not None
    stripped = stripped or text.endswith("元的", start, lead.start)  # 总投资100亿元的
    return (lead.start, end) if stripped and lead.start < end else (start, end)


def _goes_with(reading: Reading, item: Span, items: list[Span], sure: list[Span], setting: Setting) -> bool:
    """Whether an item that is no name by itself is one beside those that are: it has a head, and a third of the list
    are names, or it is a place that shares the works named last (甲、乙高铁)."""
    body = reading.names.endings.size(reading.text, *item) > 0
    made = item[0] < known_company(reading, *item) < item[1] and not body  # 三一重能风电整机
    if made or head_strength(reading, *item) or is_sized(reading, *item):
        return len(items) <= 3 * len(sure) and is_project(
            reading, *item, setting._replace(listed=True, named=True, mostly=len(items) <= 2 * len(sure))
        )
    return items[-1] in sure and shares_head(reading, item, items[-1])


def _goes_on(text: str, start: int, stop: int, end: int) -> bool:
    """Whether the number or the verb at ``stop`` belongs to the name: a capacity, the number of a road."""
    if text.startswith(_TIMES, stop):
        return _YEARLY.match(text, stop, end) is not None
    if not text[stop : stop + 1].isdigit():
        return False
    if text.endswith(_ROADS, start, stop) or _SIZE.match(text, stop, end):
        return True
    return _YEARLY.match(text, stop - 2, end) is not None  # 年产|20万吨


def name_end(reading: Reading, start: int, end: int, verb: int) -> Tail:
    """Where the name that starts at ``start`` ends: before the first status that follows a head, else (no head
    anywhere) before the first status, else at the clause's end."""
    text, names = reading.text, reading.names
    first: Tail | None = None
    for match in names.tail.finditer(text, start + 2, end):
        stop, after = match.span()
        if stop not in reading.inside and not names.undertaking.size(text, start, stop):
            continue  # 项目前期 is one word
        if _goes_on(text, start, stop, end):
            continue
        final = match["weak"] in names.final_status and (after == end or text[after] == "、")
        status = 2 if match["strong"] or final else 1 if match["weak"] else 0
        head = head_strength(reading, start, stop)
        sure = head and (status == 2 or head == "strong" or (head == "works" and after > stop))
        if not sure and (first is not None or after == stop):
            continue
        building = after == end and names.building.search(match.group()) is not None
        tail = Tail(start, stop, status, after == end, head, building, after)
        if sure:
            return tail
        first = tail
    head = head_strength(reading, start, end) if verb or first is None else ""
    if head:
        return Tail(start, end, 0, True, head, stop=end)
    return first or Tail(start, end, stop=end)
