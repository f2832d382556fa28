"""What a reader hands on: the text of a file, its tables, and the way back to each place in the file.

All offsets index ``SourceText.text``, in code points, half open.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from zhibiao.reading.location import Anchors, Location


class Cell(NamedTuple):
    """A cell of a table: where it stands (from 0), how many rows and columns it covers, its offsets in the text."""

    row: int
    column: int
    rowspan: int
    colspan: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures: the offsets of all of it, its cells in reading order, its size, and the lines right above it
    that may hold its title, period and unit, nearest last."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    rows: int
    columns: int
    captions: tuple[tuple[int, int], ...] = ()


class Page(NamedTuple):
    """A page of a PDF: its number from 1, its offsets in the text, its size in points."""

    number: int
    start: int
    end: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PlainAnchors:
    """Plain text needs no way back: its offsets are those of the decoded file."""

    def locate(self, start: int, end: int) -> Location | None:
        """None."""
        return None

    def release(self) -> None:
        """Nothing is held."""


@dataclass(frozen=True, slots=True)
class PlaceAnchors:
    """Each piece of the text has one place; ``starts`` are the offsets of the pieces, ascending."""

    starts: list[int]
    places: list[Location]

    def locate(self, start: int, end: int) -> Location | None:
        """The place of the piece that holds ``start``."""
        index = bisect_right(self.starts, start) - 1
        return self.places[index] if index >= 0 else None

    def release(self) -> None:
        """Nothing is held."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file. ``name`` is that of the file (``archive.zip/member.txt`` in an archive), ``media_type``
    what its bytes are, ``sha256`` that of its bytes, ``encoding`` that of its characters (empty where the format
    fixes it), ``pages`` those of a PDF, ``unread`` the numbers of its pages that are pictures without text."""

    text: str
    name: str
    media_type: str
    sha256: str
    encoding: str = ""
    pages: tuple[Page, ...] = ()
    anchors: Anchors = PlainAnchors()
    tables: tuple[Table, ...] = ()
    unread: tuple[int, ...] = ()
