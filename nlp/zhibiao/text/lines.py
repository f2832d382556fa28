"""The lines of a source: which of them are furniture of the page, and which line goes on in the next.

A line break ends a paragraph unless the two lines show that the sentence goes on. Shapes decide, not words: how a
line ends and the next one opens, whether the line is full (hard-wrapped text: as wide as its neighbours) and whether it
is prose (has sentence punctuation) or stands alone (heading, signature, table cell, menu entry).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from zhibiao.text.characters import GONE
from zhibiao.text.marks import STRONG, WEAK

_LINE = re.compile(r"[^ \n\f\0][^\n\f]*")
_ENDED = re.compile(r"[。！？；：!?;:…][”’）)》」』\"' \0]*(?:（[^（）。]{0,40}）)?$")
_BRACKETS = frozenset("（(《“‘【「『")
_OPENING = _BRACKETS | frozenset("，,、")
_CLOSING = frozenset("）)》”’】」』，,、。；;：:！？!?%‰")
_LINKING = frozenset("和与及暨的在至")
_SENTENCE = re.compile(r"[，,；;。]")
_SUBTITLE = re.compile(r"[—-]+ ?\d{4} ?年.*在(?!.*上)")
_DANGLING = re.compile(r"\d ?[万亿千百]$")
_SUBSCRIPT = re.compile(r"\d(?:\.\d)?|10")
_LATIN = re.compile(r"[A-Za-z]")
_CELL = re.compile(r"[-—\d.,，%‰ \0]+")
_LONG = 45
_FEW = 8  # lines too few to count widths
_NARROWEST, _WIDEST = 20, 60  # characters of a full line of wrapped text


@dataclass(slots=True)
class Line:
    """A line with something on it: its text without outer spaces, where it stands, how wide it prints (in Chinese
    characters; two digits or letters take the room of one), how far it is indented, whether a page ends before it."""

    start: int
    end: int
    text: str
    width: float
    indent: int
    page: bool = False


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a document breaks its lines: ``width`` of a full line, 0 if paragraphs stand on one line each, and whether
    paragraphs open with an indent."""

    width: float = 0.0
    indented: bool = False


def split_lines(text: str) -> list[Line]:
    """The non-blank lines of a folded text, in order."""
    lines: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        content = match[0].rstrip(" \0")
        start = match.start()
        gap = text[last:start]
        indent = len(gap) - 1 - max(gap.rfind("\n"), gap.rfind("\f"))
        last = start + len(content)
        lines.append(Line(start, last, content, _width(content), indent, "\f" in gap))
    return lines


def _width(content: str) -> float:
    """Counts a character of three bytes in UTF-8 as one and an ASCII character as a half."""
    if len(content) > 200:
        return float(len(content))
    return (len(content.encode("utf-8", "surrogatepass")) + len(content)) / 4


def join_subscripts(lines: list[Line]) -> list[Line]:
    """``lines`` with a subscript that stands on a line of its own (``PM⏎2.5⏎）``) put back on its word's line."""
    joined: list[Line] = []
    for line in lines:
        host = joined[-1] if joined and _SUBSCRIPT.fullmatch(line.text) else None
        if host is not None and _LATIN.match(host.text[-1]) and reads_on(host.text):
            joined.pop()
            text = host.text + GONE * (line.start - host.end) + line.text
            line = Line(host.start, line.end, text, host.width, host.indent, host.page)
        joined.append(line)
    return joined


def find_wrap(lines: list[Line]) -> Wrap:
    """How ``lines`` are wrapped, judged by the widths of those that are no cells or short headings."""
    widths = [line.width for line in lines if line.width >= 12]
    indented = sum(line.indent >= 2 and line.width >= 12 for line in lines)
    if len(widths) < _FEW:
        return _find_short_wrap(lines)
    counts = Counter(map(round, widths))
    width = max(counts, key=lambda each: (counts[each - 1] + counts[each] + counts[each + 1], each))
    full = sum(abs(each - width) <= 0.12 * width for each in widths)
    if width > _WIDEST or full < 0.4 * len(widths):
        return Wrap(0.0, indented > 0.3 * len(widths))
    return Wrap(float(width), len(widths) // 20 < indented < 0.7 * len(widths))


def _find_short_wrap(lines: list[Line]) -> Wrap:
    """How a text of a few lines is wrapped: two are as wide as the widest, and one of them breaks off in a sentence."""
    prose = [line for line in lines if line.width >= 12]
    width = max((line.width for line in prose), default=0.0)
    full = [line for line in prose if line.width >= 0.9 * width]
    broken = any("，" in line.text and not is_ended(line.text) for line in full)
    if not _NARROWEST <= width <= _WIDEST or len(full) < 2 or not broken:
        return Wrap()
    return Wrap(width, any(line.indent >= 2 for line in prose))


def goes_on(before: Line, after: Line, wrap: Wrap) -> bool:
    """Whether ``before`` is continued by ``after``: the break between them stands inside a paragraph."""
    if after.text[0] in _CLOSING:
        return True
    if STRONG.match(after.text):
        return before.text[-1] in _BRACKETS
    if before.text[-1] in _OPENING or _SUBTITLE.match(before.text) or _is_title_tail(before, after):
        return True
    if wrap.indented and after.indent >= 2:
        return False
    if wrap.width and before.width >= 0.72 * wrap.width:
        return _fills(before, after, wrap)
    if is_ended(before.text):
        return False
    return _is_open(before.text) or (_is_prose(before.text) and not WEAK.match(after.text) and reads_on(after.text))


def _is_title_tail(before: Line, after: Line) -> bool:
    """Whether two lines are the halves of a title: ``关于某市预算执行情况⏎和2026年预算草案的报告``."""
    return after.text[0] in "和与及暨" and min(before.width, after.width) >= 9 and not is_ended(before.text)


def _fills(before: Line, after: Line, wrap: Wrap) -> bool:
    """Whether a line nearly as wide as a full one of a wrapped text goes on."""
    full = before.width / wrap.width
    if full >= 0.8 and wrap.indented:
        return True
    likely = after.width >= 0.8 * wrap.width or is_ended(after.text)
    if is_ended(before.text):
        return full >= 0.93 and likely
    if full >= 0.8:
        return not _CELL.fullmatch(after.text) or after.width < 3
    return likely and "，" in before.text and not STRONG.match(before.text)


def is_ended(text: str) -> bool:
    """Whether a line ends a sentence, be it with a remark in brackets after the stop."""
    return bool(_ENDED.search(text, max(len(text) - 60, 0)))


def _is_open(text: str) -> bool:
    """Whether a short line cannot be all: it ends in a linking word or in a number with its scale but no unit."""
    if text[-1] in _LINKING and len(text) > 6:
        return True
    return bool(_DANGLING.search(text, max(len(text) - 4, 0))) and not _CELL.fullmatch(text[:-1])


def _is_prose(text: str) -> bool:
    """Whether a line is running text and not a heading or a cell."""
    if STRONG.match(text) and "。" not in text:
        return False
    return "。" in text or ("，" in text and len(text) >= _LONG)


def reads_on(text: str) -> bool:
    return bool(_SENTENCE.search(text))
