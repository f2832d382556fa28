"""Punctuation as the grammar wants it, decided by the neighbours; lengths never change.

Half-width commas, colons, semicolons, brackets and stops beside Chinese become full-width; a comma inside a number, a
decimal point and the colon of a ratio or a time become half-width. A dash or tilde between two numbers (or a unit and a
number) becomes ``RANGE``; a dash before a number that nothing of the kind precedes becomes ``MINUS``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

RANGE = "—"
MINUS = "-"

_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff、。《》“”‘’，；：（）！？\U00020000-\U0003134f]")
_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
_HALF = re.compile(r"[,;:()!?]")
_COLON = re.compile(r"(?<![表图注栏件篇]\d)(?<![表图注栏件篇]\d\d)(?<=\d)：(?=\d)")
_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?:，\d{3})+(?![\d])")
_STOP = re.compile(r"(?<=[\u4e00-\u9fff%‰）)”》])\.(?![\da-zA-Z.])")
_POINT = re.compile(r"(?<=\d)[·・](?=\d{1,3}[%万亿个])")
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_SPAN = re.compile(
    r"(?<=[\d%‰])[-—~](?=-?[\d])"
    r"|(?<=\d[年月日时点万亿千百元吨米倍成岁度天人户亩个℃级期号])[-—~](?=\d)"
    r"|(?<=\d[万亿千][元吨米人户亩个千])[-—~](?=\d)"
    r"|(?<=[一二三四五六七八九十百千万亿零〇○年月日])[-—~](?=[一二三四五六七八九十百千零〇○])"
)
_NEGATIVE = re.compile(r"(?<![-—~])[—](?=\d)(?!\d{4} ?年)(?!\d{1,2}月)")
_ZERO = re.compile(r"(?<=[一二三四五六七八九〇])[○◯Oo0]{1,2}(?=[一二三四五六七八九〇年])")


def settle_punctuation(text: str) -> str:
    """``text`` with its punctuation in canonical form; the same number of characters."""
    text = _HALF.sub(_widen(text), text)
    if "：" in text:
        text = _COLON.sub(":", text)
    if "，" in text:
        text = _THOUSANDS.sub(lambda number: number[0].replace("，", ","), text)
    text = _STOP.sub("。", text)
    text = _ZERO.sub(lambda zeros: "〇" * len(zeros[0]), text)
    return _settle_dashes(_POINT.sub(".", text))


def _widen(text: str) -> Callable[[re.Match[str]], str]:
    """A replacement that makes a sign of ``text`` full-width where it stands beside Chinese or ends a clause."""

    def replace(sign: re.Match[str]) -> str:
        start, char = sign.start(), sign[0]
        before, after = text[start - 1 : start], text[start + 1 : start + 2]
        if _CHINESE.match(before) or _CHINESE.match(after):
            return _WIDE[char]
        if char in ",;" and not _is_code(before, after):
            return _WIDE[char]
        return char

    return replace


def _is_code(before: str, after: str) -> bool:
    """Whether a comma or semicolon stands among Latin letters, or inside a number."""
    return before.isalnum() and after.isalnum() and (before.isdigit() == after.isdigit())


def _settle_dashes(text: str) -> str:
    if not _DASHES.search(text):
        return text
    dates = {date.start() + at for date in _DATE.finditer(text) for at in (4, date[0].rindex(MINUS))}
    text = _SPAN.sub(lambda dash: dash[0] if dash.start() in dates else RANGE, text)
    return _NEGATIVE.sub(MINUS, text)


_DASHES = re.compile(r"[-—~]")
