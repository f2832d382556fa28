"""What is to be written: collected from events, committed in small groups, with the file free between them."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from zhibiao.batch.events import Known, Packed
from zhibiao.batch.files import Digest
from zhibiao.errors import StoreError
from zhibiao.storage.store import Store
from zhibiao.storage.writer import Failure, Writer

GROUP = 64  # reports in a commit
SECONDS = 2.0  # after which what is there is committed
MOST = 256  # reports that wait for a reader to let go of the file; then the batch waits
PUBLISHED = 30.0  # seconds between two snapshots
PATIENCE = 600.0  # seconds that it waits then

Operation = Callable[[Writer], object]


class Ledger:
    """The one that writes: what it is told to note waits until ``commit`` does all of it in one transaction."""

    def __init__(self, store: Path, model_version: str, snapshot: Path | None = None) -> None:
        self.store, self.model_version, self.snapshot = store, model_version, snapshot
        self.published = float("-inf")
        self.operations: list[Operation] = []
        self.reports = 0
        self.since = time.monotonic()

    def see(self, path: str, digest: Digest) -> None:
        """Notes the content that lies at a path."""
        self.operations.append(partial(Writer.see, path=path, sha256=digest.sha256, size=digest.size))

    def fail(self, failure: Failure) -> None:
        """Notes a failure."""
        self.operations.append(partial(Writer.fail, failure=failure, model_version=self.model_version))

    def put(self, file: Digest, event: Packed) -> None:
        """Notes a report in the file."""
        put = partial(Writer.put, parcel=event.parcel, file_sha256=file.sha256, member=event.member)
        self.operations.append(partial(put, model_version=self.model_version))
        self.reports += 1

    def link(self, file: Digest, event: Known) -> None:
        """Notes that a content that was extracted before is in an archive."""
        link = partial(Writer.link, file_sha256=file.sha256, member=event.member, content_sha256=event.sha256)
        self.operations.append(link)

    def finish(self, file: Digest) -> None:
        """Notes that all in the file was tried."""
        self.operations.append(partial(Writer.finish, file_sha256=file.sha256, model_version=self.model_version))

    def commit_due(self) -> None:
        """Commits where a group is full or old enough; where a reader holds the file, later."""
        if not self.operations or (self.reports < GROUP and time.monotonic() - self.since < SECONDS):
            return
        try:
            self.commit(wait=PATIENCE if self.reports >= MOST else 0.0)
        except StoreError as error:
            if error.code != "E504" or self.reports >= MOST:
                raise
            self.since = time.monotonic()

    def commit(self, wait: float = PATIENCE) -> None:
        """Writes what was collected. Raises StoreError where another process holds the store for longer than ``wait``
        seconds; what was collected is then still there."""
        if self.operations:
            with Store.open(self.store, write=True, wait=wait, threads=1) as store:
                writer = Writer(store.connection)
                with writer.transaction():
                    for operation in self.operations:
                        operation(writer)
            if time.monotonic() - self.published > PUBLISHED:
                self._publish()
        self.operations, self.reports, self.since = [], 0, time.monotonic()

    def close(self) -> None:
        """Commits what is left."""
        self.commit()
        self._publish()

    def _publish(self) -> None:
        """Copies the store, which is closed and which nobody else writes, for readers that stay; they see the old copy
        or the new one."""
        if self.snapshot is not None:
            draft = self.snapshot.with_name(f".{self.snapshot.name}.{os.getpid()}")
            shutil.copyfile(self.store, draft)
            os.replace(draft, self.snapshot)
            self.published = time.monotonic()
