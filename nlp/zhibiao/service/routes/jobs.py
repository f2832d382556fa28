"""Many files: uploaded at once, read one after another, kept in the store."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse
from starlette.datastructures import UploadFile

from zhibiao.errors import ServiceError
from zhibiao.service import uploads
from zhibiao.service.core import Core, CoreOf
from zhibiao.service.guard import client_of
from zhibiao.service.json_text import dump_json
from zhibiao.service.ledger import Upload
from zhibiao.service.routes.extract import asked_of, upload_form
from zhibiao.service.schemas import ASKED, FILE, Job, Jobs, body_of, form_body, problems

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])
Limit = Annotated[int, Query(ge=1, le=1000, description="Rows of a page.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000, description="Rows before the page.")]
_BODY = body_of(form_body("files", {"type": "array", "minItems": 1, "items": FILE}, ASKED))


@router.post(
    "", status_code=202, summary="Read many files", responses=problems(400, 413, 415, 422), openapi_extra=_BODY
)
async def start(request: Request, core: CoreOf) -> Job:
    """Files (PDF, DOCX, HTML, Markdown, text, ZIP) in the field ``files``. Answers at once; the job goes on, also when
    the service is started anew."""
    async with upload_form(request, core.settings.files) as form:
        asked = asked_of(form)
        sent = [file for file in form.getlist("files") if isinstance(file, UploadFile)]
        if not sent:
            raise ServiceError("E614", reason="files: missing")
        kept = [await asyncio.to_thread(_keep, core, file) for file in sent]
    client = client_of(request.scope)
    job = core.ledger.add_job(client, kept, asked.region, asked.year, core.settings.jobs)
    core.runner.wake.set()
    return Job.model_validate(core.ledger.job(job))


def _keep(core: Core, file: UploadFile) -> Upload:
    return uploads.keep(core.settings.uploads, file.file, file.filename)


@router.get("", summary="Jobs, newest first", responses=problems(422))
def list_jobs(core: CoreOf, limit: Limit = 50, offset: Offset = 0) -> Jobs:
    """A page of jobs without their files."""
    return Jobs.model_validate({"total": core.ledger.count_jobs(), "items": core.ledger.jobs(limit, offset)})


@router.get("/{job}", summary="A job and its files", responses=problems(404, 422))
def show(core: CoreOf, job: str) -> Job:
    """Its state, how far it is, and for each file the ids of its reports or why it was not read."""
    return Job.model_validate(core.ledger.job(job))


@router.delete("/{job}", summary="Cancel a job", responses=problems(404, 409, 422))
async def cancel(core: CoreOf, job: str) -> Job:
    """Ends an unfinished job. What was read stays in the store."""
    core.ledger.cancel_job(job)
    core.runner.cancel(job)
    return Job.model_validate(core.ledger.job(job))


_LINES = {
    "description": "A line for each report: its file and the object of /v1/extract, or why it was not read.",
    "content": {"application/x-ndjson": {"schema": {"type": "string"}}},
}


@router.get(
    "/{job}/result",
    summary="What a job gave",
    response_class=StreamingResponse,
    responses=problems(404, 409, 422, ok=_LINES),
)
def result(core: CoreOf, job: str) -> Response:
    """JSON Lines, when the job is done or cancelled."""
    found = core.ledger.job(job)
    if found["state"] in ("queued", "running"):
        raise ServiceError("E611", state=found["state"])
    return StreamingResponse(_lines(core, found["files"]), media_type="application/x-ndjson")


def _lines(core: Core, files: list[dict[str, Any]]) -> Iterator[bytes]:
    for file in files:
        for report in file["reports"]:
            yield _line({"file": file["name"], **core.library.load(report).to_dict()})
        for error in file["errors"]:
            yield _line({"file": file["name"], "error": error})


def _line(data: dict[str, Any]) -> bytes:
    return dump_json(data) + b"\n"
