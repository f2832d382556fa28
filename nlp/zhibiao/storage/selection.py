"""Which figures of a store are meant, and the tables of them: the panel, targets beside results, sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from zhibiao.errors import UsageError
from zhibiao.storage import views
from zhibiao.storage.store import Store

CELL = (
    "region_code", "region", "entity", "indicator_id", "indicator", "predicate", "part", "aspect", "relation", "base",
    "status",
)  # fmt: skip
TIDY = (
    *CELL,
    "year",
    "value",
    "value_max",
    "unit",
    "bound",
    "claims",
    "written",
    "written_unit",
    "title",
    "path",
    "page",
)
TARGETS = (
    *(name for name in CELL if name != "status"), "year", "unit", "bound", "target", "target_max", "actual",
    "actual_bound", "difference", "target_path", "actual_path",
)  # fmt: skip
FOUND = (
    *CELL, "period", "value", "unit", "bound", "written", "written_unit", "text", "sentence", "title", "path", "page",
    "start", "end",
)  # fmt: skip
_ORDER = "indicator, region_code, region, entity, predicate, part, aspect DESC, relation, base, unit"

_FETCHED = 10_000


class Query(NamedTuple):
    """A statement, its parameters and the columns that it gives."""

    columns: tuple[str, ...]
    sql: str
    parameters: list[object]

    def rows(self, store: Store) -> Iterator[tuple[Any, ...]]:
        """The rows, fetched some thousand at a time."""
        cursor = store.connection.execute(self.sql, self.parameters)
        while rows := cursor.fetchmany(_FETCHED):
            yield from rows

    def table(self, store: Store) -> Table:
        """All rows at once."""
        return Table(self.columns, list(self.rows(store)))


class Table(NamedTuple):
    """Columns and rows."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def dicts(self) -> list[dict[str, Any]]:
        """The rows as objects."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which figures are meant; what is empty does not restrict. ``indicators`` are canonical names, other names of the
    catalogue, ids, or names as written; ``regions`` names in full, GB/T 2260 codes, or where nothing is called so the
    beginning of a name; ``years`` 2012 or 2011..2016; the others are values of the fields of a record."""

    indicators: Sequence[str] = ()
    regions: Sequence[str] = ()
    years: Sequence[str] = ()
    aspects: Sequence[str] = ()
    relations: Sequence[str] = ()
    statuses: Sequence[str] = ()


@dataclass(slots=True)
class _Condition:
    """A condition of SQL and its parameters."""

    terms: list[str] = field(default_factory=list)
    parameters: list[object] = field(default_factory=list)

    def one_of(self, expressions: Sequence[str], values: Iterable[str]) -> None:
        """One of the expressions has one of the values."""
        wanted = list(values)
        self.terms.append("(" + " OR ".join(f"{expression} = ANY(?)" for expression in expressions) + ")")
        self.parameters += [wanted] * len(expressions)

    def __str__(self) -> str:
        return " AND ".join(self.terms) or "true"


def panel(store: Store, selection: Selection, *, columns: tuple[str, ...] = TIDY, every: bool = False) -> Query:
    """The panel, a row a cell; with ``every`` a row for each record that claims one, and ``choice``: 1 is the best."""
    condition = _condition(store, selection)
    claims = f"({_claims(condition)})"
    chosen = (*columns, "choice") if every else columns
    source = claims if every else f"({views.best(claims)})"
    order = f"{_ORDER}, status, year" + (", choice" if every else "")
    return _query(chosen, f"{source} WHERE year IS NOT NULL", condition, order)


def targets(store: Store, selection: Selection) -> Query:
    """What was aimed at beside what was reached, a row a cell."""
    condition = _condition(store, selection)
    panel = f"WITH panel AS ({views.best(f'({_claims(condition)})')}) "
    return _query(TARGETS, f"({panel}{views.paired('panel')})", condition, f"{_ORDER}, year")


