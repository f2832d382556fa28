"""A workbook: the panel with Chinese headers, the provenance of each row, what the columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhibiao.errors import UsageError
from zhibiao.storage.columns import described_claim

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

DATA, PROVENANCE, MEANING = "数据", "依据", "说明"
FIGURES = (
    "region", "region_code", "indicator", "indicator_id", "entity", "predicate", "part", "aspect", "relation", "base",
    "status", "year", "period", "value", "value_max", "unit", "bound", "choice", "claims",
)  # fmt: skip
NUMBER = "#,##0.############"
MOST = 1_048_575  # rows of a sheet below its header
LONGEST = 32_767  # characters of a cell
WIDE = {"sentence": 80, "title": 30, "path": 40, "indicator": 24, "value": 20, "region": 14}


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Writes a workbook with the sheets 数据 (figures), 依据 (where row n of them comes from) and 说明 (what the
    columns mean); gives the number of rows. Text is never a formula. Raises UsageError for more rows than a sheet has,
    OSError."""
    from xlsxwriter import Workbook

    figures = [name for name in FIGURES if name in columns]
    sources = [name for name in columns if name not in figures]
    place = {name: at for at, name in enumerate(columns)}
    count = 0
    with Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        data, provenance = (_Sheet(book, *sheet) for sheet in ((DATA, figures), (PROVENANCE, sources)))
        for count, row in enumerate(rows, 1):
            if count > MOST:
                raise UsageError("E302", option="--format xlsx", reason=f"at most {MOST} rows; use csv or parquet")
            data.add([row[place[name]] for name in figures])
            provenance.add([row[place[name]] for name in sources])
        data.close(count)
        provenance.close(count)
        _explain(book, [*figures, *sources])
    return count


class _Sheet:
    """A sheet with a header of Chinese names; the first column numbers the rows, so that sheets can be compared."""

    def __init__(self, book: Workbook, name: str, columns: Sequence[str]) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self.columns, self.row = columns, 0
        self.number: Format = book.add_format({"num_format": NUMBER})
        bold: Format = book.add_format({"bold": True, "bottom": 1})
        self.sheet.freeze_panes(1, 1)
        for at, title in enumerate(["序号", *(described_claim(column).zh for column in columns)]):
            self.sheet.set_column(at, at, WIDE.get(columns[at - 1], 12) if at else 6)
            self.sheet.write_string(0, at, title, bold)

    def add(self, values: Sequence[Any]) -> None:
        """Adds a row."""
        self.row += 1
        self.sheet.write_number(self.row, 0, self.row)
        for at, value in enumerate(values, 1):
            if isinstance(value, Decimal):
                self.sheet.write_number(self.row, at, float(value), self.number)  # a workbook has no other numbers
            elif isinstance(value, int):
                self.sheet.write_number(self.row, at, value)
            elif value:
                self.sheet.write_string(self.row, at, value[:LONGEST])

    def close(self, rows: int) -> None:
        """Adds filters to the header."""
        self.sheet.autofilter(0, 0, rows, len(self.columns))


def _explain(book: Workbook, columns: Sequence[str]) -> None:
    sheet: Worksheet = book.add_worksheet(MEANING)
    sheet.set_column(0, 1, 16)
    sheet.set_column(2, 3, 80)
    for at, name in enumerate(columns):
        row = described_claim(name)
        for column, text in enumerate((row.zh, name, row.meaning_zh, row.meaning)):
            sheet.write_string(at, column, text)
