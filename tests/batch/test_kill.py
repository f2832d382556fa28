"""Kill -9 at any moment: no half-written report, nothing twice, and running again finishes the rest."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

import zhibiao
from zhibiao.storage import Parcel, Store, pack

REPORTS = 60

ADD = """
import pickle, sys
from zhibiao.storage import Store, Writer
parcels = pickle.loads(open(sys.argv[2], "rb").read())
print("ready", flush=True)
for at in range(0, len(parcels), 3):
    with Store.open(sys.argv[1], write=True) as store:
        writer = Writer(store.connection)
        with writer.transaction():
            for number, parcel in enumerate(parcels[at : at + 3], at):
                writer.see(f"/{number}.txt", parcel.sha256, 1)
                writer.put(parcel, "1", file_sha256=parcel.sha256)
                writer.finish(parcel.sha256, "1")
"""


@pytest.fixture(scope="module")
def seed(root: Path) -> str:
    """Some pages of a real report."""
    return (root / "seeds" / "datong-2021" / "report.txt").read_text(encoding="utf-8")[:4000]


@pytest.fixture(scope="module")
def parcels(seed: str) -> list[Parcel]:
    """Reports that differ in their last line."""
    return [pack(zhibiao.extract_text(f"{seed}\n第{number}页\n")) for number in range(REPORTS)]


def whole(store: Path, figures: int) -> int:
    """How many reports a store has, each of which is whole and there once."""
    with Store.open(store) as opened:
        run = opened.connection.execute
        keys = run("SELECT report_key FROM reports ORDER BY 1").fetchall()
        rows = run("SELECT report_key, count(*), count(DISTINCT id) FROM records GROUP BY 1 ORDER BY 1").fetchall()
        contents = run("SELECT count(*), count(DISTINCT content_sha256) FROM reports").fetchall()
        mentions = run("SELECT DISTINCT report_key FROM mentions ORDER BY 1").fetchall()
    assert rows == [(key, figures, figures) for (key,) in keys]
    assert mentions == keys
    assert contents == [(len(keys), len(keys))]
    return len(keys)


def test_killed_while_it_writes(tmp_path: Path, parcels: list[Parcel]) -> None:
    store, packed, choice = tmp_path / "z.duckdb", tmp_path / "parcels", random.Random(4)
    packed.write_bytes(pickle.dumps(parcels))
    command = [sys.executable, "-c", ADD, str(store), str(packed)]
    Store.open(store, write=True).close()
    for _ in range(12):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None and writer.stdout.readline() == b"ready\n"
            time.sleep(choice.uniform(0.01, 0.3))
            writer.kill()
        whole(store, parcels[0].figures)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert whole(store, parcels[0].figures) == REPORTS


def test_a_batch_that_is_killed_goes_on(tmp_path: Path, seed: str, parcels: list[Parcel]) -> None:
    store, choice, killed = tmp_path / "z.duckdb", random.Random(4), 0
    for number in range(REPORTS):
        (tmp_path / f"{number}.txt").write_text(f"{seed}\n第{number}页\n", encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        "from zhibiao.cli import main; main()",
        "batch",
        str(tmp_path),
        "--store",
        str(store),
    ]
    for _ in range(5):
        with subprocess.Popen([*command, "--workers", "2"], stderr=subprocess.DEVNULL) as batch:
            wait_for_work(batch, store)
            time.sleep(choice.uniform(0, 0.4))
            killed += batch.poll() is None
            batch.kill()
        whole(store, parcels[0].figures)
    last = subprocess.run(command, capture_output=True, check=True)
    assert killed >= 2, last.stderr
    assert whole(store, parcels[0].figures) == REPORTS
    with Store.open(store) as opened:
        assert opened.connection.execute("SELECT count(*) FROM readings").fetchall() == [(REPORTS,)]
        assert [len(opened.versions(found.path)) for found in opened.current()] == [1] * REPORTS


def wait_for_work(batch: subprocess.Popen[bytes], store: Path) -> None:
    """Waits until a batch has begun to write, or is over."""
    end = time.monotonic() + 60
    before = store.stat().st_mtime_ns if store.exists() else 0
    while batch.poll() is None and time.monotonic() < end:
        if store.exists() and store.stat().st_mtime_ns != before:
            return
        time.sleep(0.01)
