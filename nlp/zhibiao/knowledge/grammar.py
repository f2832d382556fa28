"""The linking grammar of a model: word classes, verbs and clause patterns, compiled once.

``grammar.toml`` holds word classes, ``verbs.tsv`` verbs with kind and direction, ``patterns.tsv`` what stands before a
figure. The patterns are matched against *labelled* text, in which each character of a time, region or name is
replaced by a label (see ``zhibiao.linking.labels``), so that they speak of kinds of things and not of words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from pydantic import field_validator

from zhibiao.errors import ModelError
from zhibiao.knowledge.alternation import alternatives, one_of
from zhibiao.knowledge.endings import Endings
from zhibiao.knowledge.tables import Table, number_tsv, read_toml, read_tsv

TIME, REGION, ENTITY, TERM, OTHER, WIDE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
PLACE = f"[{REGION}{WIDE}]"
MARKS = "[①-⑳⑴-⒇⒈-⒛]|(?<![\\u4e00-\\u9fff])[一二三四五六七八九十]+是"  # of the items of a list
# An adverbial that says how growth is reckoned.
REMARK = "(?:剔除|扣除|不考虑)[^，；]{1,16}?(?:因素后|因素影响|因素|后|影响)"
KIND = "(?![类型性式])"  # 建设类项目: a verb before one of these is part of a noun
UnitClass = Literal["percent", "fraction", "points", "times", "amount", "ratio"]
UNIT_CLASSES: tuple[UnitClass, ...] = get_args(UnitClass)


class Words(Table):
    """The lists of ``grammar.toml``."""

    adverbs: list[str]
    comparators: list[str]
    companions: list[str]
    over: list[str]
    yardsticks: list[str]
    openers: list[str]
    sums: list[str]
    topics: list[str]
    compounds: list[str]
    notes: list[str]
    attributes: list[str]
    measures: list[str]
    gauges: list[str]
    parts: list[str]
    held: list[str]
    balances: list[str]
    classes: list[str]
    asides: list[str]
    flows: list[str]
    spending: list[str]
    between: list[str]
    purposes: list[str]
    manners: list[str]
    rates: list[str]
    totals: list[str]
    relatives: list[str]
    describing: list[str]
    performing: list[str]
    receiving: list[str]
    halves: list[str]
    absolutes: list[str]
    bare: list[str]
    of_whole: list[str]
    people: list[str]
    linklike: list[str]
    joinlike: list[str]
    paired: list[str]
    adding: list[str]
    anew: list[str]
    merely: list[str]
    reached: list[str]
    averages: list[str]
    running: list[str]
    reaching: list[str]
    adjusted: list[str]
    done: list[str]
    of_size: list[str]
    purposeful: list[str]
    each: list[str]
    steady: list[str]
    yields: list[str]
    deadweight: list[str]
    target_clauses: list[str]
    budgeted: list[str]
    wholes: list[str]
    by_class: list[str]
    particles: list[str]
    fiscal: list[str]
    budget_levels: list[str]
    funds: list[str]
    fund_bare: list[str]
    fund_left: list[str]
    ends: list[str]
    ranks: list[str]
    givers: list[str]
    granted: list[str]
    granting: list[str]
    yardstick_kinds: dict[str, str]


class VerbRow(Table):
    """A row of ``verbs.tsv``."""

    word: str
    kind: Literal[
        "growth",
        "growth_rate",
        "growth_short",
        "growth_to",
        "growth_noun",
        "compare",
        "link",
        "light",
        "changing",
        "action",
        "transitive",
        "opening",
        "closing",
    ]
    sign: Literal["+", "-", ""] = ""


class PatternRow(Table):
    """A row of ``patterns.tsv``."""

    rule: str
    units: tuple[UnitClass, ...] = UNIT_CLASSES
    pattern: str
    aspect: Literal["level", "growth", ""] = ""
    relation: Literal["value", "change", "compare", "share", "contribution", "multiple", "completion"]

    @field_validator("units", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(name.strip() for name in value.split(",")) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class ClausePattern:
    """A compiled clause pattern; ``expression`` ends at the figure."""

    rule: str
    expression: re.Pattern[str]
    aspect: str
    relation: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything the linker knows of words: lists, signs of verbs, patterns by class of unit, compiled expressions."""

    words: Words
    negative: frozenset[str]
    patterns: dict[str, tuple[ClausePattern, ...]]
    expressions: dict[str, re.Pattern[str]] = field(default_factory=dict)
    endings: dict[str, Endings] = field(default_factory=dict)
    link_ends: frozenset[str] = frozenset()
    """The last characters of what ``expressions["link"]`` finds."""
    bare: frozenset[str] = frozenset()
    paired: frozenset[str] = frozenset()
    merely: frozenset[str] = frozenset()
    each: tuple[str, ...] = ()
    steady: tuple[str, ...] = ()


