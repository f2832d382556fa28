"""What is written into a store; the caller opens one transaction around what belongs together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import duckdb

from zhibiao.storage import statements
from zhibiao.storage.rows import RECORD_SCHEMA, Parcel

if TYPE_CHECKING:
    from zhibiao.knowledge.indicators import Indicator


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a report could not be read. ``member`` is its path in an archive, empty for a file that is a report itself;
    ``file_sha256`` is empty where the file could not be opened; ``place`` says where, as far as is known."""

    path: str
    member: str
    file_sha256: str
    code: str
    reason: str
    reason_zh: str
    place: str = ""


class Writer:
    """Writes into an open store."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is written together or not at all."""
        self.connection.begin()
        try:
            yield
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()

    def see(self, path: str, sha256: str, size: int) -> None:
        """Notes the content of the file at ``path``: a new version of it where the last one was another. Failures of
        what lay there before are gone."""
        path = _text(path)
        last = self.connection.execute(
            "SELECT version, sha256 FROM files WHERE path = ? ORDER BY version DESC LIMIT 1", [path]
        ).fetchone()
        if last is None or last[1] != sha256:
            version = last[0] + 1 if last is not None else 1
            self.connection.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?)", [path, version, sha256, size, _now()])
        self.connection.execute("DELETE FROM failures WHERE path = ? AND file_sha256 <> ?", [path, sha256])

    def put(self, parcel: Parcel, model_version: str, *, file_sha256: str, member: str = "") -> int:
        """Puts a report in that stands in the file of these bytes, and gives its key: that of the same extraction where
        the store has it already. Failures of it are gone."""
        run = self.connection.execute
        self.link(file_sha256, member, parcel.sha256)
        run("DELETE FROM failures WHERE file_sha256 = ? AND member = ?", [file_sha256, member])
        known = [parcel.sha256, model_version, RECORD_SCHEMA]
        found = run(
            "SELECT report_key FROM reports WHERE content_sha256 = ? AND model_version = ? AND schema_version = ?",
            known,
        ).fetchone()
        if found is not None:
            return int(found[0])
        key = int(run("SELECT coalesce(max(report_key), 0) + 1 FROM reports").fetchall()[0][0])
        run(statements.INSERT_REPORT, [key, *known, _now(), parcel.document])
        run(statements.INSERT_RECORDS, [key, parcel.records])
        run(statements.INSERT_MENTIONS, [key, parcel.mentions])
        return key

    def link(self, file_sha256: str, member: str, content_sha256: str) -> None:
        """Notes that a report stands in the file of these bytes."""
        self.connection.execute("INSERT OR IGNORE INTO members VALUES (?, ?, ?)", [file_sha256, member, content_sha256])

    def fail(self, failure: Failure, model_version: str) -> None:
        """Notes a failure, in place of an earlier one of the same report."""
        run, place = self.connection.execute, [_text(failure.path), failure.member]
        earlier = run("SELECT max(attempts) FROM failures WHERE path = ? AND member = ?", place).fetchone()
        attempts = (earlier[0] or 0) + 1 if earlier is not None else 1
        run("DELETE FROM failures WHERE path = ? AND member = ?", place)
        row = [failure.file_sha256, model_version, RECORD_SCHEMA, failure.code]
        row += [_text(failure.reason), _text(failure.reason_zh), _text(failure.place)]
        run(
            "INSERT INTO failures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [*place, *row, attempts, _now()],
        )

    def finish(self, file_sha256: str, model_version: str) -> None:
        """Notes that all in the file of these bytes was tried: a batch skips it from now on."""
        self.connection.execute(
            "INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)", [file_sha256, model_version, RECORD_SCHEMA, _now()]
        )

    def keep_catalogue(self, model_version: str, indicators: Iterable[Indicator]) -> None:
        """Puts the catalogue of a model in, in place of that of another one. In a transaction of its own."""
        run = self.connection.execute
        if run("SELECT value FROM meta WHERE key = 'catalogue'").fetchone() == (model_version,):
            return
        rows = [[i.id, i.name, i.english, list(i.aliases), i.dimension, i.kind, i.part_of] for i in indicators]
        with self.transaction():
            run("INSERT OR REPLACE INTO meta VALUES ('catalogue', ?)", [model_version])
            run("DELETE FROM indicators")
            self.connection.executemany("INSERT INTO indicators VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _text(name: str) -> str:
    """A file's name need not be text; what is no character stands as \\udc.. in it."""
    return name.encode("utf-8", "backslashreplace").decode()


def _now() -> datetime:
    """UTC without a zone, as the store has it."""
    return datetime.now(UTC).replace(tzinfo=None)
