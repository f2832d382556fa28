"""Lists of names that a class noun closes: ``A、B 等 N 个项目``, ``A、B 两个市民广场``, ``A、B 等企业``.

Offsets index the normal text, code points, half open.
"""

from __future__ import annotations

import re

from zhibiao.analysis import Match
from zhibiao.matchers.companies import company_prefix, is_company, known_company
from zhibiao.matchers.name_context import Reading, before_phase, split_list
from zhibiao.matchers.name_judge import ROUTE, Setting, emit, head_strength, is_project, is_site_work, trim
from zhibiao.matchers.name_leads import Lead, after_modifier, strip_front, strip_inner

_SHARED = re.compile(r"[镇乡]$")
_SHARED_WORKS = re.compile(r"[河江湖区县镇乡]$")
_LONGEST_SHARE = 16
_LONGEST_SHORT = 8
_SHORTEST_SITE = 6
_SIDES = "东西南北"
_TOLD = re.compile(r"(?:主要)?包括|分别[是为]|主要有")
_COUNTED = re.compile(r"(?:项目(?:占到)?\d+个|\d+个[^，。；]{0,12}项目)[^。；\n]{0,40}，$")
_TOLD_REACH = 64
_FEW = "一二三四五六七八九"
_MEASURES = "家个所大座条项"
_AND = re.compile(r"以及|[和与及]")
Span = tuple[int, int]


def read_list(reading: Reading, start: int, closing: re.Match[str], end: int) -> list[Match]:
    """The names between ``start`` and the class noun of ``closing``; the clause ends at ``end``."""
    items, lead = list_items(reading, start, closing.start())
    kind = reading.names.shared_head.size(reading.text, *closing.span("mod"))  # 凤山、观音等大型水库项目
    items = [span for span in items if kind or not _is_place(reading, span) or shares_head(reading, span, items[-1])]
    if not items or (closing["etc"] is None and len(items) < 2):
        return []
    word, names = closing["cls"], reading.names
    company = word in names.company_class
    if company and names.cutting.search(closing["mod"]):
        return []
    if not company and word not in names.company_project and reading.text.startswith("的", closing.end()):
        return []
    if names.manner.search(closing["mod"]) or reading.text.startswith("申报", closing.end()):
        return []
    happens = lead.verb == 2 or names.strong_status.search(reading.text, closing.end(), end) is not None
    said = lead.verb or names.tail.match(reading.text, closing.end(), end)
    if not (company or said or word in names.company_project):
        return []
    all_told = _count(closing) == len(items)
    if word in names.loose_class and not (happens or all_told or _are_built(reading, items, closing.end())):
        return []
    if company:
        if closing["etc"] is None and word not in names.built_class and not all_told:
            return []
        return _companies(reading, items, built=happens and word in names.built_class)
    companies = word in names.company_project and not names.public.search(reading.text, *closing.span("mod"))
    companies = companies and not names.public.fullmatch(word)
    short = closing["etc"] is not None and names.shared_head.size(word, 0, len(word)) > 0 and not companies
    setting = Setting(lead.verb, 2 if happens else 0, listed=True, short=short, funded=lead.funded)
    return _projects(reading, items, setting, companies)


def read_told(reading: Reading, start: int, end: int) -> list[Match]:
    """The projects that the clause ``[start, end)`` tells of after one that counts them (项目12个，包括甲、乙等)."""
    text = reading.text
    told = _TOLD.match(text, start, end)
    if told is None or not _COUNTED.search(text, max(0, start - _TOLD_REACH), start):
        return []
    items, lead = list_items(reading, told.end(), end - text.endswith("等", start, end))
    setting = Setting(2, 2, listed=True, funded=lead.funded)
    return _projects(reading, items, setting, companies=True) if not lead.counted else []


def _count(closing: re.Match[str]) -> int:
    """How many the class noun of ``closing`` says there are, of a few: 甲、乙2家企业. 0 where it says many."""
    digit, measure = closing.group()[0].replace("两", "二"), closing.group()[1:2]
    if measure not in _MEASURES:
        return 0
    return int(digit) if digit.isdigit() else _FEW.find(digit) + 1


