"""The application: routes, errors, guard, and the OpenAPI document."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from zhibiao.service import pages, problems
from zhibiao.service.core import Core
from zhibiao.service.guard import Guard
from zhibiao.service.metrics import Metrics
from zhibiao.service.problems import Problem
from zhibiao.service.routes import audits, extract, files, jobs, panels, reports, reviews, state
from zhibiao.service.schemas import Extraction, ExtractRequest
from zhibiao.service.settings import ServiceSettings

DESCRIPTION = (
    "Indicator records from Chinese government reports, every field grounded in its characters. "
    "Errors are problem details (RFC 9457) with a stable code; their text follows Accept-Language (zh or en)."
)
ROUTERS = tuple(each.router for each in (state, extract, jobs, reports, files, reviews, panels, audits))


def create_app(settings: ServiceSettings) -> FastAPI:
    """The application of a service. It has its store from now on, its processes when it starts; when it ends, it lets
    go of both. Raises StoreError and ServiceError where store or ledger cannot be opened."""
    metrics = Metrics()
    core = Core(settings, metrics)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await core.start()
        try:
            yield
        finally:
            await core.close()

    app = FastAPI(
        title="zhibiao",
        version=version("zhibiao"),
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # both pages load scripts from other hosts
        redoc_url=None,
        middleware=[Middleware(Guard, settings=settings, metrics=metrics)],
    )
    app.state.core = core
    problems.install(app)
    for router in ROUTERS:
        app.include_router(router)
    app.include_router(pages.router)
    app.mount("/static", StaticFiles(packages=[("zhibiao.service", "static")]))
    app.openapi = lambda: openapi(app, token=bool(settings.token))  # type: ignore[method-assign]
    return app


def openapi(app: FastAPI, *, token: bool) -> dict[str, Any]:
    """The OpenAPI document, with the models of what is read and written without the framework."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas.update(_schemas())
        if token:
            document["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
            document["security"] = [{"token": []}]
        app.openapi_schema = document
    return app.openapi_schema


def _schemas() -> dict[str, Any]:
    models = [model for each in (reports, reviews, panels, audits) for model in each.SCHEMAS]
    written = [(model, "serialization") for model in (Problem, Extraction, *models)]
    read = [(ExtractRequest, "validation")]
    _, found = models_json_schema([*written, *read], ref_template="#/components/schemas/{model}")  # type: ignore[list-item]
    definitions: dict[str, Any] = found["$defs"]
    return definitions
