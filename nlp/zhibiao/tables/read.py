"""From a table to facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from zhibiao.analysis import Fact, Match, Source, Structure
from zhibiao.knowledge.model import Model
from zhibiao.reading.source import Table
from zhibiao.tables.columns import POINTS, SPAN, YEAR, Column, is_unit, read_columns
from zhibiao.tables.grid import Grid, Label, compact
from zhibiao.tables.names import caption_indicator, has_measure, join_name
from zhibiao.tables.rows import Figure, Row, read_figure, read_row

Place = Callable[[int, int], tuple[int, int] | None]
Regions = Callable[[int, int], set[str]]
_ZERO = Decimal(0)
NAMING = ("labels", "items", "places", "years")
OWN_NAME = 5  # characters of a name without a measure; a shorter one is likely a part (公路, 城镇)
RATES = ("%", "‰", POINTS)


@dataclass(slots=True)
class _Whole:
    """A row that others may be parts of, whether those below it are, and its facts by their columns."""

    name: str
    label: Label
    opened: bool
    facts: dict[int, Fact] = field(default_factory=dict)


class TableReader:
    """Reads one table of a source text. ``place`` gives the span of the analysis for one of the source, ``regions``
    the full names of the regions in a span of the analysis."""

    def __init__(
        self, text: str, table: Table, structure: Structure, model: Model, place: Place, regions: Regions
    ) -> None:
        self.text, self.table, self.structure, self.model, self.place = text, table, structure, model, place
        self.grid = Grid(text, table)
        self.captions = [Label(compact(text[start:end]), start, end) for start, end in table.captions]
        self.captions += self.grid.titles()
        self.columns = read_columns(self.grid, model)
        self.unit = self._caption_unit()
        self.period, self.period_label = self._caption_period()
        self.topic, self.topic_label = self._caption_topic()
        self.regions = {name: label for label in self.captions for name in self._regions(label, regions)}

    def facts(self) -> Iterator[tuple[int, Fact]]:
        """The facts of the table, each with its row."""
        if len(self.regions) > 1 or not any(column.kind == "value" for column in self.columns):
            return
        wholes: dict[int, _Whole] = {}
        for row in range(self.grid.body, self.grid.rows):
            naming: Column | None = None
            whole: _Whole | None = None
            for column in self.columns:
                if column.kind in NAMING:
                    naming = column
                    whole = self._whole(row, column, wholes)
                elif column.kind == "value" and naming is not None:
                    fact = self._fact(row, naming, column, whole)
                    if fact is None:
                        continue
                    if whole is not None:
                        fact.whole = whole.facts.get(column.index)
                    elif naming.index in wholes:
                        wholes[naming.index].facts.setdefault(column.index, fact)
                    yield row, fact

    def _whole(self, row: int, column: Column, wholes: dict[int, _Whole]) -> _Whole | None:
        """The row above that a row is a part of: it says so, as a row above it did, or the whole is one by
        its name. A row that says by itself what is measured is the whole of those below."""
        label = self.grid.label(row, column.index)
        if label is None or column.kind not in ("labels", "items"):
            return None
        read = read_row(label, self.model)
        whole = wholes.get(column.index)
        if not read.part and has_measure(read.name, self.model):
            opened = self.model.tables.wholes.ends(read.name)
            wholes[column.index] = _Whole(read.name, label, opened)
            return None
        if whole is None:
            return None
        whole.opened = whole.opened or read.part
        return whole if whole.opened else None

    def _fact(self, row: int, naming: Column, column: Column, whole: _Whole | None) -> Fact | None:
        """The fact of one cell; None where something about it is not sure."""
        cell, label = self.grid.at.get((row, column.index)), self.grid.label(row, naming.index)
        if cell is None or label is None or cell.rowspan > 1 or cell.colspan > 1:
            return None
        figure = read_figure(self.text, cell.start, cell.end, self.model)
        if figure is None:
            return None
        read = read_row(label, self.model)
        fact = self._named(read, naming, column, whole)
        if fact is None or not self._measure(fact, figure, read, row, column):
            return None
        self._date(fact, column)
        span = self.place(figure.start, figure.end)
        if span is None or not fact.period:
            return None
        kind = "PERCENT" if fact.unit in RATES else "QUANTITY"
        fact.match = Match(*span, kind)
        fact.value, fact.bound = -figure.value if read.growth == "-" else figure.value, figure.bound
        fact.rule = f"table.{fact.aspect}.{fact.relation}"
        return fact

    def _named(self, row: Row, naming: Column, column: Column, whole: _Whole | None) -> Fact | None:
        """A fact with its indicator and region, and for a row that is a year its period."""
        fact = Fact(Match(0, 0, ""), value=_ZERO, aspect=column.aspect, relation=column.relation, base=column.base)
        self._set_region(fact)
        labels = [row.label]
        if naming.kind in ("places", "years"):
            fact.indicator = column.attribute or self.topic
            labels = column.measured
            if not (self._set_place(fact, row) if naming.kind == "places" else self._set_year(fact, row)):
                return None
        else:
            own = join_name(row, "", column.attribute, "", self.model)
            above = whole.name if whole is not None else ""
            fact.indicator = join_name(row, above, column.attribute, self.topic, self.model)
            if fact.indicator and fact.indicator != own:  # named by the whole, else by the caption
                outside = whole.label if whole is not None else self.topic_label
                labels += [outside] if outside is not None else []
            labels = labels + column.measured
            if not fact.indicator and naming.kind == "labels" and len(row.name) >= OWN_NAME:
                fact.indicator = row.name
        fact.sources["indicator"] = self._source(labels)
        return fact if len(fact.indicator) > 1 else None

    def _set_region(self, fact: Fact) -> None:
        """The region that the captions name, else the report's."""
        for name, label in self.regions.items():
            fact.region = name
            fact.sources["region"] = self._source([label])
        if not self.regions:
            fact.region = self.structure.region
            if self.structure.region_span is not None:
                fact.sources["region"] = Source((self.structure.region_span,), "report")

    def _regions(self, label: Label, regions: Regions) -> set[str]:
        """The regions that a caption names, other than the report's own."""
        span = self.place(label.start, label.end)
        return regions(*span) - {self.structure.region} if span is not None else set()

    def _set_place(self, fact: Fact, row: Row) -> bool:
        if row.total:
            return True
        region = self.model.regions.find(row.name, self.structure.region_code)
        if region is None:
            return False
        fact.region = region.name
        fact.sources["region"] = self._source([row.label])
        return True

    def _set_year(self, fact: Fact, row: Row) -> bool:
        year = YEAR.fullmatch(row.name)
        if year is None:
            return False
        fact.period = year[1]
        fact.sources["period"] = self._source([row.label])
        return True

    def _measure(self, fact: Fact, figure: Figure, row: Row, at: int, column: Column) -> bool:
        """Sets the unit; False where none is said, or the rate of a rate may be points or per cent."""
        own = row.unit or self._row_unit(at, column)
        if row.growth:
            return _grow(fact, figure.unit or own or column.unit or self.unit, column)
        rate = own in RATES or row.name.endswith("率")
        if fact.aspect == "growth" or fact.relation == "completion":
            fact.unit = figure.unit or column.unit
            if rate and fact.unit != POINTS:
                return False
            if fact.unit == POINTS:
                fact.aspect, fact.relation = ("level", "change") if rate else ("growth", "change")
            return True
        fact.unit = figure.unit or column.unit or own or self.unit
        return bool(fact.unit) or fact.indicator.endswith("指数")

    def _row_unit(self, row: int, column: Column) -> str:
        """The unit that the row's cell of the nearest unit column on the left says; of several, the first is that of
        the size."""
        for other in reversed(self.columns[: column.index]):
            if other.kind == "units":
                label = self.grid.label(row, other.index)
                unit = label.text.split("、")[0].split(",")[0].split("，")[0] if label is not None else ""
                return unit if is_unit(unit, self.model) else ""
        return ""

    def _date(self, fact: Fact, column: Column) -> None:
        """The period: the row's, the column's, that of the column on its left, the caption's, or the report's year."""
        if not fact.period:
            fact.period, label = self._period(column)
            report = self.structure.year_span
            if label is not None:
                fact.sources["period"] = self._source([label])
            elif report is not None:
                fact.sources["period"] = Source((report,), "report")
        year = int(fact.period[-4:]) if fact.period[-4:].isdigit() else 0
        ahead = self.structure.year is not None and year > self.structure.year
        if column.aim or ahead:
            fact.status = "target"
        if fact.relation == "change" and fact.period[:4].isdigit():
            fact.base = str(int(fact.period[:4]) - 1)

    def _period(self, column: Column) -> tuple[str, Label | None]:
        if column.period:
            return column.period, column.heads[-1]
        for other in reversed(self.columns[: column.index]):
            if other.kind in NAMING:
                break
            if other.period and column.aspect == "growth" and other.aspect == "level":
                return other.period, other.heads[-1]
        if self.period:
            return self.period, self.period_label
        return (str(self.structure.year), None) if self.structure.year is not None else ("", None)

    def _caption_unit(self) -> str:
        for caption in reversed(self.captions):
            found = self.model.tables.unit.search(caption.text)
            if found is not None:
                units = [unit for unit in found[1].replace("，", "、").replace(",", "、").split("、") if unit]
                sizes = [unit for unit in units if unit not in RATES]
                return sizes[0] if len(sizes) == 1 and is_unit(sizes[0], self.model) else ""
        return ""

    def _caption_topic(self) -> tuple[str, Label | None]:
        """The one indicator that the captions name."""
        for caption in reversed(self.captions):
            topic = caption_indicator(caption.text, self.model)
            if topic is not None:
                return topic, caption
        return "", None

    def _caption_period(self) -> tuple[str, Label | None]:
        """The one year that the captions name."""
        for caption in reversed(self.captions):
            years = YEAR.findall(caption.text)
            if years:
                single = len(set(years)) == 1 and not SPAN.search(caption.text)
                return (years[0], caption) if single else ("", None)
        return "", None

    def _source(self, labels: list[Label]) -> Source:
        spans = (self.place(label.start, label.end) for label in labels)
        return Source(tuple(span for span in spans if span is not None))


def _grow(fact: Fact, unit: str, column: Column) -> bool:
    """Makes a fact of a row of growth one: a rate in a column of sizes, points in a column of growth. False for what
    is neither."""
    fact.unit = unit
    if column.aspect == "level" and column.relation == "value":
        fact.aspect = "growth"
        return unit in ("%", "‰")
    fact.aspect, fact.relation = "growth", "change"
    return column.aspect == "growth" and unit == POINTS
