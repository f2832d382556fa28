"""What a batch has done and its store does not have yet: a file beside the store that only grows.

An entry is one ``write``: whatever kills the process, an entry is in the file whole, or it is the last one and torn,
which its checksum tells. A report that is in the journal is not extracted again. Nothing waits for the disk: a
machine that loses its power may lose what the system had not written yet, and the next run reads that again.

The heading says which journal it is, so that a store takes it in once, and which versions wrote it: one of another
format, or of other fields of a record, is left out, and its reports are read again.
"""

from __future__ import annotations

import json
import os
import time
import uuid
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from struct import Struct
from typing import Any, BinaryIO, NamedTuple

from zhibiao.errors import StoreError
from zhibiao.storage.rows import RECORD_SCHEMA

FORMAT = 1
_FRAME = Struct("<II")  # bytes of the entry behind it, their CRC-32


class Heading(NamedTuple):
    """What a journal begins with: its id, the model version of its batch, the versions of its format and of the fields
    of a record."""

    id: str
    model_version: str
    format: int = FORMAT
    records: int = RECORD_SCHEMA


class Entry(NamedTuple):
    """Something to be written: what is to be done, with which arguments, and texts in UTF-8 without line breaks."""

    operation: str
    arguments: Mapping[str, Any]
    texts: tuple[bytes, ...] = ()


class Journal:
    """The journal at ``path``, which is made with its first entry; there must be none."""

    def __init__(self, path: Path, model_version: str) -> None:
        self.path, self.model_version = path, model_version
        self.stream: BinaryIO | None = None
        self.size = 0
        self.since = 0.0

    @property
    def age(self) -> float:
        """Seconds since its first entry; 0 without any."""
        return time.monotonic() - self.since if self.size else 0.0

    def append(self, entry: Entry) -> None:
        """Writes an entry: when this returns, no end of the process loses it. Raises StoreError where the disk takes
        no more."""
        try:
            if self.stream is None:
                self.stream, self.since = self.path.open("xb", buffering=0), time.monotonic()
                self._write(Entry("journal", Heading(uuid.uuid4().hex, self.model_version)._asdict()))
            self._write(entry)
        except OSError as error:
            raise StoreError("E509", path=self.path, reason=error.strerror or str(error)) from error

    def seal(self, path: Path) -> None:
        """Moves what was written to another path and begins anew."""
        if self.stream is not None:
            self.stream.close()
            os.replace(self.path, path)
        self.stream, self.size = None, 0

    def _write(self, entry: Entry) -> None:
        assert self.stream is not None
        head = json.dumps([entry.operation, entry.arguments]).encode()
        body = b"\n".join((head, *entry.texts))
        data = memoryview(_FRAME.pack(len(body), zlib.crc32(body)) + body)
        self.size += len(data)
        while data:
            data = data[self.stream.write(data) :]


def read(path: Path) -> tuple[Heading, Iterator[Entry]] | None:
    """A journal as far as it is whole; None where it ends in its heading or other versions wrote it."""
    entries = _entries(path)
    first = next(entries, None)
    if first is None or (first.arguments["format"], first.arguments["records"]) != (FORMAT, RECORD_SCHEMA):
        return None
    return Heading(**first.arguments), entries


def _entries(path: Path) -> Iterator[Entry]:
    with path.open("rb") as stream:
        while len(frame := stream.read(_FRAME.size)) == _FRAME.size:
            size, checksum = _FRAME.unpack(frame)
            body = stream.read(size)
            if len(body) < size or zlib.crc32(body) != checksum:
                return
            head, *texts = body.split(b"\n")
            operation, arguments = json.loads(head)
            yield Entry(operation, arguments, tuple(texts))
