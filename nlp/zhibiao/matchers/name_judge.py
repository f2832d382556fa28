"""Whether a piece of text that stands where a project's name stands is one, by its head, its words and its clause.

Offsets index the normal text, code points, half open.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhibiao.analysis import Match
from zhibiao.matchers.companies import company_prefix, known_company
from zhibiao.matchers.name_context import Reading

_HEAD_WINDOW = 8
_LONGEST = 45


@dataclass(frozen=True, slots=True)
class Setting:
    """What the clause says of a name: the strength (0 none, 1 weak, 2 strong) of the verb before it and of the status
    after it; ``listed`` for an item of a list closed by a class noun such as 项目."""

    verb: int = 0
    status: int = 0
    listed: bool = False
    counted: bool = False


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
    """What kind of head ``[start, end)`` ends in: ``strong``, ``works``, ``weak`` or ``""``; phases are looked through."""
    text, names = reading.text, reading.names
    while phase := names.phase.search(text, max(start, end - _HEAD_WINDOW - 2), end):
        if phase.start() <= start:
            break
        end = phase.start()
    window = max(start, end - _HEAD_WINDOW)
    for strength, pattern in (("strong", names.head), ("works", names.works), ("weak", names.weak_head)):
        head = pattern.search(text, window, end)
        if head and head.start() > start:
            return strength
    return ""


def is_project(reading: Reading, start: int, end: int, setting: Setting) -> bool:
    """Whether ``[start, end)`` names a project in its ``setting``."""
    text = reading.text
    if not 2 <= end - start <= _LONGEST or text[start:end] in reading.names.generic:
        return False
    head = head_strength(reading, start, end)
    named = reading.has_name(start, end) or known_company(reading, start, end) > start
    if setting.counted:
        return False
    if not named:
        return _unnamed(reading, start, end, head, setting)
    if setting.listed:
        return bool(head) or end - start >= 3
    if head == "strong":
        return setting.verb > 0 or setting.status > 0
    if head in ("works", "weak"):
        return setting.status == 2 or setting.verb == 2
    return setting.status == 2 and _short_name(reading, start, end)


def _unnamed(reading: Reading, start: int, end: int, head: str, setting: Setting) -> bool:
    """A name of common words only: a single work that is finished or at work (供水主管网扩建工程完工)."""
    specific = end - start >= 6
    return specific and setting.status == 2 and head == "strong" and reading.names.singular.search(
        reading.text, max(start, end - 4), end
    ) is not None


def _short_name(reading: Reading, start: int, end: int) -> bool:
    words = reading.words_in(start, end)
    return 2 < end - start <= 12 and len(words) > 0 and (reading.is_proper(words[0]) or reading.is_place(words[0]))


def emit(reading: Reading, start: int, end: int) -> list[Match]:
    """The project ``[start, end)`` with the company or the school, hospital or hotel that it names."""
    found = [Match(start, end, "PROJECT")]
    company = company_prefix(reading, start, end)
    if company > start:
        found.append(Match(start, company, "ORG"))
    elif reading.names.built.search(reading.text, max(start, end - 4), end):
        found.append(Match(start, end, "ORG"))
    return found
