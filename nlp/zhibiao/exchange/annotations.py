"""A report's annotations as all formats speak of them, and the folder of files that ``zhibiao evaluate`` reads.

A row of a mention has ``MENTION_FIELDS``, a row of a record ``RECORD_FIELDS``: those of the annotation guidelines.
Offsets are code points, half open.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from zhibiao.errors import ExchangeError, UsageError
from zhibiao.evaluation.gold import Annotated, Row
from zhibiao.evaluation.scores import NUMBERS, TYPES
from zhibiao.records import Report

_UNSAFE = re.compile(r"[^\w.-]+")
MENTION_FIELDS = ("start", "end", "type", "text")
RECORD_FIELDS = (
    "start", "end", "text", "part", "value", "value_max", "unit", "bound", "indicator", "predicate", "region", "entity",
    "period", "aspect", "relation", "base", "status",
)  # fmt: skip
CHOICES: dict[str, tuple[str, ...]] = {
    "bound": ("=", "~", ">", ">=", "<", "<="),
    "aspect": ("level", "growth"),
    "relation": ("value", "change", "gap", "share", "contribution", "rank", "multiple", "completion"),
    "status": ("actual", "target"),
}
"""The fields of a record whose values are closed sets; the first is what is meant where nothing is said."""
WORDS = ("value", "value_max", "unit", "indicator", "predicate", "region", "entity", "period", "base")
"""The fields of a record that are free texts."""
LABELS = TYPES
"""The types of mentions that are annotated."""


def annotations_of(report: Report) -> Annotated:
    """What was extracted from a report, as annotations."""
    records = [_plain(record.to_dict(), RECORD_FIELDS) for record in report.records]
    mentions = [_plain(m.model_dump(), MENTION_FIELDS) for m in report.mentions if m.type in LABELS]
    return Annotated(report.head.id, report.text, records, mentions)


def _plain(row: Mapping[str, Any], fields: Iterable[str]) -> Row:
    return {name: row[name] for name in fields}


def record_row(text: str, fields: Mapping[str, Any], where: str) -> Row:
    """A record with all its fields in their order, those that are not given at what is meant then.
    Raises ExchangeError for a place outside the text and a value that is none."""
    start, end = span_of(text, fields.get("start"), fields.get("end"), where)
    row: Row = {"start": start, "end": end, "text": text[start:end], "part": fields.get("part") or 0}
    for name in RECORD_FIELDS[4:]:
        row[name] = str(fields.get(name) or (CHOICES[name][0] if name in CHOICES else ""))
        if name in CHOICES and row[name] not in CHOICES[name]:
            raise ExchangeError("E701", where=where, reason=f"{name}: {row[name]!r}")
    for name in ("value", "value_max"):
        if row[name] and not _is_number(row[name]):
            raise ExchangeError("E701", where=where, reason=f"{name}: {row[name]!r}")
    return row


def mention_row(text: str, start: object, end: object, kind: object, where: str) -> Row:
    """A mention. Raises ExchangeError for a place outside the text and an unknown type."""
    first, last = span_of(text, start, end, where)
    if kind not in LABELS:
        raise ExchangeError("E701", where=where, reason=f"type: {kind!r}")
    return {"start": first, "end": last, "type": kind, "text": text[first:last]}


def span_of(text: str, start: object, end: object, where: str) -> tuple[int, int]:
    """A place in the text. Raises ExchangeError for one outside of it."""
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        raise ExchangeError("E701", where=where, reason=f"start {start}, end {end} (0..{len(text)})")
    return start, end


def _is_number(value: str) -> bool:
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False


def number_type(mentions: Iterable[Row], start: int, end: int, unit: str) -> str:
    """The type of the number that a record is about: that of the mention there, else what its unit says."""
    found = (row["type"] for row in mentions if (row["start"], row["end"]) == (start, end) and row["type"] in NUMBERS)
    return str(next(found, "PERCENT" if unit[:1] in ("%", "‰") or unit.startswith("个百分点") else "QUANTITY"))


def completed(annotated: Annotated) -> Annotated:
    """The same with a number mention for each record that has none, both layers in the order of the text."""
    places = {(row["start"], row["end"]) for row in annotated.mentions if row["type"] in NUMBERS}
    mentions = list(annotated.mentions)
    for record in annotated.records:
        place = (record["start"], record["end"])
        if place not in places:
            places.add(place)
            kind = number_type((), *place, record["unit"])
            mentions.append(mention_row(annotated.text, *place, kind, annotated.name))
    records = sorted(annotated.records, key=lambda row: (row["start"], row["end"], row["part"]))
    mentions.sort(key=lambda row: (row["start"], row["end"], row["type"]))
    return Annotated(annotated.name, annotated.text, records, mentions)


def seed_files(annotated: Annotated, meta: Mapping[str, Any]) -> dict[str, bytes]:
    """The files of an annotated report: what stands in its folder in ``seeds/``."""
    return {
        "report.txt": annotated.text.encode("utf-8", "replace"),
        "records.jsonl": _lines(annotated.records),
        "mentions.jsonl": _lines(annotated.mentions),
        "meta.json": (json.dumps(meta, ensure_ascii=False, indent=1) + "\n").encode(),
    }


def write_seed(folder: Path, annotated: Annotated, name: str) -> None:
    """Writes an annotated report into a folder of its own in ``folder``; of its name only what is no path is taken.
    Raises UsageError where it cannot be written."""
    own = folder / (_UNSAFE.sub("_", name).strip("._") or "report")
    try:
        own.mkdir(parents=True, exist_ok=True)
        for path, data in seed_files(completed(annotated), {"source": name}).items():
            (own / path).write_bytes(data)
    except OSError as error:
        raise UsageError("E302", option=str(own), reason=error.strerror or str(error)) from error


def _lines(rows: Iterable[Row]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
