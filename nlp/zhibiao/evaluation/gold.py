"""Annotated reports: folders with report.txt, records.jsonl and mentions.jsonl (guidelines, section 5)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhibiao.errors import InputError
from zhibiao.reading import read_file

Row = dict[str, Any]
FILES = ("report.txt", "records.jsonl", "mentions.jsonl")


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated report: its text and the rows of its two layers."""

    name: str
    text: str
    records: list[Row]
    mentions: list[Row]


def find_annotated(paths: list[Path]) -> list[Path]:
    """The folders of annotated reports among ``paths`` and right below them. Raises InputError where one has none."""
    found: list[Path] = []
    for path in paths:
        folders = [path] if _is_annotated(path) else sorted(p for p in path.glob("*") if _is_annotated(p))
        if not folders:
            raise InputError("E401", path=path)
        found.extend(folders)
    return found


def read_annotated(folder: Path) -> Annotated:
    """An annotated report. Raises InputError for a broken row, with file and line."""
    text = read_file(folder / "report.txt")
    records, mentions = (list(_rows(folder / name)) for name in FILES[1:])
    return Annotated(folder.name, text, records, mentions)


def _is_annotated(folder: Path) -> bool:
    return all((folder / name).is_file() for name in FILES)


def _rows(path: Path) -> Iterator[Row]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError("E402", path=path, line=number, reason=error.msg) from error
        if not isinstance(row, dict) or "start" not in row:
            raise InputError("E402", path=path, line=number, reason="no start")
        yield row
