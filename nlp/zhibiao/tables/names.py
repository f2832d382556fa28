"""The indicator that a row of a table is about."""

from __future__ import annotations

import re

from zhibiao.knowledge.model import Model
from zhibiao.tables.rows import Row

LONGEST = 24  # characters of a term in a caption
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")


def has_measure(name: str, model: Model) -> bool:
    """Whether a name says what is measured: it is in the catalogue, or ends in a measure."""
    bare = _BRACKET.sub("", name)
    return model.grammar.endings["measure"].ends(bare) or model.catalogue.canonical(name) is not None


def caption_indicator(caption: str, model: Model) -> str | None:
    """The indicator of the catalogue that a caption names, by its longest form; empty where it names several, None
    where it names none."""
    found: list[str] = []
    last = 0
    for start in range(len(caption)):
        if start < last:
            continue
        for end in range(min(len(caption), start + LONGEST), start + 2, -1):
            if caption[start:end] in model.catalogue.terms:
                found.append(caption[start:end])
                last = end
                break
    if not found:
        return None
    return found[0] if len(set(found)) == 1 else ""


def join_name(row: Row, whole: str, attribute: str, topic: str, model: Model) -> str:
    """The indicator of a row: its own name where that says what is measured; else with the column's ``attribute``, or
    with what the ``whole`` above it or the table's ``topic`` measures. Empty where nothing says it."""
    if row.total:
        return overlap(topic, attribute)
    if _sums_up(row.name, topic, model):
        return topic
    if attribute:
        within = whole if whole and overlap(whole, attribute) != whole + attribute else ""
        if row.name[-1:] == attribute[-1] and has_measure(row.name, model):
            return row.name  # 发电量 under 产量
        own = row.name if not within or has_measure(row.name, model) else row.name + within
        return overlap(own, attribute)
    if has_measure(row.name, model):
        return row.name
    if whole:
        return _part_name(row.name, whole, model)
    return row.name + topic if topic else ""


def _sums_up(name: str, topic: str, model: Model) -> bool:
    """Whether a row sums up the table's topic: 收入合计 in a table of 一般公共预算收入."""
    return any(name.endswith(total) and topic.endswith(name.removesuffix(total)) for total in model.tables.totals)


def overlap(name: str, attribute: str) -> str:
    """Two words joined, with what ends the one and begins the other once: 消费价格 and 价格指数 is 消费价格指数."""
    for length in range(min(len(name), len(attribute)), 0, -1):
        if name.endswith(attribute[:length]):
            return name + attribute[length:]
    return name + attribute


def _part_name(name: str, whole: str, model: Model) -> str:
    """A part with the attribute of its whole where that makes a known indicator, else with the whole's name."""
    attribute = model.grammar.endings["attribute"].find(whole, len(whole))
    if attribute and model.catalogue.canonical(name + attribute) is not None:
        return name + attribute
    return name + whole
