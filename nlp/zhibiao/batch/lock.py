"""One batch at a store: the second is told who the first is."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from zhibiao.errors import StoreError


@contextmanager
def only_batch(store: Path) -> Iterator[None]:
    """Holds the lock beside a store (``zhibiao.duckdb.lock``; the system lets go of it when the process dies) and says
    in ``zhibiao.duckdb.batch`` who holds it. Raises StoreError where another batch does."""
    lock, holder = FileLock(f"{store}.lock", timeout=0), store.with_name(store.name + ".batch")
    try:
        lock.acquire()
        holder.write_text(json.dumps(_self()), encoding="utf-8")
    except Timeout as error:
        found = _read(holder)
        raise StoreError("E507", path=store, pid=found["pid"], host=found["host"], since=found["since"]) from error
    except OSError as error:
        raise StoreError("E502", path=store, reason=error.strerror or str(error)) from error
    try:
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _self() -> dict[str, object]:
    since = datetime.now(UTC).astimezone().isoformat(" ", "seconds")
    return {"pid": os.getpid(), "host": socket.gethostname(), "since": since}


def _read(holder: Path) -> dict[str, object]:
    """Who holds the lock; question marks where it has not written it down yet."""
    try:
        found = json.loads(holder.read_text(encoding="utf-8"))
        return {name: found[name] for name in ("pid", "host", "since")}
    except (OSError, ValueError, KeyError, TypeError):
        return dict.fromkeys(("pid", "host", "since"), "?")
