"""What each column of a table holds, by the words of its head."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhibiao.knowledge.model import Model
from zhibiao.tables.grid import Grid, Label

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?")
SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)年?[-—~至]((?:19|20)\d\d)年?")
MONTHS = re.compile(r"(?:1[-—~至])?(\d{1,2})月份?")
BRACKET = re.compile(r"[（(]([^（）()]{1,14})[）)]")
PERCENT = re.compile(r"[±%‰]|百分点")
BRACKETS = str.maketrans("（）", "()")  # as the model's words have them
EDGES, YEARS = "：:,，、/", "年"
POINTS = "个百分点"


@dataclass(slots=True)
class Column:
    """A column: its kind (``labels``, ``items``, ``places``, ``years``, ``units``, ``silent``, ``value``, or ``""``
    where it cannot be told) and, for values, what they say. ``attribute`` is what they measure where the head says so,
    and ``measured`` the head that says it."""

    index: int
    kind: str = ""
    aspect: str = "level"
    relation: str = "value"
    base: str = ""
    aim: bool = False
    period: str = ""
    unit: str = ""
    attribute: str = ""
    heads: list[Label] = field(default_factory=list)
    measured: list[Label] = field(default_factory=list)


def read_columns(grid: Grid, model: Model) -> list[Column]:
    """The columns of a table from left to right. The first is one of names where its head does not say."""
    columns = [_read(grid, index, model) for index in range(grid.columns)]
    if columns and columns[0].kind == "":
        columns[0].kind = "labels" if not columns[0].heads else "items"
    _share_attributes(columns)
    return columns


def _share_attributes(columns: list[Column]) -> None:
    """产量 | 比上年增长: a rate is that of the size on its left, where the head does not say of what."""
    size: Column | None = None
    for column in columns:
        if column.kind != "value":
            size = None
        elif column.relation == "value" and column.aspect == "level":
            size = column
        elif not column.attribute and size is not None and column.aspect == "growth":
            column.attribute, column.measured = size.attribute, size.measured


def _read(grid: Grid, index: int, model: Model) -> Column:
    heads = grid.head(index)
    column = Column(index, heads=heads)
    words = "".join(head.text for head in heads)
    last = heads[-1].text if heads else ""
    column.kind = _kind(words, last, model)
    if words and not column.kind:
        _read_value(column, words, model)
    return column


def _kind(words: str, last: str, model: Model) -> str:
    """What a head alone says that its column holds: the whole head, the head without remarks, or its last line."""
    kinds = model.tables.columns
    plain = words.translate(BRACKETS)
    return kinds.get(plain) or kinds.get(BRACKET.sub("", plain)) or kinds.get(last.translate(BRACKETS), "")


def _read_value(column: Column, words: str, model: Model) -> None:
    """Fills in what the figures under a head say; leaves the kind empty where something in the head is not known."""
    known = model.tables
    rest = _take_brackets(column, words, model)
    rest = _take_relation(column, rest, model)
    rest = _take_period(column, rest)
    if column.relation in ("rank", "share"):
        return
    rest = _trim(rest, model)
    aim = known.aims.search(rest)
    if aim is not None:
        column.aim = True
        rest = (rest[: aim.start()] + rest[aim.end() :]).strip(EDGES + YEARS + "数值")
    if known.plain.fullmatch(rest) is None:
        rest = _measured(rest, model)
        if not _is_measure(rest, model):
            return
        column.attribute, column.measured = rest, column.heads
    column.kind = "value"


def _trim(words: str, model: Model) -> str:
    """What is left of a head without marks at its ends, and without the 年 of a year that was taken out of it."""
    words = words.strip(EDGES)
    return words if model.tables.plain.fullmatch(words) else words.strip(EDGES + YEARS)


def _measured(words: str, model: Model) -> str:
    """A head without the words at its end that only say that it holds the size (地区生产总值总量)."""
    name = words.removesuffix(model.tables.sizes.find(words, len(words)))
    return name if says_the_same(name, words, model) else words


def says_the_same(name: str, longer: str, model: Model) -> bool:
    """Whether a name is that of an indicator, and a longer form of it names no other one."""
    found, other = model.catalogue.canonical(name), model.catalogue.canonical(longer)
    return found is not None and (other is None or other.id == found.id)


def _is_measure(words: str, model: Model) -> bool:
    if model.grammar.endings["measure"].ends(words):
        return words[0] not in "比较与占为"
    return model.catalogue.canonical(words) is not None


def _take_brackets(column: Column, words: str, model: Model) -> str:
    """Takes units and months out of the brackets of a head; other remarks stay."""

    def take(bracket: re.Match[str]) -> str:
        inner = bracket[1].removeprefix("单位:").removeprefix("单位：")
        if is_unit(inner, model):
            column.unit = inner
            return ""
        return "" if MONTHS.fullmatch(inner) else bracket[0]

    return BRACKET.sub(take, words)


def is_unit(words: str, model: Model) -> bool:
    """Whether words are a unit, with or without 万/亿."""
    if not words:
        return False
    rest = model.numerals.units.split(words)[1]
    return all(model.numerals.units.get(part) is not None for part in rest.split("/")) and bool(rest)


def _take_relation(column: Column, words: str, model: Model) -> str:
    """Takes the words of growth, completion, rank or share out of a head."""
    known = model.tables
    done = known.done_words.search(words)
    if done is not None and (column.unit == "%" or "%" in words or "率" in words):
        column.relation, column.base, column.unit = "completion", known.done[done[0]], "%"
        return re.sub(r"[%数的]", "", words[: done.start()] + words[done.end() :])
    growth = known.growth.search(words)
    if growth is not None and _is_rate(column, words, growth[0]):
        column.aspect, column.unit = "growth", column.unit or "%"
        return re.sub(r"[%±‰]", "", words[: growth.start()] + words[growth.end() :])
    for relation, pattern in (("rank", known.rank), ("share", known.share)):
        if pattern.search(words):
            column.relation = relation
    return words


def _is_rate(column: Column, words: str, growth: str) -> bool:
    """Whether a head with a word of growth holds rates: 增减 alone may be an amount; 年均 needs years."""
    if column.unit and not PERCENT.search(column.unit):
        return False
    if "年均" in growth and not SPAN.search(words):
        return False
    return not growth.endswith("增减") or bool(PERCENT.search(column.unit or words))


def _take_period(column: Column, words: str) -> str:
    span = SPAN.search(words)
    if span is not None:
        column.period = f"{span[1]}..{span[2]}"
        return words[: span.start()] + words[span.end() :]
    years = YEAR.findall(words)
    if len(set(years)) == 1:
        column.period = years[0]
        words = YEAR.sub("", words)
        months = MONTHS.match(words.lstrip("年"))
        if months is not None and int(months[1]) <= 12:
            last = int(months[1])
            column.period += f"-01..{years[0]}-{last:02d}" if last < 12 else ""
            words = words.lstrip("年")[months.end() :]
    return words
