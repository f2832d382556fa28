#!/usr/bin/env python3
"""Whether a long batch stays small: resident memory at its start, middle and end, the most that the batch itself held
in between (while it writes into the store), and the rate at which it reads.

    scripts/batch_memory.py FOLDER --reports 10000 [--workers 2]

Repeats the text reports of a folder (``seeds`` by default) with small changes until there are as many as asked for,
reads them into a store in a temporary folder, and prints a line for each tenth. Linux: memory comes from /proc.
"""

from __future__ import annotations

import argparse
import itertools
import os
import tempfile
from pathlib import Path

from zhibiao.batch import Batch, Settings, Summary
from zhibiao.batch.pool import Pool, cores
from zhibiao.reading import read_source

ROOT = Path(__file__).resolve().parent.parent


def write_reports(source: Path, target: Path, count: int) -> list[str]:
    """Reports that are each different, written to a folder."""
    texts = [read_source(path)[0].text for path in sorted(source.rglob("*.txt"))]
    paths = [target / f"{number:06}.txt" for number in range(count)]
    for number, (path, text) in enumerate(zip(paths, itertools.cycle(texts))):
        path.write_text(f"{text}\n（第{number}份）\n", encoding="utf-8")
    return list(map(str, paths))


def resident(process: int, what: str = "VmRSS") -> float:
    """The megabytes that a process holds; of ``VmHWM``, the most that it held since ``forget_peak``."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(what))


def forget_peak() -> None:
    """Begins a new time for the most that this process holds."""
    Path("/proc/self/clear_refs").write_text("5")


class Meter:
    """Prints a line for each tenth of a batch."""

    def __init__(self, pool: Pool, store: Path, count: int) -> None:
        self.pool, self.store, self.step, self.next = pool, store, count / 10, 0.0

    def __call__(self, summary: Summary) -> None:
        if summary.finished >= self.next and summary.reports:
            self.next += self.step
            workers = " ".join(f"{resident(process.process.pid or 0):4.0f}" for process in self.pool.processes)
            rate = f"{summary.seconds:6.0f} s  {summary.reports / summary.seconds:5.1f} reports/s"
            batch = f"{resident(os.getpid()):4.0f}, at most {resident(os.getpid(), 'VmHWM'):4.0f}"
            forget_peak()
            memory = f"batch {batch} MB  workers {workers} MB"
            store = f"store {self.store.stat().st_size / 1e6:6.0f} MB"
            print(f"{summary.finished:6} reports  {rate}  {memory}  {store}", flush=True)


def main() -> None:
    """Runs the batch."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, nargs="?", default=ROOT / "seeds")
    options.add_argument("--reports", type=int, default=10_000)
    options.add_argument("--workers", type=int, default=cores())
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = write_reports(asked.folder, Path(folder), asked.reports)
        settings, store = Settings.make(), Path(folder) / "zhibiao.duckdb"
        pool = Pool(settings, asked.workers)
        batch = Batch(store, settings, watch=Meter(pool, store, asked.reports))
        summary = batch.run(files, pool)
        print(f"{summary.reports} reports, {summary.records} records, {len(summary.failures)} failures")


if __name__ == "__main__":
    main()
