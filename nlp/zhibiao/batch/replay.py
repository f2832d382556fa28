"""From a journal into the store."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from zhibiao.batch.journal import Entry, read
from zhibiao.errors import StoreError
from zhibiao.storage.rows import Parcel
from zhibiao.storage.store import Store
from zhibiao.storage.writer import Failure, Writer

_FULL = (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.TransactionException)  # the last is of a commit


def replay(journal: Path, store: Path, wait: float) -> None:
    """Does all that a journal says in one transaction, once: a journal that the store has had is passed over. It goes
    on beside the workers, so it takes little memory; where that does not do, as much as it needs.
    Raises StoreError where another process holds the store for longer than ``wait`` seconds, or the disk is full."""
    try:
        try:
            _take(journal, store, wait, frugal=True)
        except duckdb.OutOfMemoryException:
            _take(journal, store, wait, frugal=False)
    except _FULL as error:
        raise StoreError("E509", path=store, reason=str(error).splitlines()[0]) from error


def _take(journal: Path, store: Path, wait: float, *, frugal: bool) -> None:
    found = read(journal)
    if found is None:
        return
    heading, entries = found
    with Store.open(store, write=True, wait=wait, frugal=frugal) as opened:
        writer = Writer(opened.connection)
        with writer.transaction():
            if writer.take(heading.id):
                _write(entries, heading.model_version, writer)


def _write(entries: Iterable[Entry], model_version: str, writer: Writer) -> None:
    for operation, arguments, texts in entries:
        if operation == "see":
            writer.see(**arguments)
        elif operation == "link":
            writer.link(**arguments)
        elif operation == "finish":
            writer.finish(model_version=model_version, **arguments)
        elif operation == "fail":
            writer.fail(Failure(**arguments), model_version)
        elif operation == "put":
            document, records, mentions = texts
            parcel = Parcel(document=document, records=records, mentions=mentions, **arguments["parcel"])
            writer.put(parcel, model_version, **arguments["place"])
