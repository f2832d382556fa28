"""PDF files with a text layer: lines in reading order, without running headers, footers and page numbers.

What has no text layer, or one that is no text, is refused: reading it anyway would give garbage for figures.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import pypdfium2

from zhibiao.errors import InputError
from zhibiao.reading import detect
from zhibiao.reading.builder import TextBuilder, finish_tables
from zhibiao.reading.limits import Budget
from zhibiao.reading.location import Box, Location
from zhibiao.reading.pdf_file import FILLER, LOCK, Line, PageText, PdfFile, open_pdf
from zhibiao.reading.pdf_fonts import garbled_share
from zhibiao.reading.pdf_furniture import drop_furniture
from zhibiao.reading.pdf_layout import arrange, indents
from zhibiao.reading.pdf_table import Grid, find_grids
from zhibiao.reading.source import Page, SourceText
from zhibiao.reading.text import check_text

INDENT = "\u3000\u3000"
FEWEST = 8  # characters of a page, on average, that make a text layer
GARBLED = 0.2  # share of characters without meaning that no text of a report has


@dataclass(frozen=True, slots=True)
class PdfAnchors:
    """The way from the text to the pages: for each run of characters where it starts in the text, its page (from 0)
    and the index of its first character there. Runs are as they stand in the text; what is between them was put in."""

    file: PdfFile
    starts: list[int]
    runs: list[tuple[int, int, int]]  # page, index of the first character, how many

    def locate(self, start: int, end: int) -> Location | None:
        """The page of the first character of ``text[start:end]`` and the boxes of all of them."""
        boxes: list[Box] = []
        with LOCK:
            for index in range(max(bisect_right(self.starts, start) - 1, 0), bisect_right(self.starts, end - 1)):
                page, first, count = self.runs[index]
                begin = max(start - self.starts[index], 0)
                stop = min(end - self.starts[index], count)
                if begin < stop:
                    found = self.file.page(page).boxes(first + begin, stop - begin)
                    boxes += [Box(page + 1, *(round(side, 2) for side in sides)) for sides in found]
        return Location(page=boxes[0].page, boxes=tuple(boxes)) if boxes else None

    def release(self) -> None:
        """Closes the file; ``locate`` opens it again."""
        self.file.close()


def read_pdf(data: bytes, name: str, sha256: str, budget: Budget) -> SourceText:
    """The text of a PDF. Raises InputError."""
    with LOCK:
        file = open_pdf(data, name)
        try:
            return _read(file, name, sha256, budget)
        except pypdfium2.PdfiumError as error:
            file.close()
            raise InputError("E113", path=name, kind="PDF", reason=str(error)) from error
        except InputError:
            file.close()
            raise


def _read(file: PdfFile, name: str, sha256: str, budget: Budget) -> SourceText:
    assert file.document is not None
    count = len(file.document)
    budget.check_pages(count, name)
    pages: list[PageText] = []
    for index in range(count):
        budget.tick()
        pages.append(file.page(index))
    _check_layer(pages, name)
    lines = [arrange(page, page.lines()) for page in pages]
    lines = drop_furniture(lines, [page.height for page in pages])
    writer = _Writer(file)
    for page, kept in zip(pages, lines, strict=True):
        budget.tick()
        writer.add_page(page, kept)
    return writer.source(name, sha256, tuple(page.index + 1 for page in pages if _is_picture(page)))


def _is_picture(page: PageText) -> bool:
    """Whether a page shows something and has no text layer."""
    return len(_bare(page.characters)) < FEWEST and page.has_image()


def _bare(characters: str) -> str:
    return "".join(characters.replace(FILLER, "").split())


def _check_layer(pages: list[PageText], name: str) -> None:
    """Raises InputError for a scan, and for fonts whose characters are no text."""
    bare = _bare("".join(page.characters for page in pages))
    if len(bare) < FEWEST * len(pages) and any(page.has_image() for page in pages):
        raise InputError("E114", path=name, pages=len(pages))
    share = garbled_share(bare)
    if share > GARBLED:
        raise InputError("E115", path=name, share=round(100 * share))


class _Writer:
    """Puts the pages' lines together and keeps where each run of characters came from."""

    def __init__(self, file: PdfFile) -> None:
        self.file = file
        self.builder = TextBuilder()
        self.starts: list[int] = []
        self.runs: list[tuple[int, int, int]] = []
        self.pages: list[Page] = []

    def add_page(self, page: PageText, lines: list[Line]) -> None:
        if page.index:
            self.builder.add("\f")
        start = self.builder.length
        grids = find_grids(page, lines)
        indented = indents(lines)
        done: set[int] = set()
        for line, indent in zip(lines, indented, strict=True):
            inside = next((number for number, grid in enumerate(grids) if grid.holds(line)), None)
            if inside is None:
                self._add_line(line, indent)
            elif inside not in done:
                done.add(inside)
                self._add_grid(page, grids[inside])
        self.pages.append(Page(page.index + 1, start, self.builder.length, page.width, page.height))

    def _add_line(self, line: Line, indent: bool) -> None:
        if indent:
            self.builder.add(INDENT)
        first = line.first
        for piece in line.text.split(FILLER):
            self.starts.append(self.builder.length)
            self.runs.append((line.page, first, len(piece)))
            self.builder.add(piece)
            first += len(piece) + 1
        self.builder.add("\n")

    def _add_grid(self, page: PageText, grid: Grid) -> None:
        self.builder.add_table([cell.draft for cell in grid.cells])
        table = self.builder.tables[-1]
        for cell, place in zip(grid.cells, table.cells, strict=True):
            offset = place.start
            for first, count in cell.runs:
                self.starts.append(offset)
                self.runs.append((page.index, first, count))
                offset += count

    def source(self, name: str, sha256: str, unread: tuple[int, ...]) -> SourceText:
        """The text of all pages."""
        text = self.builder.text
        check_text(text, name)
        anchors = PdfAnchors(self.file, self.starts, self.runs)
        tables = finish_tables(text, self.builder.tables)
        return SourceText(text, name, detect.PDF, sha256, "", tuple(self.pages), anchors, tables, unread)
