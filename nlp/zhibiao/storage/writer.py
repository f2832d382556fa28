"""What is written into a store; the caller opens one transaction around what belongs together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from zhibiao.storage import statements
from zhibiao.storage.rows import RECORD_SCHEMA, Parcel

if TYPE_CHECKING:
    import duckdb

    from zhibiao.knowledge.indicators import Indicator

_TOGETHER = 32  # reports


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
    """Writes into an open store. What can wait is written together, at the latest when the transaction ends: a
    statement for one row costs as much as for a hundred."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.waiting: dict[tuple[str, str], Parcel] = {}
        self.seen: dict[str, tuple[str, int]] = {}
        self.links: dict[tuple[str, str, str], None] = {}
        self.finished: dict[tuple[str, str], None] = {}
        self.failed: set[tuple[str, str]] | None = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is written together or not at all."""
        self.connection.begin()
        try:
            yield
            self._flush()
        except BaseException:
            self._forget()
            self.connection.rollback()
            raise
        self.connection.commit()

    def take(self, journal: str) -> bool:
        """Notes that the journal of this id is written with this transaction; False where it was before. Journals are
        written one after another, so the last one is all that need be known."""
        run = self.connection.execute
        if run("SELECT value FROM meta WHERE key = 'journal'").fetchone() == (journal,):
            return False
        run("INSERT OR REPLACE INTO meta VALUES ('journal', ?)", [journal])
        return True

    def see(self, path: str, sha256: str, size: int) -> None:
        """Notes the content of the file at ``path``: a new version of it where the last one was another. Failures of
        what lay there before are gone."""
        path = _text(path)
        if self.seen.get(path, (sha256,))[0] != sha256:
            self._flush()
        self.seen[path] = sha256, size
        if (path, "") in self._failed():
            self.connection.execute("DELETE FROM failures WHERE path = ? AND file_sha256 <> ?", [path, sha256])

    def put(self, parcel: Parcel, model_version: str, *, file_sha256: str, member: str = "") -> None:
        """Puts a report in that stands in the file of these bytes, unless the store has the same extraction already.
        Failures of it are gone."""
        self.link(file_sha256, member, parcel.sha256)
        if (file_sha256, member) in self._failed():
            place = [file_sha256, member]
            self.connection.execute("DELETE FROM failures WHERE file_sha256 = ? AND member = ?", place)
        self.waiting.setdefault((parcel.sha256, model_version), parcel)
        if len(self.waiting) >= _TOGETHER:
            self._flush()

    def _flush(self) -> None:
        """Writes what waits."""
        run, now = self.connection.execute, _now()
        if self.seen:
            rows = [(path, *content) for path, content in self.seen.items()]
            run(statements.INSERT_FILES, [now, *map(list, zip(*rows, strict=True))])
        if self.links:
            run(statements.INSERT_MEMBERS, list(map(list, zip(*self.links, strict=True))))
        if self.waiting:
            self._flush_reports()
        if self.finished:
            run(statements.INSERT_READINGS, [RECORD_SCHEMA, now, *map(list, zip(*self.finished, strict=True))])
        self._forget()

    def _forget(self) -> None:
        self.waiting.clear()
        self.seen.clear()
        self.links.clear()
        self.finished.clear()

    def _failed(self) -> set[tuple[str, str]]:
        """Where the store may have failures, so that mostly none need be looked for: their paths (and an empty text),
        their contents and members."""
        if self.failed is None:
            rows = self.connection.execute("SELECT path, file_sha256, member FROM failures").fetchall()
            self.failed = {place for row in rows for place in _places(*row)}
        return self.failed

    def _flush_reports(self) -> None:
        run, columns = self.connection.execute, [list(column) for column in zip(*self.waiting, strict=True)]
        for known in run(statements.KNOWN_REPORTS, [*columns, RECORD_SCHEMA]).fetchall():
            del self.waiting[known]
        if not self.waiting:
            return
        contents, models = (list(column) for column in zip(*self.waiting, strict=True))
        parcels = list(self.waiting.values())
        last = int(run("SELECT coalesce(max(report_key), 0) FROM reports").fetchall()[0][0])
        keys = list(range(last + 1, last + 1 + len(parcels)))
        documents = [parcel.document.decode() for parcel in parcels]
        run(statements.INSERT_REPORTS, [RECORD_SCHEMA, _now(), keys, contents, models, documents])
        run(statements.INSERT_RECORDS, [keys, [parcel.records.decode() for parcel in parcels]])
        run(statements.INSERT_MENTIONS, [keys, [parcel.mentions.decode() for parcel in parcels]])

    def link(self, file_sha256: str, member: str, content_sha256: str) -> None:
        """Notes that a report stands in the file of these bytes."""
        self.links[file_sha256, member, content_sha256] = None

    def fail(self, failure: Failure, model_version: str) -> None:
        """Notes a failure, in place of an earlier one of the same report."""
        if self.failed is not None:
            self.failed |= _places(failure.path, failure.file_sha256, failure.member)
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
        self.finished[file_sha256, model_version] = None

    def keep_catalogue(self, model_version: str, indicators: Iterable[Indicator]) -> None:
        """Puts the catalogue of a model in, in place of that of another one. In a transaction of its own."""
        run = self.connection.execute
        if run("SELECT value FROM meta WHERE key = 'catalogue'").fetchone() == (model_version,):
            return
        rows = [(i.id, i.name, i.english, list(i.aliases), i.dimension, i.kind, i.part_of) for i in indicators]
        with self.transaction():
            run("INSERT OR REPLACE INTO meta VALUES ('catalogue', ?)", [model_version])
            run("DELETE FROM indicators")
            run(statements.INSERT_INDICATORS, list(map(list, zip(*rows, strict=True))))


def _places(path: str, file_sha256: str, member: str) -> set[tuple[str, str]]:
    return {(_text(path), ""), (file_sha256, member)}


def _text(name: str) -> str:
    """A file's name need not be text; what is no character stands as \\udc.. in it."""
    return name.encode("utf-8", "backslashreplace").decode()


def _now() -> datetime:
    """UTC without a zone, as the store has it."""
    return datetime.now(UTC).replace(tzinfo=None)
