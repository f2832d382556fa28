"""A report on its way into the store: JSON texts, which DuckDB takes apart faster than rows are handed to it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from pydantic_core import PydanticSerializationError, to_json, to_jsonable_python

from zhibiao.records import IndicatorRecord, Mention, Report
from zhibiao.surrogates import without_surrogates

RECORD_SCHEMA = 2
"""Version of the fields of a record, part of what makes an extraction known: raised when a field is added or changes
its meaning, so that a batch reads old reports again."""

_FIELDS = [name for name in IndicatorRecord.model_fields if name not in ("value_max", "sentence")]
_MENTION_FIELDS = list(Mention.model_fields)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A report as three JSON texts in UTF-8, each on one line: the report without its lists, its records, its mentions.
    Records and mentions are columns, an array for each field: DuckDB reads them four times as fast as an array of
    objects, and the one writer has to keep up with many workers. ``sha256`` is that of the bytes it was read from (of
    its text, where there was no file)."""

    sha256: str
    document: bytes
    records: bytes
    mentions: bytes
    characters: int
    figures: int


def pack(report: Report) -> Parcel:
    """The parcel of a report. A lone surrogate, which no database takes, stands in it as U+FFFD."""
    head = report.head
    document = head.model_dump(mode="json") | {
        "text": report.text,
        "sections": json.dumps([section.model_dump() for section in report.sections], ensure_ascii=False),
        "pages": json.dumps([page.model_dump() for page in report.pages]),
    }
    return Parcel(
        sha256=head.file_sha256 or head.sha256,
        document=_dump(document),
        records=_dump(_columns_of(report.records)),
        mentions=_dump({name: [getattr(mention, name) for mention in report.mentions] for name in _MENTION_FIELDS}),
        characters=len(report.text),
        figures=len(report.records),
    )


def _columns_of(records: list[IndicatorRecord]) -> dict[str, list[object]]:
    columns: dict[str, list[object]] = {name: [getattr(record, name) for record in records] for name in _FIELDS}
    columns["value_max"] = ["" if record.value_max is None else record.value_max for record in records]
    columns["sentence_start"] = [record.sentence.start for record in records]
    columns["sentence_end"] = [record.sentence.end for record in records]
    return columns


def _dump(values: dict[str, object] | dict[str, list[object]]) -> bytes:
    try:
        return to_json(values)
    except PydanticSerializationError:
        text = json.dumps(to_jsonable_python(values), ensure_ascii=False)
        return without_surrogates(text).encode()
