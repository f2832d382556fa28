#!/usr/bin/env python3
"""Reads every file of a folder as it is and prints what became of it.

    scripts/originals.py [FOLDER]

One row a file: its name, its format or the code of the error that refuses it, records (of which from tables), pages,
and the time to read it and to extract from it, in milliseconds.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import zhibiao
import zhibiao.reading.pdf
from zhibiao.reading import detect

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared/corpus/original"
NAMES = {detect.DOCX_TYPE: "DOCX", detect.PDF: "PDF", detect.HTML: "HTML", detect.TEXT: "text"}


def rows(path: Path) -> list[tuple[str, ...]]:
    """What became of a file: a row for each report in it."""
    begun = time.perf_counter()
    try:
        sources = zhibiao.read_source(path)
    except zhibiao.InputError as error:
        return [(path.name, f"refused: {error.text('en').split(': ', 1)[1]} ({error.code})", "", "", "", "")]
    reading = time.perf_counter() - begun
    found = []
    for source in sources:
        begun = time.perf_counter()
        report = zhibiao.extract_source(source)
        extracting = time.perf_counter() - begun
        tables = sum(record.rule.startswith("table.") for record in report.records)
        records = f"{len(report.records)} ({tables} from tables)" if tables else str(len(report.records))
        kind = f"read: {NAMES.get(source.media_type, source.media_type)} {source.encoding}".rstrip()
        pages = str(len(source.pages) or "")
        found.append((source.name, kind, records, pages, f"{1000 * reading:.0f}", f"{1000 * extracting:.0f}"))
    return found


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    zhibiao.extract_text("全市地区生产总值完成1686亿元。")  # loads the model, as the import above loads PDFium
    print("| file | result | records | pages | reading ms | extracting ms |")
    print("| --- | --- | --- | --- | --- | --- |")
    for path in sorted(folder.iterdir()):
        for row in rows(path):
            print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
