#!/usr/bin/env python3
"""Makes the PDF files of the tutorial, docs/examples/*.pdf, from the texts beside them (invented figures).

    scripts/make_examples.py

The same texts give the same bytes. Needs the extra ``test``.
"""

from __future__ import annotations

import re
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

EXAMPLES = Path(__file__).resolve().parents[1] / "docs" / "examples"
FONT = "STSong-Light"  # readers bring it: no font is embedded
SIZE, LEFT, TOP, LEADING, WIDTH = 12, 72, 740, 24, A4[0] - 144  # points
PIECE = re.compile(r"[\d.%]+|.")


def main() -> None:
    """Writes a PDF beside each text."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    for path in sorted(EXAMPLES.glob("*.txt")):
        make(path.read_text(encoding="utf-8").splitlines(), path.with_suffix(".pdf"))


def make(paragraphs: list[str], target: Path) -> None:
    """One page: the title in the middle, then paragraphs with an indent of two characters."""
    canvas = Canvas(str(target), pagesize=A4, invariant=True, pageCompression=1)
    title, *rest = paragraphs
    canvas.setFont(FONT, 16)
    canvas.drawCentredString(A4[0] / 2, TOP, title)
    canvas.setFont(FONT, SIZE)
    y = TOP - 2 * LEADING
    for line in (line for paragraph in rest for line in lines("　　" + paragraph)):
        canvas.drawString(LEFT, y, line)
        y -= LEADING
    canvas.showPage()
    canvas.save()


def lines(text: str) -> list[str]:
    """A paragraph cut into lines of full width; a figure stays in one line, and a full stop or comma begins none."""
    cut, line = [], ""
    for piece in PIECE.findall(text):
        if line and pdfmetrics.stringWidth(line + piece, FONT, SIZE) > WIDTH and piece[0] not in "，。；：、）":
            cut.append(line)
            line = ""
        line += piece
    return [*cut, line]


if __name__ == "__main__":
    main()
