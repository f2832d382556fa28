"""Single cells on their way out: plain numbers, text that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from zhibiao.storage.selection import Table

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula when it opens a CSV file."""
_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")


def plain(value: Decimal) -> str:
    """A decimal without an exponent and without zeros at the end of its decimals."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def harmless(text: str) -> str:
    """A text with an apostrophe before what would be a formula: ``=1+1`` becomes ``'=1+1``; ``-7.5`` is a number."""
    return f"'{text}" if text.startswith(FORMULA) and not _NUMBER.fullmatch(text) else text


def csv_text(table: Table) -> str:
    """A table as CSV with a header row."""
    stream = io.StringIO(newline="")
    write_csv(stream, table.columns, table.rows)
    return stream.getvalue()


def write_csv(stream: TextIO, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Writes rows as CSV with a header row; gives their number."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    written = 0
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row])
        written += 1
    return written


def _csv_cell(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(value)
    return harmless(value) if isinstance(value, str) else value


def json_rows(table: Table) -> list[dict[str, Any]]:
    """A table as objects; decimals are strings, so that they stay exact."""
    return [json_row(table.columns, row) for row in table.rows]


def json_row(columns: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    """A row as an object."""
    return {name: _json_cell(value) for name, value in zip(columns, row, strict=True)}


def _json_cell(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, datetime) else value
