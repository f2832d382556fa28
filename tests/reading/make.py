"""Makes real files of every format from the text of a report."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from html import escape

import docx
from docx.document import Document
from reportlab.lib import pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"  # a font that PDF readers bring: no font file is needed
SIZE, LEADING, LEFT, TOP, WIDTH = 12, 20, 72, 760, 37  # points, and characters in a line
WORDS = ["首页", "政务公开", "统计数据"] * 9
MENU = "".join(f'<li><a href="/{at}.html">{word}</a></li>' for at, word in enumerate(WORDS))


def paragraphs(text: str) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def web_page(text: str, title: str = "", charset: str = "utf-8") -> bytes:
    """A page with menus around the paragraphs."""
    body = "".join(f"<p>　　{escape(line)}</p>\n" for line in paragraphs(text))
    page = (
        f"<!DOCTYPE html><html><head><meta charset='{charset}'><title>{title}</title>"
        f"<script>var a='广告9亿元';</script></head><body><nav><ul>{MENU}</ul></nav>"
        f"<div class='wrap'><div class='side'><ul>{MENU}</ul></div>"
        f"<div class='article'>{body}</div></div><footer><p>版权所有 <a>联系我们</a></p></footer></body></html>"
    )
    return page.encode(charset)


def word_file(text: str, change: Callable[[Document], None] | None = None) -> bytes:
    """A DOCX with a paragraph a line."""
    document = docx.Document()
    for line in paragraphs(text):
        document.add_paragraph(line)
    if change is not None:
        change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def canvas(stream: io.BytesIO, password: str = "") -> Canvas:
    """An empty PDF that shows Chinese."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    encrypt = pdfencrypt.StandardEncryption(password) if password else None
    return Canvas(stream, pagesize=A4, encrypt=encrypt)


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """A text as lines of a page, each paragraph with an indent of two characters."""
    lines = []
    for paragraph in paragraphs(text):
        rest = "　　" + paragraph
        while rest:
            cut = width
            while cut < len(rest) and rest[cut] in "，。；：、！？）”》%":
                cut += 1
            lines.append(rest[:cut])
            rest = rest[cut:]
    return lines


def pdf_file(text: str, header: str = "", password: str = "") -> bytes:
    """A PDF of one column, with page numbers and a running header."""
    stream = io.BytesIO()
    page = canvas(stream, password)
    lines, number = wrapped(text), 0
    while lines:
        number += 1
        page.setFont(FONT, SIZE)
        for at, line in enumerate(lines[:34]):
            body = line.lstrip("　")
            page.drawString(LEFT + SIZE * (len(line) - len(body)), TOP - LEADING * at, body)
        lines = lines[34:]
        page.drawString(LEFT, 800, header)
        page.drawCentredString(A4[0] / 2, 40, f"— {number} —")
        page.showPage()
    page.save()
    return stream.getvalue()


def two_columns(text: str, *, across: bool) -> bytes:
    """A page of two columns; ``across`` writes it line by line over both columns, as some gazettes are."""
    stream = io.BytesIO()
    page = canvas(stream)
    page.setFont(FONT, 10)
    lines = wrapped(text, 22)
    half = (len(lines) + 1) // 2
    places = [(60, at, line) for at, line in enumerate(lines[:half])]
    places += [(320, at, line) for at, line in enumerate(lines[half:])]
    for x, at, line in sorted(places, key=lambda place: (place[1], place[0])) if across else places:
        body = line.lstrip("　")
        page.drawString(x + 10 * (len(line) - len(body)), 780 - 16 * at, body)
    page.save()
    return stream.getvalue()


def zip_file(files: dict[str, bytes]) -> bytes:
    """An archive of files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()
