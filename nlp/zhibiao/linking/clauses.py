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

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.match.number is not None and self.match.number.unit.endswith("元")


@dataclass(slots=True)
class Clause:
    """A clause: its characters, the same labelled, the normal offset of each, and its figures.

    ``opener`` is the character before it; ``outer`` the clause around a bracket, ``place`` where in it the bracket
    stands; ``pieces`` the spans that it consists of and ``length`` theirs together; ``following`` the clause behind it
    in the sentence.
    """

    opener: str = ""
    outer: Clause | None = None
    place: int = 0
    pieces: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0
    figures: list[Figure] = field(default_factory=list)
    text: str = ""
    labelled: str = ""
    offsets: Sequence[int] = range(0)
    following: Clause | None = None

    def add(self, start: int, end: int) -> None:
        """Adds a piece of the text."""
        if start < end:
            self.pieces.append((start, end))
            self.length += end - start

    def read(self, text: str, labelled: str) -> None:
        """Takes the characters of the pieces."""
        pieces = self.pieces
        if len(pieces) == 1:
            a, b = pieces[0]
            self.text, self.labelled, self.offsets = text[a:b], labelled[a:b], range(a, b)
        elif pieces:
            self.text = "".join([text[a:b] for a, b in pieces])
            self.labelled = "".join([labelled[a:b] for a, b in pieces])
            self.offsets = [i for a, b in pieces for i in range(a, b)]

    def spans(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The normal spans of ``[start, end)`` of the clause's characters."""
        if start >= end:
            return ()
        if len(self.pieces) == 1:
            first = self.pieces[0][0]
            return ((first + start, first + end),)
        found: list[tuple[int, int]] = []
        for offset in self.offsets[start:end]:
            if found and found[-1][1] == offset:
                found[-1] = (found[-1][0], offset + 1)
            else:
                found.append((offset, offset + 1))
        return tuple(found)


class _Cutter:
    """Collects the clauses of one sentence. ``left`` are the figures that have no clause yet, the first one last."""

    def __init__(self, text: str, figures: list[Match], note: re.Pattern[str]) -> None:
        self.text, self.figures, self.note = text, figures, note
        self.starts = [figure.start for figure in figures]
        self.left = figures[::-1]
        self.inner = 0  # of the figures, the first that may hold the next sign of punctuation

    def cut(self, start: int, end: int) -> list[Clause]:
        """The clauses of ``[start, end)``, whose characters have not been read yet."""
        current = Clause()
        found, begin, position = [current], start, start
        for hit in BREAK.finditer(self.text, start, end):
            at = hit.start()
            if at < position or self._is_in_figure(at):
                continue
            sign, position = self.text[at], at + 1
            outer, place = current.outer, current.place
            if sign in OPEN:
                close = self._closing(at, end)
                if not self._holds_figure(at, close):
                    position = max(position, close + 1)
                    if close > 0 and self._is_remark(at + 1, close):
                        self._end(current, begin, at)
                        begin = position
                    continue
                outer, place = current, current.length + at - begin
            elif sign in CLOSE and outer is None:
                continue
            self._end(current, begin, at)
            begin = position
            if sign in CLOSE and outer is not None:
                current = outer
            else:
                current = Clause(sign, outer, place)
                found.append(current)
        self._end(current, begin, end)
        return found

    def _is_in_figure(self, at: int) -> bool:
        """Whether a sign of punctuation is part of a figure; asked of one after the other."""
        figures = self.figures
        while self.inner < len(figures) and figures[self.inner].end <= at:
            self.inner += 1
        return self.inner < len(figures) and figures[self.inner].start <= at

    def _end(self, clause: Clause, start: int, end: int) -> None:
        """Gives a piece of the text to a clause, with the figures in it."""
        left = self.left
        while left and left[-1].start < end:
            match, shift, index = left.pop(), clause.length - start, len(clause.figures)
            figure = Figure(match, unit_class(match), index, match.start + shift, match.end + shift)
            clause.figures.append(figure)
        clause.add(start, end)

    def _closing(self, at: int, end: int) -> int:
        """Where the bracket that opens at ``at`` closes, or -1."""
        depth = 0
        for hit in BRACKET.finditer(self.text, at, min(end, at + REACH)):
            depth += 1 if hit.group() in OPEN else -1
            if depth == 0:
                return hit.start()
        return -1

    def _holds_figure(self, start: int, end: int) -> bool:
        return end > 0 and bisect_right(self.starts, start) < bisect_left(self.starts, end)

    def _is_remark(self, start: int, end: int) -> bool:
        """Whether the words in a bracket without a figure are no part of a name."""
        inner = self.text[start:end]
        return len(inner) > NAME or inner.isascii() or self.note.search(inner) is not None


def cut(text: str, labelled: str, start: int, end: int, figures: list[Match], note: re.Pattern[str]) -> list[Clause]:
    """The clauses of the sentence ``[start, end)`` in the order in which they begin."""
    clauses = _Cutter(text, figures, note).cut(start, end)
    for clause in clauses:
        clause.read(text, labelled)
    for clause, following in pairwise(clauses):
        clause.following = following
    return clauses


def clause_of(text: str, labelled: str, start: int, end: int) -> Clause:
    """The words ``[start, end)`` as a clause without figures."""
    clause = Clause()
    clause.add(start, end)
    clause.read(text, labelled)
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
