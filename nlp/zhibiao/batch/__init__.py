"""Thousands of reports: from files to a store, each exactly once.

listing    PATH…                → the files
plan       files, store         → what is to be read, and why
pool       tasks                → events, from processes of this machine (cluster: from Dask workers)
worker     one file             → its reports as parcels, or failures
ledger     events               → journal, at once, and the store, now and then
journal    entries              → a file that outlives the process
replay     a journal            → the store
run        all of it
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhibiao.lazy import attach

if TYPE_CHECKING:
    from zhibiao.batch.files import list_files
    from zhibiao.batch.run import Batch, Executor, Summary
    from zhibiao.batch.settings import Settings

__all__ = ["Batch", "Executor", "Settings", "Summary", "list_files"]

__getattr__ = attach(
    __name__,
    {
        "zhibiao.batch.files": ("list_files",),
        "zhibiao.batch.run": ("Batch", "Executor", "Summary"),
        "zhibiao.batch.settings": ("Settings",),
    },
)
