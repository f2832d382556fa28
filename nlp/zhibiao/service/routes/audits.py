"""Figures that contradict each other, within a report and between those of a region."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from zhibiao.records import Report
from zhibiao.service import work
from zhibiao.service.core import Core, CoreOf
from zhibiao.service.json_text import dump_json
from zhibiao.service.library import Page
from zhibiao.service.schemas import Findings, json_answer, problems

router = APIRouter(prefix="/v1", tags=["audit"])
SCHEMAS = (Findings,)
MOST = 50  # reports that are set against each other
Strict = Annotated[bool, Query(description="Also what rounding in several steps may explain, as warnings.")]
_ANSWER = json_answer("Findings", "The findings.")


@router.get(
    "/reports/{report}/audit",
    summary="Audit a report",
    response_class=Response,
    responses=problems(404, 422, 503, ok=_ANSWER),
)
async def audit_report(core: CoreOf, report: str, strict: Strict = False) -> Response:
    """Figures of the report, as it was extracted, that contradict each other."""
    return await _findings(core, [await asyncio.to_thread(core.library.load, report)], strict)


@router.get(
    "/audit",
    summary="Audit the reports of a region",
    response_class=Response,
    responses=problems(422, 503, ok=_ANSWER),
)
async def audit_region(
    core: CoreOf,
    region: Annotated[str, Query(min_length=1, max_length=200, description="Region in full official form.")],
    strict: Strict = False,
) -> Response:
    """Within each report and between them: at most 50 of the region, the latest."""
    return await _findings(core, await asyncio.to_thread(_of_region, core, region), strict)


def _of_region(core: Core, region: str) -> list[Report]:
    _, found = core.library.reports({"region": region}, Page("-year", MOST, 0))
    return [core.library.load(report["id"]) for report in found]


async def _findings(core: Core, reports: list[Report], strict: bool) -> Response:
    found = await core.run(work.find_findings, reports, strict)
    return Response(dump_json({"total": len(found), "items": found}), media_type="application/json")