def find(store: Store, text: str, selection: Selection, limit: int) -> Query:
    """The figures of an indicator with their sentences: those of the indicator that is called so; where none is, those
    whose indicator has ``text`` in its name. At most ``limit``, by region and period."""
    condition = _condition(store, selection)
    if _called(store, text):
        condition.one_of(("indicator_id", "indicator_text"), _names(store, [text]))
    else:
        condition.terms.append("contains(indicator_text, ?)")
        condition.parameters.append(text)
    order = f'{_ORDER}, period, path, "start"'
    hits = f"SELECT report_key, record_id FROM figures WHERE {condition} ORDER BY {order} LIMIT {limit:d}"
    source = f"figures SEMI JOIN ({hits}) USING (report_key, record_id)"  # sentences of the hits alone
    return _query(FOUND, source, condition, order)


def wide(table: Table) -> Table:
    """A panel with a column a year, a row a series."""
    place = {name: at for at, name in enumerate(table.columns)}
    keys = (*CELL, "unit")
    years = sorted({row[place["year"]] for row in table.rows})
    series: dict[tuple[Any, ...], dict[int, Any]] = {}
    for row in table.rows:
        key = tuple(row[place[name]] for name in keys)
        series.setdefault(key, {}).setdefault(row[place["year"]], row[place["value"]])
    rows = [(*key, *(values.get(year) for year in years)) for key, values in series.items()]
    return Table((*keys, *map(str, years)), rows)


def _claims(condition: _Condition) -> str:
    """The claims of the cells that meet a condition. It is about whole cells, so it may come before their claims are
    numbered: otherwise all figures of the store would be."""
    return views.numbered(f"(FROM figures WHERE {condition})")


def _query(columns: tuple[str, ...], source: str, condition: _Condition, order: str) -> Query:
    """The query for columns of a source that has the condition in it."""
    names = ", ".join(f'"{name}"' for name in columns)
    sql = f"SELECT {names} FROM {source} ORDER BY {order}"
    return Query(columns, sql, condition.parameters)


def _condition(store: Store, selection: Selection) -> _Condition:
    condition = _Condition()
    if selection.indicators:
        names = ("indicator_id", "indicator")
        condition.one_of(names, _names(store, selection.indicators))
    if selection.regions:
        condition.one_of(("region", "region_code"), _regions(store, selection.regions))
    if selection.years:
        condition.terms.append("(" + " OR ".join("year BETWEEN ? AND ?" for _ in selection.years) + ")")
        condition.parameters += [year for text in selection.years for year in years_of(text)]
    fields = {"aspect": selection.aspects, "relation": selection.relations, "status": selection.statuses}
    for name, values in fields.items():
        if values:
            condition.one_of((name,), values)
    return condition


def _called(store: Store, name: str) -> bool:
    """Whether an indicator of the catalogue, or one that a report has, is called so."""
    sql = "SELECT 1 FROM figures WHERE indicator_text = ? LIMIT 1"
    return len(_names(store, [name])) > 1 or store.connection.execute(sql, [name]).fetchone() is not None


def _names(store: Store, names: Sequence[str]) -> list[str]:
    """Names as they are, and the ids of the indicators that the catalogue calls so."""
    called = "indicator_id = $1 OR lower(name) = lower($1) OR list_contains(aliases, $1)"
    sql = f"SELECT indicator_id FROM indicators WHERE {called}"
    found = [row[0] for name in names for row in store.connection.execute(sql, [name]).fetchall()]
    return [*names, *found]


def _regions(store: Store, regions: Sequence[str]) -> list[str]:
    """Names and codes as they are; for one that no figure has, the names that begin with it."""
    found = []
    for region in regions:
        known = "SELECT 1 FROM records WHERE region = $1 OR region_code = $1 LIMIT 1"
        begins = "SELECT DISTINCT region FROM records WHERE starts_with(region, $1)"
        if store.connection.execute(known, [region]).fetchone() is not None:
            found.append(region)
        else:
            found += [row[0] for row in store.connection.execute(begins, [region]).fetchall()]
    return found


def years_of(text: str) -> tuple[int, int]:
    """The first and last year of ``2012`` or ``2011..2016``. Raises UsageError."""
    first, _, last = text.partition("..")
    try:
        return int(first), int(last or first)
    except ValueError:
        raise UsageError("E302", option=f"--year {text}", reason="2012, 2011..2016") from None
