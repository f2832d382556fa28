"""doccano: JSON Lines, a report a line.

Mentions are entities. doccano has no fields for what a figure says, so the
records travel in the column ``records``, which doccano keeps as metadata and exports as it was. A record whose figure
is no entity any more is dropped when it is read again.
"""

from __future__ import annotations

import json
from typing import Any

from zhibiao.errors import ExchangeError
from zhibiao.evaluation.gold import Annotated, Row
from zhibiao.evaluation.scores import NUMBERS
from zhibiao.exchange.annotations import RECORD_FIELDS, mention_row, record_row


def dump(annotated: Annotated) -> str:
    """One line with ``text``, ``entities``, ``relations`` and the metadata ``name`` and ``records``."""
    entities = [
        {"id": number, "label": row["type"], "start_offset": row["start"], "end_offset": row["end"]}
        for number, row in enumerate(annotated.mentions, 1)
    ]
    records = [{name: row[name] for name in RECORD_FIELDS} for row in annotated.records]
    line = {
        "text": annotated.text, "entities": entities, "relations": [], "name": annotated.name, "records": records,
    }  # fmt: skip
    return json.dumps(line, ensure_ascii=False) + "\n"


def load(lines: str) -> list[Annotated]:
    """The reports of an export: entities as objects (``entities``) or triples (``label``). Raises ExchangeError."""
    found = []
    for number, line in enumerate(lines.split("\n"), 1):
        if line.strip():
            found.append(_load_line(line, f"line {number}"))
    return found


def _load_line(line: str, where: str) -> Annotated:
    try:
        data = json.loads(line)
        text, name = data["text"], str(data.get("name", ""))
        entities = data["entities"] if "entities" in data else [_triple(one) for one in data["label"]]
        mentions = [mention_row(text, e["start_offset"], e["end_offset"], e["label"], where) for e in entities]
        records = [record_row(text, record, where) for record in data.get("records") or []]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ExchangeError("E701", where=where, reason=f"{type(error).__name__}: {error}") from error
    return Annotated(name, text, _still_there(records, mentions), mentions)


def _triple(entity: list[Any]) -> dict[str, Any]:
    start, end, label = entity
    return {"start_offset": start, "end_offset": end, "label": label}


def _still_there(records: list[Row], mentions: list[Row]) -> list[Row]:
    places = {(row["start"], row["end"]) for row in mentions if row["type"] in NUMBERS}
    return [row for row in records if (row["start"], row["end"]) in places]
