"""Footnote marks that touch a word or a number: ``生产总值[2]13778.34亿元``, ``生产总值②达到``, ``增加值³``.

The same signs are list marks where they open a clause (``其构成是：①…；②…``) and head the notes themselves where
they open a line; those stay. Superscripts after a letter or a measure of length belong to a unit (``m³``).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from zhibiao.text.characters import GONE

_ANY = re.compile(r"[\[①-⑳㉑-㉟¹²³⁰⁴-⁹]")
_BRACKETED = re.compile(r"\[\d{1,3}\](?:[ \0]*\[\d{1,3}\])*")
_CIRCLED = re.compile(r"[①-⑳㉑-㉟]+")
_SUPERSCRIPT = re.compile(r"[¹²³⁰⁴-⁹]{1,3}")
_HOST = re.compile(r"[\u4e00-\u9fff%‰）)”》]")
_LENGTHS = frozenset("米里")
_NO_HOST = frozenset(" \n\f。！？!?；;：:，,、（(“《[")
_REACH = 40
"""How far before a mark its word may end: the mark may have been broken onto a line of its own."""


def drop_notes(text: str) -> str:
    """``text`` with every footnote mark replaced by as many ``GONE``."""
    if not _ANY.search(text):
        return text
    text = _drop(text, _BRACKETED, _bracketed_note)
    text = _drop(text, _CIRCLED, _circled_note)
    return _drop(text, _SUPERSCRIPT, _superscript_note)


def _drop(text: str, marks: re.Pattern[str], find_start: _FindStart) -> str:
    pieces: list[str] = []
    last = 0
    for mark in marks.finditer(text):
        start = find_start(text, mark)
        if start >= last:
            pieces += (text[last:start], GONE * (mark.end() - start))
            last = mark.end()
    pieces.append(text[last:])
    return "".join(pieces)


def _bracketed_note(text: str, mark: re.Match[str]) -> int:
    """Where the mark starts, with the line break that tore it off its word; -1 if it is no footnote mark."""
    before = text[max(mark.start() - _REACH, 0) : mark.start()]
    host = before.rstrip(" \0\n")
    if not host or host[-1] in _NO_HOST:
        return -1
    start = mark.start() - len(before) + len(host)
    return -1 if "\n" in before[len(host) :] and _opens_notes(host) else start


def _opens_notes(host: str) -> bool:
    """Whether the line before a mark is a note itself or the short caption above the notes."""
    line = host[host.rfind("\n") + 1 :].strip(" \0")
    return line.startswith("[") or len(line) < 6


def _circled_note(text: str, mark: re.Match[str]) -> int:
    start = mark.start()
    if start == 0 or text[start - 1] in _NO_HOST or text[start - 1] == GONE:
        return -1
    follower = text.find(chr(ord(mark[0][-1]) + 1), mark.end(), mark.end() + 200)
    return start if follower < 0 or text[follower - 1] not in _NO_HOST else -1


def _superscript_note(text: str, mark: re.Match[str]) -> int:
    start = mark.start()
    is_note = start > 0 and _HOST.match(text, start - 1) and text[start - 1] not in _LENGTHS
    return start if is_note else -1


_FindStart = Callable[[str, re.Match[str]], int]
