"""A batch on Dask: a real scheduler and real workers, each a process of its own, one of which is killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import zhibiao
from tests.batch.conftest import write_report
from tests.batch.test_batch import count
from tests.test_cli import run as zhibiao_command
from zhibiao.batch import Batch, Settings, Summary, list_files
from zhibiao.batch.cluster import Cluster

pytest.importorskip("distributed")

START = {
    "scheduler": "from distributed.cli.dask_scheduler import main; main()",
    "worker": "from distributed.cli.dask_worker import main; main()",
}
REPORTS = 24


def start(stack: ExitStack, role: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Starts a process of Dask; at the end it is killed."""
    command = [sys.executable, "-c", START[role], *arguments, "--no-dashboard"]
    environment = {**os.environ, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "2s"}  # to give up on who is killed
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process


class Workers:
    """A scheduler and two workers of one thread each, without a nanny that would start them again."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        contact = folder / "scheduler.json"
        start(stack, "scheduler", "--scheduler-file", str(contact), "--port", "0", "--host", "127.0.0.1")
        options = ("--scheduler-file", str(contact), "--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
        self.processes = [start(stack, "worker", *options) for _ in range(2)]
        self.address = self._wait(contact)

    def _wait(self, contact: Path) -> str:
        from distributed import Client

        client: type = Client
        end = time.monotonic() + 60
        while not contact.exists() and time.monotonic() < end:
            time.sleep(0.05)
        with client(scheduler_file=str(contact), timeout=30, set_as_default=False) as connected:
            connected.wait_for_workers(2, timeout=60)
            return str(connected.scheduler.address)


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    """Shared by the tests; the last one kills one of them."""
    with ExitStack() as stack:
        yield Workers(stack, tmp_path_factory.mktemp("dask"))


def test_there_must_be_a_scheduler(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhibiao.batch.cluster.TIMEOUT", 1)
    settings = Settings.make()
    path = write_report(tmp_path / "a.txt", 1)
    with pytest.raises(zhibiao.StoreError, match="E508"):
        Batch(store, settings).run([str(path)], Cluster(settings, "tcp://127.0.0.1:9"))


def test_a_worker_with_another_model_is_refused(workers: Workers, tmp_path: Path, store: Path) -> None:
    settings = Settings(None, (), zhibiao.Limits(), "another")
    path = write_report(tmp_path / "a.txt", 1)
    with pytest.raises(zhibiao.UsageError, match="E305"):
        Batch(store, settings).run([str(path)], Cluster(settings, workers.address))


def test_a_killed_worker_loses_nothing_and_nothing_comes_twice(
    workers: Workers, tmp_path: Path, store: Path, root: Path
) -> None:
    seed = (root / "seeds" / "datong-2021" / "report.txt").read_text(encoding="utf-8")[:6000]
    for number in range(REPORTS):
        (tmp_path / f"{number:02}.txt").write_text(f"{seed}\n第{number}页\n", encoding="utf-8")

    def kill_one(summary: Summary) -> None:
        if summary.reports:
            workers.processes[0].kill()

    settings = Settings.make()
    files = list(list_files([f"file://{tmp_path}/*.txt"], (), pytest.fail))
    summary = Batch(store, settings, watch=kill_one).run(files, Cluster(settings, workers.address))
    assert workers.processes[0].wait() == -9
    assert (summary.reports, summary.failures) == (REPORTS, [])
    assert (count(store, "reports"), count(store, "current_reports"), count(store, "readings")) == (REPORTS,) * 3
    again = zhibiao_command("batch", files[0], "--store", str(store), "--scheduler", workers.address)
    assert again.returncode == 0 and b"1 skipped" in again.stderr
