"""Word files (DOCX): paragraphs with their automatic numbers, and tables, in their order.

Only the XML of the document, its numbering and its styles is read; nothing in it is run, linked or fetched.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from lxml import etree

from zhibiao.errors import InputError
from zhibiao.reading import detect
from zhibiao.reading.archive import unpack
from zhibiao.reading.builder import Draft, TextBuilder, finish_tables, is_data
from zhibiao.reading.docx_numbers import Numbering
from zhibiao.reading.limits import Budget
from zhibiao.reading.location import Location
from zhibiao.reading.source import SourceText
from zhibiao.reading.text import check_text

DOCUMENT, NUMBERING, STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
P, TBL, TR, TC, T = W + "p", W + "tbl", W + "tr", W + "tc", W + "t"
BREAKS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
OMITTED = frozenset({W + "del", W + "moveFrom", W + "instrText", W + "pPr", W + "rPr", MC + "Fallback", W + "delText"})
BOX = W + "txbxContent"


def read_docx(archive: zipfile.ZipFile, name: str, sha256: str, budget: Budget) -> SourceText:
    """The text of a DOCX file. Raises InputError."""
    parts = {part: _part(archive, part, name, budget) for part in (DOCUMENT, NUMBERING, STYLES)}
    root = parts[DOCUMENT]
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise InputError("E113", path=name, kind="DOCX", reason=DOCUMENT)
    document = _Document(Numbering(parts[NUMBERING], parts[STYLES]))
    document.read(body, budget)
    text = document.builder.text
    check_text(text, name)
    tables = finish_tables(text, document.builder.tables)
    return SourceText(text, name, detect.DOCX_TYPE, sha256, "", (), document.builder.anchors(), tables)


def _part(archive: zipfile.ZipFile, part: str, name: str, budget: Budget) -> etree._Element | None:
    try:
        info = archive.getinfo(part)
    except KeyError:
        return None
    data = unpack(archive, info, name, budget)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError("E113", path=name, kind="DOCX", reason=f"{part}: {error.msg}") from error


class _Document:
    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.builder = TextBuilder()
        self.paragraphs = 0
        self.tables = 0

    def read(self, body: etree._Element, budget: Budget) -> None:
        for block in _blocks(body):
            budget.tick()
            if block.tag == P:
                self._add_paragraph(block)
            else:
                self._add_table(block)

    def _add_paragraph(self, paragraph: etree._Element) -> None:
        place = Location(paragraph=self.paragraphs)
        self.paragraphs += 1
        self.builder.add(self.numbering.next(paragraph) + _text(paragraph), place)
        self.builder.end_line()
        for box in _boxes(paragraph):
            for inner in box.iter(P):
                self.builder.add(_text(inner), place)
                self.builder.end_line()

    def _add_table(self, table: etree._Element) -> None:
        number = self.tables
        self.tables += 1
        drafts = [] if table.find(f".//{TC}//{TBL}") is not None else _drafts(table, number)
        if drafts and is_data(drafts):
            self.builder.add_table(drafts)
            return
        for row, cells in enumerate(_rows(table)):
            for column, cell in enumerate(cells):
                place = Location(table=number, row=row, column=column)
                for paragraph in cell.iter(P):
                    self.builder.add(self.numbering.next(paragraph) + _text(paragraph), place)
                    self.builder.end_line()


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in their order, out of the wrappers they may stand in."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in (P, TBL):
            yield element
        elif element.tag not in OMITTED:
            stack.extend(reversed(element))


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    for row in table.iter(TR):
        yield list(row.iter(TC))


def _drafts(table: etree._Element, number: int) -> list[Draft]:
    """The cells of a table, those merged downward as one."""
    drafts: list[Draft] = []
    open_cells: dict[int, Draft] = {}
    for row, cells in enumerate(_rows(table)):
        column = 0
        for cell in cells:
            width = _value(cell, "gridSpan")
            across = int(width) if width.isdigit() else 1
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            above = open_cells.get(column)
            if merge is not None and merge.get(W + "val", "continue") == "continue" and above is not None:
                above.rowspan = row - above.row + 1
            else:
                text = " ".join(filter(None, (_text(paragraph).strip() for paragraph in cell.iter(P))))
                draft = Draft(row, column, 1, across, text, Location(table=number, row=row, column=column))
                drafts.append(draft)
                open_cells[column] = draft
            column += across
    return drafts


def _value(cell: etree._Element, name: str) -> str:
    element = cell.find(f"{W}tcPr/{W}{name}")
    return element.get(W + "val", "") if element is not None else ""


def _text(paragraph: etree._Element) -> str:
    """The characters of a paragraph, without what was deleted and without its text boxes."""
    pieces: list[str] = []
    walker = etree.iterwalk(paragraph, events=("start",))
    for _, element in walker:
        if element.tag == T:
            pieces.append(element.text or "")
        elif element.tag in BREAKS:
            pieces.append(BREAKS[element.tag])
        elif element.tag in OMITTED or element.tag == BOX:
            walker.skip_subtree()
    return "".join(pieces)


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a paragraph, each once: older programs get a second copy."""
    for box in paragraph.iter(BOX):
        if not any(ancestor.tag in OMITTED for ancestor in box.iterancestors()):
            yield box
