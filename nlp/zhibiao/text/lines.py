"""The lines of a source: which of them are furniture of the page, and which line goes on in the next.

A line break ends a paragraph unless the two lines show that the sentence goes on. Shapes decide, not words: how a
line ends and the next one opens, whether the line is full (hard-wrapped text: as wide as its neighbours) and whether it
is prose (has sentence punctuation) or stands alone (heading, signature, table cell, menu entry).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhibiao.text.marks import STRONG, WEAK

_LINE = re.compile(r"[^ \n\f\0][^\n\f]*")
_STOPS = frozenset("。！？；：!?;:…")
_CLOSERS = "”’）)》】」』\"' \0"
_OPENING = frozenset("（(《“‘【「『，,、")
_CLOSING = frozenset("）)》”’】」』，,、。；;：:！？!?%‰")
_LINKING = frozenset("和与及暨的在至")
_PAUSE = re.compile(r"[，,；;。：:、]")
_SENTENCE = re.compile(r"[，,；;。]")
_SUBTITLE = re.compile(r"[—-]+ ?\d{4} ?年.*在(?!.*上）?$)")
_DANGLING = re.compile(r"\d ?[万亿千百]$")
_CELL = re.compile(r"[-—\d.,，%‰ \0]+")
_LONG = 45


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


def find_wrap(lines: list[Line]) -> Wrap:
    """How ``lines`` are wrapped, judged by the widths of those that are no cells or short headings."""
    widths = sorted(line.width for line in lines if line.width >= 12)
    if len(widths) < 8:
        return Wrap()
    width = widths[len(widths) * 9 // 10]
    full = sum(1 for each in widths if 0.85 * width <= each <= 1.1 * width)
    if width > 60 or full < 0.4 * len(widths):
        return Wrap()
    indented = sum(1 for line in lines if line.indent >= 2 and line.width >= 12)
    return Wrap(width, len(widths) // 20 < indented < 0.7 * len(widths))


def goes_on(before: Line, after: Line, wrap: Wrap) -> bool:
    """Whether ``before`` is continued by ``after``: the break between them stands inside a paragraph."""
    if after.text[0] in _CLOSING:
        return True
    if STRONG.match(after.text):
        return before.text[-1] in "（(《“‘"
    if before.text[-1] in _OPENING:
        return True
    full = before.width >= 0.8 * wrap.width > 0
    if full and wrap.indented:
        return after.indent < 2
    if is_ended(before.text):
        return full and before.width >= 0.93 * wrap.width and _fills(after, wrap)
    if full:
        return not _CELL.fullmatch(after.text) or after.width < 3
    return _is_open(before.text) or (_is_prose(before.text) and not WEAK.match(after.text) and reads_on(after.text))


def is_ended(text: str) -> bool:
    return text.rstrip(_CLOSERS)[-1:] in _STOPS


def _fills(after: Line, wrap: Wrap) -> bool:
    """Whether the line after a full one that ends a sentence looks like text of the same paragraph."""
    return after.width >= 0.8 * wrap.width or is_ended(after.text)


def _is_open(text: str) -> bool:
    """Whether a short line cannot be all: ends in a linking word or in half a number, or opens 在…上."""
    if text[-1] in _LINKING and len(text) > 6:
        return True
    return bool(_SUBTITLE.match(text) or (_DANGLING.search(text) and not _CELL.fullmatch(text[:-1])))


def _is_prose(text: str) -> bool:
    """Whether a line is running text and not a heading or a cell."""
    if STRONG.match(text) and "。" not in text:
        return False
    return "。" in text or ("，" in text and len(text) >= _LONG)


def reads_on(text: str) -> bool:
    return bool(_SENTENCE.search(text))
