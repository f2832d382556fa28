"""Readers for the model's data files: TSV and TOML, each row validated by a pydantic model.

A broken row raises :class:`zhibiao.errors.ModelError` that names the file, the line (1-based) and the reason.
TSV files are UTF-8; lines that start with ``#`` are comments (they document source and columns) and the first
other line is the header. Empty cells are absent: the row model's default applies.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from zhibiao.errors import ModelError

Row = TypeVar("Row", bound=BaseModel)


def read_tsv(path: Path, row: type[Row]) -> list[Row]:
    """All rows of a TSV file as ``row`` objects, in file order."""
    header: list[str] | None = None
    rows: list[Row] = []
    for number, cells in _lines(path):
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            raise ModelError("E201", path=path, line=number, reason=f"{len(cells)} cells for {len(header)} columns")
        values = {name: cell for name, cell in zip(header, cells, strict=False) if cell != ""}
        try:
            rows.append(row.model_validate(values))
        except ValidationError as error:
            raise ModelError("E201", path=path, line=number, reason=reason(error)) from error
    return rows


def read_toml(path: Path, table: type[Row]) -> Row:
    """A whole TOML file as one ``table`` object."""
    try:
        data = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise ModelError("E202", path=path, reason=str(error)) from error
    try:
        return table.model_validate(data)
    except ValidationError as error:
        raise ModelError("E202", path=path, reason=reason(error)) from error


def reason(error: ValidationError) -> str:
    """The first problem of a validation error in one line: ``column: what is wrong``."""
    first = error.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.split("\t")]


def read_text(path: Path) -> str:
    """A data file's text, UTF-8 with or without a byte order mark. Raises ModelError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ModelError("E202", path=path, reason=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise ModelError("E202", path=path, reason=f"not UTF-8 at byte {error.start}") from error
