"""A report on its way into the store: JSON texts, which DuckDB takes apart faster than rows are handed to it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from zhibiao.records import IndicatorRecord, Mention, Report
from zhibiao.surrogates import without_surrogates

RECORD_SCHEMA = 2
"""Version of the fields of a record, part of what makes an extraction known: raised when a field is added or changes
its meaning, so that a batch reads old reports again."""

_RECORDS = TypeAdapter(list[IndicatorRecord])
_MENTIONS = TypeAdapter(list[Mention])


@dataclass(frozen=True, slots=True)
class Parcel:
    """A report as three JSON texts: the report without its lists, its records, its mentions. ``sha256`` is that of the
    bytes it was read from (of its text, where there was no file). Workers make it, the one writer puts it in."""

    sha256: str
    document: str
    records: str
    mentions: str
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
        document=without_surrogates(json.dumps(document, ensure_ascii=False)),
        records=_dump(_RECORDS, report.records),
        mentions=_dump(_MENTIONS, report.mentions),
        characters=len(report.text),
        figures=len(report.records),
    )


def _dump(adapter: TypeAdapter[Any], values: Sequence[object]) -> str:
    try:
        return adapter.dump_json(values).decode()
    except PydanticSerializationError:
        return without_surrogates(json.dumps(adapter.dump_python(values, mode="json"), ensure_ascii=False))
