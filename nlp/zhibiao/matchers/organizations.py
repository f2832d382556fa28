"""Organizations that their own words give away: known names, organs by level or place, endings such as 集团 or 大学.

Offsets index the normal text, code points, half open.
"""

from __future__ import annotations

import re

from zhibiao.analysis import Match
from zhibiao.matchers.companies import is_company
from zhibiao.matchers.name_context import Reading, split_list
from zhibiao.matchers.name_leads import strip_front

_MAX_NAME = 24
_MAX_OWN = 12
_SHORTEST_OWN = 4
_LONGEST_FIELD = 16
_LONGEST_OPENED = 60
_SHORTEST_BODY = 6
_STOP_TAGS = frozenset({"p", "c", "uj", "ul", "uv", "ud", "r", "x", "m", "d", "ad"})
_SOURCE = re.compile(r"(?:数据|资料|情况|指标)[均分别]{0,2}(?:来自|来源于|由)([^；。，\n（）《》]{3,200})")
_BODY_ENDS = frozenset("局厅委会部院社站关司行队校所心室办")
_EACH = re.compile(r"各[省市区县州旗]、(?:[省市区县州旗]、)?$")
_TERM = re.compile(r"第?[一二三四五六七八九十\d]{1,4}$")
_SCOPE = re.compile("[全我][市省区县州国]")
_CLAUSE = re.compile(r"[^，。；：、！？\n《》]{3,24}")
_NO_NAME = re.compile(r"\d|由|以")
_COUNTED = re.compile(r"\d[余多万]?[所家个]$")
_SEVERAL = re.compile(r"\d[余多]?[个家所]|所和|[两三四五六七八九十]大|”个")
_BARE_ENDS = frozenset("局厅会心")
_RARE_TAGS = frozenset({"g", "zg", "ng", "nr", "nz"})
_JOINED = frozenset("与和")
_ORDINAL = re.compile("第[一二三四五六七八九十]{1,3}")
_COMPANY = ("有限", "集团", "公司", "股份", "总公司")
_LONGEST_BRANCH = 7
_MARKS = "，。；：！？\n、（）《》“”和等"
_OF_SEVERAL = ("集群", "基地", "体系", "重组", "联盟", "名单", "等")
_APART = frozenset("vdpcx")


def find_organizations(reading: Reading) -> list[Match]:
    """All organizations that can be told without their neighbours, none inside another, and the projects that are known
    by name."""
    known, projects = known_names(reading)
    spans = [*known, *_sources(reading), *_organs(reading), *_departments(reading)]
    spans += [*_ended(reading), *_laboratories(reading), *_founded(reading), *_opened(reading)]
    spans += _partners(reading)
    found = [Match(start, end, "ORG") for start, end in longest(spans)]
    return found + [Match(start, end, "PROJECT") for start, end in projects]


