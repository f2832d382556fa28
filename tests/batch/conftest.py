"""Folders of small reports, and batches over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Self

import pytest

from zhibiao.batch import Batch, Settings, Summary, list_files
from zhibiao.batch.events import Event, Task
from zhibiao.batch.files import Digest, digest
from zhibiao.batch.worker import work
from zhibiao.errors import InputError

LINE = "2021年全市地区生产总值完成{value}亿元，同比增长7.5%。城镇新增就业5.1万人。\n"


def write_report(path: Path, value: int) -> Path:
    """A short report of its own kind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("大同市2021年国民经济和社会发展统计公报\n" + LINE.format(value=value), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with twelve reports."""
    for number in range(12):
        write_report(tmp_path / "reports" / f"{number:03}.txt", 1000 + number)
    return tmp_path / "reports"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where a store may be made."""
    return tmp_path / "zhibiao.duckdb"


class Inline:
    """An executor that reads in this process, for tests that are not about processes."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.tasks: list[Task] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing to end."""

    @property
    def busy(self) -> bool:
        return bool(self.tasks)

    def free(self) -> bool:
        return len(self.tasks) < 2

    def submit(self, task: Task) -> None:
        self.tasks.append(task)

    def wait(self, seconds: float) -> Iterator[tuple[Task, Event]]:
        events: list[Event] = []
        if self.tasks:
            task = self.tasks.pop(0)
            work(task, self.settings, events.append)
            yield from ((task, event) for event in events)

    def digests(self, paths: Iterable[str]) -> Iterator[tuple[str, Digest | InputError]]:
        return ((path, digest(path, self.settings.limits.size)) for path in paths)


Run = Callable[..., Summary]


@pytest.fixture
def run(store: Path) -> Run:
    """Runs a batch over paths."""

    def run(*paths: Path, retry_failed: bool = False, **options: object) -> Summary:
        settings = Settings.make(**options)  # type: ignore[arg-type]
        files = list(list_files(map(str, paths), (), pytest.fail))
        return Batch(store, settings, retry_failed=retry_failed).run(files, Inline(settings))

    return run
