"""Processes that extract, so that a large report stops no other and a broken one ends no service.

Each place of the pool is an executor with one process of its own: one that dies or takes too long is replaced and costs
only the request that it had.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from zhibiao.batch.processes import context
from zhibiao.batch.settings import Settings
from zhibiao.errors import ServiceError, ZhibiaoError
from zhibiao.service import work

P = ParamSpec("P")
T = TypeVar("T")
STARTS = 3  # how often a process may die before it is ready


class _Place:
    """An executor with one process, which has loaded the model."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.executor = ProcessPoolExecutor(1, mp_context=context(settings))
        self.process_id = 0

    async def begin(self) -> None:
        self.process_id = await asyncio.wrap_future(self.executor.submit(work.begin, self.settings))

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            if self.process_id:
                os.kill(self.process_id, signal.SIGKILL)
        self.executor.shutdown(wait=False, cancel_futures=True)


class Pool:
    """``workers`` processes and those who wait for one, at most ``waiting``."""

    def __init__(self, settings: Settings, workers: int, waiting: int) -> None:
        self.settings, self.workers, self.most = settings, workers, waiting
        self.places: set[_Place] = set()
        self.idle: asyncio.Queue[_Place] = asyncio.Queue()
        self.waiting = 0
        self.error: ZhibiaoError | None = None
        self.starting: set[asyncio.Task[None]] = set()

    @property
    def ready(self) -> bool:
        """Whether every process has the model."""
        return len([place for place in self.places if place.process_id]) == self.workers

    def start(self) -> None:
        """Starts the processes; they are ready some seconds later."""
        for _ in range(self.workers):
            self._open()

    async def close(self) -> None:
        """Ends the processes."""
        for task in self.starting:
            task.cancel()
        for place in self.places:
            place.kill()
        await asyncio.gather(*self.starting, return_exceptions=True)

    async def run(
        self, seconds: float, function: Callable[Concatenate[Settings, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What ``function`` gives in one of the processes. Raises what it raises, and ServiceError where too many
        wait, it takes longer than ``seconds``, the process dies, or no process can start."""
        place, future = await self._submit(partial(function, self.settings, *args, **kwargs))
        try:
            async with asyncio.timeout(seconds):
                result = await asyncio.wrap_future(future)
        except TimeoutError as error:
            self._replace(place)
            raise ServiceError("E603", limit=f"{seconds:g}") from error
        except BrokenProcessPool as error:
            self._replace(place)
            raise ServiceError("E605") from error
        except asyncio.CancelledError:
            self._replace(place)
            raise
        except BaseException:
            self.idle.put_nowait(place)
            raise
        self.idle.put_nowait(place)
        return result

    async def _submit(self, call: Callable[[], T]) -> tuple[_Place, Future[T]]:
        """Gives a call to the next free process; one that died while it had nothing to do is replaced."""
        while True:
            place = await self._take()
            try:
                return place, place.executor.submit(call)
            except BrokenProcessPool:
                self._replace(place)

    async def _take(self) -> _Place:
        if self.error is not None:
            raise ServiceError("E607", reason=self.error)
        if self.idle.empty() and self.waiting >= self.most:
            raise ServiceError("E604", waiting=self.waiting)
        self.waiting += 1
        try:
            return await self.idle.get()
        finally:
            self.waiting -= 1

    def _replace(self, place: _Place) -> None:
        self.places.discard(place)
        place.kill()
        self._open()

    def _open(self) -> None:
        task = asyncio.get_running_loop().create_task(self._begin())
        self.starting.add(task)
        task.add_done_callback(self.starting.discard)

    async def _begin(self) -> None:
        for _ in range(STARTS):
            place = _Place(self.settings)
            self.places.add(place)
            try:
                await place.begin()
            except BrokenProcessPool:
                self.places.discard(place)
                continue
            except ZhibiaoError as error:
                self.places.discard(place)
                self.error = error
                return
            self.idle.put_nowait(place)
            return
        self.error = ServiceError("E607", reason=f"a process died {STARTS} times before it had the model")
