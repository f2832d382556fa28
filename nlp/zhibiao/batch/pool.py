"""Processes of this machine that read files.

A pool of its own instead of concurrent.futures: there a process that dies breaks the whole pool, and nothing tells
which file it died of. Here each process has its own pipe and works off its tasks in order, so that the first one is to
blame; a new process takes over the rest.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import Empty, Queue, SimpleQueue
from typing import Self

from zhibiao.batch.events import Broken, Died, Event, Finished, Task
from zhibiao.batch.files import Digest, digest
from zhibiao.batch.processes import context
from zhibiao.batch.settings import Settings, get_ready
from zhibiao.batch.worker import work
from zhibiao.errors import InputError, StoreError, ZhibiaoError

AHEAD = 2  # tasks that a process has at hand, so that it need not wait for the next
QUEUED = 64  # events that wait to be taken; then the processes wait
STARTS = 3  # how often a process may die before it is ready


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool:
    """``workers`` processes, started when there is something to do. A context manager, at whose end they are gone."""

    def __init__(self, settings: Settings, workers: int) -> None:
        self.settings = settings
        self.events: Queue[tuple[_Process, Event | Broken | None]] = Queue(QUEUED)
        self.workers = workers
        self.processes: list[_Process] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for process in self.processes:
            process.stop()

    @property
    def busy(self) -> bool:
        """Whether any task is under way."""
        return any(process.tasks for process in self.processes)

    def free(self) -> bool:
        """Whether a task may be submitted."""
        return not self.processes or any(len(process.tasks) < AHEAD for process in self.processes)

    def submit(self, task: Task) -> None:
        """Gives a task to the process that has least to do."""
        if not self.processes:
            self.processes = [_Process(self.settings, self.events) for _ in range(self.workers)]
        min(self.processes, key=lambda process: len(process.tasks)).submit(task)

    def wait(self, seconds: float) -> Iterator[tuple[Task, Event]]:
        """The events of the tasks as they come; ends when there was none for so long.
        Raises ModelError, UsageError or StoreError where the processes cannot work."""
        try:
            while True:
                process, event = self.events.get(timeout=seconds)
                seconds = 0
                found = self._sort(process, event)
                if found is not None:
                    yield found
        except Empty:
            return

    def digests(self, paths: Iterable[str]) -> Iterator[tuple[str, Digest | InputError]]:
        """What identifies the content of each file, as it is asked for."""
        return ((path, digest(path, self.settings.limits.size)) for path in paths)

    def _sort(self, process: _Process, event: Event | Broken | None) -> tuple[Task, Event] | None:
        """The task that an event is about."""
        if isinstance(event, Broken):
            raise event.error
        if event is None:
            process.ready = True
            return None
        if isinstance(event, Died):
            return self._replace(process, event)
        task = process.tasks.popleft() if isinstance(event, Finished) else process.tasks[0]
        return task, event

    def _replace(self, process: _Process, event: Died) -> tuple[Task, Event] | None:
        """Starts another process for one that died; its first task is the one it died of."""
        starts = 0 if process.ready else process.starts + 1
        if starts >= STARTS:
            raise StoreError("E506", reason=event.reason)
        tasks = list(process.tasks)
        fresh = _Process(self.settings, self.events, starts)
        self.processes[self.processes.index(process)] = fresh
        guilty = tasks.pop(0) if process.ready and tasks else None
        for task in tasks:
            fresh.submit(task)
        return (guilty, event) if guilty is not None else None


class _Process:
    """One process, the tasks it has at hand, and two threads: one takes what it sends, so that it never waits for a
    commit, one gives it tasks, so that the batch never waits for it to read them."""

    def __init__(
        self, settings: Settings, events: Queue[tuple[_Process, Event | Broken | None]], starts: int = 0
    ) -> None:
        processes = context(settings)
        self.connection, theirs = processes.Pipe()
        self.process = processes.Process(target=_serve, args=(theirs, settings), daemon=True)
        self.tasks: deque[Task] = deque()
        self.starts, self.ready, self.stopped = starts, False, False
        self.process.start()
        theirs.close()
        self.outbox: SimpleQueue[Task | None] = SimpleQueue()
        threading.Thread(target=self._listen, args=(events,), daemon=True).start()
        threading.Thread(target=self._talk, daemon=True).start()

    def submit(self, task: Task) -> None:
        self.tasks.append(task)
        self.outbox.put(task)

    def stop(self) -> None:
        self.stopped = True
        self.outbox.put(None)
        self.process.kill()
        self.process.join()

    def _talk(self) -> None:
        with suppress(OSError):  # it has died; the other thread tells
            while (task := self.outbox.get()) is not None:
                self.connection.send(task)

    def _listen(self, events: Queue[tuple[_Process, Event | Broken | None]]) -> None:
        try:
            while True:
                events.put((self, self.connection.recv()))
        except (EOFError, OSError):
            self.process.join()
        if not self.stopped:
            events.put((self, Died(_reason(self.process.exitcode))))


def _reason(code: int | None) -> str:
    if code is not None and code < 0:
        return f"signal {-code}, {signal.Signals(-code).name}"
    return f"exit code {code}"


def _serve(connection: Connection, settings: Settings) -> None:
    """What a process does until its pipe is closed: the parent is gone or wants no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then writes what is done
    try:
        get_ready(settings)
        connection.send(None)
        while True:
            work(connection.recv(), settings, connection.send)
    except ZhibiaoError as error:
        connection.send(Broken(error))
    except (EOFError, OSError):
        return
