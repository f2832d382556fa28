"""Reviews of a report, and the report as other programs take it."""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from zhibiao.errors import ServiceError
from zhibiao.exchange import annotations_of, dump, load
from zhibiao.service.core import Core, CoreOf
from zhibiao.service.guard import credentials
from zhibiao.service.json_text import dump_json
from zhibiao.service.review import Reviews, add_review, review_of, take_over
from zhibiao.service.routes.extract import one_file, upload_form
from zhibiao.service.schemas import (
    FILE,
    Imported,
    ReviewEvent,
    ReviewLayer,
    ReviewRequest,
    body_of,
    form_body,
    json_answer,
    problems,
)

router = APIRouter(prefix="/v1/reports/{report}", tags=["review"])
Format = Literal["seed", "web-annotation", "label-studio", "doccano", "brat"]
Readable = Literal["web-annotation", "label-studio", "doccano", "brat"]
SCHEMAS = (ReviewLayer,)
_FILE = {
    "description": "The file.",
    "content": {
        kind: {"schema": {"type": "string", "contentMediaType": kind}}
        for kind in ("application/zip", "application/x-ndjson")
    }
    | {
        "application/json": {"schema": {"type": "array", "items": {"type": "object"}}},
        "application/ld+json": {"schema": {"type": "object"}},
    },
}


def reviews_of(core: Core, report: str) -> Reviews:
    """A report of the store with its reviews. Raises ServiceError for an unknown one."""
    return review_of(core.library.load(report), core.ledger.reviews(report))


@router.get(
    "/review",
    summary="A report as reviewed",
    response_class=Response,
    responses=problems(404, 422, ok=json_answer("ReviewLayer", "Records and mentions with the reviews on top.")),
)
def show(core: CoreOf, report: str) -> Response:
    """Records and mentions with what people did on top, and all that they did, oldest first."""
    found = reviews_of(core, report)
    layer = {
        "records": [one.data() for one in found.records],
        "mentions": [one.data() for one in found.mentions],
        "events": [event._asdict() for event in found.events],
    }
    return Response(dump_json(layer), media_type="application/json")


@router.post("/review", status_code=201, summary="Review a record or mention", responses=problems(400, 404, 413, 422))
def add(core: CoreOf, request: Request, report: str, wanted: ReviewRequest) -> ReviewEvent:
    """Adds to the review layer: ``change`` fields or the span, ``add``, ``reject``, ``accept``, or ``restore`` what was
    extracted. Nothing is overwritten."""
    name = credentials(request.headers.get("authorization", ""))[0]
    event = add_review(core.ledger, core.library.load(report), wanted, name or wanted.who)
    return ReviewEvent.model_validate(event._asdict())


@router.get(
    "/export",
    summary="A report for another program",
    response_class=Response,
    responses=problems(404, 422, ok=_FILE),
)
def export(
    core: CoreOf,
    report: str,
    format: Format,
    reviewed: Annotated[bool, Query(description="With the reviews on top.")] = True,
) -> Response:
    """``seed`` is the annotated folder that ``zhibiao evaluate`` reads, as ZIP; ``brat`` a ZIP of .txt, .ann and
    annotation.conf."""
    found = reviews_of(core, report)
    written = dump(format, found.annotated() if reviewed else annotations_of(found.report), found.meta())
    return download(written.data, written.media_type, f"{report}{written.suffix}")


def download(data: bytes | str, media_type: str, name: str) -> Response:
    """A file for the client to keep."""
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(data, media_type=media_type, headers={"Content-Disposition": disposition})


_BODY = body_of(form_body("file", FILE, {"who": {"type": "string"}}))


@router.post(
    "/import",
    status_code=201,
    summary="Take annotations of another program over",
    responses=problems(400, 404, 413, 415, 422),
    openapi_extra=_BODY,
)
async def take(core: CoreOf, request: Request, report: str, format: Readable) -> Imported:
    """What a file of Label Studio, doccano, brat (.ann) or Web Annotations says differently becomes reviews: records
    and mentions are rejected, added and changed. Of a file with several reports the one with this text is taken."""
    async with upload_form(request) as form:
        data = await one_file(form).read()
        name = credentials(request.headers.get("authorization", ""))[0] or str(form.get("who") or "")
    return await asyncio.to_thread(_take, core, report, format, data, name[:100].encode("utf-8", "replace").decode())


def _take(core: Core, report: str, format: str, data: bytes, who: str) -> Imported:
    found = core.library.load(report)
    read = load(format, data, found.text)
    annotated = next((each for each in read if each.text == found.text), read[0] if read else None)
    if annotated is None:
        raise ServiceError("E614", reason="file: no report in it")
    events = take_over(core.ledger, found, annotated, who, format)
    return Imported(events=[ReviewEvent.model_validate(event._asdict()) for event in events])
