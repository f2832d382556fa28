"""The straight lines drawn on a PDF page: strokes, thin filled rectangles, and the sides of drawn rectangles."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from zhibiao.reading.pdf_file import PageText

THIN = 3.0  # points: a rectangle that is no wider is a line
SHORTEST = 4.0
MOST = 20_000  # points of paths that are read on one page; what has more is a drawing
NESTED = 3  # forms within forms

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line from ``begin`` to ``end`` along one axis, ``at`` a place on the other."""

    across: bool
    at: float
    begin: float
    end: float

    def touches(self, other: Rule, near: float) -> bool:
        """Whether two rules meet."""
        if self.across == other.across:
            return abs(self.at - other.at) <= near and self.begin - near <= other.end and other.begin - near <= self.end
        return self.begin - near <= other.at <= self.end + near and other.begin - near <= self.at <= other.end + near


def page_rules(page: PageText) -> list[Rule]:
    """The rules of a page in displayed coordinates."""
    rules: list[Rule] = []
    seen = 0
    for points in _paths(page.page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, IDENTITY, NESTED):
        seen += len(points)
        if seen > MOST:
            return []
        rules += _rules(page, points)
    return rules


def join_rules(rules: list[Rule], near: float) -> list[Rule]:
    """Rules with those that go on in each other as one: each cell of a table may draw its own border."""
    joined: list[Rule] = []
    for across in (True, False):
        lanes: list[list[Rule]] = []
        for rule in sorted((rule for rule in rules if rule.across == across), key=lambda rule: rule.at):
            if not lanes or rule.at - lanes[-1][0].at > near:
                lanes.append([])
            lanes[-1].append(rule)
        for lane in lanes:
            joined += _join_lane(lane, near)
    return joined


def _join_lane(lane: list[Rule], near: float) -> list[Rule]:
    found: list[Rule] = []
    for rule in sorted(lane, key=lambda rule: rule.begin):
        if found and rule.begin <= found[-1].end + near:
            last = found[-1]
            found[-1] = Rule(last.across, last.at, last.begin, max(last.end, rule.end))
        else:
            found.append(rule)
    return found


def _paths(parent: Any, count: Any, get: Any, outer: Matrix, depth: int) -> Iterator[list[Point]]:
    """The pieces of all paths as lists of points, those in forms included."""
    for at in range(count(parent)):
        element = get(parent, at)
        kind = pdfium.FPDFPageObj_GetType(element)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _pieces(element, _times(_matrix(element), outer))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
            inner = _times(_matrix(element), outer)
            yield from _paths(element, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth - 1)


def _matrix(element: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(element, ctypes.byref(found)):
        return IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _pieces(path: Any, matrix: Matrix) -> Iterator[list[Point]]:
    """The straight runs of a path, closed ones ending where they began."""
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    points: list[Point] = []
    for at in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if kind != pdfium.FPDF_SEGMENT_LINETO and points:
            yield points
            points = []
        if kind in (pdfium.FPDF_SEGMENT_LINETO, pdfium.FPDF_SEGMENT_MOVETO):
            points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
            if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
                points.append(points[0])
    if points:
        yield points


def _rules(page: PageText, points: list[Point]) -> Iterator[Rule]:
    """A thin closed shape is one rule; of any other, each side along an axis."""
    turned = [page.turn(x, y, x, y)[:2] for x, y in points]
    xs, ys = [x for x, _ in turned], [y for _, y in turned]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if len(turned) > 1 and min(right - left, bottom - top) <= THIN:
        if right - left >= max(SHORTEST, bottom - top):
            yield Rule(True, (top + bottom) / 2, left, right)
        elif bottom - top >= SHORTEST:
            yield Rule(False, (left + right) / 2, top, bottom)
        return
    for (x, y), (u, v) in pairwise(turned):
        if abs(y - v) < 1 and abs(x - u) >= SHORTEST:
            yield Rule(True, (y + v) / 2, min(x, u), max(x, u))
        elif abs(x - u) < 1 and abs(y - v) >= SHORTEST:
            yield Rule(False, (x + u) / 2, min(y, v), max(y, v))
