"""The review layer: what people did, laid over what was extracted. The extraction itself never changes.

A record is known by its place, ``start-end-part``, which stays when a report is extracted again; a mention by
``start-end-type``; what a person added by ``added-N``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from zhibiao.errors import ExchangeError, ServiceError
from zhibiao.evaluation.gold import Annotated, Row
from zhibiao.exchange.annotations import LABELS, MENTION_FIELDS, RECORD_FIELDS, mention_row, record_row
from zhibiao.records import Report
from zhibiao.service.ledger import Action, Layer, Ledger, Review
from zhibiao.service.schemas import ReviewRequest

State = Literal["extracted", "accepted", "changed", "added", "rejected"]
DERIVED = {"indicator": ("indicator_id",), "region": ("region_code",), "value": ("value_base", "unit_base"),
           "unit": ("value_base", "unit_base")}  # fmt: skip
"""What was derived from a field, and is not known any more when a person changes it."""


@dataclass(slots=True)
class Reviewed:
    """A record or mention with the reviews on top: ``row`` as it is now, ``changed`` the fields that differ."""

    key: str
    row: Row
    state: State = "extracted"
    changed: list[str] = field(default_factory=list)

    def data(self) -> dict[str, Any]:
        """As the service hands it out."""
        return {"key": self.key, "state": self.state, "changed": self.changed, "row": self.row}


@dataclass(frozen=True, slots=True)
class Reviews:
    """A report's records and mentions as reviewed, in the order of the text, and the reviews."""

    report: Report
    records: list[Reviewed]
    mentions: list[Reviewed]
    events: list[Review]

    def annotated(self) -> Annotated:
        """What stands after the review, for gold and for other programs."""
        rows = [{name: one.row[name] for name in RECORD_FIELDS} for one in self.records if one.state != "rejected"]
        mentions = [
            {name: one.row[name] for name in MENTION_FIELDS} for one in self.mentions if one.state != "rejected"
        ]
        return Annotated(self.report.head.id, self.report.text, rows, mentions)

    def meta(self) -> dict[str, Any]:
        """What the ``meta.json`` of the seed says."""
        head = self.report.head
        people = sorted({event.who for event in self.events if event.who})
        return {
            "region": head.region,
            "year": head.year,
            "kind": head.kind,
            "source": head.source,
            "annotated_by": ", ".join(people) or "extraction, not reviewed",
            "extracted_with": head.model,
            "reviews": len(self.events),
        }


def record_key(row: Row) -> str:
    """What a record is known by."""
    return f"{row['start']}-{row['end']}-{row['part']}"


def mention_key(row: Row) -> str:
    """What a mention is known by."""
    return f"{row['start']}-{row['end']}-{row['type']}"


def review_of(report: Report, events: Iterable[Review]) -> Reviews:
    """A report with its reviews on top. A review of something that this extraction has not is left out."""
    listed = list(events)
    records = {record_key(row): row for row in (record.to_dict() for record in report.records)}
    mentions = {mention_key(row): row for row in (m.model_dump() for m in report.mentions) if row["type"] in LABELS}
    return Reviews(
        report,
        _fold(records, [event for event in listed if event.layer == "record"]),
        _fold(mentions, [event for event in listed if event.layer == "mention"]),
        listed,
    )


def _fold(rows: dict[str, Row], events: list[Review]) -> list[Reviewed]:
    found = {key: Reviewed(key, row) for key, row in rows.items()}
    for event in events:
        if event.action == "add":
            found[event.target] = Reviewed(event.target, dict(event.fields), "added")
        elif event.target in found:
            _apply(found[event.target], event, rows.get(event.target))
    return sorted(found.values(), key=lambda one: (one.row["start"], one.row["end"], one.key))


def _apply(one: Reviewed, event: Review, original: Row | None) -> None:
    if event.action == "restore":
        one.state, one.changed = ("extracted", []) if original is not None else ("added", one.changed)
        one.row = original if original is not None else one.row
    elif event.action == "reject":
        one.state = "rejected"
    elif event.action == "accept":
        one.state = "accepted" if not one.changed else "changed"
    else:
        _change(one, event.fields)


