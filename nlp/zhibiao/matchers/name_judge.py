"""Whether a piece of text that stands where a project's name stands is one, by its head, its words and its clause.

Offsets index the normal text, code points, half open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhibiao.analysis import Match
from zhibiao.matchers.companies import company_prefix, known_company
from zhibiao.matchers.name_context import SIGN, Reading

_COUNTED = re.compile(r"\d[\d.]*(?:万|余|多)*(?:[个条座项家处所台套户]|公里|平方米|亩)")
_INNER_COUNT = re.compile(r"\d[个家所项处]")
_PHASE_WINDOW = 10
_LONGEST = 45


@dataclass(slots=True)
class Setting:
    """What the clause says of a name: the strength (0 none, 1 weak, 2 strong) of the verb before it and of the status
    after it; ``listed`` for an item of a list closed by a class noun such as 项目; ``done`` when the
    verb says that one work is complete; ``closed`` when the status ends the clause; ``named`` when most items
    of the list are names, ``plain`` when these have no heads."""

    verb: int = 0
    status: int = 0
    listed: bool = False
    counted: bool = False
    done: bool = False
    closed: bool = False
    named: bool = False
    plain: bool = False


def trim(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` without class words in front and without 建设, 等 behind."""
    text, names = reading.text, reading.names
    while start < end and (step := names.determiner.match(text, start, end)) and reading.is_boundary(step.end()):
        start = step.end()
    while start < end and text[start] in "的了、和与及":
        start += 1
    for ending in ("等", "建设", "的"):
        if text.endswith(ending, start, end):
            end -= len(ending)
    return start, end


def head_strength(reading: Reading, start: int, end: int) -> str:
    """What kind of head ``[start, end)`` ends in: ``strong``, ``works``, ``weak`` or ``""``; a phase may follow it."""
    text, names = reading.text, reading.names
    while end > start and text[end - 1] in "期段区标）":
        phase = names.phase.search(text, max(start, end - _PHASE_WINDOW), end)
        if phase is None or phase.start() <= start:
            break
        end = phase.start()
    if text[end - 1 : end] not in names.head_ends:
        return ""
    for strength, heads in (("strong", names.head), ("works", names.works), ("weak", names.weak_head)):
        size = heads.size(text, start + 1, end)
        if size and _is_whole(reading, end - size, end):
            return strength
    return ""


def _is_whole(reading: Reading, start: int, end: int) -> bool:
    """Whether a head of one character is more than the end of a common word (路 in 思路)."""
    if end - start > 1:
        return True
    index = reading.index(start)
    return reading.starts[index] == start or not reading.is_common(index)


def is_project(reading: Reading, start: int, end: int, setting: Setting) -> bool:
    """Whether ``[start, end)`` names a project in its ``setting``."""
    text, names = reading.text, reading.names
    if not 2 <= end - start <= _LONGEST or _is_class(reading, start, end):
        return False
    head = head_strength(reading, start, end)
    if not setting.listed and _hopeless(reading, start, end, head, setting):
        return False
    named = reading.has_name(start, end) or known_company(reading, start, end) > start
    if named and not setting.listed and (head == "works" or max(setting.verb, setting.status) < 2):
        named = reading.has_name(start, end, strict=True) or known_company(reading, start, end) > start
    if not named:
        return _unnamed(reading, start, end, head, setting)
    if setting.listed:
        return bool(head) or end - start >= 3
    if head == "strong" and names.undertaking.size(text, start, end):
        return True
    if head == "strong" or (head == "works" and reading.names.transport.search(text, start, end)):
        return setting.verb > 0 or setting.status > 0
    if head and company_prefix(reading, start, end) > start:
        return setting.verb > 0 or setting.status > 0
    if head:
        return setting.status == 2 or setting.verb == 2
    return setting.status == 2 and setting.closed and _short_name(reading, start, end)


def _is_class(reading: Reading, start: int, end: int) -> bool:
    """Whether ``[start, end)`` tells of a number, a class or a task, whatever else stands in it."""
    text, names = reading.text, reading.names
    if _COUNTED.match(text, start, end) or _COUNTED.match(text, end) or _INNER_COUNT.search(text, start, end):
        return True
    if text[start:end] in names.generic or names.class_ending.size(text, start, end):
        return True
    return names.abstract.search(text, start, end) is not None


def _hopeless(reading: Reading, start: int, end: int, head: str, setting: Setting) -> bool:
    """Whether no name could be a project here: nothing is said of it, or it has no head and is not said to run."""
    if setting.counted or (not head and setting.status < 2):
        return True
    return not setting.verb and not setting.status and not reading.names.undertaking.size(reading.text, start, end)


def _unnamed(reading: Reading, start: int, end: int, head: str, setting: Setting) -> bool:
    """A name of common words only: a single work that is finished or at work (供水主管网扩建工程完工)."""
    size = end - start
    if setting.listed and setting.named:
        return (bool(head) and size >= 4) or setting.plain
    if not reading.names.singular.size(reading.text, start, end):
        return False
    return (setting.status == 2 and size >= 6) or (setting.done and size >= 8)


def _short_name(reading: Reading, start: int, end: int) -> bool:
    if SIGN.match(reading.text, start, end):
        return True
    if reading.names.endings.size(reading.text, start, end):
        return False
    words = reading.words_in(start, end)
    return 2 < end - start <= 12 and len(words) > 0 and (reading.is_proper(words[0]) or reading.is_place(words[0]))


def emit(reading: Reading, start: int, end: int, guess: bool = False) -> list[Match]:
    """The project ``[start, end)`` with the company or the school, hospital or hotel that it names (``guess``: see
    company_prefix)."""
    found = [Match(start, end, "PROJECT")]
    company = company_prefix(reading, start, end, guess)
    if start < company < end:
        found.append(Match(start, company, "ORG"))
        second = known_company(reading, company, end)
        if company < second < end:
            found.append(Match(company, second, "ORG"))
    elif reading.names.built.size(reading.text, start, end):
        found.append(Match(start, end, "ORG"))
    return found