def load(directory: Path) -> Grammar:
    """The grammar of a model directory. Raises ModelError for a broken row or expression."""
    words = read_toml(directory / "grammar.toml", Words)
    verbs = read_tsv(directory / "verbs.tsv", VerbRow)
    kinds: dict[str, list[str]] = {}
    for row in verbs:
        kinds.setdefault(row.kind, []).append(row.word)
    classes = _classes(words, kinds)
    return Grammar(
        words=words,
        negative=frozenset(row.word for row in verbs if row.sign == "-"),
        patterns=_patterns(directory / "patterns.tsv", classes),
        expressions=_expressions(words, kinds, classes),
        endings=_endings(words, kinds),
        link_ends=frozenset(word[-1] for word in _links(words, kinds)) | frozenset(f"了上计后响{TIME}"),
        bare=frozenset(words.bare),
        paired=frozenset(words.paired),
        merely=frozenset(words.merely),
        each=tuple(words.each),
        steady=tuple(words.steady),
    )


def _classes(words: Words, kinds: dict[str, list[str]]) -> dict[str, str]:
    """What each placeholder of a pattern stands for."""
    guard = f"(?![值率{TERM}])"
    rates = one_of([*kinds["growth"], *kinds["growth_rate"]])
    before = "(?:(?<![\\u4e00-\\u9fff])|(?<=同比)|(?<=分别)|(?<=年均)|(?<=[又再净]))"
    short = f"{before}{one_of(kinds['growth_short'])}"
    return {
        "T": f"{TIME}+",
        "R": f"{PLACE}+",
        "E": f"{ENTITY}+",
        "GROWTH": f"(?:{rates}|{short}){guard}",
        "AMOUNTED": f"(?:{one_of(kinds['growth'])}|{short}){guard}",
        "TO": one_of(kinds["growth_to"]),
        "NOUN": f"(?<!自然){one_of(kinds['growth_noun'])}",
        "HIGH": one_of(kinds["compare"]),
        "OVER": one_of(words.over),
        "YARD": one_of(words.yardsticks),
        "CMP": f"(?:(?<![同环占可对]){one_of(words.comparators)}(?![重例率值较快大好多高为低])"
        f"|{one_of(words.companions)}(?=[^，；]{{1,24}}相比))",
        "LINK": one_of(kinds["link"]),
        "ADV": f"(?:{one_of(_atoms(words.adverbs))}|{TIME}|{REMARK}|,|，)*+",
    }


def _atoms(words: list[str]) -> list[str]:
    """The words that are not two of the others in a row. In a loop those two say the same, and a loop that never
    gives back (so that no text makes it try everything) then reads any run of them."""
    known = set(words)
    return [w for w in words if not any(w[:cut] in known and w[cut:] in known for cut in range(1, len(w)))]


def _patterns(path: Path, classes: dict[str, str]) -> dict[str, tuple[ClausePattern, ...]]:
    compiled: dict[str, list[ClausePattern]] = {name: [] for name in UNIT_CLASSES}
    for line, row in number_tsv(path, PatternRow):
        source = row.pattern
        for name, expression in classes.items():
            source = source.replace("{" + name + "}", expression)
        try:
            expression_ = re.compile(f"(?:{source})\\Z")
        except re.error as error:
            raise ModelError("E201", path=path, line=line, reason=f"pattern: {error}") from error
        for unit in row.units:
            compiled[unit].append(ClausePattern(row.rule, expression_, row.aspect, row.relation))
    return {unit: tuple(found) for unit, found in compiled.items()}


def _endings(words: Words, kinds: dict[str, list[str]]) -> dict[str, Endings]:
    """What a name, a verb or the words before a figure end in."""
    return {
        "attribute": Endings(words.attributes),
        "measure": Endings([*words.measures, *words.attributes]),
        "flow": Endings(words.flows),
        "absolute": Endings(words.absolutes),
        "gauge": Endings(words.gauges),
        "part": Endings(words.parts),
        "rate": Endings(words.rates),
        "held": Endings(words.held),
        "balance": Endings(words.balances),
        "people": Endings(words.people),
        "budgeted": Endings(words.budgeted),
        "whole": Endings(words.linklike),
        "closing": Endings(kinds["closing"]),
    }


def _links(words: Words, kinds: dict[str, list[str]]) -> list[str]:
    """The words that only say that a figure follows."""
    return _atoms([*kinds["link"], *kinds["light"], *words.adverbs])


