"""What is to be written: noted in a journal as it comes, taken into the store now and then, the file free between.

A commit costs the more the smaller it is, as the store writes its last block of rows anew each time. So the journal
keeps what is done, for next to nothing, and a thread takes it in when it is large or old: the batch goes on meanwhile,
also where a reader holds the store.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from zhibiao.batch.events import Known, Packed
from zhibiao.batch.files import Digest
from zhibiao.batch.journal import Entry, Journal
from zhibiao.batch.replay import replay
from zhibiao.errors import StoreError
from zhibiao.storage.connect import WAIT
from zhibiao.storage.writer import Failure

SIZE = 64_000_000  # bytes of a journal, some 350 reports, that are taken in,
SECONDS = 30.0  # or as many as there are after so long
PUBLISHED = 30.0  # seconds between two snapshots
PATIENCE = 600.0  # seconds to wait at the end for a reader to let go of the store


class Ledger:
    """The one that writes. What it is told to note survives the process; ``close`` has all of it in the store.

    ``zhibiao.duckdb.journal`` grows; when it is due it becomes ``zhibiao.duckdb.journal.due``, which is taken in and
    deleted. What a batch that was killed left of them, ``recover`` takes in."""

    def __init__(self, store: Path, model_version: str, snapshot: Path | None = None) -> None:
        self.store, self.snapshot = store, snapshot
        self.published = float("-inf")
        self.journal = Journal(store.with_name(store.name + ".journal"), model_version)
        self.due = store.with_name(store.name + ".journal.due")
        self.thread = ThreadPoolExecutor(1)
        self.taking: Future[None] | None = None

    @property
    def is_behind(self) -> bool:
        """Whether the store lacks something that was noted."""
        return self.due.exists() or self.journal.path.exists()

    def recover(self) -> None:
        """Takes in what a batch that was killed has left; of a store that is gone nothing is left to go on with."""
        for left in (self.due, self.journal.path):
            if left.exists() and self.store.exists():
                os.replace(left, self.due)
                self._take_in(WAIT)
            left.unlink(missing_ok=True)

    def see(self, path: str, digest: Digest) -> None:
        """Notes the content that lies at a path."""
        self._note("see", {"path": path, "sha256": digest.sha256, "size": digest.size})

    def fail(self, failure: Failure) -> None:
        """Notes a failure."""
        self._note("fail", asdict(failure))

    def put(self, file: Digest, event: Packed) -> None:
        """Notes a report in the file."""
        parcel = event.parcel
        place = {"file_sha256": file.sha256, "member": event.member}
        numbers = {"sha256": parcel.sha256, "characters": parcel.characters, "figures": parcel.figures}
        arguments = {"place": place, "parcel": numbers}
        self._note("put", arguments, parcel.document, parcel.records, parcel.mentions)

    def link(self, file: Digest, event: Known) -> None:
        """Notes that a content that was extracted before is in an archive."""
        place = {"file_sha256": file.sha256, "member": event.member}
        self._note("link", place | {"content_sha256": event.sha256})

    def finish(self, file: Digest) -> None:
        """Notes that all in the file was tried."""
        self._note("finish", {"file_sha256": file.sha256})

    def commit_due(self) -> None:
        """Has what was noted taken in when there is much of it or it is old. Raises what went wrong with it, but where
        another process holds the store it is tried again."""
        if self.taking is not None and not self.taking.done():
            return
        self._settle()
        if self.journal.size >= SIZE or self.journal.age >= SECONDS or self.due.exists():
            self._seal()
            self.taking = self.thread.submit(self._take_in, WAIT)

    def close(self) -> None:
        """Takes in what is left. Raises StoreError where another process holds the store for minutes; what was noted
        then stays for the next batch."""
        try:
            self._settle()
            while self._seal():
                self._take_in(PATIENCE)
        finally:
            self.thread.shutdown()
        self._publish()

    def _note(self, operation: str, arguments: Mapping[str, object], *texts: bytes) -> None:
        self.journal.append(Entry(operation, arguments, texts))

    def _seal(self) -> bool:
        """Makes what was noted due, unless something is; whether something is then."""
        if not self.due.exists():
            self.journal.seal(self.due)
        return self.due.exists()

    def _take_in(self, wait: float) -> None:
        """Takes in what is due. Killed before it is deleted, it is not taken in a second time."""
        replay(self.due, self.store, wait)
        self.due.unlink()
        if time.monotonic() - self.published > PUBLISHED:
            self._publish()

    def _settle(self) -> None:
        """Waits for what is being taken in."""
        taking, self.taking = self.taking, None
        error = taking.exception() if taking is not None else None
        if error is not None and not (isinstance(error, StoreError) and error.code == "E504"):
            raise error

    def _publish(self) -> None:
        """Copies the store, which is closed and which nobody else writes, for readers that stay; they see the old copy
        or the new one."""
        if self.snapshot is not None:
            draft = self.snapshot.with_name(f".{self.snapshot.name}.{os.getpid()}")
            shutil.copyfile(self.store, draft)
            os.replace(draft, self.snapshot)
            self.published = time.monotonic()
