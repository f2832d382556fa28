"""Projects: what a clause says is built, opened, signed or brought in.

A clause is read as ``[openers and verbs] names [status]``, or as a list of names closed by a class noun
(``A、B 等 N 个项目``). Offsets index the normal text, code points, half open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zhibiao.analysis import Match
from zhibiao.matchers.name_context import CLAUSE, Reading, split_list
from zhibiao.matchers.name_judge import Setting, emit, head_strength, is_project, trim
from zhibiao.matchers.name_leads import Lead, strip_front, strip_inner
from zhibiao.matchers.name_lists import join_shared, read_list, split_and

_SHORTEST = 4
_LONGEST = 400  # no clause of prose is longer; it bounds the work on one


@dataclass(slots=True)
class Tail:
    """What follows a name: the name begins no earlier than ``begin`` and ends at ``start``; ``status`` 2 for a strong
    status, 1 for a weak one, 0 for none; ``closed`` when the status ends the clause; ``head`` the kind of the name's
    head."""

    begin: int
    start: int
    status: int = 0
    closed: bool = False
    head: str = ""


def find_projects(reading: Reading) -> list[Match]:
    """All projects of the text, and the companies named inside or instead of them."""
    found: list[Match] = []
    trigger = reading.names.trigger
    for clause in CLAUSE.finditer(reading.text):
        start, end = clause.span()
        if not _SHORTEST <= end - start <= _LONGEST or reading.text[start] == "《":
            continue
        if trigger.search(reading.text, start, end):
            found.extend(read_clause(reading, start, end))
    return found


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
    if begin == start or reading.text[begin : begin + 1] in "和与及、":
        found.extend(read_chain(reading, begin, end))
    return found


def _closes(reading: Reading, begin: int, closing: re.Match[str]) -> bool:
    """Whether ``closing`` can end a list: 等 is a word of its own (not in 高等), or a count follows an enumeration."""
    if closing.start() - begin < 2 or not reading.is_boundary(closing.start()):
        return False
    before = reading.text[begin : closing.start()]
    return closing["etc"] is not None or ("、" in before and before[-1] not in "“（")


def read_chain(reading: Reading, start: int, end: int) -> list[Match]:
    """The names before and after the verb of ``[start, end)``."""
    lead = strip_front(reading, start, end)
    if end - lead.start < 2:
        return []
    tail = name_end(reading, lead.start, end, lead.verb)
    if tail.start <= lead.start:
        return []
    found = read_names(reading, lead, tail) if _may_name(reading, lead, tail) else []
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
    if lead.verb or tail.status or reading.names.undertaking.size(text, lead.start, tail.start):
        return True
    return reading.names.cutting.search(text, lead.start, tail.start) is not None


def read_names(reading: Reading, lead: Lead, tail: Tail) -> list[Match]:
    """The projects named between ``lead`` and ``tail``."""
    text = reading.text
    spans = join_shared(reading, split_list(text, lead.start, tail.start))
    inner = strip_inner(reading, lead, spans[0][1])
    spans[0] = (inner.start, spans[0][1])
    done = inner.verb == 2 and reading.names.done.search(text, lead.begin, inner.start) is not None
    counted = lead.counted or inner.counted
    setting = Setting(max(lead.verb, inner.verb), tail.status, counted=counted, done=done, closed=tail.closed)
    items = [trim(reading, *part) for span in spans for part in split_and(reading, *span)]
    sure = [item for item in items if is_project(reading, *item, setting)]
    if len(sure) < len(items) <= 2 * len(sure):
        others = replace(setting, listed=True, named=True)
        sure = [item for item in items if item in sure or _goes_with(reading, *item, others)]
    return [match for item in sure for match in emit(reading, *item)]


def _goes_with(reading: Reading, start: int, end: int, setting: Setting) -> bool:
    return head_strength(reading, start, end) != "" and is_project(reading, start, end, setting)


def name_end(reading: Reading, start: int, end: int, verb: int) -> Tail:
    """Where the name that starts at ``start`` ends: before the first status that follows a head, else (no head
    anywhere) before the first status, else at the clause's end."""
    first = Tail(start, end)
    for match in reading.names.tail.finditer(reading.text, start + 2, end):
        stop = match.start()
        if not reading.is_boundary(stop):
            continue
        status = 2 if match["strong"] else 1 if match["weak"] else 0
        head = head_strength(reading, start, stop)
        if head and (status == 2 or head == "strong" or (head == "works" and match.group())):
            return Tail(start, stop, status, match.end() == end, head)
        if first.start == end and match.group():
            first = Tail(start, stop, status, match.end() == end, head)
    head = head_strength(reading, start, end) if verb or first.start == end else ""
    return Tail(start, end, 0, True, head) if head else first
