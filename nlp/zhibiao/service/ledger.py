"""What the service keeps beside the store: jobs and reviews, in one SQLite file that survives a restart.

Reviews are only ever added. A store is made by programs and may be made anew; this file holds what people did.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from zhibiao.errors import ServiceError

VERSION = 1
SCHEMA = """
CREATE TABLE jobs (
    id TEXT PRIMARY KEY, client TEXT NOT NULL, created_at TEXT NOT NULL, finished_at TEXT, state TEXT NOT NULL,
    region TEXT, year INTEGER);
CREATE TABLE job_files (
    job TEXT NOT NULL REFERENCES jobs (id), number INTEGER NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
    size INTEGER NOT NULL, state TEXT NOT NULL, reports TEXT NOT NULL DEFAULT '[]', errors TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (job, number));
CREATE INDEX job_files_by_state ON job_files (state, number);
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY AUTOINCREMENT, report TEXT NOT NULL, layer TEXT NOT NULL, target TEXT NOT NULL,
    action TEXT NOT NULL, fields TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL);
CREATE INDEX reviews_by_report ON reviews (report, id);
"""
Layer = Literal["record", "mention"]
Action = Literal["change", "add", "reject", "accept", "restore"]


class Upload(NamedTuple):
    """An uploaded file: the name its sender gives it, the SHA-256 under which it is kept, its bytes."""

    name: str
    sha256: str
    size: int


class FileTask(NamedTuple):
    """A file of a job that is to be read."""

    job: str
    number: int
    name: str
    sha256: str
    region: str | None
    year: int | None


class Review(NamedTuple):
    """What a person did to a record or mention, or added: who and when (UTC)."""

    id: int
    report: str
    layer: Layer
    target: str
    action: Action
    fields: dict[str, Any]
    who: str
    at: str
    note: str


class Ledger:
    """The open file. Any thread may use it."""

    def __init__(self, path: Path) -> None:
        try:
            self.connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self.connection.row_factory = sqlite3.Row
            self.connection.execute("PRAGMA journal_mode = WAL")
            found = self.connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.Error as error:
            raise ServiceError("E616", reason=f"{path}: {error}") from error
        self.lock = threading.RLock()
        if found > VERSION:
            raise ServiceError("E616", reason=f"{path}: version {found} > {VERSION}")
        if found == 0:
            self.connection.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")

    def close(self) -> None:
        """Lets go of the file."""
        with self.lock:
            self.connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self.lock:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    def _rows(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        with self.lock:
            return [dict(row) for row in self.connection.execute(sql, parameters).fetchall()]

    # Jobs

    def add_job(self, client: str, files: Iterable[Upload], region: str | None, year: int | None, most: int) -> str:
        """A new job. Raises ServiceError where the client has ``most`` unfinished ones."""
        job = secrets.token_hex(8)
        with self._transaction() as run:
            open_jobs = "SELECT count(*) FROM jobs WHERE client = ? AND state IN ('queued', 'running')"
            count = run.execute(open_jobs, [client]).fetchone()[0]
            if count >= most:
                raise ServiceError("E606", count=count)
            row = [job, client, now(), "queued", region, year]
            run.execute("INSERT INTO jobs (id, client, created_at, state, region, year) VALUES (?, ?, ?, ?, ?, ?)", row)
            run.executemany(
                "INSERT INTO job_files (job, number, name, sha256, size, state) VALUES (?, ?, ?, ?, ?, 'queued')",
                [[job, number, *file] for number, file in enumerate(files)],
            )
        return job

    def jobs(self, limit: int, offset: int) -> list[dict[str, Any]]:
        """Jobs, newest first, without their files."""
        return self._rows(f"{_JOBS} GROUP BY jobs.id ORDER BY created_at DESC, id LIMIT ? OFFSET ?", limit, offset)

    def count_jobs(self) -> int:
        """How many jobs there ever were."""
        return int(self._rows("SELECT count(*) AS count FROM jobs")[0]["count"])

    def job(self, job: str) -> dict[str, Any]:
        """A job with its files. Raises ServiceError for an unknown one."""
        found = self._rows(f"{_JOBS} WHERE jobs.id = ? GROUP BY jobs.id", job)
        if not found:
            raise ServiceError("E619", name=job)
        return found[0] | {"files": self.job_files(job)}

    def job_files(self, job: str) -> list[dict[str, Any]]:
        """The files of a job."""
        rows = self._rows("SELECT * FROM job_files WHERE job = ? ORDER BY number", job)
        for row in rows:
            del row["job"]
            row |= {"reports": json.loads(row["reports"]), "errors": json.loads(row["errors"])}
        return rows

    def recover(self) -> None:
        """What was under way when the service ended begins anew."""
        with self.lock:
            self.connection.execute("UPDATE job_files SET state = 'queued' WHERE state = 'running'")

    def take_file(self) -> FileTask | None:
        """The next file to read: the first of every job before the second of any."""
        with self._transaction() as run:
            row = run.execute(
                "SELECT job, number, name, sha256, region, year FROM job_files JOIN jobs ON jobs.id = job "
                "WHERE job_files.state = 'queued' ORDER BY number, created_at LIMIT 1"
            ).fetchone()
            if row is None:
                return None
            task = FileTask(*row)
            run.execute("UPDATE job_files SET state = 'running' WHERE job = ? AND number = ?", task[:2])
            run.execute("UPDATE jobs SET state = 'running' WHERE id = ?", [task.job])
            return task

    def finish_file(self, task: FileTask, reports: list[str], errors: list[dict[str, str]]) -> None:
        """Notes what became of a file; unless its job was cancelled in the meantime."""
        state = "done" if reports else "failed"
        with self._transaction() as run:
            run.execute(
                "UPDATE job_files SET state = ?, reports = ?, errors = ? "
                "WHERE job = ? AND number = ? AND state = 'running'",
                [state, json.dumps(reports), json.dumps(errors, ensure_ascii=False), *task[:2]],
            )
            run.execute(
                "UPDATE jobs SET state = 'done', finished_at = ? WHERE id = ? AND state = 'running' AND NOT EXISTS "
                "(SELECT 1 FROM job_files WHERE job = jobs.id AND state IN ('queued', 'running'))",
                [now(), task.job],
            )

    def cancel_job(self, job: str) -> None:
        """Ends a job; what is read stays. Raises ServiceError for an unknown or finished one."""
        with self._transaction() as run:
            state = self.job(job)["state"]
            if state not in ("queued", "running"):
                raise ServiceError("E610", state=state)
            run.execute("UPDATE jobs SET state = 'cancelled', finished_at = ? WHERE id = ?", [now(), job])
            run.execute(
                "UPDATE job_files SET state = 'cancelled' WHERE job = ? AND state IN ('queued', 'running')", [job]
            )

    # Reviews

    def add_review(
        self, report: str, layer: Layer, target: str, action: Action, fields: dict[str, Any], who: str, note: str
    ) -> Review:
        """Adds a review; it is never changed afterwards. An ``add`` becomes its own target."""
        with self._transaction() as run:
            row = [report, layer, target, action, json.dumps(fields, ensure_ascii=False), who, now(), note]
            cursor = run.execute(
                "INSERT INTO reviews (report, layer, target, action, fields, who, at, note) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            if action == "add":
                run.execute("UPDATE reviews SET target = 'added-' || id WHERE id = ?", [cursor.lastrowid])
            found = run.execute("SELECT * FROM reviews WHERE id = ?", [cursor.lastrowid]).fetchone()
        return _review(found)

    def reviews(self, report: str) -> list[Review]:
        """The reviews of a report, oldest first."""
        with self.lock:
            found = self.connection.execute("SELECT * FROM reviews WHERE report = ? ORDER BY id", [report]).fetchall()
        return [_review(row) for row in found]

    def review_counts(self) -> dict[str, int]:
        """How many reviews each report has."""
        return {
            row["report"]: row["count"]
            for row in self._rows("SELECT report, count(*) AS count FROM reviews GROUP BY report")
        }


_JOBS = """
SELECT jobs.id, jobs.state, created_at, finished_at, jobs.region, jobs.year, count(*) AS total,
       coalesce(sum(job_files.state = 'done'), 0) AS done, coalesce(sum(job_files.state = 'failed'), 0) AS failed
FROM jobs JOIN job_files ON job_files.job = jobs.id
"""


def now() -> str:
    """The time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _review(row: sqlite3.Row) -> Review:
    return Review(**{**dict(row), "fields": json.loads(row["fields"])})
