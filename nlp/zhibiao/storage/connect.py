"""How a store's file is opened: DuckDB lets one process write or several read, so a command waits for its turn."""

from __future__ import annotations

import re
import time
from pathlib import Path

import duckdb

from zhibiao.errors import StoreError

WAIT = 10.0  # seconds; a batch holds the file for two to five of them at a time
_FIRST_PAUSE, _LONGEST_PAUSE = 0.01, 0.25
_LOCKED = "Could not set lock"
_HOLDER = re.compile(r"lock is held in (?P<program>.+?) \(PID (?P<pid>\d+)\)")
_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_FRUGAL: dict[str, str | bool | int | float | list[str]] = {"threads": 1, "memory_limit": "256MB"}


def connect(path: Path, *, write: bool, wait: float = WAIT, frugal: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to a store's file. ``wait`` is for how many seconds it waits where another process holds the file;
    ``frugal`` has DuckDB use one core and little memory, and a folder beside the file for what does not fit (otherwise
    all cores and most of the memory).

    Raises StoreError: there is no such file (when reading), another process holds it, it is no database."""
    if not write and not path.exists():
        raise StoreError("E501", path=path)
    spill = path.with_name(path.name + ".spill")
    config = _OFFLINE | (_FRUGAL | {"temp_directory": str(spill)} if frugal else {})
    end, pause = time.monotonic() + wait, _FIRST_PAUSE
    while True:
        try:
            return duckdb.connect(str(path), read_only=not write, config=config)
        except duckdb.Error as error:
            if _LOCKED not in str(error):
                raise StoreError("E502", path=path, reason=_first_line(error)) from error
            if time.monotonic() >= end:
                raise StoreError("E504", path=path, holder=holder(str(error))) from error
        time.sleep(min(pause, max(end - time.monotonic(), 0)))
        pause = min(2 * pause, _LONGEST_PAUSE)


def holder(message: str) -> str:
    """Who holds the lock, from DuckDB's message: program and process id, where it says so."""
    found = _HOLDER.search(message)
    return f"{Path(found['program']).name}, PID {found['pid']}" if found else "?"


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
