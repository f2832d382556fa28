"""What the model knows about names: organizations, projects, and the words names are built from and stand among."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from zhibiao.knowledge.alternation import one_of
from zhibiao.knowledge.endings import Endings, KindEndings
from zhibiao.knowledge.lexicon import KindLexicon
from zhibiao.knowledge.regions import Regions
from zhibiao.knowledge.tables import Table, read_text, read_toml, read_tsv

Scope = Literal["any", "list"]
Words = list[str]
_TIME = (
    r"(?:\d{1,2}\.(?!\d)|（[一二三四五六七八九十]{1,3}）|(?P<funds>\d[\d.]*[万亿]*元的?)|\d{4}年|今年|去年|明年|\d{1,2}月份?|[上下]半年|年[初底末内]"
    r"|“?十[一二三四五]五”?(?:时期|期间)?)"
)
_MEASURE = r"\d[\d.]*[余多]?(?:栋|户|公里|平方米|亩|万亩|万平方米|里|米|口)的?(?!长)"
_ETC = "等"
_NUMERALS = "一二两三四五六七八九十百千"
_INNER = "[\u4e00-\u9fff]{0,8}?(?<![和与及的在了对向将由发])"


class OrganizationRow(Table):
    """A known organization; ``scope`` ``list`` marks names that are common words or brands too."""

    name: str
    kind: str
    scope: Scope = "any"


class ProjectRow(Table):
    """A project that is known by name wherever it is written."""

    name: str


class OrganTable(Table):
    """Words of government and party organs."""

    levels: Words
    organs: Words
    assemblies: Words
    fields: Words
    endings: Words
    offices: Words
    followers: Words
    collective: Words
    inner: Words
    reach: Words
    owners: Words


class OrganizationTable(Table):
    """Words that end, or precede the end of, an organization's name."""

    strong: Words
    product: Words
    trade: Words
    laboratories: Words
    studied: Words
    founded: Words
    founding: Words
    partners: Words
    opened: Words
    opened_last: Words
    classes: Words
    class_names: Words
    suffixes: Words
    seats: Words
    compounds: Words
    complete: Words
    making: Words
    business: Words
    stops: Words


class ProjectTable(Table):
    """Words that end a project's name."""

    strong: Words
    works: Words
    weak: Words
    transport: Words
    public: Words
    shared: Words
    joining: Words
    facilities: Words
    site_works: Words
    several: Words
    venues: Words
    common_venues: Words
    phases: Words
    singular: Words
    buildings: Words
    built: Words
    generic: Words
    determiners: Words
    scopes: Words
    superlatives: Words
    plural: Words
    places: Words
    nature: Words
    undertakings: Words
    abstract: Words
    class_endings: Words
    plants: Words
    abbreviations: str


class StatusTable(Table):
    """Words after a project's name that say how it stands."""

    strong: Words
    weak: Words
    mere: Words
    final: Words
    adverbs: Words
    money: Words
    unlike: Words


class VerbTable(Table):
    """Words before a project's name, and the class nouns that close a list of names."""

    strong: Words
    weak: Words
    openers: Words
    cutting: Words
    nominal: Words
    project_classes: Words
    company_classes: Words
    built_classes: Words
    company_projects: Words
    done: Words
    mere: Words
    building: Words
    manners: Words
    everyday: Words
    unlike: Words
    broad: Words
    loose_classes: Words


class NameTables(Table):
    """The whole of names.toml."""

    organ: OrganTable
    organization: OrganizationTable
    project: ProjectTable
    status: StatusTable
    verbs: VerbTable


