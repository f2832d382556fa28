"""Errors as RFC 9457 problem details: a status, a stable code, a text in the client's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from zhibiao.errors import ServiceError, ZhibiaoError
from zhibiao.service.json_text import dump_json

MEDIA_TYPE = "application/problem+json"
STATUS = {
    "E116": 413, "E117": 413, "E118": 413, "E119": 413,
    "E504": 503, "E505": 404,
    "E601": 413, "E602": 429, "E603": 503, "E604": 503, "E605": 503, "E606": 429, "E607": 503, "E608": 401,
    "E609": 404, "E610": 409, "E611": 409, "E612": 403, "E614": 400, "E616": 503, "E618": 415,
    "E619": 404, "E620": 500, "E621": 404, "E622": 404,
}  # fmt: skip
"""The status of an error's code; 422 for all others: the request is well formed, what it holds cannot be used."""
TITLES = {
    400: "Bad request", 401: "Unauthorized", 403: "Forbidden", 404: "Not found", 405: "Method not allowed",
    409: "Conflict", 413: "Content too large", 415: "Unsupported media type", 422: "Unprocessable content",
    429: "Too many requests", 500: "Internal error", 503: "Service unavailable",
}  # fmt: skip


class Problem(BaseModel):
    """A problem (RFC 9457). ``code`` is the stable code of the error, ``errors`` the fields that are wrong."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:zhibiao:error:E105",
                    "title": "Unprocessable content",
                    "status": 422,
                    "detail": "[E105] report.pdf: no Chinese text in it",
                    "code": "E105",
                }
            ]
        }
    )

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[dict[str, Any]] = Field(default_factory=list)


class RequestError(HTTPException):
    """An error of zhibiao that must pass through the framework's reading of a request's body."""

    def __init__(self, error: ZhibiaoError) -> None:
        super().__init__(status_of(error))
        self.error = error


def status_of(error: ZhibiaoError) -> int:
    """The HTTP status of an error."""
    return STATUS.get(error.code, 422)


def prefers_chinese(headers: Mapping[str, str]) -> bool:
    """Whether the client's first language is Chinese."""
    return headers.get("accept-language", "").lower().startswith("zh")


def problem_of(
    error: ZhibiaoError, *, chinese: bool, status: int = 0, errors: list[dict[str, Any]] | None = None
) -> Response:
    """The answer for an error."""
    status = status or status_of(error)
    body = {
        "type": f"urn:zhibiao:error:{error.code}",
        "title": TITLES.get(status, "Error"),
        "status": status,
        "detail": error.text("zh" if chinese else "en"),
        "code": error.code,
    }
    if errors:
        body["errors"] = errors
    return Response(dump_json(body), status, headers=_headers(error, status), media_type=MEDIA_TYPE)


def _headers(error: ZhibiaoError, status: int) -> dict[str, str]:
    if status == 401:
        return {"WWW-Authenticate": 'Basic realm="zhibiao", charset="UTF-8", Bearer realm="zhibiao"'}
    if status in (429, 503):
        return {"Retry-After": str(error.details.get("wait", 5))}
    return {}


def install(app: FastAPI) -> None:
    """Answers every error of the application with a problem."""

    @app.exception_handler(ZhibiaoError)
    async def _zhibiao(request: Request, error: ZhibiaoError) -> Response:
        return problem_of(error, chinese=prefers_chinese(request.headers))

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        found = [{"at": list(map(str, each["loc"])), "reason": each["msg"]} for each in error.errors()]
        reason = "; ".join(f"{'.'.join(each['at'])}: {each['reason']}" for each in found)
        wrong = ServiceError("E614", reason=reason)
        return problem_of(wrong, chinese=prefers_chinese(request.headers), status=422, errors=found)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        chinese = prefers_chinese(request.headers)
        if isinstance(error, RequestError):
            return problem_of(error.error, chinese=chinese)
        answer = problem_of(ServiceError("E615", what=error.detail), chinese=chinese, status=error.status_code)
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(Exception)
    async def _unforeseen(request: Request, error: Exception) -> Response:
        wrong = ServiceError("E620", kind=type(error).__name__)
        return problem_of(wrong, chinese=prefers_chinese(request.headers), status=500)