def _are_built(reading: Reading, items: list[Span], end: int) -> bool:
    """Whether the list whose class noun ends at ``end`` is one of places being built: 甲高铁、乙枢纽等基础设施建设."""
    if not reading.names.building.match(reading.text, end):
        return False
    return 2 * sum(reading.has_name(*item, strict=True) for item in items) >= len(items)


def _lacks_head(reading: Reading, item: Span, last: Span) -> bool:
    return not head_strength(reading, *item) and shares_head(reading, item, last)


def _is_place(reading: Reading, span: Span) -> bool:
    return reading.place_starts.get(span[0]) == span[1]


def list_items(reading: Reading, start: int, end: int) -> tuple[list[Span], Lead]:
    """The items of the list in ``[start, end)`` and what stands before the first."""
    spans = split_list(reading.text, start, end)
    if not spans:
        return [], Lead(start)
    first = spans[0]
    lead = strip_inner(reading, strip_front(reading, *first), first[1])
    spans[0] = (lead.start, first[1])
    spans = [part for span in join_shared(reading, spans) for part in split_and(reading, *span)]
    return [item for span in spans if (item := trim(reading, *after_modifier(reading, *span)))[1] - item[0] >= 2], lead


def join_shared(reading: Reading, spans: list[Span]) -> list[Span]:
    """``spans``, or one span of all where the first ones are bare places that share the last one's works:
    桑干河、御河、十里河河道综合治理."""
    text = reading.text
    spans = _join_sides(text, spans)
    if len(spans) < 2 or _SHARED_WORKS.search(text, *spans[-1]):
        return spans
    head = head_strength(reading, *spans[-1])
    if head not in ("works", "strong"):
        return spans
    works = head == "works" or reading.names.undertaking.size(text, *spans[-1]) > 0
    shared = _SHARED_WORKS if works else _SHARED
    if all(end - start <= 8 and shared.search(text, start, end) for start, end in spans[:-1]):
        return [(spans[0][0], spans[-1][1])]
    return spans


def _join_sides(text: str, spans: list[Span]) -> list[Span]:
    """``spans`` with two sides of one thing as one: 公路东、西外环."""
    joined = [spans[0]]
    for start, end in spans[1:]:
        before = joined[-1]
        if start == before[1] + 1 and text[before[1] - 1] in _SIDES and text[start] in _SIDES:
            joined[-1] = (before[0], end)
        else:
            joined.append((start, end))
    return joined


def shares_head(reading: Reading, item: Span, last: Span) -> bool:
    """Whether ``item`` is a place, a route or a name of the kind that the works ``last`` bears, and shares its head."""
    names, text = reading.names, reading.text
    on_line = names.transport.search(text, *last) is not None
    short = last[1] - last[0] <= _LONGEST_SHORT
    if names.undertaking.size(text, *last):
        shared = on_line or short
    else:
        shared = names.shared_head.size(text, *last) > 0 or (on_line and head_strength(reading, *last) == "works")
    if not shared:
        return False
    if ROUTE.fullmatch(text, *item):
        return True
    words = reading.words_in(*item)
    return 2 <= item[1] - item[0] <= _LONGEST_SHARE and all(
        len(reading.words[index]) == 1 or reading.is_place(index) or reading.is_proper(index) for index in words
    )


def split_and(reading: Reading, start: int, end: int) -> list[Span]:
    """``[start, end)`` cut at 和, 与, 及 where what stands before is complete: it has a head of its own."""
    for conjunction in _AND.finditer(reading.text, start + 2, end - 1):
        at = conjunction.start()
        if not (reading.is_boundary(at) and reading.is_boundary(conjunction.end())):
            continue
        if _in_quotes(reading.text, start, at) or _joined(reading, start, at, conjunction.end(), end):
            continue
        if _complete(reading, start, at, conjunction, end):
            return [(start, at), *split_and(reading, conjunction.end(), end)]
    return [(start, end)]


