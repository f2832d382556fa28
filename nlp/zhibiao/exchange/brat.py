"""brat standoff: a text file and a file of annotations (https://brat.nlplab.org/standoff.html).

Mentions and figures are text-bound annotations; a record is one of type FACT with its fields as JSON in a note.
A span over a line break is written in pieces, as brat wants it.
"""

from __future__ import annotations

import json
import re
from typing import Any

from zhibiao.errors import ExchangeError
from zhibiao.evaluation.gold import Annotated, Row
from zhibiao.exchange.annotations import LABELS, RECORD_FIELDS, mention_row, record_row

FACT = "FACT"
NOTE = "AnnotatorNotes"
CONFIG = "[entities]\n" + "".join(f"{name}\n" for name in (*LABELS, FACT)) + "[relations]\n[events]\n[attributes]\n"
"""The annotation.conf of a collection."""
_LINE = re.compile(r"[\n\r]+")


def dump(annotated: Annotated) -> str:
    """The .ann file; the .txt file is the text as it is."""
    lines: list[str] = []
    for row in annotated.mentions:
        lines.append(_bound(len(lines) + 1, row["type"], row, annotated.text))
    notes: list[str] = []
    for row in annotated.records:
        number = len(lines) + 1
        lines.append(_bound(number, FACT, row, annotated.text))
        fields = json.dumps({name: row[name] for name in RECORD_FIELDS[3:]})
        notes.append(f"#{len(notes) + 1}\t{NOTE} T{number}\t{fields}")
    return "".join(line + "\n" for line in (*lines, *notes))


def _bound(number: int, kind: str, row: Row, text: str) -> str:
    pieces = _pieces(text, row["start"], row["end"])
    places = ";".join(f"{start} {end}" for start, end in pieces)
    return f"T{number}\t{kind} {places}\t{' '.join(text[start:end] for start, end in pieces)}"


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a span between line breaks; a span of nothing else stays whole."""
    pieces, at = [], start
    for found in _LINE.finditer(text, start, end):
        if found.start() > at:
            pieces.append((at, found.start()))
        at = found.end()
    if at < end:
        pieces.append((at, end))
    return pieces or [(start, end)]


def load(lines: str, text: str, name: str = "") -> Annotated:
    """The annotations of a .ann file in its text. What has another type than these is left out: attributes, relations
    and events say nothing here. Raises ExchangeError."""
    bound: dict[str, tuple[str, int, int, str]] = {}
    notes: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(lines.split("\n"), 1):
        where = f"line {number}"
        try:
            if line.startswith("T"):
                key, place, *_ = line.split("\t")
                kind, _, spans = place.partition(" ")
                offsets = [int(one) for one in re.split("[ ;]", spans)]
                bound[key] = (kind, min(offsets), max(offsets), where)
            elif line.startswith("#"):
                _, target, note = line.split("\t", 2)
                notes[target.rpartition(" ")[2]] = _fields(note)
        except ValueError as error:
            raise ExchangeError("E701", where=where, reason=str(error)) from error
    return _annotated(name, text, bound, notes)


def _fields(note: str) -> dict[str, Any]:
    """The fields that a note holds; none, where a person wrote something else."""
    try:
        fields = json.loads(note)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _annotated(
    name: str, text: str, bound: dict[str, tuple[str, int, int, str]], notes: dict[str, dict[str, Any]]
) -> Annotated:
    records: list[Row] = []
    mentions: list[Row] = []
    for key, (kind, start, end, where) in bound.items():
        if kind == FACT:
            records.append(record_row(text, notes.get(key, {}) | {"start": start, "end": end}, where))
        elif kind in LABELS:
            mentions.append(mention_row(text, start, end, kind, where))
    return Annotated(name, text, records, mentions)
