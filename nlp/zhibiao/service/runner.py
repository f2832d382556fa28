"""Works off the files of jobs, a few at a time, with what the service keeps them in."""

from __future__ import annotations

import asyncio

from zhibiao.errors import ServiceError, ZhibiaoError
from zhibiao.service import uploads, work
from zhibiao.service.ledger import FileTask, Ledger
from zhibiao.service.library import Library
from zhibiao.service.metrics import Metrics
from zhibiao.service.pool import Pool
from zhibiao.service.settings import ServiceSettings
from zhibiao.storage import Failure

PAUSE = 1.0  # seconds before a file is tried again that found no process


class Runner:
    """``workers - 1`` files at once (one at least), so that those who wait for an answer find a process."""

    def __init__(
        self, settings: ServiceSettings, pool: Pool, ledger: Ledger, library: Library, metrics: Metrics
    ) -> None:
        self.settings, self.pool, self.ledger, self.library, self.metrics = settings, pool, ledger, library, metrics
        self.wake = asyncio.Event()
        self.loops: list[asyncio.Task[None]] = []
        self.running: dict[tuple[str, int], asyncio.Task[None]] = {}

    def start(self) -> None:
        """Goes on with what is unfinished."""
        self.ledger.recover()
        self.loops = [asyncio.create_task(self._loop()) for _ in range(max(1, self.settings.workers - 1))]

    async def close(self) -> None:
        """Ends; what is under way is done anew by the next service."""
        for task in (*self.loops, *self.running.values()):
            task.cancel()
        await asyncio.gather(*self.loops, *self.running.values(), return_exceptions=True)

    def cancel(self, job: str) -> None:
        """Stops the files of a job that are under way."""
        for (owner, _), task in self.running.items():
            if owner == job:
                task.cancel()

    async def _loop(self) -> None:
        while True:
            self.wake.clear()
            task = await asyncio.to_thread(self.ledger.take_file)
            if task is None:
                await self.wake.wait()
                continue
            running = asyncio.create_task(self._read(task))
            self.running[task.job, task.number] = running
            await asyncio.wait([running])
            del self.running[task.job, task.number]

    async def _read(self, task: FileTask) -> None:
        path = uploads.store_path(task.sha256, task.name)
        asked = work.Asked(task.region, task.year)
        try:
            found = await self._extract(task, path, asked)
            ids = await asyncio.to_thread(self.library.put, found, path)
            errors = [_error(failure.code, failure.reason, failure.reason_zh) for failure in found.failures]
            self._count(found)
        except ZhibiaoError as error:
            ids, errors = [], [_error(error.code, error.text("en"), error.text("zh"))]
            await asyncio.to_thread(self.library.fail, _failure(error, path, task.sha256))
        except Exception as error:  # a file that meets an error of the program must not stop the others
            wrong = ServiceError("E620", kind=type(error).__name__)
            ids, errors = [], [_error(wrong.code, wrong.text("en"), wrong.text("zh"))]
        await asyncio.to_thread(self.ledger.finish_file, task, ids, errors)

    async def _extract(self, task: FileTask, path: str, asked: work.Asked) -> work.FileRead:
        file = self.settings.uploads / task.sha256
        while True:
            try:
                return await self.pool.run(self.settings.seconds, work.read_file, file, task.name, path, asked)
            except ServiceError as error:
                if error.code != "E604":
                    raise
                await asyncio.sleep(PAUSE)

    def _count(self, found: work.FileRead) -> None:
        parcels = [parcel for _, _, parcel in found.parcels]
        figures, characters = sum(p.figures for p in parcels), sum(p.characters for p in parcels)
        self.metrics.count_reports(len(parcels), figures, characters)


def _error(code: str, en: str, zh: str) -> dict[str, str]:
    return {"code": code, "reason": en, "reason_zh": zh}


def _failure(error: ZhibiaoError, path: str, sha256: str) -> Failure:
    return Failure(path, "", sha256, error.code, error.text("en"), error.text("zh"))
