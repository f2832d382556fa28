"""A report's text cut into pieces at every place that a mark begins or ends, for the page to colour.

Offsets are those of the report's text: code points, half open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from zhibiao.records import Section
from zhibiao.service.review import Reviewed, Reviews

HEADING = 120  # characters of the longest line that is shown as a heading
NUMBERS = frozenset({"QUANTITY", "PERCENT", "RANK"})


class Mark(NamedTuple):
    """A coloured place: the classes of its colour and the keys of records that stand there."""

    start: int
    end: int
    name: str
    key: str = ""


class Piece(NamedTuple):
    """Characters with the same marks."""

    start: int
    text: str
    classes: str
    keys: str


class Line(NamedTuple):
    """A line of the text; ``level`` of the heading that it is, 0 for none."""

    level: int
    pieces: list[Piece]


def lines_of(reviews: Reviews) -> list[Line]:
    """The lines of a report that hold something."""
    text = reviews.report.text
    marks = sorted([*_mentions(reviews), *_records(reviews.records)])
    cuts = sorted(_cuts(reviews, marks))
    levels = {section.start: section.level for section in reviews.report.sections}
    cutter, found, at = _Cutter(text, marks, cuts), [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            shown = at + len(line.rstrip("\r\n"))
            found.append(Line(_level(levels, text, at, shown), list(cutter.pieces(at, shown))))
        at += len(line)
    return found


class _Cutter:
    """Walks through the text once; ``open`` are the marks that have begun and not ended."""

    def __init__(self, text: str, marks: list[Mark], cuts: list[int]) -> None:
        self.text, self.marks, self.cuts = text, marks, cuts
        self.next = 0
        self.open: list[Mark] = []

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of a line, which lies behind the one before."""
        inside = self.cuts[bisect_left(self.cuts, start + 1) : bisect_left(self.cuts, end)]
        for first, last in zip([start, *inside], [*inside, end], strict=True):
            while self.next < len(self.marks) and self.marks[self.next].start <= first:
                self.open.append(self.marks[self.next])
                self.next += 1
            self.open = [mark for mark in self.open if mark.end > first]
            classes = " ".join(dict.fromkeys(mark.name for mark in self.open))
            keys = " ".join(mark.key for mark in self.open if mark.key)
            yield Piece(first, self.text[first:last], classes, keys)


def _level(levels: dict[int, int], text: str, start: int, end: int) -> int:
    """The level of a heading that the line is; a heading that runs on into its paragraph is none."""
    blank = len(text[start:end]) - len(text[start:end].lstrip())
    return levels.get(start, levels.get(start + blank, 0)) if end - start <= HEADING else 0


def _mentions(reviews: Reviews) -> Iterator[Mark]:
    rejected = {(one.row["start"], one.row["end"]) for one in reviews.mentions if one.state == "rejected"}
    for mention in reviews.report.mentions:
        if (mention.start, mention.end) not in rejected:
            name = "NUMBER" if mention.type in NUMBERS else mention.type
            yield Mark(mention.start, mention.end, name)


def _records(records: Iterable[Reviewed]) -> Iterator[Mark]:
    for one in records:
        name = "figure rejected" if one.state == "rejected" else "figure"
        yield Mark(one.row["start"], one.row["end"], name, one.key)


def _cuts(reviews: Reviews, marks: Iterable[Mark]) -> set[int]:
    cuts = {offset for mark in marks for offset in (mark.start, mark.end)}
    for one in reviews.records:
        for span in _provenance(one.row):
            cuts |= {span["start"], span["end"]}
    return cuts


def _provenance(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for said in row.get("provenance", {}).values():
        yield from said["spans"] if isinstance(said, dict) else said


def sections_of(sections: Iterable[Section], deepest: int) -> list[Section]:
    """The headings of an outline."""
    return [section for section in sections if section.level <= deepest]
