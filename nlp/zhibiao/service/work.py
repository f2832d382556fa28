"""What the processes of the service do: functions of plain data, so that they and their results go through a pipe."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import threading
from dataclasses import dataclass
from multiprocessing import parent_process
from pathlib import Path
from typing import Any

from zhibiao.audit import audit_reports
from zhibiao.batch.settings import Settings, get_ready, load
from zhibiao.batch.worker import failure_of
from zhibiao.errors import InputError
from zhibiao.extraction import extract_source, extract_text
from zhibiao.reading import SourceText, read_source
from zhibiao.records import Report
from zhibiao.service.json_text import dump_json
from zhibiao.storage import Failure, Parcel, pack


@dataclass(frozen=True, slots=True)
class Asked:
    """What a client says of a report, instead of what its text says."""

    region: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An extraction as JSON, and what metrics count of it."""

    body: bytes
    reports: int
    records: int
    characters: int


@dataclass(frozen=True, slots=True)
class FileRead:
    """What was in a file: parcels of reports with their path in an archive (empty for the file itself) and ids, and
    what could not be read."""

    sha256: str
    size: int
    parcels: list[tuple[str, str, Parcel]]
    failures: list[Failure]


def begin(settings: Settings) -> int:
    """Loads the model and reads a first sentence with it, which compiles what is left; tells the process's id. From now
    on Ctrl-C is for the service alone, and the process ends when the service is gone, however that came."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    get_ready(settings)
    return os.getpid()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def answer_text(settings: Settings, text: str, asked: Asked) -> Answer:
    """The extraction of a text as ``zhibiao extract --format json`` prints it. Raises UsageError."""
    report = extract_text(text, region=asked.region, year=asked.year, model=load(settings))
    return Answer(dump_json(report.to_dict()), 1, len(report.records), len(text))


def answer_file(settings: Settings, data: bytes, name: str, asked: Asked) -> Answer:
    """The extraction of a file: an object, or an array of them for an archive of several reports.
    Raises InputError and UsageError."""
    model = load(settings)
    sources = read_source(data, limits=settings.limits, name=name)
    reports = [extract_source(source, region=asked.region, year=asked.year, model=model) for source in sources]
    objects = [report.to_dict() for report in reports]
    records = sum(len(report.records) for report in reports)
    characters = sum(len(report.text) for report in reports)
    return Answer(dump_json(objects if len(objects) > 1 else objects[0]), len(objects), records, characters)


def read_file(settings: Settings, file: Path, name: str, path: str, asked: Asked) -> FileRead:
    """All reports of an uploaded file, ready for the store. ``name`` is shown in errors, ``path`` is where the store
    says it lies. Raises OSError where the upload is gone, UsageError for an unknown region."""
    data = file.read_bytes()
    found = FileRead(hashlib.sha256(data).hexdigest(), len(data), [], [])

    def refuse(error: InputError) -> None:
        member = str(error.details.get("path", ""))[len(name) + 1 :]
        found.failures.append(failure_of(error, path, member, found.sha256))

    try:
        for source in read_source(data, limits=settings.limits, name=name, on_error=refuse):
            report = extract_source(source, region=asked.region, year=asked.year, model=load(settings))
            found.parcels.append((_member(source, name), report.head.id, pack(report)))
    except InputError as error:
        found.failures.append(failure_of(error, path, "", found.sha256))
    return found


def _member(source: SourceText, name: str) -> str:
    return source.name[len(name) + 1 :] if source.name != name else ""


def find_findings(settings: Settings, reports: list[Report], strict: bool) -> list[dict[str, Any]]:
    """What the audit finds within and between reports, as JSON has it."""
    return [finding.model_dump(mode="json") for finding in audit_reports(reports, load(settings), strict=strict)]


def render_page(settings: Settings, file: Path, number: int, width: int) -> bytes:
    """A page of a PDF, from 1, as a PNG of at most ``width`` pixels across. Raises InputError."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file)
        try:
            page = document[number - 1]
            scale = min(width / max(page.get_width(), 1), 4 * width / max(page.get_height(), 1))
            image = page.render(scale=scale).to_pil()
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError, OSError) as error:
        raise InputError("E113", path=f"{file.name[:12]} p. {number}", kind="PDF", reason=str(error)) from error
    stream = io.BytesIO()
    image.convert("RGB").save(stream, "PNG")
    return stream.getvalue()
