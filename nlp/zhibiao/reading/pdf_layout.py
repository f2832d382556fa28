"""The order in which the lines of a page are read, and which of them are indented.

Files mostly hold their lines in reading order. Where they do not (lines written across two columns, or from the
bottom up), the page is cut at its white gaps: into columns, those into blocks, and so on.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from zhibiao.reading.pdf_file import Line, PageText

WIDE = 0.55  # of the page's width: a line that may run over two columns
PARTED = 0.4  # of the page's width: a line that is looked through for a gap
GAP = 1.6  # heights of a character between two columns in one line
ASTRAY = 0.08  # share of lines out of order that is taken for disorder
BESIDE = 0.25  # share of long lines beside the line before them that shows rows over two columns
LONG = 10  # characters of a line of text in a narrow column
CUTS = 12  # how deep a page is cut
OTHER = 1.2  # times the size of a letter that make another size
SHORTEST = 4  # characters of a line that is no mark


def arrange(page: PageText, lines: list[Line]) -> list[Line]:
    """The lines of a page in reading order."""
    parted: list[Line] = []
    for line in lines:
        parted += _part(page, line)
    split = len(parted) > len(lines) and _is_gutter(page, parted, len(parted) - len(lines))
    lines = parted if split else lines
    if len(lines) < 3 or not (split or _disorder(lines) > ASTRAY or _side_by_side(lines) > BESIDE):
        return lines
    return _cut(lines, CUTS)


def _part(page: PageText, line: Line) -> list[Line]:
    """A line that runs over a gap between columns, as its pieces."""
    if line.right - line.left < PARTED * page.width or " " not in line.text:
        return [line]
    pieces, last = [], 0
    at = line.text.find(" ")
    while at >= 0:
        if page.box(line.first + at + 1)[0] - page.box(line.first + at - 1)[2] > GAP * line.size:
            pieces.append((last, at))
            last = at + 1
        at = line.text.find(" ", at + 1)
    if not pieces:
        return [line]
    pieces.append((last, len(line.text)))
    return [page.line(line.first + a, line.text[a:b]) for a, b in pieces if line.text[a:b].strip()]


def _is_gutter(page: PageText, lines: list[Line], cuts: int) -> bool:
    """Whether the page has a white gap from top to bottom, and most of its long lines were cut at it."""
    gap = _widest_gap([(line.left, line.right) for line in lines if line.right - line.left < WIDE * page.width])
    long = sum(line.right - line.left >= WIDE * page.width for line in lines)
    return gap is not None and cuts > long


def _disorder(lines: list[Line]) -> float:
    """The share of lines that stand above the line before them, but not at the top of a column to the right."""
    astray = 0
    for before, after in pairwise(lines):
        above = after.bottom < before.top
        astray += above and after.left < before.right - before.size
    return astray / len(lines)


def _side_by_side(lines: list[Line]) -> float:
    """The share of long lines that stand to the right of the line before them: pieces of a row over two columns. The
    cells of a table are short."""
    pairs = pairwise(line for line in lines if len(line.text) >= LONG)
    beside = sum(a.top < b.bottom and b.top < a.bottom and a.right <= b.left for a, b in pairs)
    return beside / len(lines)


def _cut(lines: list[Line], depth: int) -> list[Line]:
    """The lines in reading order by cutting at white gaps: across where a line spans the page, else into columns."""
    if len(lines) < 2 or depth == 0:
        return sorted(lines, key=lambda line: (line.top, line.left))
    height = sum(line.size for line in lines) / len(lines)
    gap = _widest_gap([(line.left, line.right) for line in lines])
    if gap is not None and gap[1] - gap[0] > 0.5 * height:
        middle = (gap[0] + gap[1]) / 2
        left = [line for line in lines if line.right <= middle]
        right = [line for line in lines if line.right > middle]
        return _cut(left, depth - 1) + _cut(right, depth - 1)
    left_edge, right_edge = min(line.left for line in lines), max(line.right for line in lines)
    spanning = [line for line in lines if line.right - line.left > 0.6 * (right_edge - left_edge)]
    ordered: list[Line] = []
    rest = sorted(lines, key=lambda line: (line.top, line.left))
    if not spanning or len(spanning) == len(lines):
        return rest
    blocks: list[list[Line]] = [[]]
    wide = {id(line) for line in spanning}
    for line in rest:
        if id(line) in wide:
            ordered += [each for block in blocks for each in (_cut(block, depth - 1) if block else [])]
            ordered.append(line)
            blocks = [[]]
        else:
            blocks[-1].append(line)
    return ordered + [each for block in blocks for each in (_cut(block, depth - 1) if block else [])]


def _widest_gap(spans: list[tuple[float, float]]) -> tuple[float, float] | None:
    """The widest stretch that no span covers, between the first and the last."""
    best: tuple[float, float] | None = None
    reach = None
    for left, right in sorted(spans):
        if reach is not None and left > reach and (best is None or left - reach > best[1] - best[0]):
            best = (reach, left)
        reach = right if reach is None else max(reach, right)
    return best


def indents(lines: list[Line]) -> list[bool]:
    """Which lines begin a paragraph: about two characters to the right of the lines around them, or in letters of
    another size than the line before."""
    edges = Counter(round(line.left) for line in lines)
    places = [(round(line.left), round(line.size)) for line in lines]
    indented = {place: _is_indented(*place, edges) for place in set(places)}
    return [indented[place] or (at > 0 and _differs(lines[at - 1], lines[at])) for at, place in enumerate(places)]


def _differs(before: Line, line: Line) -> bool:
    """Whether two lines, neither of them a note mark, are of different sizes."""
    if min(len(before.text), len(line.text)) < SHORTEST:
        return False
    return max(before.size, line.size) > OTHER * min(before.size, line.size)


def _is_indented(left: int, size: int, edges: Counter[int]) -> bool:
    nearby = range(left - round(2.8 * size), left - round(1.2 * size) + 1)
    return max((edges[edge] for edge in nearby), default=0) >= max(2, min(4, len(edges)))
