"""Whether a piece of text that stands where a project's name stands is one, by its head, its words and its clause.

Offsets index the normal text, code points, half open.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from zhibiao.analysis import Match
from zhibiao.matchers.companies import company_in, company_prefix, known_company
from zhibiao.matchers.name_context import SIGN, Reading, after_apposition, before_phase

_COUNTED = re.compile(
    r"(?:\d[\d.]*|[一二三四五六七八九十百千万]+(?=亩))(?:万|余|多)*(?:[个条座项家处所台套户件米亩]|公里|平方米)"
)
_INNER_COUNT = re.compile(r"\d[个家所项处名]|[一二三四五六七八九十百两]个(?:建设|重点|重大)?(?:工程|项目)$")
_N = "一二三四五六七八九十百千万双两"
_CAMPAIGN = re.compile(
    rf"“[{_N}](?:[^”]|[^”]*[{_N}][^”]*|大[^”]+)”(?:(?:(?!修复|治理).){{0,4}}(?:工程|项目|改造|示范基地))?$"
    rf"|“[{_N}]个[^”]+”$"
)
ROUTE = re.compile(r"[\u4e00-\u9fff（）—]{2,10}至[\u4e00-\u9fff（）—至]{2,16}")
_SIZED = re.compile(r"(?:[年日](?:产|处理|加工))?\d[\d.×]*[万亿]?(?:吨|千瓦|千伏|兆瓦|MW)(?:级|/年)?[^\d]{2}")
_LONGEST = 45
_SHORTEST_FUNDED = 4


class Setting(NamedTuple):
    """What the clause says of a name: the strength (0 none, 1 weak, 2 strong) of the verb before it and of the status
    after it; ``building`` when the verb or the status is 建设; ``listed`` for an item of a list closed by a class noun
    such as 项目, ``short`` when the names of the list may have two characters (roads, power stations); ``funded`` when
    an amount is put into it; ``done`` when the verb says that one work is complete; ``closed`` when the status ends the
    clause; ``named`` when a third of the list are names, ``mostly`` when half are, ``plain`` when these have no
    heads."""

    verb: int = 0
    status: int = 0
    building: bool = False
    listed: bool = False
    short: bool = False
    funded: bool = False
    done: bool = False
    closed: bool = False
    named: bool = False
    mostly: bool = False
    plain: bool = False


def trim(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` without class words in front and without 建设, 等 behind."""
    text, names = reading.text, reading.names
    start = after_apposition(text, start, end)
    while start < end and (step := names.determiner.match(text, start, end)) and reading.is_boundary(step.end()):
        start = step.end()
    while start < end and text[start] in "的了、和与及" and start not in reading.place_starts:
        start += 1
    if start < end and text[end - 1] in "及和并等设的":
        for ending in ("及", "和", "并", "等", "建设", "的"):
            if text.endswith(ending, start, end):
                end -= len(ending)
    return start, end


def head_strength(reading: Reading, start: int, end: int) -> str:
    """What kind of head ``[start, end)`` ends in: ``strong``, ``works``, ``weak`` or ``""``; a phase may follow it."""
    end = before_phase(reading, start, end)
    return reading.names.heads.kind(reading.text, start + 1, end, reading.stands) or ""


