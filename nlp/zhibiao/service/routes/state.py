"""Whether the service lives and is ready, what it is, what it did."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import APIRouter
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST

from zhibiao.errors import ServiceError
from zhibiao.service.core import CoreOf
from zhibiao.service.schemas import State, Version, problems
from zhibiao.storage import RECORD_SCHEMA

router = APIRouter(tags=["state"])


@router.get("/health", summary="Whether the service lives", responses=problems())
async def health() -> State:
    """Always ``ok``; needs no token."""
    return State(status="ok")


@router.get("/ready", summary="Whether the service takes reports", responses=problems(503))
async def ready(core: CoreOf) -> State:
    """``ok`` when every process has loaded the model; before that, and where the model cannot be loaded, 503."""
    if not core.pool.ready:
        error = core.pool.error
        raise ServiceError("E607", reason=str(error) if error else "the processes load the model", wait=1)
    return State(status="ok")


@router.get("/version", summary="What the service is", responses=problems())
async def show_version(core: CoreOf) -> Version:
    """Versions of the program, the model with a digest of its tables, and the fields of a record."""
    model = core.settings.reading.model_version
    return Version(zhibiao=version("zhibiao"), model=model, record_schema=RECORD_SCHEMA)


_METRICS = {"description": "Prometheus text format.", "content": {"text/plain": {"schema": {"type": "string"}}}}


@router.get("/metrics", summary="Counters", response_class=Response, responses=problems(ok=_METRICS))
async def metrics(core: CoreOf) -> Response:
    """Counters for Prometheus: requests, seconds, extracted reports, records and characters, idle workers."""
    text = core.metrics.text(core.pool.idle.qsize(), core.pool.waiting)
    return Response(text, media_type=CONTENT_TYPE_LATEST)
