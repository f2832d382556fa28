"""Characters as the grammar wants them: one table, one character for one character.

Folding never changes the length of a text: what is to be left out becomes ``GONE``, which later stages take out all at
once. What a character becomes depends on its neighbours only in
:mod:`zhibiao.text.punctuation`.
"""

from __future__ import annotations

import re
import unicodedata

GONE = "\0"
"""Stands for a character that the normal text leaves out."""

SPACES = "\t\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""Every horizontal space: tab, no-break, en and em, thin, ideographic."""

LINE_BREAKS = "\r\x0b\x1c\x1d\x1e\x85\u2028\u2029"
"""Line breaks other than the line feed; the form feed stays, it says where a page ends."""

INVISIBLE = "\xad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\ufeff\ufffc"
"""Soft hyphen, zero-width spaces and joiners, direction marks, byte order mark, object replacement."""

CONTROLS = "".join(map(chr, [*range(0x00, 0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0)]))

PAIRS: dict[str, str] = {
    "．﹒\U001001b0": ".",  # the last is where Founder's print fonts keep their decimal point
    "％﹪٪": "%",
    "－﹣−‐‑‒﹘⁃": "-",
    "–―─━﹣⸺": "—",
    "～〜∼˜∽": "~",
    "︰∶﹕꞉": "：",
    "﹐": "，",
    "﹔": "；",
    "﹑､": "、",
    "｡": "。",
    "﹖": "？",
    "﹗": "！",
    "﹙": "（",
    "﹚": "）",
    "［": "[",
    "］": "]",
    "／": "/",
    "＋﹢": "+",
    "＝": "=",
    "＜": "<",
    "＞": ">",
    "＆": "&",
    "＃": "#",
    "＊": "*",
    "＠": "@",
    "＿": "_",
    "＄": "$",
    "＇": "'",
    "＂": '"',
}
"""Variants of one sign, and the sign they are read as."""

RADICALS = [*range(0x2F00, 0x2FD6), 0x2E9F, 0x2EF3]
"""Kangxi radicals, which some PDF files use in the place of the characters they look like (⾼ for 高)."""


def _table() -> dict[str, str]:
    table = dict.fromkeys(SPACES, " ") | dict.fromkeys(LINE_BREAKS, "\n") | dict.fromkeys(INVISIBLE + CONTROLS, GONE)
    table |= {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
    table |= {variant: sign for variants, sign in PAIRS.items() for variant in variants}
    return table | {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in RADICALS}


FOLD = _table()
"""Every character that is read as another, and that other."""

_FOLDED = re.compile(f"[{re.escape(''.join(FOLD))}]")


def fold(text: str) -> str:
    """``text`` with each character of ``FOLD`` replaced. Looks for the few there are: faster than ``str.translate``."""
    return _FOLDED.sub(lambda char: FOLD[char[0]], text)
