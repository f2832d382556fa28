"""The cells of an HTML table, with what they span."""

from __future__ import annotations

import re

from lxml import etree

from zhibiao.reading.builder import Draft
from zhibiao.reading.location import Location

WIDEST = 200  # columns, or columns that one cell may say to span
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BLOCK_TEXT = etree.XPath(".//text()[not(ancestor::script or ancestor::style)]")


def read_table(table: etree._Element, number: int, tree: etree._ElementTree) -> list[Draft]:
    """The cells of a table without tables in it, row by row; ``number`` is the table's in the page, from 0."""
    drafts: list[Draft] = []
    taken: dict[int, int] = {}  # columns that a cell above reaches into, and for how many more rows
    rows = list(table.iter("tr"))
    for row, element in enumerate(rows):
        column = 0
        below: dict[int, int] = {}
        for cell in element.iterchildren("td", "th"):
            while taken.get(column, 0):
                column += 1
            across = min(_span(cell, "colspan"), WIDEST)
            down = min(_span(cell, "rowspan"), len(rows) - row)
            if column + across > WIDEST:
                return []
            place = Location(xpath=tree.getpath(cell), table=number, row=row, column=column)
            drafts.append(Draft(row, column, down, across, _text(cell), place))
            below.update(dict.fromkeys(range(column, column + across), down - 1))
            column += across
        taken = {at: left - 1 for at, left in taken.items() if left > 1}
        taken |= {at: left for at, left in below.items() if left}
    return drafts


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _text(cell: etree._Element) -> str:
    found = _BLOCK_TEXT(cell)
    assert isinstance(found, list)
    return _SPACE.sub(" ", "".join(map(str, found))).strip()
