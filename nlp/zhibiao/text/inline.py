"""Headings inside a long line, set off by nothing but spaces: ``…5.9%。 财政收支 全年实现…``.

Pages whose line breaks were lost on the way look like that. The spaces around such a heading become line breaks.
"""

from __future__ import annotations

import re

from zhibiao.text.marks import NUMERAL

_CHAPTER = rf"[{NUMERAL}]{{1,3}}、[^ \n\f\0，。；：\d]{{2,24}}"
_TITLE = r"[^ \n\f\0，,。；;：:、！？!?%（）()\d]{2,16}"
_TEXT = r"(?= *(?:[\u4e00-\u9fff]|\d{4}年))"
_AFTER_STOP = re.compile(rf"[。！？] +(?:{_CHAPTER}|{_TITLE})(?: +{_TITLE})? {_TEXT}")
_AT_START = re.compile(rf"^ *{_CHAPTER}(?: +{_TITLE})? {_TEXT}", re.MULTILINE)


def open_headings(text: str) -> str:
    """``text`` with its inline headings on lines of their own."""
    for pattern in (_AFTER_STOP, _AT_START):
        text = pattern.sub(_set_off, text)
    return text


def _set_off(heading: re.Match[str]) -> str:
    return heading[0].replace(" ", "\n")
