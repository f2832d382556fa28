"""What stands before a name in its clause and does not belong to it: time, adverbs, verbs, counts, modifiers.

Offsets index the normal text, code points, half open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhibiao.knowledge.names import Names
from zhibiao.matchers.name_context import Reading, after_apposition

_COUNT = re.compile(r"(?:\d[\d.]*|[一二两三四五六七八九十百千]+)[余多]?[个条座家项处所台套批户](?=[^村乡镇])")
_AMONG = re.compile(
    r"(?:\d+|[一二三四五六七八九十百]+)[余多]?[个项件][^，。、；]{0,10}?(?:项目|工程|实事)中(?![心的央国部小])"
)
_NUMERALS = frozenset("0123456789一二两三四五六七八九十百千万")
_FUNDS = re.compile(r"投资[\d.]+[万亿]元，$")
_FUNDS_REACH = 14
_OF = re.compile(r"的(?=[^的]{3,}$)")
_QUOTED = re.compile(r"“[^”]*”|（[^）]*）")


@dataclass(slots=True)
class Lead:
    """Where the name starts and (``begin``) where what stands before it does; ``verb`` 2 for a verb of building or
    bringing in, 1 for one of furthering, 0 for none; ``counted`` when a number with 个, 项 … stands before the name;
    ``building`` when the verb says that the thing is being built (建设, 加快建设);
    ``funded`` when an amount of money is said to be put into it."""

    start: int
    verb: int = 0
    counted: bool = False
    begin: int = 0
    building: bool = False
    funded: bool = False

    def then(self, later: Lead) -> Lead:
        """This lead with what a later one adds to it."""
        return Lead(
            later.start,
            max(self.verb, later.verb),
            later.counted,
            later.begin,
            self.building or later.building,
            self.funded or later.funded,
        )


def strip_front(reading: Reading, start: int, end: int) -> Lead:
    """Takes openers, verbs, counts and time words off the front of ``[start, end)``, as long as one follows another."""
    names, text = reading.names, reading.text
    lead = Lead(after_apposition(text, start, end), begin=start, funded=_follows_funds(text, start))
    while lead.start < end - 1:
        at = lead.start
        verb = names.verb.match(text, at, end)
        if verb is not None and reading.is_boundary(verb.end()):
            _take_verb(lead, verb, names)
            continue
        among = _AMONG.match(text, at, end) if text[at] in _NUMERALS else None
        if among is not None:  # 22个产业项目中，the one that is named
            lead.start = among.end()
            continue
        count = _COUNT.match(text, at, end) if text[at] in _NUMERALS else None
        front = names.front.match(text, at, end)
        if front is not None and front["funds"] is not None and text.startswith("投资", at - 2):
            lead.funded = True
        step = count or front
        if step is None or (count is None and not reading.is_boundary(step.end())):
            break
        if text[step.end() : step.end() + 1] == "、":
            break
        lead.counted = lead.counted or count is not None or step.group() in names.plural
        lead.start = step.end()
    if lead.start < end and text[lead.start] in "的了":
        lead.start += 1
    return lead


def _follows_funds(text: str, start: int) -> bool:
    """Whether a clause with an amount invested ends before ``start`` (总投资3亿元，)."""
    return text.endswith("元，", 0, start) and _FUNDS.search(text, max(0, start - _FUNDS_REACH), start) is not None


def _take_verb(lead: Lead, verb: re.Match[str], names: Names) -> None:
    """Moves ``lead`` behind a verb."""
    strength = 2 if verb["strong"] else 1 if verb["weak"] else 0
    words = verb.group()
    lead.verb = max(lead.verb, strength)
    lead.building = lead.building or names.building.search(words) is not None
    lead.counted = (lead.counted and not strength) or words[-2:] in names.plural
    lead.start = verb.end()


def strip_inner(reading: Reading, lead: Lead, end: int) -> Lead:
    """Cuts what a modifier with 的 or a later verb leaves before the name that ends at ``end``."""
    hidden = _hide(reading.text, lead.start, end)
    cut = _OF.search(hidden) if "的" in hidden else None
    if cut is not None and reading.is_boundary(lead.start + cut.start()):
        after = strip_front(reading, lead.start + cut.end(), end)
        return strip_inner(reading, lead.then(after), end)
    last: int | None = None
    for verb in reading.names.cutting.finditer(hidden):
        offset = lead.start + verb.end()
        if end - lead.start - verb.end() < 2 or not reading.is_boundary(offset):
            continue
        names = reading.names
        if verb.group() in names.nominal and reading.text[offset : offset + 2] in names.undertaking.words:
            continue  # 遗址保护利用项目
        last = offset
    if last is not None:
        after = strip_front(reading, last, end)
        return lead.then(after)
    return lead


def _hide(text: str, start: int, end: int) -> str:
    """``text[start:end]`` with dots in place of what stands in quotes or brackets."""
    if text.find("”", start, end) < 0 and text.find("）", start, end) < 0:
        return text[start:end]
    return _QUOTED.sub(lambda quoted: "·" * len(quoted.group()), text[start:end])


def after_modifier(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` without a modifier that ends in 的 (outside quotes)."""
    cut = _OF.search(_hide(reading.text, start, end)) if reading.text.find("的", start, end) >= 0 else None
    own = cut is not None and reading.is_boundary(start + cut.start())  # not in 美的
    return (start + cut.end(), end) if cut is not None and own else (start, end)
