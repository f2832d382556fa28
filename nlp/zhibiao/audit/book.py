"""The figures of one report, looked up by what they say.

Figures belong together where indicator, region, owner, predicate, status and period are the same. Reports print some
figures several times and for several scopes under one name, so those nearest to the asking figure go first: in its
sentence, else near it, else under the same heading; further only where the report has no scopes (budgets have).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import takewhile
from operator import attrgetter

from zhibiao.audit.figure import Figure, figure_of
from zhibiao.knowledge.model import Model
from zhibiao.records import IndicatorRecord, Report

NEAR = 300  # characters: a few sentences
AROUND = 4  # figures of a series that are looked at, before a place and behind it
YEAR = 4
BRACKETS = (("（", "）"), ("(", ")"))
RATES = frozenset({"rate", "index"})
SERIES = ("region", "entity", "predicate", "period", "status")
Series = tuple[str, ...]
_series_of = attrgetter(*SERIES)
_start = attrgetter("record.start")


class Book:
    """The figures of a report, and the constraints (``tables``) that a model declares."""

    def __init__(self, report: Report, model: Model) -> None:
        self.report = report
        self.model = model
        self.tables = model.audit
        self.dimensions = dimensions = model.numerals.units.dimensions
        self.figures = [figure for record in report.records if (figure := figure_of(record, dimensions)) is not None]
        self._by_relation: dict[str, list[Figure]] = defaultdict(list)
        self._values: dict[tuple[str, str], dict[Series, list[Figure]]] = defaultdict(dict)
        self._comparable: dict[int, bool] = {}
        for figure in self.figures:
            self._by_relation[figure.record.relation].append(figure)
        for figure in sorted(self.related("value"), key=_start):
            record = figure.record
            self._values[name_of(record), record.aspect].setdefault(_series_of(record), []).append(figure)

    @cached_property
    def levels(self) -> list[Figure]:
        """The printed figures that state a size."""
        return [figure for figure in self.related("value") if figure.record.aspect == "level"]

    @cached_property
    def rates(self) -> list[Figure]:
        """The printed figures that state a rate of growth."""
        return [figure for figure in self.related("value") if figure.record.aspect == "growth"]

    @cached_property
    def by_id(self) -> dict[str, IndicatorRecord]:
        """The records by their ids."""
        return {record.id: record for record in self.report.records}

    @cached_property
    def _place(self) -> dict[Figure, int]:
        return {figure: place for place, figure in enumerate(self.figures)}

    def add(self, figure: Figure, status: str) -> None:
        """Makes a figure that is not printed one that is found, among those of a status."""
        record = figure.record
        same = self._values[name_of(record), record.aspect].setdefault(_series(record, {"status": status}), [])
        insort(same, figure, key=_start)

    def related(self, relation: str) -> Sequence[Figure]:
        """The figures that say a relation, in the order of the text."""
        return self._by_relation.get(relation, ())

    def values(
        self, like: IndicatorRecord, measure: str = "", *, name: str = "", aspect: str = "", **fields: str
    ) -> list[Figure]:
        """The figures that state what ``like`` speaks of, with some fields other than those of ``like`` (``name`` is
        the id of the indicator or, without one, its name), nearest first."""
        known = self._values.get((name or name_of(like), aspect or like.aspect))
        return self.nearest(like, self._stated(known, like, measure, fields)) if known else []

    def values_anywhere(self, like: IndicatorRecord, *, name: str, aspect: str, **fields: str) -> list[Figure]:
        """The same, also far away in a report with scopes, if there is no more than one number under that name."""
        known = self._values.get((name, aspect))
        found = self._stated(known, like, "", fields) if known else []
        alone = len({figure.record.value_base for figure in found}) == 1
        return self.nearest(like, found) or (found if alone else [])

    def _stated(
        self, known: Mapping[Series, Sequence[Figure]], like: IndicatorRecord, measure: str, fields: dict[str, str]
    ) -> list[Figure]:
        """The figures of one name and aspect that state what ``like`` speaks of but for some ``fields``: those in its
        sentence or, where there are none, those in others that do not belong to another figure like it."""
        found = _around(known.get(_series(like, fields), ()), like.start)
        if measure:
            found = [figure for figure in found if figure.measure == measure]
        here = [figure for figure in found if figure.record.sentence.start == like.sentence.start]
        return here or [figure for figure in found if not self._taken(figure, like)]

    def _taken(self, figure: Figure, like: IndicatorRecord) -> bool:
        """Whether a figure in another sentence belongs to another figure like the asking one: nearer, and not the same
        said twice."""
        rivals = self._values.get((name_of(like), like.aspect), {}).get(_series_of(like), ())
        return any(
            abs(rival.record.start - figure.record.start) < abs(like.start - figure.record.start)
            for rival in _around(rivals, figure.record.start)
            if rival.record.sentence.start != like.sentence.start and rival.record.value_base != like.value_base
        )

    def nearest(self, like: IndicatorRecord, found: list[Figure]) -> list[Figure]:
        """Those of some figures that stand nearest to a record, by what they have in common with it. The catalogue's
        names mean one thing in all the report, where it has no scopes."""
        if not found:
            return []
        if len(found) > 1:
            found = sorted(found, key=lambda figure: abs(figure.record.start - like.start))
        for close in (_in_one_sentence, _near, _under_one_heading):
            closer = [figure for figure in found if close(figure.record, like)]
            if closer:
                return closer
        return found if like.indicator_id and self.report.kind != "budget" else []

    def before(self, figure: Figure) -> Iterator[Figure]:
        """The figures that stand before one, the last first."""
        return (self.figures[place] for place in range(self._place[figure] - 1, -1, -1))

    def before_in_sentence(self, figure: Figure) -> Iterator[Figure]:
        """The figures that stand before one in its sentence, the last first."""
        start = figure.record.sentence.start
        return takewhile(lambda other: other.record.sentence.start == start, self.before(figure))

    def next(self, figure: Figure) -> Figure | None:
        """The figure behind one; None behind the last."""
        place = self._place[figure] + 1
        return self.figures[place] if place < len(self.figures) else None

    def scope(self, figure: Figure) -> tuple[str, str, str]:
        """Where, when and whether a figure holds: what the figures of one account have in common."""
        return figure.record.region, figure.record.period, figure.record.status

    def is_aside(self, record: IndicatorRecord, at: int) -> bool:
        """Whether a figure stands in brackets that close before a place: what stands there speaks of another."""
        text = self.report.text[record.end : at]
        return any(text.count(close) > text.count(open) for open, close in BRACKETS)

    def is_comparable(self, record: IndicatorRecord) -> bool:
        """Whether a growth rate may be that of the printed amounts: its sentence does not say that it is of others."""
        start, end = record.sentence.start, record.sentence.end
        if start not in self._comparable:
            text = self.report.text[start:end]
            self._comparable[start] = not any(word in text for word in self.tables.words.comparable)
        return self._comparable[start]

    def is_adjusted(self, aim: IndicatorRecord, record: IndicatorRecord) -> bool:
        """Whether a budget is said to be changed before a figure that is measured by it."""
        text = self.report.text[aim.end : record.start]
        return any(word in text for word in self.tables.words.adjusted)

    def between(self, one: IndicatorRecord, other: IndicatorRecord) -> str:
        """The text between two figures, the first of which stands before the second."""
        return self.report.text[one.end : other.start]

    @cached_property
    def regions(self) -> set[str]:
        """The regions that figures of the report are of."""
        return {figure.record.region for figure in self.figures}

    def may_be_part(self, record: IndicatorRecord, whole: IndicatorRecord) -> bool:
        """Whether the catalogue, where it knows both, has one indicator be a part of the other; rates have no parts."""
        catalogue = self.model.catalogue
        row, other = catalogue.by_id.get(record.indicator_id), catalogue.by_id.get(whole.indicator_id)
        if any(known is not None and known.kind in RATES for known in (row, other)):
            return False
        if other is None:
            return True
        above = row
        while above is not None and above.id != other.id:
            above = catalogue.whole_of(above.id)
        return row is None or above is not None

    def is_region(self, name: str) -> bool:
        """Whether a base is a region: one of the report's or of the model's."""
        return name in self.regions or name in self.model.regions.by_name

    def canonical(self, name: str) -> str:
        """What figures of an indicator that is written ``name`` are looked up by."""
        row = self.model.catalogue.canonical(name)
        return row.id if row is not None else name


def _around(figures: Sequence[Figure], place: int) -> Sequence[Figure]:
    """Of the figures of a series those around a place: a report that says a thing a thousand times is not looked
    through a thousand times."""
    if len(figures) <= AROUND:
        return figures
    at = bisect_left(figures, place, key=_start)
    return figures[max(at - AROUND, 0) : at + AROUND]


def _in_one_sentence(one: IndicatorRecord, other: IndicatorRecord) -> bool:
    return one.sentence.start == other.sentence.start


def _near(one: IndicatorRecord, other: IndicatorRecord) -> bool:
    return abs(one.start - other.start) <= NEAR and one.section == other.section


def _under_one_heading(one: IndicatorRecord, other: IndicatorRecord) -> bool:
    return one.section == other.section


def _series(like: IndicatorRecord, fields: dict[str, str]) -> Series:
    """The series of what a record speaks of, with some fields changed."""
    own: Series = _series_of(like)
    if not fields:
        return own
    changed = list(own)
    for field, value in fields.items():
        changed[SERIES.index(field)] = value
    return tuple(changed)


def name_of(record: IndicatorRecord) -> str:
    """What figures of a record's indicator are looked up by: its id in the catalogue or, without one, its name."""
    return record.indicator_id or record.indicator


@lru_cache(maxsize=256)
def year_before(period: str) -> str:
    """The year before one; empty where the period is not a year."""
    return str(int(period) - 1) if is_year(period) else ""


def is_year(period: str) -> bool:
    """Whether a period is one year."""
    return len(period) == YEAR and period.isdecimal()
