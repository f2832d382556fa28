"""The panel of regions, years and indicators, as JSON and as files."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import StringConstraints

from zhibiao.service.core import CoreOf
from zhibiao.service.json_text import dump_json
from zhibiao.service.routes.reviews import download
from zhibiao.service.schemas import Table, json_answer, problems
from zhibiao.storage import Store, selection
from zhibiao.storage.cells import csv_text, json_rows

router = APIRouter(prefix="/v1", tags=["panel"])
SCHEMAS = (Table,)
Several = Annotated[list[Annotated[str, StringConstraints(max_length=200)]], Query(max_length=100)]
Years = Annotated[list[Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(\.\.[0-9]{4})?$")]], Query(max_length=100)]
Aspects = Annotated[list[Literal["level", "growth"]], Query()]
Relations = Annotated[
    list[Literal["value", "change", "gap", "share", "contribution", "rank", "multiple", "completion"]], Query()
]
Statuses = Annotated[list[Literal["actual", "target"]], Query()]
PLACE = ("sentence", "report_key", "record_id", "start", "end")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads a CSV file as that of its system's code page
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILES = {
    "description": "The panel: rows with their columns, or a file.",
    "content": {
        "application/json": {"schema": {"$ref": "#/components/schemas/Table"}},
        "text/csv": {"schema": {"type": "string"}},
        XLSX: {"schema": {"type": "string", "contentMediaType": XLSX}},
    },
}


@router.get("/panel", summary="Region × year × indicator", response_class=Response, responses=problems(422, ok=_FILES))
def panel(
    core: CoreOf,
    indicator: Several = [],  # noqa: B006 - the framework copies it
    region: Several = [],  # noqa: B006
    year: Years = [],  # noqa: B006
    aspect: Aspects = [],  # noqa: B006
    relation: Relations = ["value"],  # noqa: B006
    status: Statuses = ["actual"],  # noqa: B006
    claims: Annotated[bool, Query(description="All records that claim a cell, not only the best.")] = False,
    format: Literal["json", "csv", "xlsx"] = "json",
) -> Response:
    """The best claim of each cell. ``indicator``: names, ids or other names of the catalogue; ``region``: names or GB/T
    2260 codes; ``year``: 2012 or 2011..2016. What is not given does not restrict."""
    wanted = selection.Selection(indicator, region, year, aspect, relation, status)
    with core.library.reading() as store:
        if format == "xlsx":
            return download(_workbook(store, wanted, claims), XLSX, "panel.xlsx")
        columns = selection.TIDY if format == "csv" else (*selection.TIDY, *PLACE)
        table = selection.panel(store, wanted, columns=columns, every=claims).table(store)
    if format == "csv":
        return download(BYTE_ORDER_MARK + csv_text(table), "text/csv; charset=utf-8", "panel.csv")
    ids = core.library.ids()
    return _rows([row | {"report": ids.get(row.pop("report_key"), "")} for row in json_rows(table)])


@router.get(
    "/targets",
    summary="Targets beside results",
    response_class=Response,
    responses=problems(422, ok=json_answer("Table", "A row a cell.")),
)
def targets(core: CoreOf, indicator: Several = [], region: Several = [], year: Years = []) -> Response:  # noqa: B006
    """What was aimed at beside what was reached."""
    with core.library.reading() as store:
        wanted = selection.Selection(indicator, region, year)
        return _rows(json_rows(selection.targets(store, wanted).table(store)))


def _rows(items: list[dict[str, Any]]) -> Response:
    return Response(dump_json({"total": len(items), "items": items}), media_type="application/json")


def _workbook(store: Store, wanted: selection.Selection, claims: bool) -> bytes:
    from zhibiao.storage.export import export

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "panel.xlsx"
        export(store, wanted, "xlsx", file, every=claims)
        return file.read_bytes()
