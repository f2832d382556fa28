"""A batch: files in, a store out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, Self

from zhibiao.batch.events import Began, Died, Event, Failed, Finished, Known, Opened, Packed, Task
from zhibiao.batch.files import Digest
from zhibiao.batch.ledger import Ledger
from zhibiao.batch.lock import only_batch
from zhibiao.batch.plan import Past, Reason, Step, plan
from zhibiao.batch.settings import Settings
from zhibiao.batch.worker import failure_of
from zhibiao.errors import InputError, StoreError
from zhibiao.storage.store import Store
from zhibiao.storage.writer import Failure, Writer

TICK = 0.2  # seconds after which progress is shown though nothing happened


class Executor(Protocol):
    """Who reads the files: processes of this machine, or a cluster."""

    def __enter__(self) -> Self:
        """Begins."""

    def __exit__(self, *error: object) -> None:
        """Ends; what is under way is given up."""

    @property
    def busy(self) -> bool:
        """Whether any task is under way."""

    def free(self) -> bool:
        """Whether a task may be submitted."""

    def submit(self, task: Task) -> None:
        """Begins a task."""

    def wait(self, seconds: float) -> Iterator[tuple[Task, Event]]:
        """The events that come; ends when there was none for so long."""

    def digests(self, paths: Iterable[str]) -> Iterator[tuple[str, Digest | InputError]]:
        """What identifies the content of each file, in order."""


@dataclass(slots=True)
class Summary:
    """What a batch has done so far: ``files`` that it looked at, of these ``skipped`` (read before) and
    ``failed_before``; ``reports`` that were stored, their ``characters`` and ``records``; ``failures``; ``deaths`` of
    workers; ``seconds`` since it began."""

    files: int = 0
    skipped: int = 0
    failed_before: int = 0
    reports: int = 0
    characters: int = 0
    records: int = 0
    failures: list[Failure] = field(default_factory=list)
    deaths: int = 0
    begun: float = field(default_factory=time.monotonic)
    finished: int = 0

    @property
    def seconds(self) -> float:
        """Time since the batch began."""
        return time.monotonic() - self.begun


@dataclass(slots=True)
class _Reading:
    """A file that is being read: the member at hand, those that are over, how many were when a worker died last."""

    digest: Digest
    member: str = ""
    over: set[str] = field(default_factory=set)
    over_before: int = 0


class Batch:
    """Reads files into a store with an executor. ``retry_failed``: also what failed before. ``snapshot``: where a copy
    of the store is published for readers, at most every half minute and at the end. ``watch`` is told of every change
    of the summary."""

    def __init__(
        self,
        store: Path,
        settings: Settings,
        *,
        retry_failed: bool = False,
        snapshot: Path | None = None,
        watch: Callable[[Summary], None] = lambda summary: None,
    ) -> None:
        self.store, self.settings, self.retry_failed, self.watch = store, settings, retry_failed, watch
        self.summary = Summary()
        self.ledger = Ledger(store, settings.model_version, snapshot)
        self.readings: dict[str, _Reading] = {}

    def steps(self, files: Iterable[str], executor: Executor) -> Iterator[Step]:
        """What would be done with each file; no store is made, and nothing is written into one but what a batch that
        was killed has left."""
        past = Past.none()
        if self.store.exists():
            if self.ledger.is_behind:
                with suppress(StoreError), only_batch(self.store):  # otherwise it is behind, and so is the plan
                    self.ledger.recover()
            with Store.open(self.store) as store:
                past = Past.load(store, self.settings.model_version)
        return plan(executor.digests(files), past, self.retry_failed)

    def run(self, files: Iterable[str], executor: Executor) -> Summary:
        """Reads what the store does not have. When it is interrupted, what was extracted is written first; when it is
        killed, the next run does that.
        Raises StoreError where another batch is at the store, or another process holds it for minutes, ModelError and
        UsageError where the workers cannot work."""
        with only_batch(self.store):
            past = self._begin()
            try:
                with executor:
                    self._read(plan(executor.digests(files), past, self.retry_failed), executor)
            finally:
                self.ledger.close()
        return self.summary

    def _begin(self) -> Past:
        """Makes the store, or brings it up to date, also with what a batch that was killed has left; puts in the names
        of indicators; reads what it knows."""
        self.ledger.recover()
        with Store.open(self.store, write=True) as store:
            Writer(store.connection).keep_catalogue(self.settings.model_version, self.settings.indicators())
            return Past.load(store, self.settings.model_version)

    def _read(self, steps: Iterator[Step], executor: Executor) -> None:
        more = True
        while more or executor.busy:
            while more and executor.free():
                step = next(steps, None)
                more = step is not None
                if step is not None:
                    self._begin_step(step, executor)
            for task, event in executor.wait(TICK if executor.busy else 0):
                self._take(task, event, executor)
            self.ledger.commit_due()
            self.watch(self.summary)

    def _begin_step(self, step: Step, executor: Executor) -> None:
        self.summary.files += 1
        if isinstance(step.digest, InputError):
            self._fail(failure_of(step.digest, step.path))
        elif step.task is not None:
            self.readings[step.path] = _Reading(step.digest)
            executor.submit(step.task)
            return
        elif step.moved:
            self.ledger.see(step.path, step.digest)
        self.summary.skipped += step.reason is Reason.done
        self.summary.failed_before += step.reason is Reason.failed
        self.summary.finished += 1

    def _take(self, task: Task, event: Event, executor: Executor) -> None:
        reading = self.readings[task.path]
        if isinstance(event, Opened):
            reading.digest = Digest(event.sha256, event.size)
            self.ledger.see(task.path, reading.digest)
        elif isinstance(event, Began):
            reading.member = event.member
        elif isinstance(event, Failed):
            reading.over.add(event.failure.member)
            self._fail(event.failure)
        elif isinstance(event, Packed | Known):
            reading.over.add(event.member)
            self._keep(reading.digest, event)
        elif isinstance(event, Died):
            self._bury(task, reading, event, executor)
        elif isinstance(event, Finished):
            self._finish(task.path)

    def _keep(self, digest: Digest, event: Packed | Known) -> None:
        if isinstance(event, Known):
            self.ledger.link(digest, event)
            return
        self.ledger.put(digest, event)
        self.summary.reports += 1
        self.summary.characters += event.parcel.characters
        self.summary.records += event.parcel.figures

    def _bury(self, task: Task, reading: _Reading, event: Died, executor: Executor) -> None:
        """A worker died: that costs the report that it had at hand, none if it was between two. The rest of an archive
        goes to another worker, as long as each gets further than the one before."""
        self.summary.deaths += 1
        if "" in reading.over:  # the file itself was done
            self._finish(task.path)
            return
        at_hand = reading.member not in reading.over
        further = len(reading.over) > reading.over_before
        if at_hand or not further:
            member = reading.member if at_hand else ""
            error = InputError("E121", path=f"{task.path}/{member}" if member else task.path, reason=event.reason)
            self._fail(failure_of(error, task.path, member, reading.digest.sha256))
            reading.over.add(member)
        if further or (at_hand and reading.member):
            reading.over_before = len(reading.over)
            executor.submit(Task(task.path, task.known, task.skip | reading.over))
        else:
            self._finish(task.path)

    def _fail(self, failure: Failure) -> None:
        self.ledger.fail(failure)
        self.summary.failures.append(failure)

    def _finish(self, path: str) -> None:
        self.ledger.finish(self.readings.pop(path).digest)
        self.summary.finished += 1
