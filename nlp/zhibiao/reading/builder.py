"""Puts a text together from pieces that each know their place in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhibiao.reading.location import Location
from zhibiao.reading.source import Cell, PlaceAnchors, Table

NUMBER = re.compile(r"[-−－+]?[\d,，]*\d(?:\.\d+)?\s*[%％]?")
LONGEST_CELL = 120  # characters of a cell of a table of figures
LONGEST_CAPTION = 60
CAPTIONS = 3  # lines above a table that may belong to it


NOWHERE = Location()


@dataclass(slots=True)
class Draft:
    """A cell before its text has offsets."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    place: Location = NOWHERE


@dataclass(slots=True)
class TextBuilder:
    """Collects pieces of text, their places, and tables."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    places: list[Location] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def add(self, text: str, place: Location | None = None) -> None:
        """Appends a piece; one without a place belongs to the piece before it."""
        if not text:
            return
        if place is not None and (not self.places or self.places[-1] is not place):
            self.starts.append(self.length)
            self.places.append(place)
        self.pieces.append(text)
        self.length += len(text)

    def end_line(self) -> None:
        """Ends the line, if one has begun."""
        if self.pieces and self.pieces[-1][-1] != "\n":
            self.add("\n")

    def add_table(self, drafts: Sequence[Draft]) -> None:
        """Appends a table: cells part by tabs, rows by line feeds."""
        self.end_line()
        start, row = self.length, None
        cells = []
        for draft in drafts:
            if row is not None:
                self.add("\t" if draft.row == row else "\n")
            row, begin = draft.row, self.length
            self.add(draft.text, draft.place)
            cells.append(Cell(draft.row, draft.column, draft.rowspan, draft.colspan, begin, self.length))
        self.add("\n")
        rows = max(draft.row + draft.rowspan for draft in drafts)
        columns = max(draft.column + draft.colspan for draft in drafts)
        self.tables.append(Table(start, self.length, tuple(cells), rows, columns))

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.pieces)

    def anchors(self) -> PlaceAnchors:
        """The places of all pieces."""
        return PlaceAnchors(self.starts, self.places)


def finish_tables(text: str, tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables with the lines right above each that may be its captions."""
    taken = 0
    finished = []
    for table in tables:
        captions = tuple(_captions(text, taken, table.start))
        finished.append(Table(table.start, table.end, table.cells, table.rows, table.columns, captions))
        taken = table.end
    return tuple(finished)


def _captions(text: str, first: int, end: int) -> list[tuple[int, int]]:
    """The short lines above ``end`` that are no sentences, nearest last."""
    found: list[tuple[int, int]] = []
    while end > first and len(found) < CAPTIONS:
        start = max(text.rfind("\n", 0, end - 1) + 1, first)
        line = text[start:end].strip()
        if line and (len(line) > LONGEST_CAPTION or line[-1] in "。；！？"):
            break
        if line:
            begin = text.index(line, start)
            found.append((begin, begin + len(line)))
        end = start
    return found[::-1]


def is_data(drafts: Sequence[Draft]) -> bool:
    """Whether cells are a table of figures and not a page laid out as a table."""
    filled = [draft.text for draft in drafts if draft.text.strip()]
    if not filled or max(draft.row for draft in drafts) < 1 or max(draft.column for draft in drafts) < 1:
        return False
    if any(len(text) > LONGEST_CELL or text.count("。") > 1 for text in filled):
        return False
    figures = sum(NUMBER.fullmatch(text.strip()) is not None for text in filled)
    return figures >= 2 and figures >= 0.15 * len(filled)
