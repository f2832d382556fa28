"""What the model knows about names: organizations, projects, and the words that names are built from and stand among."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import ahocorasick
from pydantic import BaseModel, ConfigDict

from zhibiao.errors import ModelError
from zhibiao.knowledge.tables import read_toml, read_tsv

Scope = Literal["any", "list"]
Words = list[str]


class OrganizationRow(BaseModel):
    """A known organization; ``scope`` ``list`` marks names that are common words or brands too."""

    name: str
    kind: str
    scope: Scope = "any"


class ProjectRow(BaseModel):
    """A project that is known by name wherever it is written."""

    name: str


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")


class OrganTable(_Table):
    """Words of government and party organs."""

    levels: Words
    organs: Words
    assemblies: Words
    fields: Words
    endings: Words
    offices: Words
    followers: Words
    collective: Words


class OrganizationTable(_Table):
    """Words that end, or precede the end of, an organization's name."""

    strong: Words
    product: Words
    trade: Words
    founded: Words
    founding: Words
    classes: Words
    stops: Words


class ProjectTable(_Table):
    """Words that end a project's name."""

    strong: Words
    works: Words
    weak: Words
    transport: Words
    phases: Words
    singular: Words
    built: Words
    generic: Words
    determiners: Words
    places: Words
    undertakings: Words
    abbreviations: str


class StatusTable(_Table):
    """Words after a project's name that say how it stands."""

    strong: Words
    weak: Words
    mere: Words
    adverbs: Words


class VerbTable(_Table):
    """Words before a project's name, and the class nouns that close a list of names."""

    strong: Words
    weak: Words
    openers: Words
    cutting: Words
    project_classes: Words
    company_classes: Words
    built_classes: Words
    company_projects: Words
    done: Words


class NameTables(_Table):
    """The whole of names.toml."""

    organ: OrganTable
    organization: OrganizationTable
    project: ProjectTable
    status: StatusTable
    verbs: VerbTable


@dataclass(frozen=True, slots=True)
class Names:
    """The tables, compiled. ``gazetteer`` maps each known name to ``(kind, scope, length)``, kind ``project`` for
    projects; the patterns are alternations of the tables' words, longest first; the sets answer for one word."""

    gazetteer: Any
    known: dict[str, Scope]
    common: frozenset[str]
    organ: re.Pattern[str]
    assembly: re.Pattern[str]
    department: re.Pattern[str]
    collective: frozenset[str]
    ending: re.Pattern[str]
    founding: re.Pattern[str]
    founded: re.Pattern[str]
    product: re.Pattern[str]
    trade: re.Pattern[str]
    classes: frozenset[str]
    stops: frozenset[str]
    trigger: re.Pattern[str]
    head: re.Pattern[str]
    works: re.Pattern[str]
    weak_head: re.Pattern[str]
    transport: re.Pattern[str]
    phase: re.Pattern[str]
    generic: frozenset[str]
    determiner: re.Pattern[str]
    place_end: re.Pattern[str]
    undertaking: re.Pattern[str]
    abbreviations: re.Pattern[str]
    singular: re.Pattern[str]
    built: re.Pattern[str]
    tail: re.Pattern[str]
    strong_status: re.Pattern[str]
    opener: re.Pattern[str]
    verb: re.Pattern[str]
    cutting: re.Pattern[str]
    list_end: re.Pattern[str]
    company_class: frozenset[str]
    built_class: frozenset[str]
    company_project: frozenset[str]
    done: re.Pattern[str]

    @classmethod
    def load(cls, directory: Path) -> Names:
        """The names of the model in ``directory``. Raises ModelError for a broken row."""
        tables = read_toml(directory / "names.toml", NameTables)
        organizations = read_tsv(directory / "organizations.tsv", OrganizationRow)
        projects = read_tsv(directory / "projects.tsv", ProjectRow)
        common = frozenset(read_words(directory / "common_words.txt"))
        return cls(
            gazetteer=_automaton(organizations, projects),
            known={row.name: row.scope for row in organizations},
            common=common,
            **_organ_patterns(tables.organ),
            **_organization_patterns(tables.organization),
            **_project_patterns(tables.project),
            **_clause_patterns(tables),
        )


