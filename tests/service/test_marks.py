"""The text of a report, cut for the page: every character is there, and marked with what stands on it."""

from __future__ import annotations

from pathlib import Path

import pytest

import zhibiao
from zhibiao.service.marks import Line, lines_of
from zhibiao.service.review import review_of


@pytest.fixture(scope="module")
def report(seed: Path) -> zhibiao.Report:
    return zhibiao.extract(seed)


@pytest.fixture(scope="module")
def lines(report: zhibiao.Report) -> list[Line]:
    return lines_of(review_of(report, []))


def test_every_piece_stands_where_it_says(report: zhibiao.Report, lines: list[Line]) -> None:
    for line in lines:
        for piece in line.pieces:
            assert report.text[piece.start : piece.start + len(piece.text)] == piece.text
    shown = "".join(piece.text for line in lines for piece in line.pieces)
    assert "".join(shown.split()) == "".join(report.text.split())


def test_every_figure_is_marked_with_its_record(report: zhibiao.Report, lines: list[Line]) -> None:
    pieces = [piece for line in lines for piece in line.pieces]
    for record in report.records:
        key = f"{record.start}-{record.end}-{record.part}"
        marked = "".join(piece.text for piece in pieces if key in piece.keys.split())
        assert "".join(marked.split()) == "".join(record.text.split())


def test_marks_lie_over_each_other(lines: list[Line]) -> None:
    classes = {piece.classes for line in lines for piece in line.pieces}
    assert any("ORG" in each and "PROJECT" in each for each in classes)
    assert "" in classes and "NUMBER figure" in {each for each in classes if "figure" in each}


def test_headings_have_their_level(report: zhibiao.Report, lines: list[Line]) -> None:
    headings = {
        "".join("".join(piece.text for piece in line.pieces).split()): line.level for line in lines if line.level
    }
    first = report.sections[0]
    assert headings[first.title] == first.level == 1


def test_a_text_with_many_marks_in_one_line_is_linear() -> None:
    text = "全市增长7.5%，" * 4000
    report = zhibiao.extract_text(text, region="大同市", year=2021)
    (line,) = lines_of(review_of(report, []))
    assert "".join(piece.text for piece in line.pieces) == text
