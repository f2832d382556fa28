"""The review page: rendered here, moved by small scripts that speak with the interface for programs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from zhibiao.errors import ZhibiaoError
from zhibiao.exchange import FORMATS
from zhibiao.exchange.annotations import CHOICES
from zhibiao.service.core import CoreOf
from zhibiao.service.library import Page
from zhibiao.service.marks import lines_of
from zhibiao.service.problems import status_of
from zhibiao.service.routes.files import pdf_file
from zhibiao.service.routes.reviews import reviews_of
from zhibiao.service.texts import Lang, texts

router = APIRouter(include_in_schema=False)
PAGE = 50  # reports on a page of the library
NAMES = 400  # indicators that the series page proposes
KINDS = ("plan", "work", "communique", "budget", "other")
BOUNDS = {"=": "", "~": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}
COOKIE = "zhibiao_lang"
Text = Annotated[str, Query(max_length=200)]

_environment = Environment(
    loader=PackageLoader(__package__), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def language_of(request: Request) -> Lang:
    """Chinese, unless the user switched."""
    wanted = request.query_params.get("lang") or request.cookies.get(COOKIE)
    return "en" if wanted == "en" else "zh"


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A rendered page; the language that its address asks for is kept."""
    lang = language_of(request)
    words = texts(lang)
    other = "zh" if lang == "en" else "en"
    switched = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    html = _environment.get_template(template).render(
        t=words.__getitem__,
        words=words,
        lang=lang,
        switch=f"?{urlencode([*switched, ('lang', other)])}",
        bounds=BOUNDS,
        path=request.url.path,
        **values,
    )
    answer = HTMLResponse(html.encode("utf-8", "replace"), status)
    if request.query_params.get("lang") in ("zh", "en"):
        answer.set_cookie(COOKIE, lang, max_age=365 * 86400, samesite="strict", httponly=True)
    return answer


@router.get("/")
def library(
    request: Request,
    core: CoreOf,
    q: Text = "",
    region: Text = "",
    year: Text = "",
    kind: Text = "",
    sort: Text = "-extracted_at",
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """The reports of the store, and where new ones are dropped."""
    filters: Mapping[str, object] = {
        "q": q, "region": region, "kind": kind, "year": year_of(year) or "",
    }  # fmt: skip
    try:
        total, items = core.library.reports(filters, Page(sort, PAGE, (number - 1) * PAGE))
    except ZhibiaoError as error:
        return _error(request, error)
    asked = {name: value for name, value in (*filters.items(), ("sort", sort)) if value}
    return page(
        request,
        "library.html",
        reports=items,
        total=total,
        number=number,
        pages=max(1, -(-total // PAGE)),
        asked=asked,
        filtered=any(filters.values()),
        query=lambda **changed: "?" + urlencode(asked | changed),
        choices=core.library.choices(),
        kinds=KINDS,
        reviews=core.ledger.review_counts(),
        failures=core.library.failures(),
    )


@router.get("/reports/{report}")
def show_report(request: Request, core: CoreOf, report: str) -> Response:
    """A report's text with its records beside it."""
    try:
        reviews = reviews_of(core, report)
        has_pages = pdf_file(core, report) is not None
    except ZhibiaoError as error:
        return _error(request, error)
    found = reviews.report
    return page(
        request,
        "report.html",
        head=found.head,
        lines=lines_of(reviews),
        records=reviews.records,
        pages=found.pages if has_pages else [],
        boxes=_boxes(reviews.records) if has_pages else {},
        is_pdf=bool(found.pages),
        formats=FORMATS,
        choices=CHOICES,
        types=("NUMBER", "INDICATOR", "REGION", "TIME", "ORG", "PROJECT", "DOCUMENT"),
    )


def year_of(text: str) -> int | None:
    """The year that a field of a form holds; None where it holds something else."""
    return int(text) if re.fullmatch("[1-9][0-9]{3}", text) else None


def _boxes(records: list[Any]) -> dict[int, list[tuple[str, dict[str, Any]]]]:
    """The boxes of the records' figures by page."""
    found: dict[int, list[tuple[str, dict[str, Any]]]] = {}
    for one in records:
        for box in (one.row.get("location") or {}).get("boxes", []):
            found.setdefault(box["page"], []).append((one.key, box))
    return found


@router.get("/series")
def series(
    request: Request,
    core: CoreOf,
    indicator: Text = "",
    region: Annotated[list[str], Query(max_length=100)] = [],  # noqa: B006 - the framework copies it
    first: Text = "",
    last: Text = "",
    aspect: Text = "level",
) -> Response:
    """An indicator over years and regions."""
    query: list[tuple[str, str]] = [("indicator", indicator), ("aspect", "growth" if aspect == "growth" else "level")]
    query += [("region", name) for name in region if name]
    if year_of(first) or year_of(last):
        query.append(("year", f"{year_of(first) or 1000}..{year_of(last) or 9999}"))
    return page(
        request,
        "series.html",
        indicator=indicator,
        regions=region,
        first=first,
        last=last,
        aspect=aspect,
        query=urlencode(query),
        names=core.library.indicators(NAMES),
        choices=core.library.choices(),
    )


def _error(request: Request, error: ZhibiaoError) -> Response:
    return page(request, "error.html", status_of(error), message=error.text(language_of(request)))
