"""Organizations that their own words give away: known names, organs by level or place, endings such as 集团 or 大学.

Offsets index the normal text, code points, half open.
"""

from __future__ import annotations

import re

from zhibiao.analysis import Match
from zhibiao.matchers.name_context import Reading

_MAX_NAME = 24
_STOP_TAGS = frozenset({"p", "c", "uj", "ul", "uv", "ud", "r", "x", "m", "d", "ad"})
_LATIN = re.compile(r"[A-Za-z0-9]")


def find_organizations(reading: Reading) -> list[Match]:
    """All organizations that can be told without their neighbours, none inside another."""
    spans = [*_known(reading), *_organs(reading), *_departments(reading), *_ended(reading), *_founded(reading)]
    return [Match(start, end, "ORG") for start, end in longest(spans)]


def longest(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """``spans`` without those that touch a longer one that starts no later."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def known_projects(reading: Reading) -> list[tuple[int, int]]:
    """The spans of projects that are known by name."""
    hits = reading.names.gazetteer.iter(reading.text)
    return [(last - length + 1, last + 1) for last, (kind, _, length) in hits if kind == "project"]


def _known(reading: Reading) -> list[tuple[int, int]]:
    spans = []
    for last, (kind, scope, length) in reading.names.gazetteer.iter(reading.text):
        start, end = last - length + 1, last + 1
        if kind != "project" and scope == "any" and _stands_alone(reading, start, end):
            spans.append((start, end))
    return spans


def _stands_alone(reading: Reading, start: int, end: int) -> bool:
    """Whether a known name is a word of its own: neither end cuts a longer word of common use."""
    text = reading.text
    if _LATIN.match(text[start]) and start and _LATIN.match(text[start - 1]):
        return False
    if _LATIN.match(text[end - 1]) and end < len(text) and _LATIN.match(text[end]):
        return False
    return reading.is_boundary(start) and reading.is_boundary(end)


def _organs(reading: Reading) -> list[tuple[int, int]]:
    spans = []
    for pattern in (reading.names.organ, reading.names.assembly):
        for match in pattern.finditer(reading.text):
            start = _with_place(reading, match.start(), match.end())
            if start is not None:
                spans.append((start, match.end()))
    spans.extend(_bare_consultative(reading, spans))
    return spans


def _with_place(reading: Reading, start: int, end: int) -> int | None:
    """Where the organ that starts at ``start`` with its level really starts: before its place's name, if one is written.
    None where the level belongs to no one place (各市政府)."""
    text = reading.text
    level = reading.names.place_end.match(text[start : start + 3]) or text[start : start + 1]
    size = 3 if text.startswith("自治", start) else len(level if isinstance(level, str) else level.group())
    for edge in (start + size, start):
        place = reading.place_before(edge)
        if place < edge and place <= start:
            return place
    covering = reading.index(start)
    if reading.starts[covering] < start:
        return reading.starts[covering] if len(reading.words[covering]) > 2 and reading.is_place(covering) else start
    if start and text[start - 1] in reading.names.collective and not text.startswith("、", start - 1):
        return None
    return start


def _bare_consultative(reading: Reading, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """政协 without a level, named beside the assembly of its level: 区人大、政协."""
    text = reading.text
    return [
        (end + 1, end + 3)
        for start, end in spans
        if text.startswith(("、政协", "和政协"), end) and text.endswith("人大", start, end)
    ]


def _departments(reading: Reading) -> list[tuple[int, int]]:
    spans = []
    for match in reading.names.department.finditer(reading.text):
        start, end = match.span()
        level = match["level"]
        if not reading.is_boundary(end):
            continue
        if level:
            begin = start if level in ("国家", "中央") else _with_place(reading, start, end)
            if begin is not None:
                spans.append((begin, end))
        elif reading.text[end - 1] in "局厅会心" and reading.is_boundary(start):
            spans.append((reading.place_before(start), end))
    return spans


def _ended(reading: Reading) -> list[tuple[int, int]]:
    spans = []
    for match in reading.names.ending.finditer(reading.text):
        start, end = match.span()
        if not reading.is_boundary(end):
            continue
        begin = name_start(reading, start)
        if begin < start:
            spans.append((begin, end))
    return spans


def name_start(reading: Reading, start: int) -> int:
    """Where the name begins whose ending stands at ``start``; ``start`` where only class words precede it."""
    names = reading.names
    index = reading.index(start)
    if reading.starts[index] == start:
        index -= 1
    begin = start
    while index >= 0 and start - reading.starts[index] <= _MAX_NAME:
        word = reading.words[index]
        if word in names.stops or (reading.tags[index] in _STOP_TAGS and not reading.is_place(index)):
            break
        if word in names.classes and begin == start:
            break
        if reading.is_proper(index) or reading.is_place(index):
            begin = reading.starts[index]
        index -= 1
    if begin == start and reading.place_before(start) < start:
        return reading.place_before(start)
    return begin


def _founded(reading: Reading) -> list[tuple[int, int]]:
    """What is said to be set up and ends like a body: 设立仿生机器人制造业创新中心."""
    spans = []
    for match in reading.names.founding.finditer(reading.text):
        clause = re.compile(r"[^，。；：、！？\n《》]{3,24}").match(reading.text, match.end())
        if clause is None:
            continue
        begin = clause.start()
        cut = reading.text.rfind("的", begin, clause.end())
        begin = max(begin, cut + 1)
        begin += 2 if reading.text.startswith(("全市", "全省", "全区", "全县", "我市", "我省", "我区", "我县"), begin) else 0
        text = reading.text[begin : clause.end()]
        if len(text) >= 6 and reading.names.founded.search(text) and not re.match(r"\d|由|以", text):
            spans.append((begin, clause.end()))
    return spans