def read_words(path: Path) -> list[str]:
    """The lines of a plain word list without comments. Raises ModelError where the file cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError("E202", path=path, reason=str(error)) from error
    return [line for line in lines if line and not line.startswith("#")]


def _automaton(organizations: list[OrganizationRow], projects: list[ProjectRow]) -> Any:
    automaton = ahocorasick.Automaton()
    for row in organizations:
        automaton.add_word(row.name, (row.kind, row.scope, len(row.name)))
    for project in projects:
        automaton.add_word(project.name, ("project", "any", len(project.name)))
    automaton.make_automaton()
    return automaton


def _organ_patterns(table: OrganTable) -> dict[str, Any]:
    level, organ = one_of(table.levels), one_of(table.organs)
    department = f"(?:{one_of(table.fields)}{one_of(table.endings)}|{one_of(table.offices)})"
    follows = f"(?!{one_of(table.followers)})"
    term = r"第?[一二三四五六七八九十\d]{1,4}届"
    return {
        "organ": re.compile(f"{level}{organ}{follows}"),
        "assembly": re.compile(f"(?P<level>{level}|政协|全国)?{term}(?:全国)?{one_of(table.assemblies)}"),
        "department": re.compile(f"(?P<level>国家|中央|{level})?{department}"),
        "collective": frozenset(table.collective),
    }


def _organization_patterns(table: OrganizationTable) -> dict[str, Any]:
    return {
        "ending": re.compile(one_of(table.strong)),
        "founding": re.compile(f"{one_of(table.founding)}了?"),
        "founded": re.compile(f"{one_of(table.founded)}$"),
        "product": re.compile(f"{one_of(table.product)}$"),
        "trade": re.compile(f"{one_of(table.product + table.trade)}$"),
        "classes": frozenset(table.classes),
        "stops": frozenset(table.stops),
    }


def _project_patterns(table: ProjectTable) -> dict[str, Any]:
    return {
        "head": re.compile(f"{one_of(table.strong)}$"),
        "works": re.compile(f"{one_of(table.works)}$"),
        "weak_head": re.compile(f"{one_of(table.weak)}$"),
        "transport": re.compile(one_of(table.transport)),
        "phase": re.compile(f"(?:（?{one_of(table.phases)}）?|（[^（）]{{1,8}}）)$"),
        "generic": frozenset(table.generic),
        "determiner": re.compile(one_of(table.determiners)),
        "singular": re.compile(f"{one_of(table.singular)}$"),
        "built": re.compile(f"{one_of(table.built)}$"),
        "undertaking": re.compile(f"{one_of(table.undertakings)}$"),
        "abbreviations": re.compile(f"[{re.escape(table.abbreviations)}]{{2,}}"),
        "place_end": re.compile(f"{one_of(table.places)}$"),
    }


def _clause_patterns(tables: NameTables) -> dict[str, Any]:
    status, verbs = tables.status, tables.verbs
    classes = one_of(verbs.project_classes + verbs.company_classes)
    count = r"(?:\d+|[一二两三四五六七八九十百千]+)(?:余|多)?[个家项条座所户大批处款]"
    adverb, strong, weak, mere = map(one_of, (status.adverbs, status.strong, status.weak, status.mere))
    return {
        "trigger": re.compile(one_of([*status.strong, *verbs.strong, *verbs.weak, *status.weak, *tables.project.undertakings])),
        "tail": re.compile(f"(?P<strong>(?:{adverb})*{strong})|(?:{adverb})*(?:(?P<weak>{weak})|{mere}|(?=\\d))"),
        "strong_status": re.compile(f"(?:{adverb})*{strong}"),
        "opener": re.compile(one_of(verbs.openers)),
        "verb": re.compile(f"(?:(?P<strong>{one_of(verbs.strong)})|{one_of(verbs.weak)})(?:了|一批|好)?"),
        "cutting": re.compile(f"{one_of(verbs.cutting)}了?"),
        "list_end": re.compile(
            f"(?:(?P<etc>等)(?:{count}|一?大?批)?|{count})(?P<mod>[^，。；、等]{{0,14}}?)(?P<cls>{classes})"
        ),
        "company_class": frozenset(verbs.company_classes),
        "built_class": frozenset(verbs.built_classes),
        "company_project": frozenset(verbs.company_projects),
        "done": re.compile(f"{one_of(verbs.done)}[了好]?"),
    }


def one_of(words: Iterable[str]) -> str:
    """A group that matches any of ``words``, longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(re.escape(word) for word in ordered)})"
