"""Punctuation as the grammar wants it, decided by the neighbours; lengths never change.

Half-width commas, colons, semicolons, brackets and stops beside Chinese become full-width; a comma inside a number, a
decimal point and the colon of a ratio or a time become half-width. A dash or tilde between two numbers (or a unit and a
number) becomes ``RANGE``; a single dash before a number that no number precedes becomes ``MINUS``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

RANGE = "—"
MINUS = "-"

_Replace = Callable[[re.Match[str]], str]

_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff、。《》“”‘’，；：（）！？\U00020000-\U0003134f]")
_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
_HALF = re.compile(r"[,;:()!?]")
_ITEM = re.compile(r"\((\d{1,2})\)(?=[\u4e00-\u9fff])")  # (1) before Chinese
_COLON = re.compile(r"：(?=\d)")
_CAPTION = re.compile(r"[表图注栏件篇]\d{1,3}")
_GROUP = re.compile(r"，\d{3}(?!\d)")
_GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?:[，,]\d{3})+(?!\d)")
_STOP = re.compile(r"\.(?![\da-zA-Z.])")
_STOPPED = re.compile(r"[\u4e00-\u9fff%‰）)”》]")
_ZERO = re.compile(r"[○◯Oo0][○◯Oo0]?(?=[一二三四五六七八九〇年])")
_DIGIT = re.compile(r"[一二三四五六七八九〇]")
_DASH = re.compile(r"[-—~](?=[-\d一二三四五六七八九十百千零〇])")
_DATE = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?(?!\d)")
_YEAR = re.compile(r"\d{4}年|\d{1,2}月")
_LETTER = re.compile(r"[A-Za-z]")
_NUMBERED = re.compile(r"(?:\d[\u4e00-\u9fff%‰℃]{0,3}|[一二三四五六七八九十百千万亿零〇][年月日]?)\Z")


def settle_punctuation(text: str) -> str:
    """``text`` with its punctuation in canonical form; the same number of characters."""
    text = _ITEM.sub(r"（\1）", text) if "(" in text else text
    text = _HALF.sub(_widen(text), text)
    text = _COLON.sub(_colon(text), text)
    if _GROUP.search(text):
        text = _GROUPED.sub(lambda number: number[0].replace("，", ","), text)
    text = _STOP.sub(_after(text, _STOPPED, "。"), text)
    text = _ZERO.sub(_after(text, _DIGIT, "〇"), text)
    return _DASH.sub(_dash(text), text)


def _widen(text: str) -> _Replace:
    """Makes a half-width sign full-width where it stands beside Chinese or ends a clause."""

    def replace(sign: re.Match[str]) -> str:
        start, char = sign.start(), sign[0]
        before, after = text[start - 1 : start], text[start + 1 : start + 2]
        if _CHINESE.match(before) or _CHINESE.match(after):
            return _WIDE[char]
        if char in ",;" and not _is_inside(before, after):
            return _WIDE[char]
        return char

    return replace


def _is_inside(before: str, after: str) -> bool:
    """Whether a comma or semicolon stands among Latin letters, or inside a number."""
    return before.isalnum() and after.isalnum() and before.isdigit() == after.isdigit()


def _colon(text: str) -> _Replace:
    """Makes a colon between two numbers half-width, unless the first numbers a caption (``表1：2025年``)."""

    def replace(sign: re.Match[str]) -> str:
        start = sign.start()
        if not text[start - 1 : start].isdecimal() or _CAPTION.search(text, max(start - 4, 0), start):
            return sign[0]
        return ":"

    return replace


def _after(text: str, host: re.Pattern[str], becomes: str) -> _Replace:
    """Makes each character of a sign ``becomes`` where ``host`` stands before it."""

    def replace(sign: re.Match[str]) -> str:
        start = sign.start()
        return becomes * len(sign[0]) if start and host.match(text, start - 1) else sign[0]

    return replace


def _dash(text: str) -> _Replace:
    """Tells the dash of a range from that of a negative number, a date, a code and the double dash of Chinese."""

    def replace(sign: re.Match[str]) -> str:
        start, char = sign.start(), sign[0]
        if char == MINUS and (_LETTER.match(text, start - 1) or _is_date(text, start)):
            return char
        if _NUMBERED.search(text, max(start - 5, 0), start):
            return RANGE
        if text[start - 1 : start] in ("—", "~") or _YEAR.match(text, start + 1):
            return char
        return MINUS if char == "—" and text[start + 1].isdecimal() and start and text[start - 1] != "\n" else char

    return replace


def _is_date(text: str, dash: int) -> bool:
    """Whether the hyphen at ``dash`` belongs to a date in figures (``2022-02-11``)."""
    for start in (dash - 4, dash - 7, dash - 6):
        date = _DATE.match(text, start) if start >= 0 else None
        if date and date[0].count(MINUS) == 2 and date.end() > dash:
            return True
    return False
