"""The journal: what is in it is whole, comes into the store once, and waits where a reader holds the store."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.batch.conftest import Inline, Run
from tests.batch.test_batch import count
from zhibiao.batch import Batch, Settings
from zhibiao.batch.events import Event, Opened, Packed, Task
from zhibiao.batch.files import Digest
from zhibiao.batch.journal import Entry, Journal, read
from zhibiao.batch.ledger import Ledger
from zhibiao.batch.worker import work
from zhibiao.errors import StoreError
from zhibiao.storage import Failure, Store
from zhibiao.storage import store as store_module
from zhibiao.storage.connect import _FRUGAL

ENTRIES = [
    Entry("see", {"path": "/报告/\udcff.txt", "size": 7}),
    Entry("put", {"place": {"member": ""}}, (b"{}", '{"text":["亿元"]}'.encode(), b"[]")),
    Entry("finish", {"file_sha256": "1"}),
]
FAILURE = Failure("/a.txt", "", "sha", "E107", "reason", "原因")


def written(folder: Path, entries: list[Entry] = ENTRIES) -> Path:
    """A journal with entries."""
    journal = Journal(folder / "journal", "model")
    for entry in entries:
        journal.append(entry)
    journal.seal(folder / "due")
    return folder / "due"


def entries_of(path: Path) -> list[Entry]:
    found = read(path)
    return list(found[1]) if found is not None else []


def test_what_is_noted_is_read(tmp_path: Path) -> None:
    found = read(written(tmp_path))
    assert found is not None and found[0].model_version == "model"
    assert list(found[1]) == ENTRIES


@given(st.data())
def test_of_a_torn_journal_the_whole_entries_are_read(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = written(Path(folder))
        whole = path.read_bytes()
        end = data.draw(st.integers(0, len(whole) - 1))
        path.write_bytes(whole[:end])
        found = entries_of(path)
        assert len(found) < len(ENTRIES) and found == ENTRIES[: len(found)]
        path.write_bytes(whole[:end] + bytes([whole[end] ^ 1 << data.draw(st.integers(0, 7))]) + whole[end + 1 :])
        found = entries_of(path)
        assert len(found) < len(ENTRIES) and found == ENTRIES[: len(found)]


def test_a_journal_of_another_version_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path)
    monkeypatch.setattr("zhibiao.batch.journal.RECORD_SCHEMA", 99)
    assert read(path) is None


@contextmanager
def files_limited(size: int) -> Iterator[None]:
    """No file gets larger than ``size`` bytes, as if the disk were full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_told_and_what_was_written_is_there(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal", "model")
    journal.append(ENTRIES[0])
    with files_limited(journal.size + 20), pytest.raises(StoreError, match="E509"):
        journal.append(ENTRIES[1])
    assert entries_of(journal.path) == ENTRIES[:1]


def test_a_store_that_cannot_grow_loses_nothing(store: Path, run: Run) -> None:
    run()
    ledger = Ledger(store, "model")
    ledger.fail(FAILURE)
    with files_limited(1), pytest.raises(StoreError, match="E509"):
        ledger.close()
    run()
    assert attempts(store) == [1]


def test_a_journal_that_takes_more_memory_gets_it(
    store: Path, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    frugal: list[bool] = []

    def connect(path: Path, **options: Any) -> Any:
        if options["write"]:
            frugal.append(options["frugal"])
        return connect_really(path, **options)

    connect_really = store_module.connect
    monkeypatch.setattr(store_module, "connect", connect)
    monkeypatch.setitem(_FRUGAL, "memory_limit", "1MB")
    run(folder)
    assert frugal[-2:] == [True, False] and count(store, "reports")


HOLD = """
import sys
from zhibiao.storage import Store
with Store.open(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held(store: Path) -> Iterator[None]:
    """Another process reads the store all the while."""
    command = [sys.executable, "-c", HOLD, str(store)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None and reader.stdout.readline() == b"held\n"
        yield
        reader.kill()


def attempts(store: Path) -> list[int]:
    with Store.open(store) as opened:
        return [failure.attempts for failure in opened.failures()]


def test_a_journal_comes_into_the_store_once(tmp_path: Path, store: Path, run: Run) -> None:
    run()
    ledger = Ledger(store, "model")
    ledger.fail(FAILURE)
    shutil.copy(ledger.journal.path, tmp_path / "copy")
    ledger.close()
    assert (attempts(store), ledger.is_behind) == ([1], False)
    shutil.copy(tmp_path / "copy", ledger.due)  # as if killed before it was deleted
    ledger.recover()
    assert (attempts(store), ledger.is_behind) == ([1], False)


def test_what_was_left_is_taken_in_in_order(tmp_path: Path, store: Path, run: Run) -> None:
    run()
    ledger = Ledger(store, "model")
    ledger.see("/a.txt", Digest("first", 1))
    ledger.journal.seal(ledger.due)
    ledger.see("/a.txt", Digest("second", 1))
    Ledger(store, "model").recover()
    with Store.open(store) as opened:
        rows = opened.connection.execute("SELECT version, sha256 FROM files ORDER BY version").fetchall()
    assert rows == [(1, "first"), (2, "second")]


def test_nothing_comes_into_a_store_that_was_begun_anew(store: Path, run: Run) -> None:
    run()
    Ledger(store, "model").fail(FAILURE)
    store.unlink()
    run()
    assert attempts(store) == []


def test_a_reader_that_holds_the_store_loses_nothing(store: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    monkeypatch.setattr("zhibiao.batch.ledger.SIZE", 1)
    monkeypatch.setattr("zhibiao.batch.ledger.WAIT", 0.0)
    monkeypatch.setattr("zhibiao.batch.ledger.PATIENCE", 0.0)
    ledger = Ledger(store, "model")
    with held(store):
        for number in range(3):
            ledger.fail(replace(FAILURE, path=f"/{number}.txt"))
            ledger.commit_due()
        with pytest.raises(StoreError, match="E504"):
            ledger.close()
    run()
    assert attempts(store) == [1, 1, 1]


def test_a_report_that_was_noted_is_not_extracted_again(folder: Path, store: Path, run: Run) -> None:
    run()
    settings = Settings.make()
    events: list[Event] = []
    path = str(folder / "000.txt")
    work(Task(path), settings, events.append)
    opened, packed, _ = events
    assert isinstance(opened, Opened) and isinstance(packed, Packed)
    ledger = Ledger(store, settings.model_version)
    file = Digest(opened.sha256, opened.size)
    ledger.see(path, file)
    ledger.put(file, packed)  # and then it was killed
    assert run(folder).reports == 11
    assert (count(store, "reports"), count(store, "readings")) == (12, 12)


def test_a_plan_knows_what_was_noted(folder: Path, store: Path, run: Run) -> None:
    run()
    settings = Settings.make()
    Ledger(store, settings.model_version).finish(Digest("0" * 64, 1))
    list(Batch(store, settings).steps([], Inline(settings)))
    assert count(store, "readings") == 1
