#!/usr/bin/env python3
"""Writes the tables of docs/store.md from nlp/zhibiao/storage/columns.tsv."""

from __future__ import annotations

from pathlib import Path

from zhibiao.storage.columns import columns_of, described

PAGE = Path(__file__).resolve().parent.parent / "docs" / "store.md"
MARK = "<!-- columns: "


def tables() -> str:
    """One section a table, one row a column."""
    sections = []
    for row in described().values():
        if not row.column:
            rows = [f"| `{column.column}` | {column.zh} | {column.meaning} |" for column in columns_of(row.table)]
            head = ["| column | 名称 | meaning |", "| --- | --- | --- |"]
            sections.append("\n".join([f"### {row.table} ({row.zh})", "", row.meaning, "", *head, *rows]))
    return "\n\n".join(sections) + "\n"


def page(text: str) -> str:
    """The page with its tables made anew: what stands behind the mark's line."""
    before, line = text[: text.index(MARK)], text[text.index(MARK) :].splitlines()[0]
    return f"{before}{line}\n\n{tables()}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
