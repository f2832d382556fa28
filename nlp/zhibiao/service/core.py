"""All that routes work with, made when the service starts and closed when it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Concatenate, ParamSpec, TypeVar

from fastapi import Depends, Request

from zhibiao.batch.settings import Settings
from zhibiao.service.ledger import Ledger
from zhibiao.service.library import Library
from zhibiao.service.metrics import Metrics
from zhibiao.service.pool import Pool
from zhibiao.service.runner import Runner
from zhibiao.service.settings import ServiceSettings

if TYPE_CHECKING:
    from zhibiao.service.work import Answer

P = ParamSpec("P")
T = TypeVar("T")


class Core:
    """The parts of a running service."""

    def __init__(self, settings: ServiceSettings, metrics: Metrics) -> None:
        self.settings, self.metrics = settings, metrics
        self.library = Library(settings)
        try:
            self.ledger = Ledger(settings.ledger)
        except BaseException:
            self.library.close()
            raise
        self.pool = Pool(settings.reading, settings.workers, settings.waiting)
        self.runner = Runner(settings, self.pool, self.ledger, self.library, metrics)

    async def start(self) -> None:
        """Starts the processes and goes on with unfinished jobs."""
        await asyncio.to_thread(self.library.describe, self.settings.reading)
        self.pool.start()
        self.runner.start()

    async def close(self) -> None:
        """Ends everything."""
        await self.runner.close()
        await self.pool.close()
        self.ledger.close()
        self.library.close()

    async def run(self, function: Callable[Concatenate[Settings, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a function gives in one of the processes, within the time limit."""
        return await self.pool.run(self.settings.seconds, function, *args, **kwargs)

    def count(self, answer: Answer) -> None:
        """Counts an answered extraction."""
        self.metrics.count_reports(answer.reports, answer.records, answer.characters)


def core_of(request: Request) -> Core:
    """The core of the application that a request came to."""
    core: Core = request.app.state.core
    return core


CoreOf = Annotated[Core, Depends(core_of)]
Answers = dict[int | str, dict[str, Any]]
