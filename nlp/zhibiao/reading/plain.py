"""Plain text and Markdown."""

from __future__ import annotations

import re
from pathlib import Path

from zhibiao.errors import InputError
from zhibiao.reading import detect
from zhibiao.reading.builder import Draft, TextBuilder, finish_tables, is_data
from zhibiao.reading.encoding import decode
from zhibiao.reading.limits import Budget
from zhibiao.reading.location import Location
from zhibiao.reading.source import SourceText
from zhibiao.reading.text import check_text

_HEADING = re.compile(r"^#{1,6}[ \t]+(?=\S)", re.M)
_RULE = re.compile(r"^ {0,3}\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+(?:[ \t]*:?-{3,}:?)?[ \t]*$", re.M)
_FENCE = re.compile(r"^(?:```|~~~)")
_MARKUP = re.compile(
    r"(?P<lead>^(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?=\S)))|(?P<strong>\*\*|__)"
    r"|!?\[(?P<label>[^\[\]\n]{0,300})\]\([^()\s]{0,500}\)"
)
_PIPE = re.compile(r"(?<!\\)\|")


def read_file(path: Path) -> str:
    """The characters of a UTF-8 text file, whatever they look like. Raises InputError."""
    text, _ = decode(read_bytes(path), str(path), "utf-8")
    check_text(text, str(path))
    return text


def read_bytes(path: Path, limit: int | None = None) -> bytes:
    """The bytes of a file, at most one more than ``limit``. Raises InputError."""
    try:
        with path.open("rb") as stream:
            data = stream.read() if limit is None else stream.read(limit + 1)
    except FileNotFoundError as error:
        raise InputError("E101", path=path) from error
    except OSError as error:
        raise InputError("E107", path=path, reason=error.strerror or str(error)) from error
    if not data:
        raise InputError("E102", path=path)
    return data


def read_plain(data: bytes, name: str, sha256: str, encoding: str | None, budget: Budget) -> SourceText:
    """Plain text as it is, Markdown without its marks. Raises InputError."""
    text, found = decode(data, name, encoding)
    check_text(text, name)
    if is_markdown(text):
        return _read_markdown(text, name, sha256, found)
    return SourceText(text, name, detect.TEXT, sha256, found)


def is_markdown(text: str) -> bool:
    """Whether a text is Markdown: it has two headings with # or a table with a rule of dashes. A single # at the
    beginning of a line is no proof, and what is taken for Markdown by mistake loses characters."""
    first = _HEADING.search(text)
    several = first is not None and _HEADING.search(text, first.end()) is not None
    return several or _RULE.search(text) is not None


def _read_markdown(text: str, name: str, sha256: str, encoding: str) -> SourceText:
    lines = text.splitlines()
    builder, index = TextBuilder(), 0
    while index < len(lines):
        if index + 1 < len(lines) and "|" in lines[index] and _RULE.match(lines[index + 1]):
            index = _add_table(builder, lines, index)
            continue
        if not _FENCE.match(lines[index]):
            _add_line(builder, lines[index], Location(line=index + 1))
        builder.add("\n")
        index += 1
    done = builder.text
    check_text(done, name)
    tables = finish_tables(done, builder.tables)
    return SourceText(done, name, detect.MARKDOWN, sha256, encoding, (), builder.anchors(), tables)


def _add_line(builder: TextBuilder, line: str, place: Location) -> None:
    last = 0
    for mark in _MARKUP.finditer(line):
        builder.add(line[last : mark.start()], place)
        builder.add(mark["label"] or "", place)
        last = mark.end()
    builder.add(line[last:], place)


def _add_table(builder: TextBuilder, lines: list[str], first: int) -> int:
    """Adds the table whose header is line ``first``; returns the line behind it."""
    last = first + 2
    while last < len(lines) and "|" in lines[last]:
        last += 1
    drafts = []
    for row, number in enumerate([first, *range(first + 2, last)]):
        for column, cell in enumerate(_PIPE.split(lines[number].strip().strip("|"))):
            text = _MARKUP.sub(lambda mark: mark["label"] or "", cell).strip().replace("\\|", "|")
            drafts.append(Draft(row, column, 1, 1, text, Location(line=number + 1, row=row, column=column)))
    if is_data(drafts):
        builder.add_table(drafts)
        return last
    for draft in drafts:
        builder.add(draft.text, draft.place)
        builder.end_line()
    return last
