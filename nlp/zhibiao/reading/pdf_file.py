"""PDFium: the characters of each page and where they stand.

PDFium is not safe for threads, so every call goes through one lock. Coordinates handed out are in points from the top
left corner of the page as it is displayed.
"""

from __future__ import annotations

import ctypes
import re
import threading
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from zhibiao.errors import InputError

LOCK = threading.RLock()
PASSWORD = pdfium.FPDF_ERR_PASSWORD
END = b"%%EOF"
TAIL = 4096  # bytes at the end of a file that hold its end mark
FILLER = "\uffff"
"""Stands behind a character beyond the basic plane, which PDFium counts as two; never in a text."""

_LINE = re.compile(r"[^\r\n]+")
_HAN = re.compile("[\u3400-\u9fff]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

Rectangle = tuple[float, float, float, float]


@dataclass(slots=True)
class Line:
    """A line of a page: its characters, the index of the first of them on the page, its rectangle (left, top, right,
    bottom), and the height of its Chinese letters, or of its first letter where there are none. ``page`` counts from
    0."""

    page: int
    first: int
    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


class PageText:
    """The characters of one page. ``width`` and ``height`` are those of the displayed page."""

    def __init__(self, document: pypdfium2.PdfDocument, index: int) -> None:
        self.index = index
        self.page = document[index]
        self.raw = self.page.get_textpage()
        self.width, self.height = self.page.get_size()
        self.rotation = self.page.get_rotation()
        self.origin = self.page.get_bbox()[:2]
        self.characters = _characters(self.raw.raw)
        self._rectangle = pdfium.FS_RECTF()
        self._pointer = ctypes.byref(self._rectangle)

    def box(self, index: int) -> Rectangle:
        """The rectangle of a character, as high as its font."""
        pdfium.FPDFText_GetLooseCharBox(self.raw.raw, index, self._pointer)
        found = self._rectangle
        return self.turn(found.left, found.bottom, found.right, found.top)

    def boxes(self, first: int, count: int) -> list[Rectangle]:
        """The rectangles of a run of characters, one for each line of it."""
        found: list[Rectangle] = []
        for number in range(pdfium.FPDFText_CountRects(self.raw.raw, first, count)):
            sides = [ctypes.c_double() for _ in range(4)]
            pdfium.FPDFText_GetRect(self.raw.raw, number, *map(ctypes.byref, sides))
            left, top, right, bottom = (side.value for side in sides)
            _join(found, self.turn(left, bottom, right, top))
        return found

    def turn(self, left: float, bottom: float, right: float, top: float) -> Rectangle:
        """A rectangle of PDF's coordinates as the displayed page has it."""
        x, y = self.origin
        left, right, bottom, top = left - x, right - x, bottom - y, top - y
        if self.rotation == 90:
            return bottom, left, top, right
        if self.rotation == 180:
            return self.width - right, bottom, self.width - left, top
        if self.rotation == 270:
            return self.width - top, self.height - right, self.width - bottom, self.height - left
        return left, self.height - top, right, self.height - bottom

    def lines(self) -> list[Line]:
        """The lines of the page in the order of the file."""
        found = []
        for match in _LINE.finditer(self.characters):
            text = match[0].rstrip(" ")
            bare = text.lstrip(" ")
            if bare:
                found.append(self.line(match.start() + len(text) - len(bare), bare))
        return found

    def line(self, first: int, text: str) -> Line:
        """The line of ``text``, whose first character has the index ``first``."""
        left, top, right, bottom = self.box(first)
        last = self.box(first + len(text) - 1)
        han = _HAN.search(text, 1)  # digits are set in another font, whose box is another
        model = self.box(first + han.start()) if han is not None and not _HAN.match(text) else (0.0, top, 0.0, bottom)
        left, top, right, bottom = min(left, last[0]), min(top, last[1]), max(right, last[2]), max(bottom, last[3])
        return Line(self.index, first, text, left, top, right, bottom, model[3] - model[1])

    def has_image(self) -> bool:
        """Whether the page shows a picture."""
        page = self.page.raw
        kinds = (
            pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, at))
            for at in range(pdfium.FPDFPage_CountObjects(page))
        )
        return any(kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM) for kind in kinds)

    def close(self) -> None:
        """Frees what PDFium holds of the page."""
        self.raw.close()
        self.page.close()


def _join(found: list[Rectangle], sides: Rectangle) -> None:
    """Adds a rectangle, to the last one where it stands on the same line."""
    if found and min(found[-1][3], sides[3]) > max(found[-1][1], sides[1]) and sides[0] >= found[-1][0]:
        a, b, c, d = found[-1]
        found[-1] = min(a, sides[0]), min(b, sides[1]), max(c, sides[2]), max(d, sides[3])
    else:
        found.append(sides)


def _characters(page: Any) -> str:
    """The characters of a page, one for each that PDFium counts, so that indexes agree."""
    count = pdfium.FPDFText_CountChars(page)
    if count <= 0:
        return ""
    buffer = ctypes.create_string_buffer(4 * count + 4)
    units = pdfium.FPDFText_GetText(page, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: 2 * max(units - 1, 0)].decode("utf-16-le", "surrogatepass")
    if units - 1 == count:
        return text if len(text) == count else _ASTRAL.sub(lambda char: char[0] + FILLER, text)
    codes = (pdfium.FPDFText_GetUnicode(page, index) for index in range(count))
    halves = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
    return _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16") + FILLER, halves)


@dataclass(slots=True)
class PdfFile:
    """A PDF by its bytes. Pages are opened when asked for and stay open until ``close``; pickles as its bytes."""

    data: bytes = field(repr=False)
    document: pypdfium2.PdfDocument | None = field(default=None, repr=False, compare=False)
    opened: dict[int, PageText] = field(default_factory=dict, repr=False, compare=False)

    def __getstate__(self) -> bytes:
        return self.data

    def __setstate__(self, data: bytes) -> None:
        self.data, self.document, self.opened = data, None, {}

    def page(self, index: int) -> PageText:
        """A page, from 0."""
        found = self.opened.get(index)
        if found is None:
            if self.document is None:
                self.document = pypdfium2.PdfDocument(self.data)
            found = self.opened[index] = PageText(self.document, index)
        return found

    def close(self) -> None:
        """Closes pages and document; ``page`` opens them again."""
        with LOCK:
            for page in self.opened.values():
                page.close()
            self.opened.clear()
            if self.document is not None:
                self.document.close()
                self.document = None


def open_pdf(data: bytes, name: str) -> PdfFile:
    """An open PDF. Raises InputError for one that is encrypted, broken or truncated."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD:
            raise InputError("E112", path=name) from error
        raise InputError("E113", path=name, kind="PDF", reason=str(error)) from error
    if END not in data[-TAIL:]:  # PDFium mends what it can of half a file
        document.close()
        raise InputError("E113", path=name, kind="PDF", reason="no end of file mark")
    return PdfFile(data, document)
