"""The one way in: bytes or a path go in, texts come out."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from zhibiao.errors import InputError, UsageError
from zhibiao.reading import archive, detect
from zhibiao.reading.limits import Budget, Limits
from zhibiao.reading.plain import read_bytes, read_plain
from zhibiao.reading.source import SourceText

STANDARD_INPUT = "-"
LONGEST_PATH = 1000  # characters; what is longer is a text
OnError = Callable[[InputError], None]
Wanted = Callable[[str], bool]


def read_source(
    source: Path | str | bytes,
    *,
    encoding: str | None = None,
    limits: Limits | None = None,
    name: str = "",
    on_error: OnError | None = None,
) -> list[SourceText]:
    """The texts of a file: one, or for a ZIP one for each report in it.

    ``source`` is a path or the file's bytes, which ``name`` then names in errors. ``encoding`` forces that of text and
    HTML. A member of a ZIP that cannot be read is told to ``on_error``, where that is given, and left out.
    Raises InputError for what cannot be read or is over the limits, UsageError for an unknown encoding and for a text
    in place of a path."""
    limits = limits if limits is not None else Limits()
    if isinstance(source, bytes):
        data, path = source, name or STANDARD_INPUT
    else:
        path = str(source)
        if ("\n" in path or len(path) > LONGEST_PATH) and not os.path.exists(path):
            raise UsageError("E306", beginning=path.strip()[:20].replace("\n", " "))
        data = read_bytes(Path(source), limits.size)
    texts = list(iter_sources(data, path, encoding=encoding, limits=limits, on_error=on_error))
    if not texts:
        raise InputError("E120", path=path)
    return texts


def iter_sources(
    data: bytes,
    path: str,
    *,
    encoding: str | None = None,
    limits: Limits,
    on_error: OnError | None = None,
    wanted: Wanted | None = None,
) -> Iterator[SourceText]:
    """The texts of a file, read one after the other as they are asked for. ``wanted`` is told the path of each member
    of an archive before it is unpacked, and says whether it is; the time between two texts does not count against the
    limit. Else as :func:`read_source`."""
    folder, budget = len(path) - len(Path(path).name), Budget(limits, path)
    for text in _Reader(budget, encoding, on_error, wanted).read(data, path):
        with budget.pause():
            yield replace(text, name=text.name[folder:])


class _Reader:
    def __init__(
        self, budget: Budget, encoding: str | None, on_error: OnError | None, wanted: Wanted | None = None
    ) -> None:
        self.budget, self.encoding, self.on_error, self.wanted = budget, encoding, on_error, wanted

    def read(self, data: bytes, name: str) -> Iterator[SourceText]:
        """The texts of a file, by what it is."""
        self.budget.check_size(len(data), name)
        if not data:
            raise InputError("E102", path=name)
        kind = detect.detect(data)
        if kind == detect.ZIP:
            yield from self._read_zip(data, name)
        else:
            yield self._read_one(kind, data, name)

    def _read_one(self, kind: str, data: bytes, name: str) -> SourceText:
        digest = hashlib.sha256(data).hexdigest()
        if kind == detect.PDF:
            from zhibiao.reading.pdf import read_pdf  # PDFium is loaded where a PDF is read

            return read_pdf(data, name, digest, self.budget)
        if kind == detect.HTML:
            from zhibiao.reading.html import read_html

            return read_html(data, name, digest, self.encoding, self.budget)
        if kind == detect.TEXT:
            return read_plain(data, name, digest, self.encoding, self.budget)
        raise _refusal(kind, name)

    def _read_zip(self, data: bytes, name: str) -> Iterator[SourceText]:
        opened = archive.open_archive(data, name)
        kind = archive.archive_kind(opened)
        if kind == detect.DOCX:
            from zhibiao.reading.docx import read_docx

            yield read_docx(opened, name, hashlib.sha256(data).hexdigest(), self.budget)
        elif kind != detect.ZIP:
            raise _refusal(kind, name)
        else:
            yield from self._read_members(opened, name)

    def _read_members(self, opened: zipfile.ZipFile, name: str) -> Iterator[SourceText]:
        self.budget.enter(name)
        for path, info in archive.members(opened, name, self.budget):
            if self.wanted is not None and not self.wanted(path):
                continue
            try:
                yield from self.read(archive.unpack(opened, info, path, self.budget), path)
            except InputError as error:
                if self.on_error is None or error.code in ("E118", "E119"):
                    raise
                self.on_error(error)
        self.budget.leave()


def _refusal(kind: str, name: str) -> InputError:
    """Why a kind of file is not read, and what to do."""
    if kind == detect.DOC:
        return InputError("E111", path=name)
    if kind == detect.ENCRYPTED_OFFICE:
        return InputError("E112", path=name)
    if kind in detect.IMAGES:
        return InputError("E114", path=name, pages=1)
    return InputError("E110", path=name, kind="OLE" if kind == detect.OLE else kind)
