"""What the tables and columns of a store mean (``columns.tsv``): for comments, headers, documents and data packages."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple


class Column(NamedTuple):
    """A row of ``columns.tsv``; with an empty ``column`` it describes the table. The columns are described on top of
    that file."""

    table: str
    column: str
    zh: str
    meaning: str
    meaning_zh: str


@cache
def described() -> dict[tuple[str, str], Column]:
    """All rows by table and column, in the order of the file."""
    text = resources.files("zhibiao.storage").joinpath("columns.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {(table, column): Column(table, column, *rest) for table, column, *rest in lines[1:]}


def columns_of(table: str) -> list[Column]:
    """The columns of a table or view, in order."""
    return [row for row in described().values() if row.table == table and row.column]


def described_claim(column: str) -> Column:
    """What a column of the claims means."""
    rows = described()
    return rows.get(("claims", column)) or rows["figures", column]


def comments() -> list[str]:
    """The statements that write the meaning of each table, view and column into the database."""
    return [_comment(row) for row in described().values()]


def _comment(row: Column) -> str:
    text = f"{row.zh}: {row.meaning}".replace("'", "''")
    if row.column:
        return f"""COMMENT ON COLUMN {row.table}."{row.column}" IS '{text}'"""
    kind = "VIEW" if row.table in views() else "TABLE"
    return f"COMMENT ON {kind} {row.table} IS '{text}'"


def views() -> frozenset[str]:
    """The described tables that are views."""
    return frozenset({"current_reports", "figures", "claims", "panel", "targets"})