@dataclass(frozen=True, slots=True)
class Names:
    """The tables, compiled. ``always`` maps each name that needs no context to its kind (``project`` for projects).
    ``lexicon`` finds these and, as ``known``, every organization; for some patterns, as a kind of the pattern's name,
    where they may match; as ``trigger`` the words by which a clause may name a project, as ``hint`` those at which
    ``loose_trigger`` may match. ``cities`` and ``counties`` hold what regions are called. The patterns are alternations
    of the tables' words, longest first, the sets answer for one word, an Endings for what a name ends in."""

    always: dict[str, str]
    lexicon: KindLexicon[str]
    common: frozenset[str]
    cities: frozenset[str]
    counties: frozenset[str]
    organ: re.Pattern[str]
    levels: frozenset[str]
    owners: frozenset[str]
    assembly: re.Pattern[str]
    fields: Endings
    department: re.Pattern[str]
    level: Endings
    collective: frozenset[str]
    ending: re.Pattern[str]
    endings: Endings
    founding: re.Pattern[str]
    laboratory: re.Pattern[str]
    study: re.Pattern[str]
    partner: re.Pattern[str]
    opened: re.Pattern[str]
    founded: Endings
    product: Endings
    trade: Endings
    classes: frozenset[str]
    class_name: re.Pattern[str]
    suffix: re.Pattern[str]
    seat: re.Pattern[str]
    compound: re.Pattern[str]
    complete: frozenset[str]
    making: frozenset[str]
    business: frozenset[str]
    stops: frozenset[str]
    loose_trigger: re.Pattern[str]
    head: Endings
    heads: KindEndings[str]
    transport: re.Pattern[str]
    public: re.Pattern[str]
    shared_head: Endings
    joining: re.Pattern[str]
    facility: re.Pattern[str]
    site_work: re.Pattern[str]
    several: re.Pattern[str]
    venue: Endings
    common_venue: frozenset[str]
    phase: re.Pattern[str]
    generic: frozenset[str]
    determiner: re.Pattern[str]
    plural: frozenset[str]
    place_end: Endings
    nature: Endings
    undertaking: Endings
    abstract: re.Pattern[str]
    class_ending: Endings
    plant: re.Pattern[str]
    manner: re.Pattern[str]
    abbreviations: re.Pattern[str]
    singular: Endings
    building_head: Endings
    built: Endings
    tail: re.Pattern[str]
    strong_status: re.Pattern[str]
    final_status: frozenset[str]
    front: re.Pattern[str]
    verb: re.Pattern[str]
    building: re.Pattern[str]
    loose_class: frozenset[str]
    cutting: re.Pattern[str]
    nominal: frozenset[str]
    counted_etc: re.Pattern[str]
    list_end: re.Pattern[str]
    company_class: frozenset[str]
    built_class: frozenset[str]
    company_project: frozenset[str]
    done: re.Pattern[str]

    @classmethod
    def load(cls, directory: Path, regions: Regions) -> Names:
        """The names of the model in ``directory`` that has these ``regions``. Raises ModelError for a broken row."""
        tables = read_toml(directory / "names.toml", NameTables)
        organizations = read_tsv(directory / "organizations.tsv", OrganizationRow)
        projects = read_tsv(directory / "projects.tsv", ProjectRow)
        common = frozenset(read_words(directory / "common_words.txt")) | _general(directory / "dictionary.txt")
        return cls(
            always=(always := _always(organizations, projects)),
            lexicon=KindLexicon(_places(tables) | {"always": always, "known": [row.name for row in organizations]}),
            common=common,
            cities=_called(regions, ("province", "prefecture")),
            counties=_called(regions, ("county",)) - common,
            **_organ_patterns(tables.organ),
            **_organization_patterns(tables.organization),
            **_project_patterns(tables.project),
            **_clause_patterns(tables),
        )


def read_words(path: Path) -> list[str]:
    """The lines of a plain word list without comments. Raises ModelError where the file cannot be read."""
    return [line for line in read_text(path).split("\n") if line and not line.startswith("#")]


def _general(path: Path) -> frozenset[str]:
    """The words of the user dictionary that are no names (tagged nt)."""
    entries = (line.split() for line in read_words(path))
    return frozenset(entry[0] for entry in entries if len(entry) < 3 or entry[2] != "nt")


def _always(organizations: list[OrganizationRow], projects: list[ProjectRow]) -> dict[str, str]:
    always = {row.name: row.kind for row in organizations if row.scope == "any"}
    return always | {row.name: "project" for row in projects}


