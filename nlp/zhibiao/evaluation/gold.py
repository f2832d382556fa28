"""Annotated reports: folders with report.txt, records.jsonl and mentions.jsonl (guidelines, section 5)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated as Constrained
from typing import Any

from pydantic import BaseModel, BeforeValidator, NonNegativeInt, ValidationError

from zhibiao.errors import InputError
from zhibiao.knowledge.tables import reason
from zhibiao.reading import read_file

Row = dict[str, Any]
FILES = ("report.txt", "records.jsonl", "mentions.jsonl")
META = "meta.json"


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated report: its text, the rows of its two layers, and its kind where its meta.json says one."""

    name: str
    text: str
    records: list[Row]
    mentions: list[Row]
    kind: str = ""


class _RecordRow(BaseModel):
    """What every row of records.jsonl must have."""

    start: NonNegativeInt
    part: Constrained[int, BeforeValidator(lambda value: value or 0)] = 0


class _MentionRow(BaseModel):
    """What every row of mentions.jsonl must have."""

    start: NonNegativeInt
    end: NonNegativeInt
    type: str


class _Meta(BaseModel):
    """What is used of meta.json."""

    kind: str = ""


def find_annotated(paths: list[Path]) -> list[Path]:
    """The folders of annotated reports among ``paths`` and right below them, each once. Raises InputError where one has
    none."""
    found: dict[Path, Path] = {}
    for path in paths:
        folders = [path] if _is_annotated(path) else sorted(p for p in path.glob("*") if _is_annotated(p))
        if not folders:
            raise InputError("E401", path=path)
        for folder in folders:
            found.setdefault(folder.resolve(), folder)
    return list(found.values())


def read_annotated(folder: Path) -> Annotated:
    """An annotated report. Raises InputError for a broken file or row, with file and line."""
    text = read_file(folder / "report.txt")
    records = list(_rows(folder / "records.jsonl", _RecordRow))
    mentions = list(_rows(folder / "mentions.jsonl", _MentionRow))
    return Annotated(folder.resolve().name, text, records, mentions, _kind(folder / META))


def _is_annotated(folder: Path) -> bool:
    return all((folder / name).is_file() for name in FILES)


def _kind(path: Path) -> str:
    """The kind of report that a meta.json gives; empty without one."""
    if not path.exists():
        return ""
    try:
        return _Meta.model_validate_json(_read(path)).kind
    except ValidationError as error:
        raise InputError("E406", path=path, reason=reason(error)) from error
    except OSError as error:
        raise InputError("E107", path=path, reason=error.strerror or str(error)) from error


def _rows(path: Path, check: type[BaseModel]) -> Iterator[Row]:
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            check.model_validate(row)
        except (json.JSONDecodeError, ValidationError) as error:
            why = reason(error) if isinstance(error, ValidationError) else error.msg
            raise InputError("E402", path=path, line=number, reason=why) from error
        yield row


def _lines(path: Path) -> Iterator[str]:
    """The lines of a UTF-8 file; one that is not UTF-8 is told by its number."""
    for number, line in enumerate(_read(path).split(b"\n"), 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise InputError("E402", path=path, line=number, reason=f"not UTF-8 at byte {error.start}") from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError("E107", path=path, reason=error.strerror or str(error)) from error
