"""The frictionless data package (``datapackage.json``) that says what the columns of an exported file mean.

Source of the format: https://specs.frictionlessdata.io (Data Package and Table Schema).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from zhibiao.storage.columns import described, described_claim

INTEGERS = frozenset({"part", "year", "claims", "choice", "report_year", "page", "start", "end", "report_key"})
NUMBERS = frozenset({"value", "value_max", "written"})
FILE = "datapackage.json"
MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def write(data: Path, format: str, columns: Sequence[str], rows: int) -> None:
    """Writes ``datapackage.json`` beside an exported file. Raises OSError."""
    text = json.dumps(package(data, format, columns, rows), ensure_ascii=False, indent=2)
    data.with_name(FILE).write_text(text + "\n", encoding="utf-8")


def package(data: Path, format: str, columns: Sequence[str], rows: int) -> dict[str, Any]:
    """What ``datapackage.json`` says of an exported file."""
    resource: dict[str, Any] = {
        "name": "panel",
        "path": data.name,
        "title": described()["panel", ""].zh,
        "description": described()["panel", ""].meaning,
        "format": format,
        "mediatype": MEDIA_TYPES[format],
        "encoding": "utf-8",
        "bytes": data.stat().st_size,
        "hash": f"sha256:{_digest(data)}",
        "rows": rows,
        "schema": {"fields": [_field(name, format) for name in columns], "missingValues": [""]},
    }
    return {
        "profile": "tabular-data-package",
        "name": "zhibiao-panel",
        "title": "zhibiao: 地区、年份、指标面板",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "sources": [{"title": f"zhibiao {version('zhibiao')}"}],
        "resources": [resource | {"profile": "tabular-data-resource"}],
    }


def _field(name: str, format: str) -> dict[str, Any]:
    """A column: its name, type, Chinese title, meaning. Text that would be a formula has an apostrophe before it."""
    row = described_claim(name)
    field: dict[str, Any] = {"name": name, "title": row.zh, "description": f"{row.meaning} {row.meaning_zh}"}
    if name in INTEGERS:
        return field | {"type": "integer"}
    if name in NUMBERS and not (name == "written" and format == "parquet"):
        return field | {"type": "number"}
    return field | {"type": "string"}


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
