"""What goes in and comes out of the interface, as OpenAPI describes it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from zhibiao.audit import Finding
from zhibiao.records import IndicatorRecord, Kind, Mention, PageSpan, ReportHead, Section
from zhibiao.service.problems import MEDIA_TYPE

EXAMPLE_TEXT = "全市地区生产总值完成1686亿元，同比增长7.5%。"
MEANINGS = {
    400: "The request makes no sense.", 403: "The request comes from another site.", 404: "There is no such thing.",
    409: "The state of the thing does not allow it.", 413: "A limit on size, pages or time is passed.",
    415: "A media type that is not taken.", 422: "The request is well formed; what it holds cannot be used.",
    429: "Too many requests or jobs.", 503: "Busy, over the time limit, or not ready.",
}  # fmt: skip


def problems(*statuses: int, ok: dict[str, Any] | None = None) -> dict[int | str, dict[str, Any]]:
    """The answers of a route that are problems: 401, 403 and 429, which any route may give, and ``statuses``; and the
    one that is none, where the framework cannot tell it."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    known = {401: "A token is needed.", **MEANINGS}
    wrong = {status: {"description": known[status], "content": content} for status in {401, 403, 429, *statuses}}
    return {**({200: ok} if ok is not None else {}), **dict(sorted(wrong.items()))}


def json_answer(schema: str, description: str, example: Any = None) -> dict[str, Any]:
    """An answer in JSON that is written without the framework's validation."""
    content: dict[str, Any] = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    if example is not None:
        content["example"] = example
    return {"description": description, "content": {"application/json": content}}


FILE: dict[str, Any] = {"type": "string", "contentMediaType": "application/octet-stream"}
ASKED: dict[str, Any] = {"region": {"type": "string"}, "year": {"type": "integer", "minimum": 1900, "maximum": 2100}}


def form_body(field: str, schema: dict[str, Any], others: dict[str, Any]) -> dict[str, Any]:
    """The content of a request that is a form with files in ``field``."""
    properties = {field: schema, **others}
    return {"multipart/form-data": {"schema": {"type": "object", "required": [field], "properties": properties}}}


def body_of(content: dict[str, Any]) -> dict[str, Any]:
    """What a route adds to its operation for a body that it reads itself."""
    return {"requestBody": {"required": True, "content": content}}


