"""A table as a grid of cells: which rows are its title, its head and its body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from zhibiao.reading.source import Cell, Table
from zhibiao.text.characters import GONE, fold

FIGURE = re.compile(r"[-−+]?\d[\d,，]*(?:\.\d+)?[%‰]?")
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:[-—](?:19|20)?\d\d年?)?")
_SPACE = re.compile(r"\s+")


class Label(NamedTuple):
    """The words of a cell, folded and without spaces, and its offsets in the source text."""

    text: str
    start: int
    end: int


def compact(text: str) -> str:
    """A text folded, without any space."""
    return _SPACE.sub("", fold(text).replace(GONE, "").replace("−", "-"))


class Grid:
    """The cells of a table by row and column, a merged one at each place that it covers."""

    def __init__(self, text: str, table: Table) -> None:
        self.rows, self.columns = table.rows, table.columns
        self.at: dict[tuple[int, int], Cell] = {}
        self.words: dict[Cell, str] = {}
        for cell in table.cells:
            self.words[cell] = compact(text[cell.start : cell.end])
            for row in range(cell.row, min(cell.row + cell.rowspan, self.rows)):
                for column in range(cell.column, min(cell.column + cell.colspan, self.columns)):
                    self.at.setdefault((row, column), cell)
        self.first = self._first()
        self.body = self._body()

    def label(self, row: int, column: int) -> Label | None:
        """The words at a place; None where no cell or nothing is there."""
        cell = self.at.get((row, column))
        return Label(self.words[cell], cell.start, cell.end) if cell is not None and self.words[cell] else None

    def titles(self) -> Iterator[Label]:
        """The title rows above the head."""
        for row in range(self.first):
            for column in range(self.columns):
                cell = self.at.get((row, column))
                if cell is not None and cell.row == row and cell.column == column and self.words[cell]:
                    yield Label(self.words[cell], cell.start, cell.end)

    def head(self, column: int) -> list[Label]:
        """The words of a column's head from the top down, each merged cell once."""
        found: list[Label] = []
        for row in range(self.first, self.body):
            label = self.label(row, column)
            if label is not None and label not in found:
                found.append(label)
        return found

    def _first(self) -> int:
        """The first row that is no title: one with more than one cell that is filled."""
        for row in range(self.rows):
            cells = {self.at[row, column] for column in range(self.columns) if (row, column) in self.at}
            if sum(bool(self.words[cell]) for cell in cells) > 1:
                return row
        return self.rows

    def _body(self) -> int:
        """The first row with a figure that is no year."""
        for row in range(self.first, self.rows):
            for column in range(1, self.columns):
                cell = self.at.get((row, column))
                if cell is None:
                    continue
                words = self.words[cell]
                if FIGURE.fullmatch(words) and (row > self.first + 2 or not _YEAR.fullmatch(words)):
                    return max(row, self.first + 1)
        return self.rows
