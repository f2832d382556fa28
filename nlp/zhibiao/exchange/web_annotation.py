"""W3C Web Annotations (JSON-LD): each mention and record as an annotation of the text.

https://www.w3.org/TR/annotation-model/: a place is said twice, by a TextPositionSelector (code points) and by a
TextQuoteSelector, with which it is found again in a text that was edited.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from zhibiao.errors import ExchangeError
from zhibiao.evaluation.gold import Annotated, Row
from zhibiao.exchange.annotations import RECORD_FIELDS, mention_row, record_row

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 24  # characters before and behind a quote
RECORD_FORMAT = "application/json"


def dump(annotated: Annotated) -> dict[str, Any]:
    """An AnnotationPage of all mentions (tagging) and records (describing, the fields as a JSON text)."""
    source = f"urn:zhibiao:report:{annotated.name}"
    items = [_annotation(annotated.text, source, f"m{n}", row, _tag(row)) for n, row in enumerate(annotated.mentions)]
    items += [
        _annotation(annotated.text, source, f"r{n}", row, _fields(row)) for n, row in enumerate(annotated.records)
    ]
    return {"@context": CONTEXT, "id": f"{source}:annotations", "type": "AnnotationPage", "items": items}


def _annotation(text: str, source: str, name: str, row: Row, body: dict[str, Any]) -> dict[str, Any]:
    start, end = row["start"], row["end"]
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(start - AROUND, 0) : start],
        "suffix": text[end : end + AROUND],
    }
    return {
        "id": f"{source}:{name}",
        "type": "Annotation",
        "motivation": body["purpose"],
        "body": body,
        "target": {"source": source, "selector": [position, quote]},
    }


def _tag(row: Row) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "tagging", "value": row["type"]}


def _fields(row: Row) -> dict[str, Any]:
    fields = {name: row[name] for name in RECORD_FIELDS[3:]}
    value = json.dumps(fields, ensure_ascii=False)
    return {"type": "TextualBody", "purpose": "describing", "format": RECORD_FORMAT, "value": value}


def load(data: Any, text: str, name: str = "") -> Annotated:
    """The annotations of a page, of a list of annotations or of one, in a text. Places whose quote stands elsewhere now
    are found by it. Raises ExchangeError for what cannot be read or found."""
    records: list[Row] = []
    mentions: list[Row] = []
    for number, item in enumerate(_items(data)):
        where = f"items[{number}]"
        if not isinstance(item, dict):
            raise ExchangeError("E701", where=where, reason="no object")
        start, end = _place(item.get("target"), text, where)
        for body in _several(item.get("body")):
            if not isinstance(body, dict):
                continue
            if body.get("format") == RECORD_FORMAT:
                records.append(record_row(text, _json(body, where) | {"start": start, "end": end}, where))
            elif body.get("purpose") == "tagging":
                mentions.append(mention_row(text, start, end, body.get("value"), where))
    return Annotated(name, text, records, mentions)


def _items(data: Any) -> Iterator[Any]:
    found = data.get("items", [data]) if isinstance(data, dict) else data
    if not isinstance(found, list):
        raise ExchangeError("E701", where="items", reason="no list")
    yield from found


def _several(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]


def _json(body: dict[str, Any], where: str) -> dict[str, Any]:
    try:
        fields = json.loads(body.get("value", ""))
    except (TypeError, ValueError, RecursionError) as error:
        raise ExchangeError("E701", where=where, reason=str(error)) from error
    if not isinstance(fields, dict):
        raise ExchangeError("E701", where=where, reason="no object")
    return fields


def _place(target: Any, text: str, where: str) -> tuple[int, int]:
    selectors = [
        s for s in _several(target.get("selector") if isinstance(target, dict) else None) if isinstance(s, dict)
    ]
    by_type = {selector.get("type"): selector for selector in selectors}
    position, quote = by_type.get("TextPositionSelector"), by_type.get("TextQuoteSelector")
    exact = quote.get("exact") if quote else None
    if position is not None:
        start, end = position.get("start"), position.get("end")
        if isinstance(start, int) and isinstance(end, int) and _fits(text, start, end, exact):
            return start, end
    if quote is not None and isinstance(exact, str) and exact:
        return _find(quote, exact, text, where)
    raise ExchangeError("E701", where=where, reason="no selector that fits the text")


def _fits(text: str, start: int, end: int, exact: Any) -> bool:
    return 0 <= start < end <= len(text) and exact in (None, text[start:end])


def _find(quote: dict[str, Any], exact: str, text: str, where: str) -> tuple[int, int]:
    """The one place where a quote stands between its prefix and suffix, else its only place."""
    prefix, suffix = str(quote.get("prefix", "")), str(quote.get("suffix", ""))
    for before, behind in ((prefix, suffix), (prefix, ""), ("", suffix), ("", "")):
        wanted = before + exact + behind
        at = text.find(wanted)
        if at >= 0 and text.find(wanted, at + 1) < 0:
            return at + len(before), at + len(before) + len(exact)
    raise ExchangeError("E701", where=where, reason=f"not found, or in several places: {exact!r}")
