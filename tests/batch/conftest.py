"""Folders of small reports, and batches over them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from zhibiao.batch import Batch, Settings, Summary, list_files
from zhibiao.batch.pool import Pool

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


Run = Callable[..., Summary]


@pytest.fixture
def run(store: Path) -> Run:
    """Runs a batch over paths."""

    def run(*paths: Path, workers: int = 1, retry_failed: bool = False, **options: object) -> Summary:
        settings = Settings.make(**options)  # type: ignore[arg-type]
        files = list(list_files(map(str, paths), (), pytest.fail))
        return Batch(store, settings, retry_failed=retry_failed).run(files, Pool(settings, workers))

    return run