class _Schema(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ExtractRequest(_Schema):
    """A report as a text. ``region`` and ``year`` (the year it looks back on) override what the text says of itself."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": EXAMPLE_TEXT, "region": "大同市", "year": 2021}]}
    )

    text: str
    region: str | None = None
    year: int | None = Field(default=None, ge=1900, le=2100)


class Extraction(_Schema):
    """What ``zhibiao extract --format json`` prints; ``pages`` for a PDF."""

    report: ReportHead
    sections: list[Section]
    mentions: list[Mention]
    records: list[IndicatorRecord]
    pages: list[PageSpan] = []


class ReportSummary(_Schema):
    """A report of the store. ``records`` and ``targets`` are how many it has, ``flagged`` how many of its records
    contradict others."""

    id: str
    title: str
    kind: Kind
    region: str
    region_code: str
    year: int | None
    date: str
    characters: int
    media_type: str
    source: str
    model: str
    records: int
    targets: int
    flagged: int
    extracted_at: str


class Reports(_Schema):
    """A page of reports; ``total`` is how many there are on all pages."""

    total: int
    items: list[ReportSummary]


class StoredRecord(IndicatorRecord):
    """A record and the id of its report."""

    report: str


class Records(_Schema):
    """A page of records; ``total`` is how many there are on all pages."""

    total: int
    items: list[StoredRecord]


class Table(_Schema):
    """Rows of a table, decimals as strings."""

    total: int
    items: list[dict[str, Any]]


class FileError(_Schema):
    """Why a file, or one in an archive, was not read."""

    code: str
    reason: str
    reason_zh: str


class Findings(_Schema):
    """What the audit found: the first of a finding's figures does not follow from the others."""

    total: int
    items: list[Finding]


class JobFile(_Schema):
    """A file of a job; ``reports`` are the ids of the reports in it."""

    number: int
    name: str
    sha256: str
    size: int
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    reports: list[str]
    errors: list[FileError]


class JobSummary(_Schema):
    """A job: of ``total`` files ``done`` were read and ``failed`` could not be."""

    id: str
    state: Literal["queued", "running", "done", "cancelled"]
    created_at: str
    finished_at: str | None
    region: str | None
    year: int | None
    total: int
    done: int
    failed: int


class Job(JobSummary):
    """A job with its files."""

    files: list[JobFile]


class Jobs(_Schema):
    """A page of jobs, newest first."""

    total: int
    items: list[JobSummary]


class State(_Schema):
    """Whether the service lives, or takes reports."""

    status: Literal["ok", "starting"]


class Version(_Schema):
    """The program, its model and the version of a record's fields."""

    zhibiao: str
    model: str
    record_schema: int


class RecordFields(_Schema):
    """Fields of a record as the annotation guidelines have them; what is not given stays as it is. A new record needs
    ``start``, ``end``, ``value`` and ``indicator``."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"indicator": "规模以上工业增加值", "relation": "value"}]}
    )

    start: int | None = Field(default=None, ge=0, le=2**31)
    end: int | None = Field(default=None, ge=1, le=2**31)
    part: int | None = Field(default=None, ge=0, le=99)
    value: str | None = Field(default=None, pattern=r"^-?[0-9]{1,30}(\.[0-9]{1,30})?$")
    value_max: str | None = Field(default=None, pattern=r"^(-?[0-9]{1,30}(\.[0-9]{1,30})?)?$")
    unit: str | None = Field(default=None, max_length=50)
    bound: Literal["=", "~", ">", ">=", "<", "<="] | None = None
    indicator: str | None = Field(default=None, max_length=500)
    predicate: str | None = Field(default=None, max_length=200)
    region: str | None = Field(default=None, max_length=200)
    entity: str | None = Field(default=None, max_length=500)
    period: str | None = Field(default=None, max_length=50)
    aspect: Literal["level", "growth"] | None = None
    relation: Literal["value", "change", "gap", "share", "contribution", "rank", "multiple", "completion"] | None = None
    base: str | None = Field(default=None, max_length=500)
    status: Literal["actual", "target"] | None = None

    @field_validator("unit", "indicator", "predicate", "region", "entity", "period", "base")
    @classmethod
    def _one_line(cls, value: str | None) -> str | None:
        return value if value is None else " ".join(value.encode("utf-8", "replace").decode().split())


class MentionFields(_Schema):
    """A mention: its place and type."""

    start: int = Field(ge=0, le=2**31)
    end: int = Field(ge=1, le=2**31)
    type: Literal["QUANTITY", "PERCENT", "RANK", "ORG", "PROJECT"]


class ReviewRequest(_Schema):
    """What a person does to a record or a mention. ``target`` is the record's ``key`` (or the mention's), empty for
    ``add``; ``who`` signs it; with Basic credentials their user name does."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "action": "change",
                    "target": "616-623-0",
                    "record": {"indicator": "地区生产总值", "period": "2021"},
                    "who": "李明",
                    "note": "对照年鉴核对",
                }
            ]
        },
    )

    action: Literal["change", "add", "reject", "accept", "restore"]
    layer: Literal["record", "mention"] = "record"
    target: str = Field(default="", max_length=60)
    record: RecordFields | None = None
    mention: MentionFields | None = None
    who: str = Field(default="", max_length=100)
    note: str = Field(default="", max_length=2000)

    @field_validator("who", "note")
    @classmethod
    def _text(cls, value: str) -> str:
        return value.encode("utf-8", "replace").decode().strip()


class ReviewEvent(_Schema):
    """A review as it was stored; the time is UTC."""

    id: int
    report: str
    layer: Literal["record", "mention"]
    target: str
    action: Literal["change", "add", "reject", "accept", "restore"]
    fields: dict[str, Any]
    who: str
    at: str
    note: str


class Imported(_Schema):
    """The reviews that an import became."""

    events: list[ReviewEvent]


class ReviewedRow(_Schema):
    """A record or mention with the review layer on top: its ``key``, what became of it, and its fields."""

    key: str
    state: Literal["extracted", "accepted", "changed", "added", "rejected"]
    changed: list[str]
    row: dict[str, Any]


class ReviewLayer(_Schema):
    """A report's records and mentions as reviewed, and all reviews, oldest first."""

    records: list[ReviewedRow]
    mentions: list[ReviewedRow]
    events: list[ReviewEvent]