def _called(regions: Regions, levels: Collection[str]) -> frozenset[str]:
    """What the regions of some levels are called, without what is an ordinary word."""
    found = (region for region in regions.by_code.values() if region.level in levels)
    return frozenset(name for region in found for name in (region.name, *region.short)) - regions.words.ordinary


def _places(tables: NameTables) -> dict[str, Iterable[str]]:
    """The words of ``Names.lexicon`` that tell where something may stand."""
    organ, organization = tables.organ, tables.organization
    return {
        "organ": [level + body for level in organ.levels for body in organ.organs],
        "department": [*organ.offices, *organ.endings],
        "ending": organization.strong,
        "laboratory": organization.laboratories,
        "founding": organization.founding,
        "partner": organization.partners,
        "opened": organization.opened + organization.opened_last,
        "trigger": _triggers(tables),
        "hint": [_ETC, *tables.verbs.broad],
    }


def _organ_patterns(table: OrganTable) -> dict[str, Any]:
    level, organ = one_of(table.levels), one_of(table.organs)
    follows = f"(?!{one_of(table.followers)})"
    return {
        "organ": re.compile(f"{level}{organ}(?:{_INNER}{one_of(table.inner)}|{follows})"),
        "levels": frozenset([*table.levels, *table.reach]),
        "owners": frozenset(table.owners),
        "assembly": re.compile(f"届(?:全国)?{one_of(table.assemblies)}"),
        "level": Endings([*table.levels, "国家", "中央", "全国", "政协"]),
        "fields": Endings(table.fields),
        "department": re.compile(f"(?P<office>{one_of(table.offices)})|{one_of(table.endings)}"),
        "collective": frozenset(table.collective),
    }


def _organization_patterns(table: OrganizationTable) -> dict[str, Any]:
    return {
        "endings": Endings(table.strong),
        "ending": re.compile(one_of(table.strong)),
        "laboratory": re.compile(one_of(table.laboratories)),
        "study": re.compile(one_of(table.studied)),
        "founding": re.compile(f"{one_of(table.founding)}了?"),
        "partner": re.compile(one_of(table.partners)),
        "opened": re.compile(f"{one_of(table.opened)}|{one_of(table.opened_last)}(?![^，。；：！？、\n])"),
        "founded": Endings(table.founded),
        "product": Endings(table.product),
        "trade": Endings(table.product + table.trade),
        "class_name": re.compile(one_of(table.class_names)),
        "suffix": re.compile(one_of(table.suffixes)),
        "seat": re.compile(one_of(table.seats)),
        "compound": re.compile(one_of(table.compounds)),
        "complete": frozenset(table.complete),
        "making": frozenset(table.making),
        "business": frozenset(table.business),
        "classes": frozenset(table.classes),
        "stops": frozenset(table.stops),
    }


def _project_patterns(table: ProjectTable) -> dict[str, Any]:
    return {
        "head": Endings(table.strong),
        "heads": KindEndings({"strong": table.strong, "works": table.works, "weak": table.weak}),
        "transport": re.compile(one_of(table.transport)),
        "public": re.compile(one_of(table.transport + table.public)),
        "shared_head": Endings(table.shared),
        "joining": re.compile(one_of(table.joining)),
        "facility": re.compile(one_of(table.facilities)),
        "site_work": re.compile(one_of(table.site_works)),
        "several": re.compile(one_of(table.several)),
        "venue": Endings(table.venues),
        "common_venue": frozenset(table.common_venues),
        "phase": re.compile(f"(?:（?{one_of(table.phases)}）?|（[^（）]{{1,8}}）)$"),
        "generic": frozenset(table.generic),
        "determiner": re.compile(one_of(_determiners(table))),
        "singular": Endings(table.singular),
        "building_head": Endings(table.buildings),
        "built": Endings(table.built),
        "class_ending": Endings(table.class_endings),
        "plant": re.compile(one_of(table.plants)),
        "abstract": re.compile(one_of(table.abstract)),
        "undertaking": Endings(table.undertakings),
        "abbreviations": re.compile(f"[{re.escape(table.abbreviations)}]{{2,}}"),
        "plural": frozenset(table.plural),
        "place_end": Endings(table.places),
        "nature": Endings(table.nature),
    }


