"""What an extraction hands out: pydantic models of spans, mentions, indicator records and the report around them.

All offsets index the report's text as it stands in the source, in Unicode code points, half open:
``report.text[span.start:span.end] == span.text``. The fields of a record and their values are those of section 3 of
the annotation guidelines; numbers are exact decimals and strings in JSON.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_serializer, field_validator

from zhibiao.errors import UsageError
from zhibiao.reading.location import Anchors, Location

if TYPE_CHECKING:
    import pandas

MentionType = Literal["QUANTITY", "PERCENT", "RANK", "ORG", "PROJECT", "TIME", "REGION", "INDICATOR", "DOCUMENT"]
Kind = Literal["plan", "work", "communique", "budget", "other"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def trusted(cls, values: dict[str, Any]) -> Self:
        """An object of values that are known to be valid, all of them given; it keeps the dictionary. The same as
        ``model_construct``, which looks at every field again: an extraction makes thousands of these, and a third of
        its time went there."""
        model = _new(cls)
        _set_values(model, values)
        _set_names(model, _names(cls))
        _set_extra(model, None)
        _set_private(model, None)
        return model

    def changed(self, **values: Any) -> Self:
        """The same object with some other values, which are known to be valid."""
        return self.trusted({**self.__dict__, **values})


_new = object.__new__
_set_values, _set_names, _set_extra, _set_private = (
    BaseModel.__dict__[slot].__set__
    for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


@cache
def _names(cls: type[BaseModel]) -> set[str]:
    """The names of a model's fields; one set for all its objects, which are frozen."""
    return set(cls.model_fields)


class Offsets(_Model):
    """A place in the report's text."""

    start: int
    end: int


class Span(Offsets):
    """A place in the report's text and the characters there."""

    text: str


class Mention(Span):
    """A mention. ``id`` is the catalogue id of an INDICATOR or the GB/T 2260 code of a REGION, empty otherwise."""

    type: MentionType
    id: str = ""


class Inherited(_Model):
    """Provenance of a field that the figure's own clause does not state: from where it was taken over (``previous
    clause``, ``section`` or ``report``) and the spans that state it there, where a text states it."""

    inherited: Literal["previous clause", "section", "report"]
    spans: list[Span] = Field(default_factory=list)


class PageSpan(Offsets):
    """A page of a PDF: its number from 1, where its text stands, its size in points."""

    number: int
    width: float
    height: float


class Section(Offsets):
    """A heading and all that is under it. ``level`` 1 is 一、, 2 （一）, 3 1., 4 —— and 一是, 5 a box; ``outlook`` says
    whether it looks back (``past``), sets targets (``ahead``) or neither; ``parent`` is an index into the list."""

    title: str
    level: int
    outlook: str
    parent: int | None


class Check(_Model):
    """An equation of the audit that a record takes part in: its rule, whether it holds, whether it ``confirms`` (it
    holds and is sharp enough to show a wrong digit), and the ids of the other figures."""

    rule: str
    holds: bool
    confirms: bool
    figures: list[str]


class IndicatorRecord(Span):
    """One figure of a report as a statistical fact.

    ``value_base`` in ``unit_base`` is the value in base units (1686 亿元 is 168600000000 元); ``indicator_id`` and
    ``region_code`` are canonical names; ``part_of`` is the id of the record of the whole; ``rule`` names the linking
    rule; ``provenance`` says where indicator, region, period, base and entity come from; ``location`` where the figure
    stands in the file, where that is more than a text; ``checks`` are the equations of the audit that it takes part in.
    """

    id: str
    part: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    bound: Literal["=", "~", ">", ">=", "<", "<="]
    indicator: str
    predicate: str
    region: str
    entity: str
    period: str
    aspect: Literal["level", "growth"]
    relation: Literal["value", "change", "gap", "share", "contribution", "rank", "multiple", "completion"]
    base: str
    status: Literal["actual", "target", "derived"]
    indicator_id: str
    region_code: str
    value_base: Decimal
    unit_base: str
    section: list[str]
    sentence: Offsets
    rule: str
    part_of: str
    provenance: dict[str, list[Span] | Inherited]
    location: Location | None = None
    checks: list[Check] = Field(default_factory=list)

    @property
    def confirmed(self) -> bool:
        """Whether an equation with other figures confirms the record and none contradicts it."""
        return any(check.confirms for check in self.checks) and all(check.holds for check in self.checks)

    def to_dict(self) -> dict[str, Any]:
        """The object that stands for the record in JSON; ``location`` is left out where there is none."""
        data = self.model_dump(mode="json")
        if self.location is None:
            del data["location"]
        return data

    @field_validator("value_max", mode="before")
    @classmethod
    def _read_value_max(cls, value: object) -> object:
        return None if value == "" else value

    @field_serializer("value_max", when_used="json")
    def _write_value_max(self, value: Decimal | None) -> str:
        return "" if value is None else str(value)


