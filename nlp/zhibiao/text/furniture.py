"""Furniture of the page: page numbers, running headers and footers, which stand between lines but say nothing.

Recognized by where they stand and what they look like: a number between dashes, a bare number at a page break, an
issue line (``2025年第3期``), short lines around these, and lines that come back at page breaks.
"""

from __future__ import annotations

import re
from collections import Counter

from zhibiao.text.characters import GONE
from zhibiao.text.lines import Line, Wrap, goes_on, is_ended, reads_on
from zhibiao.text.marks import STRONG

_DASHED = re.compile(r"[-—~·•. ]{1,8}(?:第 ?)?\d{1,4}(?: ?页)?[-—~·•. ]{1,8}")
_INLINE_PAGE = re.compile(r"— ?\d{1,3} ?—(?=[ \u4e00-\u9fff])")
_BESIDE_PAGE = re.compile(r"[ \u4e00-\u9fff。，；、]")
_PAGE = re.compile(r"(?:第 ?\d{1,4} ?页|共 ?\d{1,4} ?页|第 ?\d{1,4} ?页[ ,，/]*共 ?\d{1,4} ?页)")
_ISSUE = re.compile(r"(?:\d{4} ?年 ?)?第 ?\d{1,4} ?期(?: ?[（(]?总第 ?\d{1,5} ?期[）)]?)?")
_NUMBER = re.compile(r"\d{1,4}")
_DASH = re.compile(r"[-—~]{1,3}")
_DIGITS = re.compile(r"\d+")
_SENTENCE = re.compile(r"[，,；;。：:、！？]|\d\.\d")
_REACH = 3
"""How many lines after a page mark may still be furniture."""


def drop_inline_pages(text: str) -> str:
    """``text`` with page numbers that stand in the middle of a line (``比上年增—7—长``) ``GONE``; one alone may be a
    name, two are page numbers."""
    pages = [
        page for page in _INLINE_PAGE.finditer(text) if page.start() and _BESIDE_PAGE.match(text, page.start() - 1)
    ]
    if len(pages) < 2:
        return text
    pieces: list[str] = []
    last = 0
    for page in pages:
        pieces += (text[last : page.start()], GONE * (page.end() - page.start()))
        last = page.end()
    return "".join([*pieces, text[last:]])


def drop_furniture(lines: list[Line], wrap: Wrap) -> list[Line]:
    """``lines`` without those that belong to the page."""
    marks = _page_marks(lines, wrap)
    if not any(marks) and not any(line.page for line in lines):
        return lines
    headers = _running_headers(lines, marks)
    for index, line in enumerate(lines):
        if not marks[index] and _shape(line.text) in headers and _at_page_break(lines, marks, index):
            marks[index] = True
    _mark_interruptions(lines, marks, wrap)
    return [line for line, mark in zip(lines, marks, strict=True) if not mark]


def _page_marks(lines: list[Line], wrap: Wrap) -> list[bool]:
    """Which lines are by themselves page numbers or issue lines."""
    marks = [_is_page_mark(lines, index) for index in range(len(lines))]
    if any(mark and not _ISSUE.fullmatch(line.text) for line, mark in zip(lines, marks, strict=True)):
        return marks
    for index, line in enumerate(lines):
        if _NUMBER.fullmatch(line.text):
            marks[index] = _at_page_break(lines, marks, index) or _interrupts(lines, index, index, wrap, False)
    return marks


def _is_page_mark(lines: list[Line], index: int) -> bool:
    text = lines[index].text
    if len(text) > 24:
        return False
    if _DASHED.fullmatch(text) or _PAGE.fullmatch(text) or _ISSUE.fullmatch(text):
        return True
    if _NUMBER.fullmatch(text):
        return _between_dashes(lines, index)
    return bool(_DASH.fullmatch(text)) and (_between_dashes(lines, index - 1) or _between_dashes(lines, index + 1))


def _between_dashes(lines: list[Line], index: int) -> bool:
    """Whether a line holds a number between dashes, or a digit of one that is set from top to bottom (—, 8, 1, —)."""
    if not 0 < index < len(lines) - 1 or not _NUMBER.fullmatch(lines[index].text):
        return False
    first = last = index
    while first > max(0, index - _REACH) and _NUMBER.fullmatch(lines[first - 1].text):
        first -= 1
    while last < min(len(lines) - 1, index + _REACH) and _NUMBER.fullmatch(lines[last + 1].text):
        last += 1
    ends = first > 0 and last < len(lines) - 1
    return ends and bool(_DASH.fullmatch(lines[first - 1].text) and _DASH.fullmatch(lines[last + 1].text))


def _beside_page_break(lines: list[Line], index: int) -> bool:
    return lines[index].page or (index + 1 < len(lines) and lines[index + 1].page)


def _at_page_break(lines: list[Line], marks: list[bool], index: int) -> bool:
    """Whether a line touches a page break, or a line that is page furniture."""
    return (
        _beside_page_break(lines, index)
        or (index > 0 and marks[index - 1])
        or (index + 1 < len(lines) and marks[index + 1])
    )


def _running_headers(lines: list[Line], marks: list[bool]) -> set[str]:
    """The shapes of short lines that stand at a page break three times or more."""
    shapes = Counter(
        _shape(line.text)
        for index, line in enumerate(lines)
        if len(line.text) <= 40 and not marks[index] and _at_page_break(lines, marks, index)
    )
    return {shape for shape, count in shapes.items() if count >= 3 and not _SENTENCE.search(shape)}


def _shape(text: str) -> str:
    return _DIGITS.sub("0", text)


def _mark_interruptions(lines: list[Line], marks: list[bool], wrap: Wrap) -> None:
    """Mark the short lines around a page mark where the line before them goes on in the line after them."""
    index = 0
    while index < len(lines):
        last = index
        if marks[index]:
            last = _mark_block(lines, marks, index, wrap)
        index = last + 1


def _mark_block(lines: list[Line], marks: list[bool], first: int, wrap: Wrap) -> int:
    """Mark the short lines around the issue line of a block of page marks; return the last line of the block."""
    last = end = _last_mark(marks, first)
    if not any(_ISSUE.fullmatch(line.text) for line in lines[first : last + 1]):
        return last
    while end < len(lines) and end - last <= _REACH and (end == last or marks[end] or _is_short(lines[end])):
        for start in (first - 1, first, first - 2):
            if _interrupts(lines, start, end, wrap, True) and all(map(_is_short, lines[start:first])):
                marks[start : end + 1] = [True] * (end + 1 - start)
                return end
        end += 1
    return last


def _last_mark(marks: list[bool], first: int) -> int:
    last = first
    while last + 1 < len(marks) and marks[last + 1]:
        last += 1
    return last


def _is_short(line: Line) -> bool:
    return line.width <= 16 and not _SENTENCE.search(line.text) and not STRONG.match(line.text)


def _interrupts(lines: list[Line], first: int, last: int, wrap: Wrap, issue: bool) -> bool:
    """Whether the line before a block goes on after it; an issue line is proof enough to ask little of the two."""
    if first <= 0 or last + 1 >= len(lines):
        return False
    before, after = lines[first - 1], lines[last + 1]
    if goes_on(before, after, wrap):
        return True
    return issue and not is_ended(before.text) and not STRONG.match(after.text) and reads_on(after.text)
