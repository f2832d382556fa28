"""Label Studio tasks: mentions as labels, the fields of a record as texts and choices of a region labelled FACT.

Offsets in Label Studio are those of JavaScript, UTF-16 units. A ratio with several parts has a region a part.
``CONFIG`` is the labelling interface of a project that reads these tasks.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from xml.sax.saxutils import quoteattr

from zhibiao.errors import ExchangeError
from zhibiao.evaluation.gold import Annotated, Row
from zhibiao.exchange.annotations import CHOICES, LABELS, WORDS, mention_row, record_row

FACT = "FACT"


_OF_FACT = f'toName="text" perRegion="true" whenTagName="label" whenLabelValue="{FACT}"'


def _config() -> str:
    labels = "".join(f"<Label value={quoteattr(name)}/>" for name in (*LABELS, FACT))
    words = (*WORDS, "part")
    fields = "".join(f'<TextArea name="{n}" {_OF_FACT} maxSubmissions="1" placeholder="{n}"/>' for n in words)
    choices = "".join(_choices(name, values) for name, values in CHOICES.items())
    shown = f'<Labels name="label" toName="text">{labels}</Labels><Text name="text" value="$text"/>'
    return f"<View>{shown}{fields}{choices}</View>\n"


def _choices(name: str, values: tuple[str, ...]) -> str:
    choices = "".join(f"<Choice value={quoteattr(value)}/>" for value in values)
    return f'<Choices name="{name}" {_OF_FACT} choice="single">{choices}</Choices>'


CONFIG = _config()


def dump(annotated: Annotated) -> list[dict[str, Any]]:
    """One task with one annotation."""
    units = _units(annotated.text)
    results: list[dict[str, Any]] = []
    for number, row in enumerate(annotated.mentions):
        results.append(_result(f"m{number}", row, units, "labels", "label", {"labels": [row["type"]]}))
    for number, row in enumerate(annotated.records):
        name = f"r{number}"
        results.append(_result(name, row, units, "labels", "label", {"labels": [FACT]}))
        fields = [(field, str(row[field])) for field in (*WORDS, "part") if str(row[field])]
        results += [_result(name, row, units, "textarea", field, {"text": [value]}) for field, value in fields]
        results += [_result(name, row, units, "choices", field, {"choices": [row[field]]}) for field in CHOICES]
    return [{"data": {"text": annotated.text, "name": annotated.name}, "annotations": [{"result": results}]}]


def _result(name: str, row: Row, units: list[int], kind: str, field: str, value: dict[str, Any]) -> dict[str, Any]:
    place = {"start": units[row["start"]], "end": units[row["end"]]}
    if kind == "labels":
        place["text"] = row["text"]
    return {"id": name, "from_name": field, "to_name": "text", "type": kind, "value": place | value}


def load(data: Any) -> list[Annotated]:
    """The tasks of an export, each with its first annotation (or prediction, where it has none).
    Raises ExchangeError."""
    if not isinstance(data, list):
        raise ExchangeError("E701", where="tasks", reason="no list")
    return [_load_task(task, f"tasks[{number}]") for number, task in enumerate(data)]


def _load_task(task: Any, where: str) -> Annotated:
    try:
        text, name = task["data"]["text"], str(task["data"].get("name", ""))
        done = [one for one in task.get("annotations") or task.get("predictions") or [] if not one.get("was_cancelled")]
        regions: dict[str, dict[str, Any]] = defaultdict(dict)
        for result in done[0]["result"] if done else []:
            _take(regions[result["id"]], result)
        return _annotated(name, text, regions, where)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ExchangeError("E701", where=where, reason=f"{type(error).__name__}: {error}") from error


def _take(region: dict[str, Any], result: dict[str, Any]) -> None:
    value = result["value"]
    if result["type"] == "labels":
        region.update(start=value["start"], end=value["end"], label=value["labels"][0], text=value.get("text"))
    elif result["type"] == "textarea":
        region[result["from_name"]] = (value["text"] or [""])[0] if isinstance(value["text"], list) else value["text"]
    elif result["type"] == "choices":
        region[result["from_name"]] = value["choices"][0]


def _annotated(name: str, text: str, regions: dict[str, dict[str, Any]], where: str) -> Annotated:
    points = {unit: point for point, unit in enumerate(_units(text))}
    records: list[Row] = []
    mentions: list[Row] = []
    for key, region in regions.items():
        if "label" not in region:
            continue
        place, here = _place(region, text, points), f"{where}, {key}"
        if region["label"] == FACT:
            records.append(record_row(text, region | place | {"part": _part(region, here)}, here))
        else:
            mentions.append(mention_row(text, place["start"], place["end"], region["label"], here))
    return Annotated(name, text, records, mentions)


def _part(region: dict[str, Any], where: str) -> int:
    part = str(region.get("part") or 0)
    if not (part.isascii() and part.isdigit() and len(part) < 4):
        raise ExchangeError("E701", where=where, reason=f"part: {part!r}")
    return int(part)


def _place(region: dict[str, Any], text: str, points: dict[int, int]) -> dict[str, Any]:
    """The place of a region in code points. Tasks that other programs made may count these already: where only they
    fit the region's text, they are taken."""
    start, end, quoted = region["start"], region["end"], region["text"]
    converted = {"start": points.get(start), "end": points.get(end)}
    fits = quoted is None or text[converted["start"] : converted["end"]] == quoted
    if not fits and isinstance(start, int) and isinstance(end, int) and text[start:end] == quoted:
        return {"start": start, "end": end}
    return converted


def _units(text: str) -> list[int]:
    """For each offset in code points the offset in UTF-16 units."""
    units = [0]
    for character in text:
        units.append(units[-1] + (2 if ord(character) > 0xFFFF else 1))
    return units
