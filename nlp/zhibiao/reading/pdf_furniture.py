"""Running headers, footers and page numbers: lines at the edge of pages that come back or count the pages."""

from __future__ import annotations

import re
from collections import Counter

from zhibiao.reading.pdf_file import Line

EDGE = 0.13  # of a page's height: what is above or below may be furniture
DEEP = 3  # lines from the edge that are looked at
OFTEN = 3  # pages that a line has to come back on
_NUMBER = re.compile(r"[-—–―·•.~\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/,，共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–―·•.~\s]*")
_DIGITS = re.compile(r"[\d０-９]+")
_SPACE = re.compile(r"\s+")


def drop_furniture(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """The lines of all pages without those that belong to the page."""
    edges = [_edge_lines(lines, height) for lines, height in zip(pages, heights, strict=True)]
    shapes = Counter(shape for edge in edges for shape in {_shape(line) for line in edge})
    often = max(OFTEN, len(pages) // 4)
    kept = []
    for lines, edge in zip(pages, edges, strict=True):
        gone = {
            id(line)
            for line in edge
            if shapes[_shape(line)] >= often or (_is_outermost(line, lines) and _NUMBER.fullmatch(line.text))
        }
        kept.append([line for line in lines if id(line) not in gone] if gone else lines)
    return kept


def _edge_lines(lines: list[Line], height: float) -> list[Line]:
    """The first and last lines of a page, if they stand at its edge."""
    down = sorted(lines, key=lambda line: line.top)
    top = [line for line in down[:DEEP] if line.bottom < EDGE * height]
    return top + [line for line in down[-DEEP:] if line.top > (1 - EDGE) * height]


def _is_outermost(line: Line, lines: list[Line]) -> bool:
    """Whether nothing stands above a line, or nothing below it."""
    return all(other is line or other.top >= line.bottom - 1 for other in lines) or all(
        other is line or other.bottom <= line.top + 1 for other in lines
    )


def _shape(line: Line) -> str:
    return _SPACE.sub("", _DIGITS.sub("0", line.text))