def _complete(reading: Reading, start: int, at: int, conjunction: re.Match[str], end: int) -> bool:
    left = trim(reading, start, at)
    head = head_strength(reading, *left)
    if reading.text[left[0] : left[1]] in reading.names.generic:
        return end - conjunction.end() > 3
    if conjunction.group() == "和" and head in ("strong", "works") and end - conjunction.end() > 3:
        return True
    if end - conjunction.end() <= 3 and head:
        return reading.is_place(reading.index(conjunction.end()))
    if conjunction.group() == "和" and at - start <= 4 and head_strength(reading, conjunction.end(), end) == "works":
        words = reading.words_in(start, at)
        return all(len(reading.words[i]) == 1 or reading.is_proper(i) or reading.is_place(i) for i in words)
    if not head or end - conjunction.end() <= 3:
        return False
    if conjunction.group() == "和" and reading.has_name(start, at):
        return head_strength(reading, conjunction.end(), end) != ""
    return reading.has_name(conjunction.end(), end)


def _joined(reading: Reading, start: int, at: int, begin: int, end: int) -> bool:
    """Whether one work joins two things (甲湖与乙河联通工程) or is done on both (甲桥和乙桥改造)."""
    names, text = reading.names, reading.text
    if names.joining.search(text, begin, end):
        return True
    size = 0 if names.undertaking.size(text, start, at) else names.head.size(text, start, at)
    again = size > 0 and text.find(text[at - size : at], begin, end) > 0
    return again and names.site_work.search(text, begin, end) is not None


def _in_quotes(text: str, start: int, at: int) -> bool:
    return any(text.count(left, start, at) > text.count(right, start, at) for left, right in ("“”", "（）"))


def _companies(reading: Reading, items: list[Span], built: bool) -> list[Match]:
    sure = [span for span in items if is_company(reading, *span, sure=True)]
    if not sure or 2 * len(sure) < len(items):
        return []
    found: list[Match] = []
    for start, end in items:
        if (start, end) in sure or _fits(reading, start, end):
            found.append(Match(start, end, "ORG"))
            if built:
                found.append(Match(start, end, "PROJECT"))
    return found


def _with_place(reading: Reading, start: int, end: int) -> bool:
    """Whether ``[start, end)`` is a known company and the place of its project: 国电投大安."""
    known = known_company(reading, start, end)
    return start < known < end and all(reading.is_place(index) for index in reading.words_in(known, end))


def _fits(reading: Reading, start: int, end: int) -> bool:
    return 2 <= end - start <= 10 and reading.text[start:end] not in reading.names.classes


def _is_named(reading: Reading, start: int, end: int, companies: bool) -> bool:
    if reading.has_name(start, end) or company_prefix(reading, start, end, guess=companies) > start:
        return True
    return end - start >= _SHORTEST_SITE and is_site_work(reading, start, end)


def _projects(reading: Reading, items: list[Span], setting: Setting, companies: bool) -> list[Match]:
    named = [s for s in items if _is_named(reading, *s, companies)]
    if not named and not setting.funded:
        return []
    found: list[Match] = []
    most = 2 * len(named) >= len(items)
    plain = most and not any(head_strength(reading, *span) for span in named)
    setting = setting._replace(named=0 < len(items) <= 3 * len(named), mostly=most, plain=plain)
    for start, end in items:
        bare = companies and not head_strength(reading, start, end) and before_phase(reading, start, end) == end
        if (start, end) != items[-1] and _lacks_head(reading, (start, end), items[-1]):
            found.append(Match(start, end, "PROJECT"))
        elif bare and not _with_place(reading, start, end) and is_company(reading, start, end):
            found.append(Match(start, end, "ORG"))
        elif is_project(reading, start, end, setting):
            found.extend(emit(reading, start, end, guess=companies))
    return found
