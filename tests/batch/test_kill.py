"""Kill -9 at any moment: no half-written report, nothing twice, and running again finishes the rest."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
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


BATCH = """
import sys
from pathlib import Path
from zhibiao.batch import Batch, Settings, ledger, list_files
from zhibiao.batch.pool import Pool
ledger.SIZE = int(sys.argv[3])
settings = Settings.make()
files = list(list_files([sys.argv[1]], (), print))
batch = Batch(Path(sys.argv[2]), settings, watch=lambda summary: print(summary.reports, flush=True))
print(batch.run(files, Pool(settings, 2)).reports, flush=True)
"""
SIZES = (1, 300_000, 1_000_000_000)  # of a journal that is taken in: always one, one now and then, none before the end


def write_folder(path: Path, texts: dict[str, str]) -> None:
    path.mkdir()
    for name, text in texts.items():
        (path / name).write_text(text, encoding="utf-8")


def write_archive(path: Path, texts: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)


@pytest.mark.parametrize(("write", "rounds"), [(write_folder, 2), (write_archive, 1)])
def test_a_batch_that_is_killed_goes_on(
    tmp_path: Path, seed: str, parcels: list[Parcel], write: Callable[[Path, dict[str, str]], None], rounds: int
) -> None:
    store, choice, reported = tmp_path / "z.duckdb", random.Random(4), list[int]()
    write(tmp_path / "reports.zip", {f"{number}.txt": f"{seed}\n第{number}页\n" for number in range(REPORTS)})
    command = [sys.executable, "-c", BATCH, str(tmp_path / "reports.zip"), str(store)]
    for size in SIZES * rounds:
        with subprocess.Popen([*command, str(size)], stdout=subprocess.PIPE, text=True) as batch:
            assert batch.stdout is not None
            lines = list(until_reports(batch.stdout, choice.randint(1, 8)))
            time.sleep(choice.uniform(0, 0.1))
            batch.kill()
            reported.append(most(lines + batch.stdout.readlines()))
        whole(store, parcels[0].figures)
    assert 0 < sum(reported) < REPORTS
    last = subprocess.run([*command, "1"], capture_output=True, check=True, text=True)
    assert sum(reported) + most(last.stdout.splitlines(keepends=True)) <= REPORTS, (
        "a report that was done is extracted again"
    )
    assert whole(store, parcels[0].figures) == REPORTS
    with Store.open(store) as opened:
        run = opened.connection.execute
        assert len(opened.current()) == run("SELECT count(*) FROM members").fetchall()[0][0] == REPORTS
        assert run("SELECT max(version) FROM files").fetchall() == [(1,)]
        assert run("SELECT count(*) FROM readings").fetchall() == run("SELECT count(*) FROM files").fetchall()


def until_reports(lines: Iterable[str], least: int) -> Iterator[str]:
    """The lines of a batch until it has said that so many reports are done."""
    for line in lines:
        yield line
        if int(line) >= least:
            return


def most(lines: list[str]) -> int:
    """How many reports a batch has said are done; a line that it was killed over does not count."""
    return max((int(line) for line in lines if line.endswith("\n")), default=0)
