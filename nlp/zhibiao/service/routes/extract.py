"""One report in, its records out; nothing is kept."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile

from zhibiao.errors import ServiceError
from zhibiao.service import work
from zhibiao.service.core import CoreOf
from zhibiao.service.schemas import ASKED, EXAMPLE_TEXT, FILE, ExtractRequest, body_of, form_body, problems
from zhibiao.service.uploads import shown_name

router = APIRouter(prefix="/v1", tags=["extract"])

_EXTRACTION = {"$ref": "#/components/schemas/Extraction"}
_ANSWER = {
    "description": "The report; an array for an archive with several.",
    "content": {"application/json": {"schema": {"anyOf": [_EXTRACTION, {"type": "array", "items": _EXTRACTION}]}}},
}
_BODY = body_of(
    {
        "application/json": {
            "schema": {"$ref": "#/components/schemas/ExtractRequest"},
            "example": {"text": EXAMPLE_TEXT, "region": "大同市", "year": 2021},
        },
        **form_body("file", FILE, ASKED),
    }
)


@router.post(
    "/extract",
    summary="Extract a report",
    response_class=Response,
    responses=problems(400, 413, 415, 422, 503, ok=_ANSWER),
    openapi_extra=_BODY,
)
async def extract(request: Request, core: CoreOf) -> Response:
    """A text as JSON, or a file (PDF, DOCX, HTML, Markdown, text, ZIP) as ``multipart/form-data``. The answer is the
    object that ``zhibiao extract --format json`` prints."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        answer = await _extract_text(request, core)
    elif kind == "multipart/form-data":
        answer = await _extract_file(request, core)
    else:
        raise ServiceError("E618", media_type=kind or "?")
    core.count(answer)
    return Response(answer.body, media_type="application/json")


async def _extract_text(request: Request, core: CoreOf) -> work.Answer:
    body = await request.body()
    wanted = _validated(body)
    asked = work.Asked(wanted.region, wanted.year)
    return await core.run(work.answer_text, wanted.text, asked)


async def _extract_file(request: Request, core: CoreOf) -> work.Answer:
    async with upload_form(request) as form:
        file = one_file(form)
        data = await file.read()
        name = shown_name(file.filename)
        asked = asked_of(form)
    return await core.run(work.answer_file, data, name, asked)


def upload_form(request: Request, files: int = 1) -> AbstractAsyncContextManager[FormData]:
    """The form of a request with at most so many files. Raises ServiceError for another media type."""
    kind = request.headers.get("content-type", "")
    if not kind.lower().startswith("multipart/form-data"):
        raise ServiceError("E618", media_type=kind or "?")
    return request.form(max_files=files, max_fields=10)


def one_file(form: FormData) -> UploadFile:
    """The field ``file`` of a form. Raises ServiceError where it is none."""
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise ServiceError("E614", reason="file: missing")
    return file


def asked_of(form: FormData) -> work.Asked:
    """Region and year of a form. Raises RequestValidationError."""
    fields = {name: form[name] for name in ("region", "year") if form.get(name)}
    try:
        wanted = ExtractRequest.model_validate({"text": "", **fields})
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error
    return work.Asked(wanted.region, wanted.year)


def _validated(body: bytes) -> ExtractRequest:
    try:
        return ExtractRequest.model_validate_json(body)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error