def longest(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """``spans`` without those that touch a longer one that starts no later."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def known_names(reading: Reading) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The spans of known organizations that are such wherever they stand, and of known projects."""
    names, text = reading.names, reading.text
    organizations, projects = [], []
    last = -1
    for start, end, name in reading.found["always"]:
        if start == last or start not in reading.inside or not reading.is_boundary(end):
            continue
        if text.startswith(("门", "人"), end):
            continue
        kind, last = names.always[name], start
        if kind == "project":
            projects.extend([(start, end)] if name.endswith(("工程", "枢纽")) else [])
        else:
            organizations.append((start, _with_trade(reading, end) if kind == "company" else end))
    return organizations, projects


def _with_trade(reading: Reading, end: int) -> int:
    """Where a company's name that may end at ``end`` ends: a trade word right behind it belongs to it (奇瑞汽车)."""
    trade = reading.names.suffix.match(reading.text, end)
    return trade.end() if trade and reading.is_boundary(trade.end()) else end


def _organs(reading: Reading) -> list[tuple[int, int]]:
    spans = []
    for match in reading.matches("organ", reading.names.organ):
        if _COUNTED.search(reading.text, max(0, match.start() - 4), match.start()):
            continue
        start = _with_place(reading, match.start())
        if start is not None:
            start -= _prefix(reading.text, start)
            spans.append((start, match.end()))
    spans.extend(_assemblies(reading))
    spans.extend(_bare_consultative(reading, spans))
    return spans


def _prefix(text: str, start: int) -> int:
    """How many characters of 中共 (中共北京市委), 中国共产党 or 团 (团省委) stand before ``start``."""
    if text.startswith("中国共产党", max(0, start - 5)):
        return 5
    if text.startswith("中共", max(0, start - 2)):
        return 2
    return int(start > 0 and text[start - 1] == "团" and text[start + 1 : start + 2] == "委")


def _assemblies(reading: Reading) -> list[tuple[int, int]]:
    """Organs counted by their term: 市十五届人大, 大同市第十六届人民代表大会."""
    spans = []
    for match in reading.names.assembly.finditer(reading.text):
        term = _TERM.search(reading.text, max(0, match.start() - 6), match.start())
        if term is None:
            continue
        start = level_start(reading, term.start())
        begin = _with_place(reading, start) if start < term.start() else start
        if begin is not None:
            spans.append((begin, match.end()))
    return spans


def level_start(reading: Reading, end: int) -> int:
    """The start of the level (省, 市, 自治区, 全国 …) that ends at ``end``; ``end`` for none."""
    return end - reading.names.level.size(reading.text, max(0, end - 3), end)


def _with_place(reading: Reading, start: int) -> int | None:
    """Where the organ that starts at ``start`` with its level really starts: before its place's name, if one is
    written. None where the level belongs to no one place (各市政府)."""
    text = reading.text
    size = 3 if text.startswith("自治", start) else 1
    for edge in (start + size, start):
        place = reading.place_before(edge)
        if place < edge and place <= start:
            return min(place, reading.place_before(place))  # 呼伦贝尔市海拉尔区人民政府
    if start and (text[start - 1] in reading.names.collective or _EACH.search(text, max(0, start - 6), start)):
        return None
    covering = reading.index(start)
    if reading.starts[covering] < start:
        return reading.starts[covering] if len(reading.words[covering]) > 2 and reading.is_place(covering) else start
    return start


def _bare_consultative(reading: Reading, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """政协 without a level, named beside the assembly of its level: 区人大、政协."""
    text = reading.text
    return [
        (end + 1, end + 3)
        for start, end in spans
        if text.startswith(("、政协", "和政协"), end) and text.endswith("人大", start, end)
    ]


def _departments(reading: Reading) -> list[tuple[int, int]]:
    spans = []
    text = reading.text
    for match in reading.matches("department", reading.names.department):
        core, end = match.span()
        if match["office"] is None:
            core -= reading.names.fields.size(text, max(0, core - _LONGEST_FIELD), core)
            if core == match.start():
                continue
        if not reading.is_boundary(end):
            continue
        inner = core - 1 if text.startswith("委", max(0, core - 1)) else core  # 省委信访局
        start = level_start(reading, inner)
        if start < inner:
            begin = start if text[start:inner] in ("国家", "中央", "全国") else _with_place(reading, start)
            if begin is not None:
                spans.append((begin, end))
        elif _stands_bare(reading, core, end):
            spans.append((reading.place_before(core), end))
    return spans


def _stands_bare(reading: Reading, start: int, end: int) -> bool:
    """Whether a department without a level is one body: not a number of them, nor those of several levels."""
    text = reading.text
    if text[end - 1] not in _BARE_ENDS or text[end : end + 1].isdigit() or not reading.is_boundary(start):
        return False
    if start and reading.is_proper(reading.index(start - 1), strict=True) and reading.place_before(start) == start:
        return False  # a body of its own: 国网信通华为大数据中心
    return not text.startswith(("）", "级"), max(0, start - 1))


def _ended(reading: Reading) -> list[tuple[int, int]]:
    spans = []
    for match in reading.matches("ending", reading.names.ending):
        start, end = match.span()
        if not reading.is_boundary(end) or _is_known(reading, end):
            continue
        begin = name_start(reading, start)
        begin = level_before(reading, start, end) if begin == start else begin
        counted = reading.text[end : end + 1].isdigit()
        if begin == start or counted or reading.text[begin:start] in reading.names.classes:
            continue
        if not reading.names.class_name.search(reading.text, begin, start):
            spans.append((begin, end))
    return spans


def _laboratories(reading: Reading) -> list[tuple[int, int]]:
    """National and provincial laboratories and centres, which are named by what they study."""
    spans = []
    for match in reading.matches("laboratory", reading.names.laboratory):
        start, end = match.span()
        begin = _own_start(reading, start)
        if start - begin < _SHORTEST_OWN or not reading.is_boundary(end):
            continue
        if reading.text.startswith(_OF_SEVERAL, end) or _SEVERAL.search(reading.text, begin, end):
            continue
        if not reading.names.class_name.search(reading.text, begin, start):
            spans.append((begin, end))
    return spans


def _own_start(reading: Reading, start: int) -> int:
    """Where what a laboratory studies begins: behind a mark, a number, and the verb of a sentence."""
    text = reading.text
    index = reading.index(start - 1)
    while index >= 0 and start - reading.starts[index] <= _MAX_NAME:
        if reading.words[index][0] in _MARKS or reading.words[index][0].isdigit():
            break
        index -= 1
    begin = reading.word_end(index) if index >= 0 else 0
    begin = strip_front(reading, begin, start).start
    return max([begin, *(verb.end() for verb in reading.names.study.finditer(text, begin, start))])


def _is_known(reading: Reading, end: int) -> bool:
    """Whether the word that ends at ``end`` is a known organization behind a verb or a space: 已报国铁集团."""
    index = reading.index(end - 1)
    return index > 0 and reading.words[index] in reading.names.always and reading.tags[index - 1][0] in _APART


def name_start(reading: Reading, start: int) -> int:
    """Where the name begins whose ending stands at ``start``; ``start`` where only class words precede it."""
    names = reading.names
    index = reading.index(start)
    begin = start
    place = False
    if reading.starts[index] == start:
        index -= 1
    elif (part := reading.text[reading.starts[index] : start]) in names.common or part in names.classes:
        kind = reading.starts[index]
        if reading.place_before(kind) == kind and not _placed(reading, index - 1):
            return start
        index -= 1  # 温州医科大学, 宁波东方理工大学: a kind of school behind its place
    while index >= 0 and start - reading.starts[index] <= _MAX_NAME:
        word = reading.words[index]
        if begin == start and word in _JOINED and (pair := _place_of_pair(reading, index)) is not None:
            return pair
        if word == "）" and (bracket := _branch(reading, index)) is not None:
            index = bracket
            continue
        if begin == start and word in names.business and reading.text.startswith(_COMPANY, start):
            index -= 1
            continue
        if begin == start and _ORDINAL.fullmatch(word):
            index -= 1  # 西安市第三医院
            continue
        if word in names.stops or (reading.tags[index] in _STOP_TAGS and not reading.is_place(index)):
            break
        if (word in names.classes and begin == start) or (word.endswith(("局", "委员会")) and not place):
            break
        place = reading.is_place(index)
        if reading.is_proper(index) or reading.is_place(index) or (begin < start and word in names.levels):
            begin = reading.starts[index]
        elif _opens_name(reading, index, begin):
            begin = reading.starts[index]
            break
        index -= 1
    if begin == start and reading.place_before(start) < start:
        return reading.place_before(start)
    return begin


def _branch(reading: Reading, index: int) -> int | None:
    """The word before the bracket that word ``index`` closes, where a place of a company stands in it:
    华润风电（海原）有限公司."""
    close = reading.starts[index]
    opened = reading.text.rfind("（", max(0, close - _LONGEST_BRANCH), close)
    if opened < 1 or not any(reading.is_place(inner) for inner in reading.words_in(opened + 1, close)):
        return None
    return reading.index(opened - 1)


def _place_of_pair(reading: Reading, index: int) -> int | None:
    """Where the place begins that opens a name of two fields joined by word ``index``: 新疆铁道与能源职业技术大学."""
    field = reading.starts[index - 1] if index else 0
    if index < 2 or len(reading.words[index - 1]) != 2 or reading.is_place(index - 1):
        return None
    place = reading.place_before(field)
    return place if place < field else None


def _opens_name(reading: Reading, index: int, begin: int) -> bool:
    """Whether the one character ``index`` opens the name that so far begins right behind it: 昱千鑫公司."""
    if len(reading.words[index]) > 1 or reading.tags[index] not in _RARE_TAGS or reading.word_end(index) != begin:
        return False
    return index == 0 or reading.words[index - 1] in reading.names.stops or reading.tags[index - 1] in ("x", "c", "p")


def _placed(reading: Reading, index: int) -> bool:
    """Whether word ``index`` can be a school's own and stands right behind its place."""
    if index < 0:
        return False
    word, start = reading.words[index], reading.starts[index]
    if len(word) < 2 or word in reading.names.stops or word in reading.names.classes:
        return False
    return reading.tags[index] not in _STOP_TAGS and reading.place_before(start) < start


def level_before(reading: Reading, start: int, end: int) -> int:
    """Where the level begins that owns the body with the ending ``[start, end)`` and with a name of common words
    (省物流集团); ``start`` where none does."""
    names, text = reading.names, reading.text
    index = reading.index(start - 1)
    while index >= 0 and start - reading.starts[index] <= _MAX_OWN:
        at = reading.starts[index]
        word = text[at : min(start, reading.word_end(index))]
        if word in names.owners:
            alone = end - at - len(word) >= _SHORTEST_OWN and text[at - 1 : at] not in names.collective
            return at if alone else start
        numbered = _ORDINAL.fullmatch(word) is not None  # 市第三中心医院
        if not numbered and (word in names.stops or word in names.classes or reading.tags[index] in _STOP_TAGS):
            break
        index -= 1
    return start


def _sources(reading: Reading) -> list[tuple[int, int]]:
    """Where data are said to come from: 财政数据来自市财政局、国家税务总局X市税务局."""
    spans = []
    for match in _SOURCE.finditer(reading.text):
        for start, end in split_list(reading.text, *match.span(1)):
            both = reading.text.find("和", start + 3, end)
            cut = both if both > 0 and reading.text[both - 1] in _BODY_ENDS else end
            for left, right in ((start, cut), (cut + 1, end)):
                if 3 <= right - left <= _MAX_NAME + 6 and reading.text[right - 1] in _BODY_ENDS:
                    spans.append((left, right))
    return spans


def _partners(reading: Reading) -> list[tuple[int, int]]:
    """Companies that somebody signs or sets something up with: 与华为、腾讯签订战略合作协议."""
    spans: list[tuple[int, int]] = []
    text = reading.text
    for match in reading.matches("partner", reading.names.partner):
        end = match.start()
        begin = max(text.rfind(mark, max(0, end - _LONGEST_OPENED), end) for mark in "，。；：！？\n") + 1
        named = text.rfind("与", begin, end) + 1
        if named <= begin or reading.names.partner.search(text, named, end):
            continue
        items = split_list(text, named, end)
        sure = [item for item in items if is_company(reading, *item, sure=True)]
        spans.extend(sure if 2 * len(sure) > len(items) > 1 else [])
    return spans


def _founded(reading: Reading) -> list[tuple[int, int]]:
    """What is said to be set up and ends like a body: 设立仿生机器人制造业创新中心."""
    verbs = reading.matches("founding", reading.names.founding)
    clauses = (_CLAUSE.match(reading.text, verb.end()) for verb in verbs)
    return [span for clause in clauses if clause is not None if (span := _body(reading, *clause.span()))]


def _opened(reading: Reading) -> list[tuple[int, int]]:
    """What is said to have been opened: 省数据交易所、省知识产权交易所揭牌运营."""
    spans: list[tuple[int, int]] = []
    text, names = reading.text, reading.names
    for match in reading.matches("opened", names.opened):
        end = match.start() - 1 if text.startswith("等", match.start() - 1) else match.start()
        begin = max(text.rfind(mark, max(0, end - _LONGEST_OPENED - 1), end) for mark in "，。；：！？\n") + 1
        if 0 < end - begin <= _LONGEST_OPENED:
            found = [_body(reading, strip_front(reading, a, b).start, b) for a, b in split_list(text, begin, end)]
            spans.extend(span for span in found if span)
    return spans


def _body(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """The body that ``[start, end)`` names, without what stands before it."""
    text, names = reading.text, reading.names
    start = max(start, text.rfind("的", start, end) + 1)
    start += 2 if _SCOPE.match(text, start) else 0
    if text.startswith("全国", max(0, start - 2)):
        start -= (
            2  # a body of the country: 全国高校区域技术转移转化中心; with 首个 and the like 全国 stands further left
        )
    long = end - start >= _SHORTEST_BODY and names.founded.size(text, start, end)
    if (
        not long
        or _NO_NAME.match(text, start)
        or _SEVERAL.search(text, start, end)
        or names.class_name.search(text, start, end)
    ):
        return None
    return start, end