class DerivedRecord(IndicatorRecord):
    """A figure that a report implies and does not print (``zhibiao.audit``). Its status is ``derived``; ``value`` is
    the middle of what is possible, from ``low`` to ``high`` in its unit, rounded as the figures it comes from;
    ``formula`` is how it follows from the records with the ids ``sources``. Its span is the last of them."""

    formula: str
    sources: list[str]
    low: Decimal
    high: Decimal


class ReportHead(_Model):
    """What a report says of itself, and what identifies its text. ``year`` is the year it looks back on; ``id`` and
    ``sha256`` are made from the text, so that the same text has the same id anywhere; ``media_type``, ``encoding`` and
    ``file_sha256`` are those of the file that it was read from, ``unread_pages`` the numbers of its pages that are
    pictures without text."""

    id: str
    title: str
    kind: Kind
    region: str
    region_code: str
    year: int | None
    date: str
    speaker: str
    audience: str
    sha256: str
    source: str
    characters: int
    model: str
    media_type: str = "text/plain"
    encoding: str = ""
    file_sha256: str = ""
    unread_pages: list[int] = []


class Report(_Model):
    """A report's text with everything extracted from it."""

    head: ReportHead
    text: str = Field(repr=False)
    sections: list[Section] = Field(repr=False)
    mentions: list[Mention] = Field(repr=False)
    records: list[IndicatorRecord] = Field(repr=False)
    derived: list[DerivedRecord] = Field(default_factory=list, repr=False)
    pages: list[PageSpan] = Field(default_factory=list, repr=False)
    anchors: Any = Field(default=None, repr=False, exclude=True)

    def __eq__(self, other: object) -> bool:
        """Whether two reports say the same; the way back to the file does not count."""
        return isinstance(other, Report) and all(
            getattr(self, name) == getattr(other, name) for name in Report.model_fields if name != "anchors"
        )

    def locate(self, span: Offsets) -> Location | None:
        """The place of a span in the file that the report was read from: page and boxes, paragraph or cell, XPath.
        None for plain text, and for a report that was made from JSON."""
        anchors: Anchors | None = self.anchors
        return anchors.locate(span.start, span.end) if anchors is not None else None

    @property
    def region(self) -> str:
        """The region the report is about, in full official form; empty where it cannot be told."""
        return self.head.region

    @property
    def year(self) -> int | None:
        """The year the report looks back on."""
        return self.head.year

    @property
    def kind(self) -> Kind:
        """The report's kind."""
        return self.head.kind

    def to_dict(self) -> dict[str, Any]:
        """The object that ``zhibiao extract --format json`` prints, ready for ``json.dumps``; derived records, where
        there are any, stand behind the others."""
        return {
            "report": self.head.model_dump(mode="json"),
            "sections": [section.model_dump(mode="json") for section in self.sections],
            "mentions": [mention.model_dump(mode="json") for mention in self.mentions],
            "records": [record.to_dict() for record in [*self.records, *self.derived]],
        } | ({"pages": [page.model_dump(mode="json") for page in self.pages]} if self.pages else {})

    @classmethod
    def from_dict(cls, data: dict[str, Any], text: str) -> Report:
        """The report that ``to_dict`` made ``data`` of, with its text. Raises pydantic's ValidationError."""
        stated = [row for row in data["records"] if row.get("status") != DERIVED]
        derived = [row for row in data["records"] if row.get("status") == DERIVED]
        rest = {name: data[name] for name in LISTS if name in data}
        return cls.model_validate({"head": data["report"], "text": text, "records": stated, "derived": derived, **rest})

    def to_dataframe(self) -> pandas.DataFrame:
        """The records as a pandas DataFrame, one row a record, without provenance. Raises UsageError without pandas."""
        try:
            import pandas
        except ImportError as error:
            raise UsageError("E303", feature="to_dataframe()", package="pandas", extra="pandas") from error
        return pandas.DataFrame(flat_rows(self.records), columns=COLUMNS)


DERIVED = "derived"
LISTS = ("sections", "mentions", "pages")
NESTED = ("sentence", "provenance", "section", "location", "checks")
COLUMNS = [name for name in IndicatorRecord.model_fields if name not in NESTED]
"""The flat fields of a record, in order: the columns of tables and CSV."""


def flat_rows(records: Iterable[IndicatorRecord]) -> list[dict[str, Any]]:
    """Records as flat rows of ``COLUMNS``."""
    return [{name: getattr(record, name) for name in COLUMNS} for record in records]
