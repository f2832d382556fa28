"""What the audit knows of indicators and words: ``audit.toml``, ``audit_sums.tsv`` and ``audit_ratios.tsv``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from pydantic import ConfigDict, field_validator

from zhibiao.errors import ModelError
from zhibiao.knowledge.indicators import Catalogue
from zhibiao.knowledge.tables import Table, read_toml, read_tsv

FILE, SUMS, RATIOS = "audit.toml", "audit_sums.tsv", "audit_ratios.tsv"
DAYS_OF_YEAR = "days_of_year"
MINUS = "-"


class SumRow(Table):
    """A row of ``audit_sums.tsv``; the columns are described on top of that file."""

    model_config = ConfigDict(frozen=True)

    total: str
    terms: tuple[str, ...]
    structure: str = ""

    @field_validator("terms", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.split("|")) if isinstance(value, str) else value

    @cached_property
    def signed(self) -> list[tuple[str, bool]]:
        """The ids of the terms, each with whether it is taken away."""
        return [(term.removeprefix(MINUS), term.startswith(MINUS)) for term in self.terms]


class RatioRow(Table):
    """A row of ``audit_ratios.tsv``; the columns are described on top of that file."""

    model_config = ConfigDict(frozen=True)

    ratio: str
    part: str
    whole: str
    slack: Decimal = Decimal(0)
    per: str = ""


class _Words(Table):
    comparable: list[str]
    adjusted: list[str]
    plus: list[str]
    minus: list[str]
    balance: list[str]
    parts: list[str]
    averages: list[str]
    totals: list[str]
    places: list[str]
    of: list[str]
    yardsticks: list[str]
    grown: list[str]
    than: list[str]
    rate: str


class _Table(Table):
    constant: list[str]
    revised: list[str]
    revision: Decimal
    revision_of_revised: Decimal
    nominal_names: list[str]
    words: _Words
    totals: dict[str, str]
    balances: dict[str, str]


@dataclass(frozen=True)
class AuditTables:
    """The declared constraints of a model."""

    table: _Table
    sums: tuple[SumRow, ...]
    ratios: tuple[RatioRow, ...]
    constant: frozenset[str]
    """The indicators whose growth is at constant prices."""

    @cached_property
    def words(self) -> _Words:
        """The words that rules look for in the text between figures."""
        return self.table.words

    @property
    def totals(self) -> dict[str, str]:
        """The totals of budgets and the indicators that they begin from."""
        return self.table.totals

    @property
    def balances(self) -> dict[str, str]:
        """The totals of sources and the totals of uses that they close with."""
        return self.table.balances

    @cached_property
    def sums_to(self) -> dict[str, list[SumRow]]:
        """The sums of each total."""
        found: dict[str, list[SumRow]] = {}
        for row in self.sums:
            found.setdefault(row.total, []).append(row)
        return found

    @cached_property
    def rivals(self) -> dict[SumRow, list[str]]:
        """The other totals that the terms of each sum may belong to (常住人口, 户籍人口)."""
        return {
            row: [other.total for other in self.sums if other.terms == row.terms and other.total != row.total]
            for row in self.sums
        }

    @cached_property
    def means_of(self) -> dict[str, list[SumRow]]:
        """The sums of each total that grows as its terms do: none is taken away, and they are terms of no other."""
        found: dict[str, list[SumRow]] = {}
        for row in self.sums:
            if not any(negative for _, negative in row.signed) and not self.rivals[row]:
                found.setdefault(row.total, []).append(row)
        return found

    @cached_property
    def ratios_of(self) -> dict[str, list[RatioRow]]:
        """The quotients that each ratio is."""
        found: dict[str, list[RatioRow]] = {}
        for row in self.ratios:
            found.setdefault(row.ratio, []).append(row)
        return found

    @cached_property
    def whole_of_structure(self) -> dict[str, SumRow]:
        """The sum that each ratio (a:b:c) gives the shares of."""
        return {row.structure: row for row in self.sums if row.structure}

    def is_nominal(self, id: str, name: str) -> bool:
        """Whether money grows as its printed amounts do."""
        return id not in self.constant if id else name.endswith(tuple(self.table.nominal_names))

    def revision(self, id: str) -> Decimal:
        """The percentage by which the figure of a year may differ in later reports."""
        return self.table.revision_of_revised if _listed(id, self.table.revised) else self.table.revision


def _listed(id: str, patterns: Iterable[str]) -> bool:
    return any(id.startswith(pattern[:-1]) if pattern.endswith("*") else id == pattern for pattern in patterns)


def load(directory: Path, catalogue: Catalogue) -> AuditTables:
    """The audit's tables of a model directory. Raises ModelError for a broken row and for an unknown id."""
    table = read_toml(directory / FILE, _Table)
    sums = read_tsv(directory / SUMS, SumRow)
    ratios = read_tsv(directory / RATIOS, RatioRow)
    _check(directory / FILE, [*table.totals.items(), *table.balances.items()], catalogue)
    _check(directory / SUMS, [(row.total, *(id for id, _ in row.signed)) for row in sums], catalogue)
    _check(directory / RATIOS, [(row.ratio, row.part, row.whole) for row in ratios], catalogue)
    constant = frozenset(id for id in catalogue.by_id if _listed(id, table.constant))
    return AuditTables(table, tuple(sums), tuple(ratios), constant)


def _check(path: Path, groups: Iterable[tuple[str, ...]], catalogue: Catalogue) -> None:
    for id in (id for group in groups for id in group):
        if id not in catalogue.by_id and id != DAYS_OF_YEAR:
            raise ModelError("E202", path=path, reason=f"there is no indicator {id}")
