"""The pages of a PDF as pictures."""

from __future__ import annotations

import asyncio
from pathlib import Path as FilePath
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from zhibiao.errors import ServiceError
from zhibiao.reading import detect
from zhibiao.service import uploads, work
from zhibiao.service.core import Core, CoreOf
from zhibiao.service.schemas import problems

router = APIRouter(prefix="/v1/reports/{report}", tags=["reports"])
_PNG = {
    "description": "The page.",
    "content": {"image/png": {"schema": {"type": "string", "contentMediaType": "image/png"}}},
}


@router.get(
    "/pages/{number}",
    summary="A page of a PDF",
    response_class=Response,
    responses=problems(404, 422, 503, ok=_PNG),
)
async def show_page(
    core: CoreOf,
    report: str,
    number: Annotated[int, Path(ge=1, le=100_000)],
    width: Annotated[int, Query(ge=100, le=2000, description="Pixels across.")] = 1000,
) -> Response:
    """The page as PNG, where the report was read from a PDF and its file is still there."""
    file = await asyncio.to_thread(pdf_file, core, report)
    if file is None:
        raise ServiceError("E622")
    data = await core.run(work.render_page, file, number, width)
    return Response(data, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def pdf_file(core: Core, report: str) -> FilePath | None:
    """The PDF of a report, where it is there. Raises ServiceError for an unknown report."""
    found = core.library.report(report)
    if found["media_type"] != detect.PDF:
        return None
    return uploads.find(core.settings.uploads, found["file_sha256"], found["path"])
