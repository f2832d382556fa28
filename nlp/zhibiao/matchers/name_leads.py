"""What stands before a name in its clause and does not belong to it: time, adverbs, verbs, counts, modifiers.

Offsets index the normal text, code points, half open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhibiao.matchers.name_context import Reading, after_apposition

_COUNT = re.compile(r"(?:\d[\d.]*|[一二两三四五六七八九十百千]+)[余多]?[个条座家项处所台套批户](?=[^村乡镇])")
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
    lead = Lead(start, begin=start, funded=_FUNDS.search(text, max(0, start - _FUNDS_REACH), start) is not None)
    lead.start = after_apposition(text, start, end)
    while lead.start < end - 1:
        at = lead.start
        verb = names.verb.match(text, at, end)
        if verb and reading.is_boundary(verb.end()):
            lead.verb = max(lead.verb, 2 if verb["strong"] else 1 if verb["weak"] else 0)
            lead.building = lead.building or names.building.search(verb.group()) is not None
            kept = lead.counted and not (verb["strong"] or verb["weak"])
            lead.start, lead.counted = verb.end(), kept or verb.group()[-2:] in names.plural
            continue
        count = _COUNT.match(text, at, end) if text[at] in _NUMERALS else None
        front = names.front.match(text, at, end)
        step = count or front
        lead.funded = lead.funded or _is_investment(text, front)
        if step is None or text[step.end() : step.end() + 1] == "、" or not (reading.is_boundary(step.end()) or count):
            break
        lead.counted = lead.counted or count is not None or step.group() in names.plural
        lead.start = step.end()
    if lead.start < end and text[lead.start] in "的了":
        lead.start += 1
    return lead


def _is_investment(text: str, front: re.Match[str] | None) -> bool:
    return front is not None and front["funds"] is not None and text.startswith("投资", front.start() - 2)


def strip_inner(reading: Reading, lead: Lead, end: int) -> Lead:
    """Cuts what a modifier with 的 or a later verb leaves before the name that ends at ``end``."""
    hidden = _hide(reading.text, lead.start, end)
    cut = _OF.search(hidden)
    if cut:
        after = strip_front(reading, lead.start + cut.end(), end)
        return strip_inner(reading, lead.then(after), end)
    last: int | None = None
    for verb in reading.names.cutting.finditer(hidden):
        offset = lead.start + verb.end()
        if end - lead.start - verb.end() >= 2 and reading.is_boundary(offset):
            last = offset
    if last is not None:
        after = strip_front(reading, last, end)
        return lead.then(after)
    return lead


def _hide(text: str, start: int, end: int) -> str:
    """``text[start:end]`` with dots in place of what stands in quotes or brackets."""
    return _QUOTED.sub(lambda quoted: "·" * len(quoted.group()), text[start:end])


def after_modifier(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` without a modifier that ends in 的 (outside quotes)."""
    cut = _OF.search(_hide(reading.text, start, end))
    return (start + cut.end(), end) if cut else (start, end)
