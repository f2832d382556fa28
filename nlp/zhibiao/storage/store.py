"""A store: one DuckDB file with reports, their records and mentions, and what failed.

    with Store.open("zhibiao.duckdb") as store:
        for summary in store.current():
            report = store.load(summary.report_key)

A report is known by the SHA-256 of its bytes, the model's version and the version of a record's fields: of these there
is never more than one.
"""

from __future__ import annotations

import json
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, Self

import duckdb

from zhibiao.errors import StoreError
from zhibiao.records import Report
from zhibiao.storage import migrations
from zhibiao.storage.connect import WAIT, connect
from zhibiao.storage.rows import RECORD_SCHEMA, pack
from zhibiao.storage.writer import Writer


class StoredReport(NamedTuple):
    """A report of the store, without its text and lists. ``path`` is where its current version lies."""

    report_key: int
    path: str
    id: str
    title: str
    kind: str
    region: str
    region_code: str
    year: int | None
    content_sha256: str
    model_version: str
    extracted_at: datetime


class StoredFailure(NamedTuple):
    """A report that could not be read: where it lies, why, how often it was tried, when last (UTC)."""

    path: str
    member: str
    file_sha256: str
    model_version: str
    schema_version: int
    code: str
    reason: str
    reason_zh: str
    place: str
    attempts: int
    failed_at: datetime


class Store:
    """An open store; a context manager that closes it. ``connection`` takes any SQL (see docs/store.md)."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.connection = connection
        self.path = path

    @classmethod
    def open(cls, path: str | Path, *, write: bool = False, wait: float = WAIT, frugal: bool = False) -> Self:
        """Opens the store at ``path``; to write, it is made where there is none. A store of an earlier version is
        brought up to date. While one process writes no other can open it, and while any reads none can write: keep it
        open for as short as you can. ``wait`` is for how many seconds to wait for the others, ``frugal`` for a writer
        that leaves cores and memory to others.

        Raises StoreError: no such store, not a store, made by a later program, held by another process."""
        path = Path(path)
        connection = connect(path, write=write, wait=wait, frugal=frugal)
        try:
            found = migrations.version_of(connection)
            migrations.check(found, str(path))
            if found != migrations.VERSION and not write:
                connection.close()
                cls.open(path, write=True, wait=wait).close()
                connection = connect(path, write=False, wait=wait, frugal=frugal)
            elif write:
                migrations.migrate(connection, str(path), f"zhibiao {version('zhibiao')}")
        except BaseException:
            connection.close()
            raise
        return cls(connection, path)

    def close(self) -> None:
        """Lets go of the file; what was written is in it."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def current(self) -> list[StoredReport]:
        """The current version of every report, by path: of a file that changed the last content, of a content that was
        read with several models the last reading."""
        columns = ", ".join(StoredReport._fields)
        rows = self.connection.execute(f"SELECT {columns} FROM current_reports ORDER BY path").fetchall()
        return [StoredReport(*row) for row in rows]

    def versions(self, path: str) -> list[StoredReport]:
        """All extractions of the reports that ever lay at ``path``, oldest first."""
        columns = ", ".join("files.path" if name == "path" else f"reports.{name}" for name in StoredReport._fields)
        rows = self.connection.execute(
            f"SELECT DISTINCT {columns} FROM files JOIN members ON members.file_sha256 = files.sha256 "
            "JOIN reports USING (content_sha256) WHERE files.path = ? ORDER BY report_key",
            [path],
        ).fetchall()
        return [StoredReport(*row) for row in rows]

    def failures(self) -> list[StoredFailure]:
        """What could not be read, by path."""
        columns = ", ".join(StoredFailure._fields)
        rows = self.connection.execute(f"SELECT {columns} FROM failures ORDER BY path, member").fetchall()
        return [StoredFailure(*row) for row in rows]

    def load(self, report_key: int) -> Report:
        """The report that was stored, equal to the one that was extracted; a record has its ``location``, while
        ``locate`` of other spans is None. Raises StoreError for an unknown key."""
        heads = self._rows("SELECT * FROM reports WHERE report_key = ?", report_key)
        if not heads:
            raise StoreError("E505", path=self.path, key=report_key)
        head = heads[0]
        data = {
            "report": {name: head[name] for name in _HEAD},
            "sections": json.loads(head["sections"]),
            "pages": json.loads(head["pages"]),
            "records": [record_data(row) for row in self._listed("records", report_key)],
            "mentions": [_without_key(row) for row in self._listed("mentions", report_key)],
        }
        return Report.from_dict(data, head["text"])

    def _listed(self, table: str, report_key: int) -> list[dict[str, Any]]:
        """The rows of a report in the order in which they were put in."""
        return self._rows(f"SELECT * FROM {table} WHERE report_key = ? ORDER BY rowid", report_key)

    def _rows(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        cursor = self.connection.execute(sql, list(parameters))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def add(self, report: Report, *, path: str, model_version: str = "") -> int:
        """Puts a report in, in one transaction, as the current content of ``path``; gives its key, or the key of the
        same extraction where the store has it already. ``model_version`` is that of
        :func:`zhibiao.storage.model_version`, by default the report's own word for its model."""
        writer, parcel, model = Writer(self.connection), pack(report), model_version or report.head.model
        with writer.transaction():
            writer.see(path, parcel.sha256, len(report.text.encode("utf-8", "surrogatepass")))
            writer.put(parcel, model, file_sha256=parcel.sha256)
        key = "SELECT report_key FROM reports WHERE content_sha256 = ? AND model_version = ? AND schema_version = ?"
        return int(self.connection.execute(key, [parcel.sha256, model, RECORD_SCHEMA]).fetchall()[0][0])


_HEAD = (
    "id", "title", "kind", "region", "region_code", "year", "date", "speaker", "audience", "sha256", "source",
    "characters", "model", "media_type", "encoding", "file_sha256",
    "unread_pages",
)  # fmt: skip


def record_data(row: dict[str, Any]) -> dict[str, Any]:
    """A record as ``Report.to_dict`` has it."""
    data = _without_key(row)
    data |= data.pop("exact")
    data["sentence"] = {"start": data.pop("sentence_start"), "end": data.pop("sentence_end")}
    data["provenance"] = json.loads(data["provenance"])
    data["location"] = json.loads(data["location"]) if data["location"] is not None else None
    data["checks"] = json.loads(data["checks"])
    return data


def _without_key(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "report_key"}
