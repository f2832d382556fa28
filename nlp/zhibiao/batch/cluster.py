"""Workers of a Dask cluster that read files (``zhibiao[cluster]``).

The client, which is the batch, plans and writes; workers get paths or URLs and give back what the processes of the pool
give. A worker that dies loses nothing: the scheduler gives its files to others, and the store takes each report once. A
file that several workers died of (the scheduler's ``allowed-failures``) becomes a failure. An archive is one task here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import islice
from queue import Empty, Queue
from typing import Any, Self

from zhibiao.batch.events import Died, Event, Task
from zhibiao.batch.files import Digest, digest
from zhibiao.batch.settings import Settings
from zhibiao.batch.worker import work
from zhibiao.errors import InputError, StoreError, UsageError, ZhibiaoError

AHEAD = 2  # tasks a thread has at hand
DIGESTS = 256  # files whose content is looked at together
TIMEOUT = 30  # seconds to find the scheduler, or a first worker


class Cluster:
    """The workers of the scheduler at ``address``. A context manager, at whose end what is under way is given up.
    Raises UsageError without Dask, StoreError where there is no scheduler or no worker."""

    def __init__(self, settings: Settings, address: str) -> None:
        self.settings, self.address = settings, address
        self.client: Any = None
        self.futures: dict[Any, Task] = {}
        self.finished: Queue[Any] = Queue()
        self.threads = 0

    def __enter__(self) -> Self:
        try:
            from distributed import Client
        except ImportError as error:
            raise UsageError("E303", feature="--scheduler", package="distributed", extra="cluster") from error
        try:
            client: Any = Client
            self.client = client(self.address, timeout=TIMEOUT, set_as_default=False)
            self.client.wait_for_workers(1, timeout=TIMEOUT)
        except (OSError, TimeoutError, ValueError) as error:
            raise StoreError("E508", address=self.address, reason=str(error) or type(error).__name__) from error
        return self

    def __exit__(self, *error: object) -> None:
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it has to say of tasks that are given up
        if self.client is not None:
            self.client.cancel(list(self.futures))
            self.client.close()

    @property
    def busy(self) -> bool:
        """Whether any task is under way."""
        return bool(self.futures)

    def free(self) -> bool:
        """Whether a task may be submitted: each thread of each worker has some at hand."""
        if len(self.futures) >= self.threads * AHEAD:
            self.threads = max(1, sum(self.client.nthreads().values()))
        return len(self.futures) < self.threads * AHEAD

    def submit(self, task: Task) -> None:
        """Gives a task to the scheduler."""
        future = self.client.submit(_events, task, self.settings, pure=False)
        self.futures[future] = task
        future.add_done_callback(self.finished.put)

    def wait(self, seconds: float) -> Iterator[tuple[Task, Event]]:
        """The events of the tasks that are done; ends when there was none for so long.
        Raises what a worker raises that cannot work, StoreError where the scheduler is lost."""
        try:
            while True:
                future = self.finished.get(timeout=seconds)
                seconds = 0
                task = self.futures.pop(future)
                for event in self._result(future):
                    yield task, event
        except Empty:
            return

    def digests(self, paths: Iterable[str]) -> Iterator[tuple[str, Digest | InputError]]:
        """What identifies the content of each file; the workers look, so that no content comes here."""
        remaining = iter(paths)
        while group := list(islice(remaining, DIGESTS)):
            futures = self.client.map(digest, group, limit=self.settings.limits.size, pure=False)
            yield from zip(group, self.client.gather(futures), strict=True)

    def _result(self, future: Any) -> list[Event]:
        from distributed import KilledWorker

        if future.status == "finished":
            found: list[Event] = future.result()
            return found
        error = future.exception() if future.status == "error" else None
        if isinstance(error, KilledWorker):
            return [Died("killed workers")]
        if isinstance(error, ZhibiaoError):
            raise error
        raise StoreError("E508", address=self.address, reason=str(error or future.status))


def _events(task: Task, settings: Settings) -> list[Event]:
    """What a worker tells of a file, all at once."""
    events: list[Event] = []
    work(task, settings, events.append)
    return events
