"""What the rows of a table are about, and the figures in their cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from zhibiao.knowledge.model import Model
from zhibiao.tables.columns import BRACKET, is_unit, says_the_same
from zhibiao.tables.grid import Label

NUMBERING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:[、．]|\.(?!\d)))"
)
NOTE = re.compile(r"\[\d{1,2}\]|[①-⑳*]+$")
MINUS = ("-", "−")
VALUE = re.compile(r"([-−+]?)(\d[\d,，]*(?:\.\d+)?)\s*(%|‰|个百分点|倍)?")
GROUPS = re.compile(r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|[\d.]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row's name without what opens it and without a word of growth that ends it, the unit that the name has in
    brackets, whether it is a part of a row above, whether it only sums up, and the sign of its growth (+ or -; empty
    where the name says none)."""

    name: str
    unit: str
    part: bool
    total: bool
    growth: str
    label: Label


@dataclass(frozen=True, slots=True)
class Figure:
    """The number in a cell: its offsets, its value, the unit and bound written beside it."""

    start: int
    end: int
    value: Decimal
    unit: str
    bound: str


def read_row(label: Label, model: Model) -> Row:
    """What a row is about, by the words of its label."""
    words = model.tables
    name = NOTE.sub("", label.text)
    part = words.parts.match(name) is not None
    for _ in range(2):
        opener = words.openers.match(name)
        name = name[opener.end() :] if opener is not None else name
        number = NUMBERING.match(name)
        name = name[number.end() :] if number is not None else name
    unit = ""
    for bracket in BRACKET.finditer(name):
        if is_unit(bracket[1], model):
            unit, name = bracket[1], name[: bracket.start()] + name[bracket.end() :]
            break
    name, growth = _take_growth(name.strip("：:，,"), model)
    return Row(name, unit, part, name in words.totals, growth, label)


def _take_growth(name: str, model: Model) -> tuple[str, str]:
    """A name without the word of growth at its end, and the sign that the word stands for."""
    word = model.tables.growth_ends.find(name, len(name))
    thing = name.removesuffix(word)
    if not word or not thing:
        return name, ""
    if model.catalogue.canonical(name) is not None and not says_the_same(thing, name, model):
        return name, ""  # 人口自然增长率 is a level
    return thing.rstrip("：:，,"), model.tables.growths[word]


def read_figure(text: str, start: int, end: int, model: Model) -> Figure | None:
    """The one number of the cell ``text[start:end]``; None where more or other words than a bound stand in it."""
    found = VALUE.search(text, start, end)
    if found is None or GROUPS.fullmatch(found[2]) is None:
        return None
    around = "".join((text[start : found.start()] + text[found.end() : end]).split())
    if around and around not in model.tables.bounds:
        return None
    value = Decimal(found[2].replace(",", "").replace("，", ""))
    bound = model.tables.bounds[around] if around else "="
    end = found.end(3) if found[3] else found.end(2)
    return Figure(found.start(1), end, -value if found[1] in MINUS else value, found[3] or "", bound)
