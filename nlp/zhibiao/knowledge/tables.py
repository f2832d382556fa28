"""Readers for the model's data files: TSV and TOML, each row validated by a pydantic model.

A broken row or key raises :class:`zhibiao.errors.ModelError` that names the file, the line (1-based) and the reason.
What a table does not know (a column, a key) is an error too: it is mostly a slip of the pen.
TSV files are UTF-8; lines that start with ``#`` are comments (they document source and columns) and the first
other line is the header. Empty cells are absent: the row model's default applies.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from zhibiao.errors import ModelError


class Table(BaseModel):
    """A row of a TSV file, or a TOML file or part of one."""

    model_config = ConfigDict(extra="forbid")


Row = TypeVar("Row", bound=Table)
_HEADER = re.compile(r"\[\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*=""")


def read_tsv(path: Path, row: type[Row]) -> list[Row]:
    """All rows of a TSV file as ``row`` objects, in file order."""
    return [found for _, found in number_tsv(path, row)]


def number_tsv(path: Path, row: type[Row]) -> Iterator[tuple[int, Row]]:
    """All rows of a TSV file with their line numbers, for checks that need more than the row."""
    header: list[str] | None = None
    for number, cells in _lines(path):
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            raise ModelError("E201", path=path, line=number, reason=f"{len(cells)} cells for {len(header)} columns")
        values = {name: cell for name, cell in zip(header, cells, strict=False) if cell != ""}
        try:
            found = row.model_validate(values)
        except ValidationError as error:
            raise ModelError("E201", path=path, line=number, reason=reason(error)) from error
        yield number, found


def read_toml(path: Path, table: type[Row]) -> Row:
    """A whole TOML file as one ``table`` object."""
    text = read_text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ModelError("E202", path=path, reason=str(error)) from error
    try:
        return table.model_validate(data)
    except ValidationError as error:
        line = _line_of(text, tuple(str(part) for part in error.errors()[0]["loc"]))
        if line is None:
            raise ModelError("E202", path=path, reason=reason(error)) from error
        raise ModelError("E201", path=path, line=line, reason=reason(error)) from error


def reason(error: ValidationError) -> str:
    """The first problem of a validation error in one line: ``column: what is wrong``."""
    first = error.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"


def _line_of(text: str, place: tuple[str, ...]) -> int | None:
    """The line of a TOML text with the longest beginning of ``place``: a key in its table, or the table's header.
    None where not even the first part is there, as for a key that is missing."""
    found: tuple[int, int] | None = None
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header is not None:
            table = tuple(part.strip("\"' ") for part in header[1].split("."))
        elif key is None:
            continue
        path = table if key is None else (*table, key[1] or key[2] or key[3])
        if place[: len(path)] == path and (found is None or len(path) > found[0]):
            found = (len(path), number)
    return found[1] if found is not None else None


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
