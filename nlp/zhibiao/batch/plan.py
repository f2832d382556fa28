"""What a batch has to do: each file against what the store knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from zhibiao.batch.events import Task
from zhibiao.batch.files import Digest
from zhibiao.errors import InputError
from zhibiao.storage.rows import RECORD_SCHEMA
from zhibiao.storage.store import Store


class Reason(StrEnum):
    """Why a file is read, or is not."""

    new = "new"  # nothing was met at its path
    changed = "changed"  # another content was met at its path
    again = "again"  # met, but not read to its end, or with another model or an earlier version of the fields
    retry = "retry"  # it failed, and --retry-failed is given
    done = "done"  # read before
    failed = "failed"  # it failed before
    unreadable = "unreadable"  # cannot be opened

    @property
    def reads(self) -> bool:
        """Whether the file is read."""
        return self in (Reason.new, Reason.changed, Reason.again, Reason.retry)


@dataclass(frozen=True, slots=True)
class Step:
    """A file and what is to be done with it. ``moved``: its content is new at its path, so the store has to note it."""

    path: str
    reason: Reason
    digest: Digest | InputError
    moved: bool = False
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What a store knows under one model version: files that were read to their end, files with failures, the last
    content at each path, the contents that were extracted of each archive and of each file not read to its end."""

    finished: frozenset[str]
    failed: frozenset[str]
    latest: dict[str, str]
    contents: dict[str, frozenset[str]]

    @classmethod
    def none(cls) -> Past:
        """Nothing."""
        return cls(frozenset(), frozenset(), {}, {})

    @classmethod
    def load(cls, store: Store, model_version: str) -> Past:
        """What ``store`` knows."""
        run, known = store.connection.execute, [model_version, RECORD_SCHEMA]
        same = "model_version = ? AND schema_version = ?"
        finished = run(f"SELECT file_sha256 FROM readings WHERE {same}", known).fetchall()
        failed = run(f"SELECT DISTINCT file_sha256 FROM failures WHERE file_sha256 <> '' AND {same}", known).fetchall()
        latest = run("SELECT path, arg_max(sha256, version) FROM files GROUP BY path").fetchall()
        contents = run(
            "SELECT members.file_sha256, list(content_sha256) FROM members JOIN reports USING (content_sha256) "
            f"WHERE (member <> '' OR members.file_sha256 NOT IN (SELECT file_sha256 FROM readings WHERE {same})) "
            f"AND {same} GROUP BY members.file_sha256",
            known * 2,
        ).fetchall()
        return cls(
            frozenset(row[0] for row in finished),
            frozenset(row[0] for row in failed),
            dict(latest),
            {sha256: frozenset(found) for sha256, found in contents},
        )


def plan(digests: Iterable[tuple[str, Digest | InputError]], past: Past, retry_failed: bool) -> Iterator[Step]:
    """What is to be done with each file, in order. Of files with one content the first is read."""
    taken: set[str] = set()
    for path, digest in digests:
        if isinstance(digest, InputError):
            yield Step(path, Reason.unreadable, digest)
            continue
        reason = Reason.done if digest.sha256 in taken else _reason(path, digest.sha256, past, retry_failed)
        moved = past.latest.get(path) != digest.sha256
        task = Task(path, _extracted(path, digest.sha256, past)) if reason.reads else None
        if reason.reads:
            taken.add(digest.sha256)
        yield Step(path, reason, digest, moved, task)


def _reason(path: str, sha256: str, past: Past, retry_failed: bool) -> Reason:
    if sha256 in past.finished:
        if sha256 not in past.failed:
            return Reason.done
        return Reason.retry if retry_failed else Reason.failed
    if path not in past.latest:
        return Reason.new
    return Reason.again if past.latest[path] == sha256 else Reason.changed


def _extracted(path: str, sha256: str, past: Past) -> frozenset[str]:
    """What may be in a file that was extracted: what was in these bytes, and in the archive that was here before."""
    none: frozenset[str] = frozenset()
    return past.contents.get(sha256, none) | past.contents.get(past.latest.get(path, ""), none)
