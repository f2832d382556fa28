"""The panel of a store, with its provenance, as files for other programs."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from zhibiao.errors import UsageError
from zhibiao.storage import datapackage, sdmx, workbook
from zhibiao.storage.cells import json_row, write_csv
from zhibiao.storage.selection import CELL, Query, Selection, panel
from zhibiao.storage.store import Store

COLUMNS = (
    *CELL, "year", "period", "value", "value_max", "unit", "bound", "claims", "indicator_text", "written",
    "written_unit", "text", "sentence", "title", "kind", "report_year", "report_region", "path", "page", "start", "end",
    "rule", "report_key", "record_id",
)  # fmt: skip


class Exported(NamedTuple):
    """How many rows were written, and how many were left out for want of codes."""

    rows: int
    left_out: int = 0


def export(store: Store, selection: Selection, format: str, output: Path, *, every: bool = False) -> Exported:
    """Writes the panel to ``output`` as ``csv``, ``xlsx``, ``parquet``, ``jsonl`` or ``sdmx-csv``; with ``every`` all
    claims of each cell (not in SDMX, where a cell has one value). Beside CSV and Parquet stands a ``datapackage.json``.
    A file is there only when it is whole. Raises UsageError where it cannot be written."""
    query = panel(store, selection, columns=COLUMNS, every=every and format != "sdmx-csv")
    draft = output.with_name(f".{os.getpid()}.{output.name}")
    try:
        draft.touch()  # an unwritable place is an OSError here, and an error of their own with DuckDB and XlsxWriter
        done = _WRITERS[format](store, query, draft)
        os.replace(draft, output)
        if format in ("csv", "parquet"):
            datapackage.write(output, format, query.columns, done.rows)
    except OSError as error:
        raise UsageError("E302", option=f"--output {output}", reason=error.strerror or str(error)) from error
    finally:
        draft.unlink(missing_ok=True)
    return done


def _write_csv(store: Store, query: Query, path: Path) -> Exported:
    with path.open("w", encoding="utf-8", newline="") as stream:
        return Exported(write_csv(stream, query.columns, query.rows(store)))


def _write_jsonl(store: Store, query: Query, path: Path) -> Exported:
    written = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        for row in query.rows(store):
            stream.write(json.dumps(json_row(query.columns, row), ensure_ascii=False) + "\n")
            written += 1
    return Exported(written)


def _write_parquet(store: Store, query: Query, path: Path) -> Exported:
    target = str(path).replace("'", "''")
    sql = f"COPY ({query.sql}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
    count = store.connection.execute(sql, query.parameters).fetchall()[0][0]
    return Exported(int(count))


def _write_workbook(store: Store, query: Query, path: Path) -> Exported:
    return Exported(workbook.write(path, query.columns, query.rows(store)))


def _write_sdmx(store: Store, query: Query, path: Path) -> Exported:
    with path.open("w", encoding="utf-8", newline="") as stream:
        return Exported(*sdmx.write(stream, query.columns, query.rows(store), sdmx.places(store)))


_WRITERS: dict[str, Callable[[Store, Query, Path], Exported]] = {
    "csv": _write_csv,
    "jsonl": _write_jsonl,
    "parquet": _write_parquet,
    "sdmx-csv": _write_sdmx,
    "xlsx": _write_workbook,
}