def _determiners(table: ProjectTable) -> list[str]:
    """The determiners with all superlatives of all places: 西北首条."""
    return [*table.determiners, *(scope + most for scope in table.scopes for most in table.superlatives)]


def _clause_patterns(tables: NameTables) -> dict[str, Any]:
    status, verbs = tables.status, tables.verbs
    classes = one_of(verbs.project_classes + verbs.company_classes)
    named_by = verbs.project_classes + verbs.company_classes + verbs.building
    places = one_of(tables.project.works + tables.project.weak)
    count = rf"(?:\d+|[{_NUMERALS}]+)(?:余|多)?[个家项条座所户大批处款件]"
    return {
        "loose_trigger": re.compile(
            "|".join(
                [
                    f"{_ETC}[^，。；、等]{{0,20}}{one_of(named_by)}",
                    *(f"{verb}.{{2,40}}?{places}" for verb in verbs.broad),
                ]
            )
        ),
        "tail": re.compile(_tail(status)),
        "strong_status": re.compile(f"(?:{one_of(status.adverbs)})*{one_of(status.strong)}"),
        "final_status": frozenset(status.final),
        "front": re.compile(f"{one_of([*verbs.openers, *_determiners(tables.project)])}|{_TIME}|{_MEASURE}"),
        "verb": re.compile(
            f"(?!{one_of(verbs.unlike)})(?:(?P<strong>{one_of(verbs.strong)})|(?P<weak>{one_of(verbs.weak)})|{one_of(verbs.mere)})(?:了|一批|好)?"
        ),
        "building": re.compile(one_of(verbs.building)),
        "cutting": re.compile(f"{one_of(verbs.cutting)}了?"),
        "nominal": frozenset(verbs.nominal),
        "counted_etc": re.compile(f"等(?!\\d+条){count}"),
        "list_end": re.compile(
            rf"(?=[{_ETC}\d{_NUMERALS}])(?:(?P<etc>{_ETC})(?:{count}|一?大?批)?|{count})(?P<mod>[^，。；、等于被将获已]{{0,14}}?)(?P<cls>{classes})(?!{classes})"
        ),
        "manner": re.compile(one_of(verbs.manners)),
        "loose_class": frozenset(verbs.loose_classes),
        "company_class": frozenset(verbs.company_classes),
        "built_class": frozenset(verbs.built_classes),
        "company_project": frozenset(verbs.company_projects),
        "done": re.compile(f"{one_of(verbs.done)}[了好]?"),
    }


def _tail(status: StatusTable) -> str:
    """What ends a name; a look at one character first, which is no word at most places."""
    adverb, strong, weak, mere = map(one_of, (status.adverbs, status.strong, status.weak, status.mere))
    look = _look([*status.adverbs, *status.strong, *status.weak, *status.mere])
    said = f"(?P<strong>(?:{adverb})*{strong}(?!{one_of(status.money)}))"
    return rf"(?=\d)|{look}(?!{one_of(status.unlike)})(?:{said}|(?:{adverb})*(?:(?P<weak>{weak})|{mere}|(?=\d)))"


def _triggers(tables: NameTables) -> frozenset[str]:
    """Words of building, of undertakings and of what is built; a word that holds another of them is left out."""
    words = {*tables.status.strong, *tables.verbs.strong, *tables.project.strong, *tables.project.undertakings}
    words |= set(tables.project.buildings)
    words -= {*tables.verbs.everyday, *tables.verbs.broad}
    words = {word for word in words if len(word) > 1}
    return frozenset(word for word in words if not any(other in word for other in words - {word}))


def _look(words: Iterable[str]) -> str:
    """A look at one character: whether one of ``words`` can begin there."""
    return f"(?=[{''.join(sorted(re.escape(first) for first in {word[0] for word in words}))}])"
