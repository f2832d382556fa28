"""Clauses of a sentence and the figures in them.

A clause ends at ，；：。！？ and at the edges of a bracket that holds a figure; what stands around such a bracket
is one clause in two pieces. A bracket without a figure is a remark (left out of the clause) or part of a name (kept).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zhibiao.analysis import Match

BREAK = re.compile(r"[，；：。！？\n（）()]")
BRACKET = re.compile(r"[（(）)]")
OPEN, CLOSE = "（(", "）)"
REACH = 80  # a bracket that is not closed within so many characters is taken as punctuation
POINTS = ("百分点", "千分点", "个百分点", "个千分点")
SHARES = ("%", "‰", "成", "％", "‱")
TIMES = ("倍", "番")
NAME = 12  # a bracket without a figure that is longer is a remark


@dataclass(slots=True)
class Figure:
    """A figure inside a clause: its match, the class of its unit, its place among the figures of the clause, and where
    it stands in the clause's own characters."""

    match: Match
    kind: str
    index: int
    start: int
    end: int


@dataclass(slots=True)
class Clause:
    """A clause: its characters, the same labelled, the normal offset of each, and its figures.

    ``opener`` is the character before it; ``outer`` the clause around a bracket, ``place`` where in it the bracket
    stands; ``following`` the clause behind it in the sentence.
    """

    text: str
    labelled: str
    offsets: Sequence[int]
    opener: str = ""
    figures: list[Figure] = field(default_factory=list)
    outer: Clause | None = None
    place: int = 0
    following: Clause | None = None

    def spans(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The normal spans of ``[start, end)`` of the clause's characters."""
        if start >= end:
            return ()
        if isinstance(self.offsets, range):
            return ((self.offsets[start], self.offsets[end - 1] + 1),)
        found: list[tuple[int, int]] = []
        for offset in self.offsets[start:end]:
            if found and found[-1][1] == offset:
                found[-1] = (found[-1][0], offset + 1)
            else:
                found.append((offset, offset + 1))
        return tuple(found)


@dataclass(slots=True)
class _Draft:
    """The pieces of a clause while they are collected."""

    opener: str
    pieces: list[tuple[int, int]] = field(default_factory=list)
    outer: _Draft | None = None
    place: int = 0
    clause: Clause | None = None

    @property
    def length(self) -> int:
        return sum(end - start for start, end in self.pieces)


class _Cutter:
    """Collects the clauses of one sentence."""

    def __init__(self, text: str, figures: list[Match], note: re.Pattern[str]) -> None:
        self.text, self.figures, self.note = text, figures, note

    def drafts(self, start: int, end: int) -> list[_Draft]:
        current = _Draft("")
        order, begin, position = [current], start, start
        starts = [f.start for f in self.figures]
        broken = [(f.start, f.end) for f in self.figures if BREAK.search(self.text, f.start, f.end)]
        for hit in BREAK.finditer(self.text, start, end):
            at, sign = hit.start(), hit.group()
            if at < position or (broken and any(a <= at < b for a, b in broken)):
                continue
            position = at + 1
            if sign in OPEN:
                close = self._closing(at, end)
                if close < 0 or bisect_right(starts, at) == bisect_left(starts, close):  # no figure between
                    if close > 0:
                        position = close + 1
                        inner = self.text[at + 1 : close]
                        if len(inner) > NAME or inner.isascii() or self.note.search(inner):
                            current.pieces.append((begin, at))
                            begin = position
                    continue
                current.pieces.append((begin, at))
                begin = position
                current = _Draft(sign, outer=current, place=current.length)
                order.append(current)
            elif sign in CLOSE:
                if current.outer is not None:
                    current.pieces.append((begin, at))
                    begin, current = position, current.outer
            else:
                current.pieces.append((begin, at))
                begin = position
                current = _Draft(sign, outer=current.outer, place=current.place)
                order.append(current)
        current.pieces.append((begin, end))
        return order

    def _closing(self, at: int, end: int) -> int:
        """Where the bracket that opens at ``at`` closes, or -1."""
        depth = 0
        for hit in BRACKET.finditer(self.text, at, min(end, at + REACH)):
            depth += 1 if hit.group() in OPEN else -1
            if depth == 0:
                return hit.start()
        return -1


def cut(text: str, labelled: str, start: int, end: int, figures: list[Match], note: re.Pattern[str]) -> list[Clause]:
    """The clauses of the sentence ``[start, end)`` in the order in which they begin."""
    clauses = [_build(draft, text, labelled) for draft in _Cutter(text, figures, note).drafts(start, end)]
    if figures:
        _place(clauses, figures)
        for clause, following in pairwise(clauses):
            clause.following = following
    return clauses


def _build(draft: _Draft, text: str, labelled: str) -> Clause:
    pieces = draft.pieces if len(draft.pieces) == 1 else [(a, b) for a, b in draft.pieces if a < b]
    if len(pieces) <= 1:
        a, b = pieces[0] if pieces else (0, 0)
        clause = Clause(text[a:b], labelled[a:b], range(a, b), draft.opener)
    else:
        clause = Clause(
            "".join(text[a:b] for a, b in pieces),
            "".join(labelled[a:b] for a, b in pieces),
            [i for a, b in pieces for i in range(a, b)],
            draft.opener,
        )
    if draft.outer is not None:
        clause.outer, clause.place = draft.outer.clause, draft.place
    draft.clause = clause
    return clause


def unit_class(match: Match) -> str:
    """The class of a figure that decides which patterns are tried: percent, fraction, points, times, amount, rank or
    ratio."""
    number = match.number
    if match.type == "RANK":
        return "rank"
    if number is None:
        return "amount"
    if number.parts:
        return "ratio"
    if number.unit.startswith(POINTS):
        return "points"
    if match.type == "PERCENT":
        return "percent" if number.unit.endswith(SHARES) else "fraction"
    return "times" if number.unit in TIMES else "amount"


def _place(clauses: list[Clause], figures: list[Match]) -> None:
    """Gives each figure to the clause that holds it."""
    starts = [match.start for match in figures]
    for clause in clauses:
        if not clause.text:
            continue
        offsets, found = clause.offsets, clause.figures
        for match in figures[bisect_left(starts, offsets[0]) : bisect_right(starts, offsets[-1])]:
            if match.start in offsets:
                start = offsets.index(match.start)
                found.append(Figure(match, unit_class(match), len(found), start, start + match.end - match.start))