def _expressions(words: Words, kinds: dict[str, list[str]], classes: dict[str, str]) -> dict[str, re.Pattern[str]]:
    """The linker's own expressions over labelled text, built from the word lists."""
    action = one_of(kinds["action"])
    opening = one_of([*kinds["action"], *kinds["transitive"], *kinds["opening"], *kinds["light"]]) + KIND
    strong = one_of([*kinds["action"], *kinds["transitive"], *kinds["light"]])
    setting = f"在(?={PLACE})|在[^，；]{{1,8}}?中共?有|向[^，；]{{2,8}}?(?={strong})"
    opener = f"{one_of(words.openers)}|{setting}|[、，：,·]|{MARKS}|{REGION}(?:的|上(?!市))?"
    particle = f"[{''.join(words.particles)}]?"
    joint = f"(?:(?!{one_of(words.joinlike)})[、和及或并])?"
    link = one_of(_links(words, kinds))
    ranks = one_of([*words.ranks, *kinds["growth_noun"]])
    return {
        "openers": re.compile(f"(?:{opener}|{TIME}|{WIDE})++"),
        "verbs_openers": re.compile(f"(?:{opener})++"),
        "opening": re.compile(f"(?:{opening}{particle}{joint})++"),
        "strong": re.compile(f"(?:{strong}{particle}{joint})++"),
        "action": re.compile(f"(?:{action}{particle}{joint})++"),
        "compound": re.compile(alternatives(words.compounds)),
        "light": re.compile(f"{one_of(kinds['light'])}{particle}(?!的)"),
        "sure": re.compile(f"(?:(?:{action}|{one_of(kinds['light'])}){particle}{joint})++"),
        "verbal": re.compile(one_of([*kinds["changing"], *kinds["light"], *kinds["action"]])),
        "link": re.compile(
            f"(?:{link}|了|(?<![\\u4e00-\\u9fff])上|(?<![入出])(?:总计|合计)|{REMARK}|[从自由到]?{TIME})++\\Z"
        ),
        "tail_end": re.compile(f"{one_of([*words.ends, *kinds['action'], *kinds['light']])}{particle}|中(?=有)"),
        "relative": re.compile(one_of(words.relatives)),
        "describing": re.compile(f"{one_of(words.describing)}[^的，]+的(?![的数])[^，]{{2}}"),
        "receiving": re.compile(f"{one_of(words.receiving)}[了到]?"),
        "purpose": re.compile(f"[，的]*{one_of(words.purposes)}?[，]?"),
        "manner": re.compile(f"(?:左右|以上)?的{one_of(words.manners)}(?P<verb>{one_of(kinds['changing'])})"),
        "between": re.compile(f"{one_of(words.between)}{particle}"),
        "parting": re.compile(f"(?:{opening}|{classes['TO']})了?|了"),
        "class": re.compile(one_of(words.classes)),
        "aside": re.compile(one_of(words.asides)),
        "changing": re.compile(f"{one_of(kinds['changing'])}{particle}(?!值|额|率|[到至为])"),
        "noun_end": re.compile(f"{classes['NOUN']}(?:分别|均|都|也)*\\Z"),
        "sum": re.compile(one_of(words.sums)),
        "reached": re.compile(one_of(words.reached)),
        "average": re.compile(one_of(words.averages)),
        "running": re.compile(one_of(words.running)),
        "reaching": re.compile(f"{one_of(words.reaching)}了?[近约]?\\Z"),
        "adjusted": re.compile(one_of(words.adjusted)),
        "done": re.compile(one_of(words.done)),
        "of_size": re.compile(one_of(words.of_size)),
        "total": re.compile(one_of(words.totals)),
        "grant": re.compile(f"[^，、]{{0,12}}?(?P<verb>{one_of(words.granting)})给?{PLACE}+的?(?:{TIME}+的?)?"),
        "granted": re.compile(f"(?:财政)?{one_of(words.granted)}"),
        "note": re.compile(one_of(words.notes)),
        "target_clause": re.compile(one_of(words.target_clauses)),
        "whole": re.compile(f"{one_of(words.wholes)}[，：]?"),
        "scope": re.compile(r"在?(?P<whole>[^，；]{2,30}?)中$"),
        "by_class": re.compile(rf"(?:分|按).{{1,12}}{one_of(words.by_class)}$"),
        "rank": re.compile(f"(?:连续[\\d一二三四五六七八九十两]++[年次届]|{ranks}|{TIME}|{PLACE})++\\Z"),
        "growing": re.compile(f"{classes['ADV']}{classes['GROWTH']}"),
        "nouns": re.compile(classes["NOUN"]),
        "fiscal": re.compile(f".{{0,10}}?{one_of(words.fiscal)}"),
        "budget_level": re.compile(one_of(words.budget_levels)),
        "fund": re.compile(one_of(words.funds)),
        "topic": re.compile(f"{one_of(words.topics)}|{classes['GROWTH']}"),
    }