def is_project(reading: Reading, start: int, end: int, setting: Setting) -> bool:
    """Whether ``[start, end)`` names a project in its ``setting``."""
    text, names = reading.text, reading.names
    if not 2 <= end - start <= _LONGEST or _is_class(reading, start, end):
        return False
    if _is_broken(text, start, end):
        return False
    if text.startswith(("与", "和", "同"), reading.place_starts.get(start, start)) and names.built.size(
        text, start, end
    ):
        return False  # 上海市与复旦大学签约
    head = head_strength(reading, start, end)
    if not setting.listed and _hopeless(reading, start, end, head, setting):
        return False
    named = _is_named(reading, start, end)
    built = setting.building and names.building_head.size(text, start, before_phase(reading, start, end)) > 0
    weakly = head == "works" or (max(setting.verb, setting.status) < 2 and not built)
    if named and not setting.listed and weakly:
        named = _is_named(reading, start, end, strict=True)
    if not named and _is_funded(reading, start, end, head, setting):
        return True
    if not named:
        return _unnamed(reading, start, end, head, setting)
    if setting.listed:
        return bool(head) or _bare_name(reading, start, end, setting)
    if head == "strong" and names.undertaking.size(text, start, end):
        return True
    if head == "strong" or (head == "works" and _is_on_site(reading, start, end)):
        return setting.verb > 0 or setting.status > 0
    if head and company_prefix(reading, start, end) > start:
        return setting.verb > 0 or setting.status > 0
    if head:
        return setting.status == 2 or setting.verb == 2 or built
    return setting.status == 2 and setting.closed and _short_name(reading, start, end)


def _is_named(reading: Reading, start: int, end: int, strict: bool = False) -> bool:
    """Whether something makes ``[start, end)`` a name: see Reading.has_name; a company; a hall, square or shop that is
    called otherwise than such places are (发达广场, not 市民广场)."""
    if reading.has_name(start, end, strict) or known_company(reading, start, end) > start:
        return True
    names, text = reading.names, reading.text
    bare = end - names.undertaking.size(text, start, end)
    size = names.venue.size(text, start, bare)
    return bare - size - start >= 2 and size > 0 and text[start : bare - size] not in names.common_venue


def _is_funded(reading: Reading, start: int, end: int, head: str, setting: Setting) -> bool:
    """Whether an amount is put into one thing or into works on one plant, not into roads or houses at large."""
    names, text = reading.names, reading.text
    if not setting.funded or end - start < _SHORTEST_FUNDED or names.several.search(text, start, end):
        return False
    if head == "works":
        return names.facility.search(text, start, end) is not None
    return bool(head) or setting.status == 2


def _bare_name(reading: Reading, start: int, end: int, setting: Setting) -> bool:
    """Whether an item of a list of projects that has no head names one: long enough, no river or village, and more than
    a slogan in quotes."""
    text, names = reading.text, reading.names
    if end - start < (2 if setting.short else 3):
        return False
    if ROUTE.fullmatch(text, start, end):
        return True
    if names.nature.size(text, start, end):
        return False
    return not (text[start] == "“" and text.find("”", start, end) == end - 1)


def _is_on_site(reading: Reading, start: int, end: int) -> bool:
    """Whether what is worked on stands in one place: a road, a river, a plant, a hall."""
    names, text = reading.names, reading.text
    return (names.transport.search(text, start, end) or names.facility.search(text, start, end)) is not None


def _is_class(reading: Reading, start: int, end: int) -> bool:
    """Whether ``[start, end)`` tells of a number, a class or a task, whatever else stands in it."""
    text, names = reading.text, reading.names
    if _COUNTED.match(text, start, end) or _COUNTED.match(text, end) or _INNER_COUNT.search(text, start, end):
        return True
    if _is_campaign(reading, start, end) or reading.place_starts.get(start) == end:
        return True
    kind = names.class_ending.size(text, start, end)
    if text[start:end] in names.generic or (kind and not names.heads.kind(text, start + 2, end - kind, reading.stands)):
        return True  # 江北德国城产业项目 has a place of its own
    return is_abstract(reading, start, end)


def is_abstract(reading: Reading, start: int, end: int) -> bool:
    """Whether ``[start, end)`` holds a word of campaigns, classes or tasks; one that begins within a word and ends in
    the next is none (开行|动车), nor is 的 in a name (美的)."""
    word = reading.names.abstract.search(reading.text, start, end)
    while word is not None and not reading.is_boundary(word.start()) and _is_chance(reading, word):
        word = reading.names.abstract.search(reading.text, word.end(), end)
    return word is not None


