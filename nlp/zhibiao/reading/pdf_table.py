"""Ruled tables of a PDF page: lines drawn on the page make a grid, the grid makes cells, characters fall into them.

Looked for only on pages with several bare figures. A grid that is no table of figures is left to the lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhibiao.reading.builder import Draft, is_data
from zhibiao.reading.pdf_file import FILLER, Line, PageText
from zhibiao.reading.pdf_rules import Rule, join_rules, page_rules

NEAR = 2.5  # points between lines that are the same line
FIGURES = 4  # bare figures on a page that may hold a table
MOST = 1000  # rules of a page of tables; what has more is a drawing
_FIGURE = re.compile(r"(?:^|(?<=\s))[-−]?\d[\d,]*(?:\.\d+)?%?(?=\s|$)", re.M)


@dataclass(slots=True)
class GridCell:
    """A cell with its characters: runs of indexes on the page as (first, count)."""

    draft: Draft
    runs: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A ruled table: its rectangle and cells."""

    left: float
    top: float
    right: float
    bottom: float
    cells: list[GridCell]

    def holds(self, line: Line) -> bool:
        """Whether the middle of a line is inside the table."""
        x, y = (line.left + line.right) / 2, (line.top + line.bottom) / 2
        return self.left - NEAR < x < self.right + NEAR and self.top < y < self.bottom


def find_grids(page: PageText, lines: list[Line]) -> list[Grid]:
    """The ruled tables of figures of a page, from the top down."""
    if len(_FIGURE.findall(page.characters)) < FIGURES:
        return []
    grids = []
    rules = join_rules(page_rules(page), NEAR)
    for group in _connected(rules if len(rules) <= MOST else []):
        grid = _grid(page, group, lines)
        if grid is not None and is_data([cell.draft for cell in grid.cells]):
            grids.append(grid)
    return sorted(grids, key=lambda grid: grid.top)


def _connected(rules: list[Rule]) -> Iterator[list[Rule]]:
    """Groups of rules that touch each other."""
    waiting = list(rules)
    while waiting:
        group, front = [], [waiting.pop()]
        while front:
            rule = front.pop()
            group.append(rule)
            touching = [other for other in waiting if rule.touches(other, NEAR)]
            waiting = [other for other in waiting if not rule.touches(other, NEAR)]
            front += touching
        if len(group) >= 4:
            yield group


def _grid(page: PageText, rules: list[Rule], lines: list[Line]) -> Grid | None:
    across = [rule for rule in rules if rule.across]
    down = [rule for rule in rules if not rule.across]
    xs, ys = _cluster([rule.at for rule in down]), _cluster([rule.at for rule in across])
    if len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > 20000:
        return None
    cells = _cells(xs, ys, across, down)
    if not cells:
        return None
    grid = Grid(xs[0], ys[0], xs[-1], ys[-1], [GridCell(draft) for draft in cells])
    _fill(page, grid, xs, ys, [line for line in lines if grid.holds(line)])
    return grid


def _cluster(values: list[float]) -> list[float]:
    """Values apart by more than ``NEAR``, each for all those near it."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _cells(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> list[Draft]:
    """The cells of a grid: neighbours without a rule between them are one. Empty where one is no rectangle."""
    width, height = len(xs) - 1, len(ys) - 1
    right = [[_ruled(down, xs[x + 1], ys[y], ys[y + 1]) for x in range(width)] for y in range(height)]
    below = [[_ruled(across, ys[y + 1], xs[x], xs[x + 1]) for x in range(width)] for y in range(height)]
    owner: dict[tuple[int, int], Draft] = {}
    drafts = []
    for y in range(height):
        for x in range(width):
            if (y, x) in owner:
                continue
            colspan = rowspan = 1
            while x + colspan < width and not right[y][x + colspan - 1] and (y, x + colspan) not in owner:
                colspan += 1
            while y + rowspan < height and not any(below[y + rowspan - 1][x : x + colspan]):
                rowspan += 1
            draft = Draft(y, x, rowspan, colspan, "")
            drafts.append(draft)
            for covered in ((b, a) for b in range(y, y + rowspan) for a in range(x, x + colspan)):
                if covered in owner:
                    return []
                owner[covered] = draft
    return drafts


def _ruled(rules: list[Rule], at: float, begin: float, end: float) -> bool:
    """Whether a rule at ``at`` runs past the middle between ``begin`` and ``end``."""
    middle = (begin + end) / 2
    return any(abs(rule.at - at) <= NEAR and rule.begin - NEAR < middle < rule.end + NEAR for rule in rules)


def _fill(page: PageText, grid: Grid, xs: list[float], ys: list[float], lines: list[Line]) -> None:
    """Puts the characters of the lines inside a grid into its cells."""
    at = {}
    for cell in grid.cells:
        draft = cell.draft
        for y in range(draft.row, draft.row + draft.rowspan):
            for x in range(draft.column, draft.column + draft.colspan):
                at[y, x] = cell
    for line in lines:
        for offset, char in enumerate(line.text):
            if char in (" ", FILLER):
                continue
            index = line.first + offset
            left, top, right, bottom = page.box(index)
            place = bisect_right(ys, (top + bottom) / 2) - 1, bisect_right(xs, (left + right) / 2) - 1
            if place in at:
                _append(at[place], char, index)


def _append(cell: GridCell, char: str, index: int) -> None:
    cell.draft.text += char
    if cell.runs and sum(cell.runs[-1]) == index:
        cell.runs[-1] = (cell.runs[-1][0], cell.runs[-1][1] + 1)
    else:
        cell.runs.append((index, 1))
