"""What stands behind a figure and 的, and says what the figure is of: 80%以上的县医院, 800 户的改造任务, 按 5%的幅度
压减支出.
"""

from __future__ import annotations

import re

from zhibiao.linking.clauses import Clause, Figure
from zhibiao.linking.phrases import Phrase, Ranges, Reader

PARTS = ("percent", "fraction")
MORE = re.compile(r"(?:以上|以下|左右|以内|之多)?(?P<of>的)?(?!的)")


def read_part(reader: Reader, clause: Clause, figure: Figure, end: int) -> Phrase:
    """The noun that a percentage is a part of (80%以上的县医院, 八成以上财政资金), which is no rate that it may itself
    be (6%左右的增速). Without 的 a verb has to end it."""
    more = MORE.match(clause.text, figure.end, end)
    if more is None or more.end() == figure.end or reader.expressions["manner"].match(clause.labelled, figure.end, end):
        return Phrase()
    comma = -1 if more["of"] else clause.text.find("、", more.end(), end)
    phrase = reader.read_noun(clause, more.end(), comma if comma >= 0 else end)
    if not phrase.name or reader.endings["rate"].size(clause.text, *phrase.name[-1]):
        return Phrase()
    ended = more["of"] or phrase.name[-1][1] < end
    return phrase if ended else Phrase()


def read_object(reader: Reader, clause: Clause, figure: Figure, end: int) -> Phrase:
    """The noun behind an amount and 的, which stands there, that the amount is the size of: 完成 800 户的改造任务.
    Money is that of a measure (取得 3 亿元的收入); what it merely qualifies it is no size of."""
    phrase = reader.read_noun(clause, figure.end + 1, end)
    if not phrase.name:
        return Phrase()
    measured = reader.endings["measure"].size(clause.text, *phrase.name[-1]) > 0
    return phrase if measured or not figure.is_money else Phrase()


def part_name(reader: Reader, clause: Clause, head: Ranges, tail: Ranges, start: int) -> Ranges:
    """The name of a part: the noun behind it, with what stands right before the figure (县医院 50%的门诊号源). A verb
    before the figure parts the two: 试点覆盖 24%的县 is of 试点, and 覆盖 80%的城市 of 城市."""
    if not head:
        return tail
    a, b = head[-1]
    verb = reader.expressions["parting"].search(clause.labelled, a, b)
    if verb is not None:
        return (*head[:-1], (a, verb.start())) if verb.start() - a > 1 else tail
    return head + tail if b == start else head


def read_manner(reader: Reader, clause: Clause, figure: Figure, end: int) -> Phrase | None:
    """按不低于 5%的幅度压减支出: the figure is the change of the object behind it."""
    manner = reader.expressions["manner"].match(clause.labelled, figure.end, end)
    if manner is None:
        return None
    phrase = Phrase(change=manner["verb"])
    phrase.name = reader.read_noun(clause, manner.end(), end).name
    return phrase
