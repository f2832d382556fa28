"""Projects: what a clause says is built, opened, signed or brought in.

A clause is read as ``[openers and verbs] names [status]``, or as a list of names closed by a class noun
(``A、B 等 N 个项目``). Offsets index the normal text, code points, half open.
"""

from __future__ import annotations

import re
from dataclasses import replace

from zhibiao.analysis import Match
from zhibiao.matchers.name_context import CLAUSE, Reading, split_list
from zhibiao.matchers.name_judge import Setting, emit, head_strength, is_project, trim
from zhibiao.matchers.name_leads import strip_front, strip_inner
from zhibiao.matchers.name_lists import join_shared, read_list, split_and

_SHORTEST = 4


def find_projects(reading: Reading) -> list[Match]:
    """All projects of the text, and the companies named inside or instead of them."""
    found: list[Match] = []
    trigger = reading.names.trigger
    for clause in CLAUSE.finditer(reading.text):
        start, end = clause.span()
        if end - start >= _SHORTEST and reading.text[start] != "《" and trigger.search(reading.text, start, end):
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
    return closing["etc"] is not None or "、" in reading.text[begin : closing.start()]


def read_chain(reading: Reading, start: int, end: int) -> list[Match]:
    """The names before and after the verb of ``[start, end)``."""
    lead = strip_front(reading, start, end)
    if end - lead.start < 2:
        return []
    stop, status, closed = name_end(reading, lead.start, end, lead.verb)
    if stop <= lead.start:
        return []
    found: list[Match] = []
    spans = join_shared(reading, split_list(reading.text, lead.start, stop))
    inner = strip_inner(reading, lead, spans[0][1]) if spans else lead
    if spans:
        spans[0] = (inner.start, spans[0][1])
    done = reading.names.done.search(reading.text, start, inner.start) is not None
    setting = Setting(
        max(lead.verb, inner.verb), status, counted=lead.counted or inner.counted, done=done, closed=closed
    )
    items = [trim(reading, *part) for span in spans for part in split_and(reading, *span)]
    sure = [item for item in items if is_project(reading, *item, setting)]
    if len(sure) < len(items) <= 2 * len(sure):
        settled = replace(setting, listed=True, named=True)
        sure = [item for item in items if item in sure or (head_strength(reading, *item) and is_project(reading, *item, settled))]
    for item in sure:
        found.extend(emit(reading, *item))
    verb = reading.names.cutting.search(reading.text, stop, end)
    if verb and end - verb.end() >= _SHORTEST and stop < end:
        found.extend(read_chain(reading, verb.start(), end))
    return found


def name_end(reading: Reading, start: int, end: int, verb: int) -> tuple[int, int, bool]:
    """Where the name that starts at ``start`` ends, the strength of the status behind it, and whether that status ends
    the clause: before the first status that follows a head, else (no head anywhere) before the first strong status,
    else the clause's end."""
    fallback = (end, 0, False)
    for tail in reading.names.tail.finditer(reading.text, start + 2, end):
        stop = tail.start()
        if not reading.is_boundary(stop):
            continue
        status = 2 if tail["strong"] else 1 if tail["weak"] else 0
        head = head_strength(reading, start, stop)
        if head and (status == 2 or head == "strong" or (head == "works" and tail.group())):
            return stop, status, tail.end() == end
        if fallback[0] == end and tail.group():
            fallback = (stop, status, tail.end() == end)
    if verb and head_strength(reading, start, end):
        return end, 0, True
    return fallback
