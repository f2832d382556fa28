"""What a figure is compared with: a time, another region, another indicator, or a target."""

from __future__ import annotations

import re
from typing import Literal

from zhibiao.knowledge.grammar import PLACE, REGION, TIME, WIDE, Grammar
from zhibiao.linking.clauses import Clause

Kind = Literal["time", "region", "target", "indicator"]
GENERAL = re.compile(
    f"[{TIME}{REGION}{WIDE}]|同期|同月|平均水平|平均|水平|时期|年|的|末|底|全|执行数|决算数|完成数|增速|增幅|涨幅|增长|总体|同类|数|率|、|和|，|,|实际|于|全部"
)
GOAL = re.compile(r"目标|预期|计划|预算|规划")
# The budget of another year: what is set against it is a budget too, so that the two are of two times.
EARLIER = re.compile(r"(?:上年|去年|上一年|\d{4}年)(?:年初)?的?(?:预算|计划)数?\Z")


def compared_with(clause: Clause, place: tuple[int, int], grammar: Grammar) -> Kind:
    """The kind of thing that ``place`` of a clause names."""
    labelled = clause.labelled[slice(*place)]
    rest = GENERAL.sub("", grammar.expressions["nouns"].sub("", labelled))
    if EARLIER.match(clause.text[slice(*place)]):
        return "time"
    if not rest:
        return "time" if TIME in labelled or re.search(PLACE, labelled) is None else "region"
    if GOAL.search(clause.text[slice(*place)]):
        return "target"
    return "indicator"
