"""The store of many reports: a DuckDB file that any DuckDB client reads (docs/store.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhibiao.lazy import attach

if TYPE_CHECKING:
    from zhibiao.storage.identity import model_version
    from zhibiao.storage.rows import RECORD_SCHEMA, Parcel, pack
    from zhibiao.storage.store import Store, StoredFailure, StoredReport, record_data
    from zhibiao.storage.writer import Failure, Writer

__all__ = [
    "RECORD_SCHEMA",
    "Failure",
    "Parcel",
    "Store",
    "StoredFailure",
    "StoredReport",
    "Writer",
    "model_version",
    "pack",
    "record_data",
]


__getattr__ = attach(
    __name__,
    {
        "zhibiao.storage.identity": ("model_version",),
        "zhibiao.storage.rows": ("RECORD_SCHEMA", "Parcel", "pack"),
        "zhibiao.storage.store": ("Store", "StoredFailure", "StoredReport", "record_data"),
        "zhibiao.storage.writer": ("Failure", "Writer"),
    },
)
