"""The store: what is put in comes out again, once."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import zhibiao
from zhibiao.storage import Failure, Store, Writer, pack
from zhibiao.storage.columns import described, views
from zhibiao.storage.migrations import STEPS, VERSION

TEXT = "全市地区生产总值完成1686.50亿元，同比增长7.5%，比2020年提高3.2个百分点。三次产业结构比为6.0:42.5:51.5。"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "zhibiao.duckdb"


def report(text: str = TEXT) -> zhibiao.Report:
    return zhibiao.extract_text(text, region="大同市", year=2021)


def test_a_report_comes_back_as_it_was(path: Path) -> None:
    with Store.open(path, write=True) as store:
        key = store.add(report(), path="/a.txt")
    with Store.open(path) as store:
        again = store.load(key)
    assert again == report()
    assert json.dumps(again.to_dict()) == json.dumps(report().to_dict())


def test_files_come_back_with_their_places(path: Path, shared: Path) -> None:
    with Store.open(path, write=True) as store:
        for name in ("communique-和田地区-2025.docx", "communique-西安市-2025.pdf", "budget-红河州-2025.html"):
            read = zhibiao.extract(shared / "corpus" / "original" / name)
            again = store.load(store.add(read, path=name))
            assert again == read
            assert any(record.location is not None for record in again.records)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(exclude_categories=("Cs",)), max_size=60), value=st.decimals(allow_nan=False, places=4)
)
def test_any_text_comes_back(tmp_path: Path, text: str, value: object) -> None:
    written = report(f"{text}全市地区生产总值完成{value}亿元。{text}")
    with Store.open(tmp_path / "any.duckdb", write=True) as store:
        assert store.load(store.add(written, path=text)) == written


def test_a_lone_surrogate_becomes_a_replacement_character(path: Path) -> None:
    with Store.open(path, write=True) as store:
        again = store.load(store.add(report("全市\ud800" + TEXT), path="/a.txt"))
    assert again.text == "全市\ufffd" + TEXT
    assert [record.start for record in again.records] == [
        record.start for record in report("全市\ud800" + TEXT).records
    ]


def test_numbers_that_are_too_long_keep_their_text(path: Path) -> None:
    digits = "9" * 20
    written = report(f"全市地区生产总值完成{digits}万亿元。")
    with Store.open(path, write=True) as store:
        assert store.load(store.add(written, path="/a.txt")).to_dict() == written.to_dict()
        row = store.connection.execute("SELECT value, value_base FROM records").fetchall()
        assert row == [(int(digits), None)]


def test_the_same_extraction_is_stored_once(path: Path) -> None:
    with Store.open(path, write=True) as store:
        first = store.add(report(), path="/a.txt")
        assert store.add(report(), path="/b.txt") == first
        assert [summary.path for summary in store.current()] == ["/a.txt"]
        assert len(store.versions("/b.txt")) == 1


def test_a_changed_file_is_a_new_version_and_the_old_one_stays(path: Path) -> None:
    with Store.open(path, write=True) as store:
        old = store.add(report(), path="/a.txt")
        new = store.add(report(TEXT + "改"), path="/a.txt")
        assert [summary.report_key for summary in store.current()] == [new]
        assert [summary.report_key for summary in store.versions("/a.txt")] == [old, new]
        assert store.add(report(), path="/a.txt") == old
        assert [summary.report_key for summary in store.current()] == [old]


def test_a_content_that_lies_elsewhere_too_stays_current(path: Path) -> None:
    with Store.open(path, write=True) as store:
        old = store.add(report(), path="/a.txt")
        store.add(report(), path="/b.txt")
        new = store.add(report(TEXT + "改"), path="/a.txt")
        assert [(summary.report_key, summary.path) for summary in store.current()] == [(new, "/a.txt"), (old, "/b.txt")]


def test_another_model_reads_again_and_its_reading_is_current(path: Path) -> None:
    with Store.open(path, write=True) as store:
        store.add(report(), path="/a.txt", model_version="1")
        new = store.add(report(), path="/a.txt", model_version="2")
        assert [(summary.report_key, summary.model_version) for summary in store.current()] == [(new, "2")]
        assert len(store.versions("/a.txt")) == 2


def test_a_transaction_is_all_or_nothing(path: Path) -> None:
    with Store.open(path, write=True) as store:
        writer, parcel = Writer(store.connection), pack(report())
        with pytest.raises(KeyboardInterrupt), writer.transaction():
            writer.see("/a.txt", parcel.sha256, 1)
            writer.put(parcel, "1", file_sha256=parcel.sha256)
            raise KeyboardInterrupt
        for table in ("files", "members", "reports", "records", "mentions"):
            assert store.connection.execute(f"SELECT count(*) FROM {table}").fetchall() == [(0,)]


def test_failures_count_their_attempts_and_go_when_the_report_is_read(path: Path) -> None:
    parcel = pack(report())
    failure = Failure("/a.txt", "", parcel.sha256, "E107", "reason", "原因", "line 1")
    with Store.open(path, write=True) as store:
        writer = Writer(store.connection)
        writer.fail(failure, "1")
        writer.fail(failure, "1")
        assert [(found.reason_zh, found.attempts) for found in store.failures()] == [("原因", 2)]
        writer.put(parcel, "1", file_sha256=parcel.sha256)
        assert store.failures() == []
        writer.fail(failure, "1")
        writer.see("/a.txt", "another content", 1)
        assert store.failures() == []


def test_every_table_and_column_is_described_and_nothing_else(path: Path) -> None:
    Store.open(path, write=True).close()
    with duckdb.connect(str(path), read_only=True) as client:
        columns = client.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
    tables = {(table, column) for table, column, _ in columns if table not in views()}
    assert tables == {key for key in described() if key[1] and key[0] not in views()}
    assert all(comment for table, _, comment in columns if table not in views())
    assert {table for table, _, _ in columns} == {table for table, _ in described()}


def test_there_must_be_a_store_to_read(path: Path, tmp_path: Path) -> None:
    with pytest.raises(zhibiao.StoreError, match="E501"):
        Store.open(path)
    with pytest.raises(zhibiao.StoreError, match="E502"):
        Store.open(tmp_path)
    path.write_text("not a database" * 1000)
    with pytest.raises(zhibiao.StoreError, match="E502"):
        Store.open(path, write=True)
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as client:
        client.execute("CREATE TABLE t (a INTEGER)")
    with pytest.raises(zhibiao.StoreError, match="E502"):
        Store.open(other, write=True)


def test_an_unknown_report(path: Path) -> None:
    with Store.open(path, write=True) as store, pytest.raises(zhibiao.StoreError, match="E505"):
        store.load(7)


def test_a_store_of_a_later_program_is_left_alone(path: Path) -> None:
    with Store.open(path, write=True) as store:
        store.connection.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", [str(VERSION + 1)])
    for write in (False, True):
        with pytest.raises(zhibiao.StoreError, match="E503"):
            Store.open(path, write=write)


@pytest.mark.parametrize("version", range(len(STEPS)))
def test_a_store_of_any_earlier_version_opens(path: Path, version: int) -> None:
    with duckdb.connect(str(path)) as client:
        for step in STEPS[:version]:
            client.execute(step)
        if version:
            client.execute("INSERT INTO meta VALUES ('schema_version', ?)", [str(version)])
    with Store.open(path) as store:
        assert store.current() == []
    with Store.open(path, write=True) as store:
        assert store.load(store.add(report(), path="/a.txt")) == report()


HOLD = """
import sys
from zhibiao.storage import Store
with Store.open(sys.argv[1], write=True):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_locked_store_says_who_holds_it(path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        with pytest.raises(zhibiao.StoreError, match=f"E504.*PID {holder.pid}"):
            Store.open(path, wait=0)
        holder.communicate()
    with Store.open(path, wait=0) as store:
        assert store.current() == []


def test_the_statements_of_the_page_about_the_store_run(path: Path, root: Path) -> None:
    text = (root / "docs" / "store.md").read_text(encoding="utf-8")
    statements = [
        sql for block in re.findall(r"```sql\n(.*?)```", text, re.S) for sql in block.split(";\n") if sql.strip()
    ]
    with Store.open(path, write=True) as store:
        store.add(report(), path="/a.txt")
        assert [len(store.connection.execute(sql).fetchall()) for sql in statements] == [1, 0, len(report().records)]


def test_the_page_about_the_store_is_made_from_the_descriptions(root: Path) -> None:
    sys.path.insert(0, str(root / "scripts"))
    try:
        from store_docs import page
    finally:
        sys.path.pop(0)
    text = (root / "docs" / "store.md").read_text(encoding="utf-8")
    assert page(text) == text
