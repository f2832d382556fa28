"""The formats by name: what ``zhibiao export --format`` and the service write, what ``zhibiao import`` reads."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from zhibiao.errors import ExchangeError
from zhibiao.evaluation.gold import Annotated
from zhibiao.exchange import brat, doccano, label_studio, web_annotation
from zhibiao.exchange.annotations import completed, seed_files


class Written(NamedTuple):
    """A file for another program: its bytes, media type and the end of its name."""

    data: bytes
    media_type: str
    suffix: str


def dump(name: str, annotated: Annotated, meta: Mapping[str, Any] | None = None) -> Written:
    """The file of a format. ``meta`` is what the ``meta.json`` of a seed says. Raises KeyError for an unknown name."""
    return _WRITERS[name](annotated, meta or {})


def load(name: str, data: bytes, text: str = "") -> list[Annotated]:
    """The reports in a file of Label Studio or doccano, or in annotations of ``text`` (web-annotation, brat).
    Raises ExchangeError, and KeyError for an unknown name."""
    try:
        decoded = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExchangeError("E701", where=name, reason=str(error)) from error
    return _READERS[name](decoded, text)


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _zip(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _seed(annotated: Annotated, meta: Mapping[str, Any]) -> Written:
    annotated = completed(annotated)
    files = {f"{annotated.name}/{path}": data for path, data in seed_files(annotated, meta).items()}
    return Written(_zip(files), "application/zip", ".seed.zip")


def _web_annotation(annotated: Annotated, meta: Mapping[str, Any]) -> Written:
    return Written(_json(web_annotation.dump(annotated)), "application/ld+json", ".jsonld")


def _label_studio(annotated: Annotated, meta: Mapping[str, Any]) -> Written:
    return Written(_json(label_studio.dump(annotated)), "application/json", ".label-studio.json")


def _doccano(annotated: Annotated, meta: Mapping[str, Any]) -> Written:
    return Written(doccano.dump(annotated).encode("utf-8", "replace"), "application/x-ndjson", ".doccano.jsonl")


def _brat(annotated: Annotated, meta: Mapping[str, Any]) -> Written:
    name = annotated.name
    files = {
        f"{name}/{name}.txt": annotated.text.encode("utf-8", "replace"),
        f"{name}/{name}.ann": brat.dump(annotated).encode("utf-8", "replace"),
        f"{name}/annotation.conf": brat.CONFIG.encode(),
    }
    return Written(_zip(files), "application/zip", ".brat.zip")


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ExchangeError("E701", where="JSON", reason=str(error)) from error


_WRITERS: dict[str, Callable[[Annotated, Mapping[str, Any]], Written]] = {
    "seed": _seed,
    "web-annotation": _web_annotation,
    "label-studio": _label_studio,
    "doccano": _doccano,
    "brat": _brat,
}
_READERS: dict[str, Callable[[str, str], list[Annotated]]] = {
    "web-annotation": lambda data, text: [web_annotation.load(_parse(data), text)],
    "label-studio": lambda data, text: label_studio.load(_parse(data)),
    "doccano": lambda data, text: doccano.load(data),
    "brat": lambda data, text: [brat.load(data, text)],
}
FORMATS = tuple(_WRITERS)
READABLE = tuple(_READERS)
