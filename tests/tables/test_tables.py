"""Tables of figures give the facts of ``cases/tables.toml``, from web pages, Word files and ruled PDF pages."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document

import zhibiao
from tests.reading import make
from zhibiao.reading import read_source

CASES = tomllib.loads((Path(__file__).parent / "cases/tables.toml").read_text(encoding="utf-8"))["case"]
TITLE = "大同市2021年国民经济和社会发展统计公报"
DEFAULTS = ["", "", "", "", "level", "value", "", "actual", "大同市"]
LEFT, WIDTH = 40, 104  # points: where the tables of PDF pages begin, how wide a column is
Cells = dict[tuple[int, int], list[Any]]


def cells(table: str) -> Cells:
    """The cells of a case by their place: text, rows and columns covered."""
    grid = [line.split("|") for line in table.strip().splitlines()]
    found: Cells = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row, line in enumerate(grid):
        for column, text in enumerate(line):
            place = {"<": (row, column - 1), "^": (row - 1, column)}.get(text)
            owner[row, column] = owner[place] if place is not None else (row, column)
            top, left = owner[row, column]
            cell = found.setdefault((top, left), [text, 1, 1])
            cell[1], cell[2] = max(cell[1], row - top + 1), max(cell[2], column - left + 1)
    return found


def as_page(case: dict[str, Any]) -> bytes:
    rows: dict[int, str] = {}
    for (row, _), (text, down, across) in sorted(cells(case["table"]).items()):
        rows[row] = rows.get(row, "") + f"<td rowspan={down} colspan={across}><p>{text}</p></td>"
    table = "".join(f"<tr>{row}</tr>" for row in rows.values())
    above = "".join(f"<p>{line}</p>" for line in [TITLE, *case["above"]])
    return f"<html><body>{above}<table>{table}</table></body></html>".encode()


def as_word(case: dict[str, Any]) -> bytes:
    def add(document: Document) -> None:
        found = cells(case["table"])
        rows, columns = (max(place[axis] for place in found) + 1 for axis in (0, 1))
        table = document.add_table(rows, columns)
        for (row, column), (text, down, across) in found.items():
            cell = table.cell(row, column)
            if down * across > 1:
                cell = cell.merge(table.cell(row + down - 1, column + across - 1))
            cell.text = text

    return make.word_file("\n".join([TITLE, *case["above"]]), add)


def as_pdf(case: dict[str, Any]) -> bytes:
    stream = io.BytesIO()
    page = make.canvas(stream)
    page.setFont(make.FONT, 9)
    for at, line in enumerate([TITLE, *case["above"]]):
        page.drawString(72, 780 - 20 * at, line)
    for (row, column), (text, down, across) in cells(case["table"]).items():
        x, y = LEFT + WIDTH * column, 690 - 20 * row
        page.rect(x, y - 20 * (down - 1), WIDTH * across, 20 * down)
        page.drawString(x + 3, y + 6, text)
    page.save()
    return stream.getvalue()


def expected(case: dict[str, Any]) -> list[list[str]]:
    rows = [line.split("|") for line in case["facts"].strip().splitlines()]
    return [row + DEFAULTS[len(row) :] for row in rows]


def found(report: zhibiao.Report) -> list[list[str]]:
    names = ("indicator", "value", "unit", "period", "aspect", "relation", "base", "status", "region")
    return [[str(getattr(record, name)) for name in names] for record in report.records]


@pytest.mark.parametrize("make_file", [as_page, as_word, as_pdf])
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_facts(case: dict[str, Any], make_file: Any) -> None:
    (source,) = read_source(make_file(case))
    report = zhibiao.extract_source(source)
    assert found(report) == expected(case)
    for record in report.records:
        assert report.text[record.start : record.end] == record.text
        spans = [span for spans in record.provenance.values() for span in getattr(spans, "spans", spans)]
        assert all(report.text[span.start : span.end] == span.text for span in spans)
        assert report.text[record.sentence.start : record.sentence.end].count("\t") and record.rule.startswith("table.")


def test_location_of_a_cell() -> None:
    case = CASES[0]
    for make_file in (as_page, as_word):
        record = zhibiao.extract_source(read_source(make_file(case))[0]).records[0]
        assert record.location is not None
        assert (record.location.table, record.location.row, record.location.column) == (0, 1, 2)
        (label,) = record.provenance["indicator"]
        assert label.text == "地区生产总值"
    record = zhibiao.extract_source(read_source(as_pdf(case))[0]).records[0]
    assert record.location is not None
    (box,) = record.location.boxes
    assert LEFT + 2 * WIDTH < box.left < box.right < LEFT + 3 * WIDTH and 842 - 690 < box.top < box.bottom < 842 - 670


def test_parts_know_their_whole() -> None:
    table = "项目|2021年决算数\n一般公共预算收入|130.5\n其中：税收收入|90.2\n一般公共预算支出|350"
    report = zhibiao.extract_source(read_source(as_page({"above": ["单位：亿元"], "table": table}))[0])
    whole, part, other = report.records
    assert part.part_of == whole.id
    assert whole.part_of == other.part_of == ""


def test_text_around_a_table_is_read() -> None:
    page = as_page(CASES[0]).decode().replace("</table>", "</table><p>全市粮食产量完成99万吨，增长2%。</p>")
    report = zhibiao.extract_source(read_source(page.encode())[0])
    assert [record.rule.startswith("table.") for record in report.records] == [True] * 7 + [False] * 2
    assert [record.start for record in report.records] == sorted(record.start for record in report.records)
