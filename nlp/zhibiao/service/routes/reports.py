"""The reports of the store, their records, and what is made of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import PlainTextResponse, Response
from pydantic import BaseModel, Field

from zhibiao.records import Kind
from zhibiao.service.core import Core, CoreOf
from zhibiao.service.json_text import dump_json
from zhibiao.service.library import RECORD_SORTS, REPORT_SORTS, Page
from zhibiao.service.routes.jobs import Limit, Offset
from zhibiao.service.schemas import Records, Reports, json_answer, problems

router = APIRouter(prefix="/v1", tags=["reports"])
ReportSort = Annotated[str, Query(pattern=f"^-?({'|'.join(REPORT_SORTS)})$")]
Text = Annotated[str, Query(max_length=200)]
Year = Annotated[int | None, Query(ge=1900, le=2100)]


@router.get(
    "/reports",
    summary="Reports of the store",
    response_class=Response,
    responses=problems(422, ok=json_answer("Reports", "A page of reports.")),
)
def list_reports(
    core: CoreOf,
    q: Text = "",
    region: Text = "",
    region_code: Text = "",
    year: Year = None,
    kind: Kind | None = None,
    sort: ReportSort = "-extracted_at",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """``q`` is a part of the title, region or file name; the other filters are values as they are."""
    filters = {"q": q, "region": region, "region_code": region_code, "year": year, "kind": kind}
    total, items = core.library.reports(filters, Page(sort, limit, offset))
    return _json({"total": total, "items": items})


@router.get(
    "/reports/{report}",
    summary="A report",
    response_class=Response,
    responses=problems(404, 422, ok=json_answer("Extraction", "The report.")),
)
def show_report(core: CoreOf, report: str) -> Response:
    """The object that ``/v1/extract`` gave for it."""
    return _json(core.library.load(report).to_dict())


@router.get(
    "/reports/{report}/text",
    summary="A report's text",
    response_class=PlainTextResponse,
    responses=problems(404, 422),
)
def show_text(core: CoreOf, report: str) -> PlainTextResponse:
    """The text that all offsets index, in code points."""
    return PlainTextResponse(core.library.load(report).text)


class OfReport(BaseModel):
    """Which records are meant; what is empty does not restrict. ``q`` is a part of indicator, entity or figure,
    ``indicator`` a part of the indicator's name, ``year`` one that the period names; the others are values as they are.
    """

    q: str = Field(default="", max_length=200)
    indicator: str = Field(default="", max_length=200)
    indicator_id: str = Field(default="", max_length=200)
    region: str = Field(default="", max_length=200)
    region_code: str = Field(default="", max_length=200)
    entity: str = Field(default="", max_length=200)
    period: str = Field(default="", max_length=200)
    year: int | None = Field(default=None, ge=1900, le=2100)
    aspect: Literal["level", "growth"] | None = None
    relation: str = Field(default="", max_length=200)
    status: Literal["actual", "target"] | None = None
    unit: str = Field(default="", max_length=200)
    rule: str = Field(default="", max_length=200)
    sort: str = Field(default="start", pattern=f"^-?({'|'.join(RECORD_SORTS)})$")
    limit: int = Field(default=100, ge=1, le=1000)
    offset: int = Field(default=0, ge=0, le=1_000_000_000)


class OfAll(OfReport):
    """The same, and ``report``: the id of one."""

    report: str = Field(default="", max_length=200)


@router.get(
    "/records",
    summary="Records of all reports",
    response_class=Response,
    responses=problems(422, ok=json_answer("Records", "A page of records.")),
)
def list_records(core: CoreOf, wanted: Annotated[OfAll, Query()]) -> Response:
    """``q`` is a part of indicator, entity or figure, ``indicator`` a part of the indicator's name, ``year`` one that
    the period names; the other filters are values as they are. ``sort`` with ``-`` in front goes downwards."""
    return _records(core, wanted, wanted.report)


@router.get(
    "/reports/{report}/records",
    summary="Records of a report",
    response_class=Response,
    responses=problems(404, 422, ok=json_answer("Records", "A page of records.")),
)
def list_report_records(core: CoreOf, report: str, wanted: Annotated[OfReport, Query()]) -> Response:
    """As ``/v1/records``, for one report."""
    core.library.report(report)
    return _records(core, wanted, report)


def _records(core: Core, wanted: OfReport, report: str) -> Response:
    page = Page(wanted.sort, wanted.limit, wanted.offset)
    total, items = core.library.records(wanted.model_dump() | {"report": report}, page)
    return _json({"total": total, "items": items})


SCHEMAS = (Reports, Records)
"""Models of answers that are written without the framework."""


def _json(data: Any) -> Response:
    return Response(dump_json(data), media_type="application/json")