def _change(one: Reviewed, fields: dict[str, Any]) -> None:
    changed = [name for name, value in fields.items() if one.row.get(name) != value]
    row = one.row | fields
    for name in changed:
        row |= dict.fromkeys((other for other in DERIVED.get(name, ()) if other in row), "")
    if "provenance" in row:
        row["provenance"] = {name: spans for name, spans in row["provenance"].items() if name not in changed}
    one.row = row
    one.changed = sorted({*one.changed, *changed})
    one.state = "added" if one.key.startswith("added-") else "changed"


def add_review(ledger: Ledger, report: Report, wanted: ReviewRequest, who: str) -> Review:
    """Checks a review against its report and stores it. Raises ServiceError for an unknown target, ExchangeError for
    fields that make no sense."""
    events = ledger.reviews(report.head.id)
    reviews = review_of(report, events)
    layer = reviews.records if wanted.layer == "record" else reviews.mentions
    target = next((one for one in layer if one.key == wanted.target), None)
    if target is None and wanted.action != "add":
        raise ServiceError("E621", name=wanted.target)
    fields = _fields(report.text, wanted, target) if wanted.action in ("add", "change") else {}
    key = wanted.target if wanted.action != "add" else ""
    layer_name: Layer = wanted.layer
    action: Action = wanted.action
    return ledger.add_review(report.head.id, layer_name, key, action, fields, who, wanted.note)


def _fields(text: str, wanted: ReviewRequest, target: Reviewed | None) -> dict[str, Any]:
    """The fields to store: all of what is added, of a change those that are given."""
    if wanted.layer == "mention":
        if wanted.mention is None:
            raise ServiceError("E614", reason="mention: missing")
        return mention_row(text, wanted.mention.start, wanted.mention.end, wanted.mention.type, "mention")
    if wanted.record is None:
        raise ServiceError("E614", reason="record: missing")
    given = wanted.record.model_dump(exclude_none=True)
    if target is None:
        if not given.get("value") or not given.get("indicator"):
            raise ServiceError("E614", reason="record: value, indicator")
        return record_row(text, given, "record")
    row = record_row(text, {name: target.row[name] for name in RECORD_FIELDS} | given, "record")
    return {name: row[name] for name in (*given, *(["text"] if {"start", "end"} & given.keys() else []))}


def take_over(ledger: Ledger, report: Report, annotated: Annotated, who: str, note: str) -> list[Review]:
    """Stores as reviews what annotations of another program say differently: records and mentions that they have not
    are rejected, those that only they have are added, other fields are changed. Raises ExchangeError for annotations
    of another text."""
    if annotated.text != report.text:
        raise ExchangeError("E701", where=annotated.name or "text", reason="not the text of this report")
    reviews = review_of(report, ledger.reviews(report.head.id))
    wanted = [*_differences("record", reviews.records, annotated.records, record_key, RECORD_FIELDS)]
    wanted += _differences("mention", reviews.mentions, annotated.mentions, mention_key, MENTION_FIELDS)
    return [ledger.add_review(report.head.id, *each, who, note) for each in wanted]


def _differences(
    layer: Layer, known: list[Reviewed], rows: list[Row], key_of: Callable[[Row], str], fields: tuple[str, ...]
) -> Iterator[tuple[Layer, str, Action, dict[str, Any]]]:
    """The reviews that lead from what is known to the rows; what stands at the same place is the same thing."""
    there = {key_of(one.row): one for one in known if one.state != "rejected"}
    said = {key_of(row): row for row in rows}
    for key, one in there.items():
        if key not in said:
            yield layer, one.key, "reject", {}
    for key, row in said.items():
        if key not in there:
            yield layer, "", "add", {name: row[name] for name in fields}
        elif changed := {name: row[name] for name in fields if row[name] != there[key].row[name]}:
            yield layer, there[key].key, "change", changed