def _is_chance(reading: Reading, word: re.Match[str]) -> bool:
    return word.group() == "的" or any(map(reading.is_boundary, range(word.start() + 1, word.end())))


def _is_broken(text: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` ends within a quote (开展“项目推进年”活动) or is but a manner (“公交化”运行)."""
    opened, closed = text.rfind("“", start, end), text.rfind("”", start, end)
    return opened > closed or (text[start] == "“" and text.endswith("化”", start, end))


def _is_campaign(reading: Reading, start: int, end: int) -> bool:
    """Whether a set title in quotes names a programme (“千村引领、万村升级”工程); works on one thing may follow it."""
    title = _CAMPAIGN.search(reading.text, start, end)
    return title is not None and reading.names.transport.search(reading.text, title.end(), end) is None


def _hopeless(reading: Reading, start: int, end: int, head: str, setting: Setting) -> bool:
    """Whether no name could be a project here: nothing is said of it, or it has no head and is not said to run."""
    if not head and setting.status < 2:
        return True
    return not setting.verb and not setting.status and not reading.names.undertaking.size(reading.text, start, end)


def _unnamed(reading: Reading, start: int, end: int, head: str, setting: Setting) -> bool:
    """A name of common words only: a single work that is finished or at work (供水主管网扩建工程完工)."""
    size = end - start
    names, text = reading.names, reading.text
    if setting.listed and setting.named:
        if setting.mostly and is_sized(reading, start, end):
            return True
        return (bool(head) and size >= 3 and (head != "works" or setting.mostly)) or (
            setting.plain and (setting.short or size > 2)
        )
    if size >= 8 and setting.verb + setting.status > 0 and is_site_work(reading, start, end):
        return True
    said = setting.listed or setting.status == 2 or (setting.status == 1 and text[start] in "年日")
    if head and said and is_sized(reading, start, end):
        return True
    if not names.singular.size(text, start, before_phase(reading, start, end)):
        return False
    return (setting.status == 2 and size >= 6) or (setting.done and size >= 8)


def is_sized(reading: Reading, start: int, end: int) -> bool:
    """Whether ``[start, end)`` begins with a capacity and goes on: 年产2万吨锰合金, 2.5万吨钛白粉."""
    return _SIZED.match(reading.text, start, end) is not None


def is_site_work(reading: Reading, start: int, end: int) -> bool:
    """Whether ``[start, end)`` tells of works on one plant, hall or place of a town, which need no proper name."""
    names, text = reading.names, reading.text
    if not names.facility.search(text, start, end) or names.several.search(text, start, end):
        return False
    return bool(names.undertaking.size(text, start, end)) or names.site_work.search(text, start + 3, end) is not None


def _short_name(reading: Reading, start: int, end: int) -> bool:
    if SIGN.match(reading.text, start, end):
        return True
    if known_company(reading, start, end) == end:
        return False  # a body that works: 丝路基金投入运营
    if reading.names.endings.size(reading.text, start, end):
        return False
    words = reading.words_in(start, end)
    return 2 < end - start <= 12 and len(words) > 0 and (reading.is_proper(words[0]) or reading.is_place(words[0]))


def emit(reading: Reading, start: int, end: int, guess: bool = False) -> list[Match]:
    """The project ``[start, end)`` with the company or the school, hospital or hotel that it names (``guess``: see
    company_prefix)."""
    found = [Match(start, end, "PROJECT")]
    span = company_in(reading, start, end, guess)
    if span is not None:
        company = span[1]
        found.append(Match(*span, "ORG"))
        second = known_company(reading, company, end)
        if company < second < end:
            found.append(Match(company, second, "ORG"))
    else:
        bare = end - reading.names.undertaking.size(reading.text, start, end)
        if reading.names.built.size(reading.text, start, bare) and not reading.names.class_name.search(
            reading.text, start, bare
        ):
            found.append(Match(start, bare, "ORG"))
    return found
