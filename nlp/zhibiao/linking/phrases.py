"""Reading the words around a figure: what is measured, how it came about, where, when and whose.

``read_head`` takes the words before a figure, ``read_tail`` those behind it. Both work on a clause's labelled text and
answer in the clause's own character positions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhibiao.knowledge.grammar import ENTITY, PLACE, REGION, TIME, Grammar
from zhibiao.linking.clauses import Clause

Range = tuple[int, int]
Ranges = tuple[Range, ...]
LASTING = "连续"  # 连续 641 天无本土病例: what lasted is all that follows
LISTED = "、和及与"
AFTER = "后"  # 加上调入资金 3 亿元后，收入总计 …
SKIP = re.compile(r"(?:人民币)?(?:左右|以上|以内|之内|以下|上下|之多|大关|关口|[多余])?(?:，|,)?")
EDGE = "的、和及与或，：—“” 　"
ETC = "等"
JOINERS = tuple("、和及与或并")
REACH = 40  # so many characters before a figure may only say that one follows
OF = re.compile("的")
HEADED = re.compile(r"[一二三四五六七八九十]{1,3}、")
OF_TIME, OF_ALL = f"的{TIME}", "的全"
ADDED = "新增"  # behind another verb it belongs to the name: 发行新增债券
FUNDS = "资金"
PLUS = "加上"
USED = "用于"  # 财政用于民生的支出, too
ATTAINED = ("实现", "完成", "安排")  # 企业实现的营业收入 is one name
BATCH = "一批"  # 签约一批项目 is a name: one of the 三个一批
COPULAS = "为是达约近超共均拟"  # link words that a segmenter may glue to the word before
LABELS = re.compile(f"[{PLACE[1:-1]}{ENTITY}]")
RUNS = {TIME: re.compile(f"{TIME}+"), PLACE: re.compile(f"{PLACE}+"), ENTITY: re.compile(f"{ENTITY}+")}


@dataclass(slots=True)
class Phrase:
    """What the words around a figure say. ``name`` are the ranges of the measured thing's name, in reading order;
    ``predicate`` the ranges of the verb; ``regions`` and ``entities`` those of labels met.
    ``change`` is the verb where the figure behind is a change of the thing (压减支出 1.19 亿元)."""

    name: Ranges = ()
    predicate: Ranges = ()
    regions: Ranges = ()
    entities: Ranges = ()
    change: str = ""


def joined(clause: Clause, ranges: Ranges) -> str:
    """The text of several ranges, joined."""
    if len(ranges) == 1:
        a, b = ranges[0]
        return clause.text[a:b]
    return "".join([clause.text[a:b] for a, b in ranges])


class Reader:
    """Reads phrases with one grammar. ``starts`` are the offsets of the normal text at which a word begins."""

    def __init__(self, grammar: Grammar, starts: set[int]) -> None:
        self.grammar, self.starts = grammar, starts
        self.expressions, self.endings = grammar.expressions, grammar.endings
        self.attributes = grammar.endings["attribute"].words
        self.joinlike = tuple(grammar.words.joinlike)
        self.short = frozenset(word for word in grammar.words.openers if len(word) == 1)

    def read_head(self, clause: Clause, start: int, end: int, counted: bool = False) -> Phrase:
        """The words ``[start, end)`` before a figure. ``counted`` says that the noun stands behind the figure, so
        that a verb may be all there is before it."""
        phrase = Phrase()
        labelled = clause.labelled
        if LABELS.search(labelled, start, end) is not None:
            phrase.regions = tuple([hit.span() for hit in RUNS[PLACE].finditer(labelled, start, end)])
            phrase.entities = tuple([hit.span() for hit in RUNS[ENTITY].finditer(labelled, start, end)])
        if counted and clause.text[end - 1 : end] == "的":
            start = self._relative_clause(clause, start, end, phrase)
        end = self._strip_link(clause, start, end)
        timed = labelled.find(TIME, start, end) >= 0
        if timed or phrase.regions:
            start = self._behind_description(clause, start, end, phrase)
            if phrase.regions and phrase.regions[-1][0] > start + 1:
                start = self._behind_grant(clause, start, end, phrase)
        begin = self._behind_time(clause, start, end) if timed else start
        if begin > start and self.expressions["opening"].fullmatch(clause.labelled, begin, end):
            phrase.predicate = ((begin, end),)
            begin, end = start, self._strip_link(clause, start, begin)
        start = self._strip_left(clause, begin, end, phrase, counted)
        if self.expressions["verbal"].search(labelled, start, end) is not None:
            change = None if counted else self._find(clause, "changing", start, end)
            if change is not None:
                phrase.change = clause.text[slice(*change)].rstrip("了")
                return self._both(clause, start, change, end, phrase)
            light = self._find(clause, "light", start + 1, end)
            if light is None and (light := self._added(clause, start + 1, end)) is not None:
                phrase.predicate = phrase.predicate or (light,)
            if light is not None:
                return self._both(clause, start, light, end, phrase)
            start = self._split(clause, start, end, phrase, counted)
        self._name(clause, start, end, phrase, counted)
        return phrase

    def _behind_time(self, clause: Clause, start: int, end: int) -> int:
        """A heading that runs into its sentence ends where a time begins it (三、工业 全年工业增加值 …)."""
        last = start
        headed = HEADED.match(clause.text, start, end) is not None
        for hit in RUNS[TIME].finditer(clause.labelled, start, end):
            if headed or self.expressions["opening"].search(clause.labelled, last, hit.start()) is None:
                last = hit.end()
        return last if end - last > 1 else start

    def _behind_description(self, clause: Clause, start: int, end: int, phrase: Phrase) -> int:
        """What stands before 的 and a time, or all of a region, describes what follows (人代会批准的 2019 年全市一般
        公共收入预算): names in it are not those of owners."""
        of = max(clause.labelled.rfind(OF_TIME, start, end), clause.text.rfind(OF_ALL, start, end))
        if of < start or end - of <= 2 or clause.labelled[of + 1] not in (TIME, REGION):
            return start
        phrase.entities = tuple([place for place in phrase.entities if place[0] > of])
        return of + 1

    def _behind_grant(self, clause: Clause, start: int, end: int, phrase: Phrase) -> int:
        """省财政厅转贷我市债券: who grants and to whom are no part of what is granted."""
        grant = self.expressions["grant"].match(clause.labelled, start, end)
        if grant is None or end - grant.end() < 2:
            return start
        phrase.predicate = (grant.span("verb"),)
        phrase.regions = tuple([place for place in phrase.regions if place[0] >= grant.end("verb")])
        phrase.entities = tuple([place for place in phrase.entities if place[0] >= grant.end()])
        return grant.end()

    def _relative_clause(self, clause: Clause, start: int, end: int, phrase: Phrase) -> int:
        """开展监测的 38 个断面: the clause before 的 says how, and is no part of what is counted."""
        verb = self.expressions["opening"].match(clause.labelled, start, end)
        if verb is not None:
            phrase.predicate = (verb.span(),)
        return end

    def _name(self, clause: Clause, start: int, end: int, phrase: Phrase, counted: bool) -> None:
        if phrase.entities and ENTITY in clause.labelled[start:end]:
            start, end = self._take_entity(clause, start, end, phrase, counted)
        if not counted:
            end = self._strip_closing(clause, start, end, phrase)
        start, end = self._trim(clause.text, start, end)
        if start < end:
            phrase.name += self.without_of(clause.text, start, end)

    def without_of(self, text: str, start: int, end: int) -> Ranges:
        """粮食的年平均产量: a thing and its attribute are joined without 的."""
        at = text.rfind("的", start, end)
        verbal = text.endswith(ATTAINED, start, at) or text.find(USED, start, at) > start
        if at > start and text[at + 1 : end] in self.attributes and not verbal:
            return (start, at), (at + 1, end)
        return ((start, end),)

    def _both(self, clause: Clause, start: int, verb: Range, end: int, phrase: Phrase) -> Phrase:
        """煤炭工业实现增加值: the thing before a light verb and its measure behind it are one name."""
        stop = self._strip_link(clause, start, verb[0])
        if RUNS[ENTITY].fullmatch(clause.labelled, start, stop) is None:
            self._name(clause, start, stop, phrase, True)
        begin = self._strip_left(clause, verb[1], end, phrase, False)
        self._name(clause, begin, end, phrase, False)
        return phrase

    def read_tail(self, clause: Clause, start: int, end: int) -> Phrase:
        """The words ``[start, end)`` behind a figure: a noun that it counts and the verb behind that."""
        phrase = Phrase()
        begin = SKIP.match(clause.labelled, start, end).end()  # type: ignore[union-attr]
        if clause.text[begin : begin + 1] in JOINERS or clause.text[begin:end] == AFTER:
            return phrase
        if clause.text.startswith("的", begin):
            hit = RUNS[ENTITY].search(clause.labelled, begin, end)
            if hit is not None:
                phrase.entities = (hit.span(),)
            return phrase
        of = clause.text.find("的", begin, end)
        if of >= 0 and self.expressions["relative"].match(clause.text, begin) is not None:
            begin = of + 1
        received = self.expressions["receiving"].match(clause.text, begin, end)
        if received is not None:
            phrase.predicate, begin = (received.span(),), received.end()
        self._noun(clause, begin, end, phrase)
        return phrase

    def read_noun(self, clause: Clause, begin: int, end: int) -> Phrase:
        """The noun that begins at ``begin`` and the verb behind it."""
        phrase = Phrase()
        self._noun(clause, begin, end, phrase)
        return phrase

    def _noun(self, clause: Clause, begin: int, end: int, phrase: Phrase) -> None:
        stop, verb = self.noun_end(clause, begin, end)
        if verb:
            phrase.predicate = (verb,)
        stop = self._strip_closing(clause, begin, stop, phrase) if stop - begin > 2 else stop
        etc = clause.text.find(ETC, begin + 1, stop)
        stop = self._strip_link(clause, begin, etc if etc > 0 else stop)
        begin, stop = self._trim(clause.text, begin, stop)
        if clause.text.endswith("之一", begin, stop):
            stop -= 2
        if begin < stop:
            phrase.name = ((begin, stop),)

    def read_purpose(self, clause: Clause, start: int, end: int, verbal: bool) -> Ranges:
        """What money is for, in the words ``[start, end)`` behind it: the noun behind the words of purpose and the
        verb, without the counts in it. ``verbal`` says that a verb has to open it."""
        words = self.expressions["purpose"].match(clause.labelled, start, end)
        assert words is not None  # it may be empty
        start, verbal = words.end(), verbal and not words.group().strip("，的")
        phrase = Phrase()
        begin = self._strip_left(clause, start, end, phrase, True)
        if verbal and self.expressions["opening"].search(clause.labelled, start, begin) is None:
            return ()
        gaps = [(figure.start, figure.end) for figure in clause.figures]
        gaps += [hit.span() for hit in OF.finditer(clause.text, begin, end)]
        edges = [begin, *[x for gap in sorted(gaps) if begin <= gap[0] < end for x in gap], end]
        pieces = [self._trim(clause.text, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        return tuple([(a, b) for a, b in pieces if a < b])

    def noun_end(self, clause: Clause, begin: int, end: int) -> tuple[int, Range | None]:
        """Where the noun that begins at ``begin`` ends, and the verb that ends it."""
        of = clause.text.find("的", begin, end)
        end = of if of >= 0 else end
        for hit in self.expressions["tail_end"].finditer(clause.labelled, begin, end):
            inside = hit.group() == "中" and clause.text.startswith("有", hit.end())
            if _in_quotes(clause.text, begin, hit.start()):
                continue
            if inside or self._is_word(clause, hit.start(), hit.end(), end):
                return hit.start(), self._done(clause, hit.start(), hit.end(), end)
        return end, None

    def _done(self, clause: Clause, start: int, stop: int, end: int) -> Range | None:
        """The verb that the words ``[start, stop)`` behind a noun are, or that stands behind them (全面开工)."""
        action = self.expressions["action"].match
        found = action(clause.labelled, start, end) or action(clause.labelled, stop, end)
        if found is not None:
            return found.span()
        return (stop, end) if clause.labelled[stop:end] in self.endings["closing"].words else None

    def _is_word(self, clause: Clause, start: int, stop: int, end: int) -> bool:
        """Whether words begin at ``start`` and at ``stop``."""
        return clause.offsets[start] in self.starts and (stop >= end or clause.offsets[stop] in self.starts)

    def _strip_link(self, clause: Clause, start: int, end: int) -> int:
        """Leaves out the words at the end that only say that a figure follows."""
        if end <= start or clause.labelled[end - 1] not in self.grammar.link_ends:
            return end
        hit = self.expressions["link"].search(clause.labelled, max(start, end - REACH), end)
        if hit is None:
            return end
        for position in range(hit.start(), end):
            glued = clause.text[position] in COPULAS or clause.text.startswith(self.grammar.steady, position)
            if glued and self.endings["whole"].size(clause.text, start, position + 1):
                continue
            begins = glued or clause.offsets[position] in self.starts
            if begins and self.expressions["link"].match(clause.labelled, position, end):
                modifier = position > start and clause.text[position - 1] == "的" and clause.labelled[position] == TIME
                return start if modifier else position
        return end

    def _strip_left(self, clause: Clause, start: int, end: int, phrase: Phrase, counted: bool) -> int:
        """Leaves out what opens the phrase and is no part of the name; takes the predicate that opens it."""
        plus = clause.text.rfind(PLUS, start + 1, end - len(PLUS))
        start = plus if plus >= 0 else start  # 收入加上转移支付 3 亿元: the amount is that of what is added
        openers = self.expressions["openers"]
        sign = self.expressions["sum"].match(clause.labelled, start, end)
        if sign is not None and self._is_word(clause, start, sign.end(), end):
            start = sign.end()
        while start < end:
            opener = openers.match(clause.labelled, start, end)
            if opener is not None and self._keeps_toward(clause, opener.end(), len(clause.text) if counted else end):
                return opener.end() - 1
            described = self.expressions["describing"].search(clause.text, start, end) if opener is not None else None
            if opener is not None and described is not None and described.start() < opener.end():
                return described.start()
            stop = self._opener_end(clause, start, opener.end(), end) if opener is not None else start
            if stop > start:
                start = stop
                continue
            verb = self.expressions["opening"].match(clause.labelled, start, end)
            added = verb is not None and clause.text.endswith(ADDED, start + 1, verb.end())
            stop = verb.end() - len(ADDED) * added if verb is not None else start
            if stop == start or not self._opens(clause, start, stop, end, counted):
                break
            if self.expressions["light"].fullmatch(clause.labelled, start, stop) is None:
                phrase.predicate = ((start, stop),)
            start = stop
            if added:
                break
            openers = self.expressions["verbs_openers"]
        return start

    def _opener_end(self, clause: Clause, start: int, stop: int, end: int) -> int:
        """Where a run of openers ends that cuts no word: 全省自贸区 loses 全省 alone. ``start`` for one that is
        but the beginning of a word."""
        if stop - start > 1 and clause.text[stop - 1] not in self.short:
            return stop
        while stop > start and not self._word_or_end(clause, stop, end):
            stop -= 1
        return stop

    def _keeps_toward(self, clause: Clause, stop: int, end: int) -> bool:
        """对欧盟进出口: 对 belongs to the name where no verb stands behind it."""
        if stop < 1 or clause.text[stop - 1] != "对":
            return False
        return self.expressions["opening"].search(clause.labelled, stop, end) is None

    def _opens(self, clause: Clause, start: int, stop: int, end: int, counted: bool) -> bool:
        """Whether the verb ``[start, stop)`` is a predicate and not the beginning of a name."""
        rest = clause.text[stop:end].strip(EDGE)
        sure = self.expressions["sure"].fullmatch(clause.labelled, start, stop) is not None
        if not rest:
            spent = clause.text[start:stop] in self.grammar.words.spending
            return counted or spent or self.expressions["action"].fullmatch(clause.labelled, start, stop) is not None
        if len(rest) < 2 or rest.startswith(BATCH) or not (sure or self._word_or_end(clause, stop, end)):
            return False
        if self.expressions["describing"].match(clause.text, start, end) is not None:
            return False
        if rest == FUNDS and clause.text[start:stop] in self.grammar.words.spending:
            return True
        measure = self.endings["measure"].size(rest, 0, len(rest))
        if not measure or sure:
            return not rest.endswith("率")
        strong = self.expressions["strong"].fullmatch(clause.labelled, start, stop) is not None
        return strong and measure < len(rest) and not rest.endswith("率")

    def _word_or_end(self, clause: Clause, position: int, end: int) -> bool:
        return position >= end or clause.offsets[position] in self.starts or clause.labelled[position] > "\udfff"

    def _split(self, clause: Clause, start: int, end: int, phrase: Phrase, counted: bool) -> int:
        """Behind the last predicate inside the phrase, where what follows it is a name."""
        best, quotes = None, clause.text.find("“", start, end) >= 0
        for hit in self.expressions["action"].finditer(clause.labelled, start, end):
            rest = clause.text[hit.end() : end].strip(EDGE)
            if (not rest and not counted) or rest in self.attributes or self._is_gauge(rest):
                continue
            if self.expressions["describing"].match(clause.text, hit.start(), end) is not None:
                continue
            if (rest and self._is_listed(clause, hit, end)) or (quotes and _in_quotes(clause.text, start, hit.start())):
                continue
            if phrase.predicate and phrase.predicate[0][1] == hit.start():
                continue  # 发行新增债券
            if clause.offsets[hit.start()] in self.starts:
                best = hit
        if best is None:
            return start
        phrase.predicate = (best.span(),)
        return self._strip_left(clause, best.end(), end, phrase, counted)

    def _is_listed(self, clause: Clause, verb: re.Match[str], end: int) -> bool:
        """Whether a verb is a noun in a list (现金捐赠和物资捐赠): a joiner leads from it to what is no verb."""
        joined_ = verb.group()[-1] in LISTED
        return joined_ and self.expressions["opening"].match(clause.labelled, verb.end(), end) is None

    def _is_gauge(self, rest: str) -> bool:
        """Whether what stands behind a verb is but the end of a measure that the verb belongs to (开行量), in a list
        (解决率、满意率) too."""
        return rest[:1] in self.endings["gauge"].words and (len(rest) == 1 or rest[1] in LISTED)

    def _find(self, clause: Clause, name: str, start: int, end: int) -> Range | None:
        """The first verb of a kind that has a name behind it."""
        for hit in self.expressions[name].finditer(clause.labelled, start, end):
            if hit.end() < end - 1 and self._is_word(clause, hit.start(), hit.end(), end):
                return hit.span()
        return None

    def _added(self, clause: Clause, start: int, end: int) -> Range | None:
        """建成区新增绿化面积: a verb between a thing, which is no verb itself (发行新增债券), and its bare measure."""
        for hit in self.expressions["between"].finditer(clause.labelled, start, end):
            measure = clause.text[hit.end() : end]
            bare = len(measure) > 1 and measure in self.attributes
            if bare and self._is_word(clause, hit.start(), hit.end(), end):
                thing = self.expressions["opening"].fullmatch(clause.labelled, start - 1, hit.start())
                return hit.span() if thing is None else None
        return None

    def _take_entity(self, clause: Clause, start: int, end: int, phrase: Phrase, counted: bool) -> Range:
        """Leaves a named organization or project out of the name, unless nothing else is there."""
        last = None
        for hit in RUNS[ENTITY].finditer(clause.labelled, start, end):
            last = hit
        if last is None:
            return start, end
        rest = clause.text[last.end() : end].strip(EDGE)
        if rest in ("", "等") or rest in self.grammar.words.deadweight:
            keep = rest != "等" and not (counted and "、" in clause.text[start : last.start()])
            return (last.start(), last.end()) if keep else (end, end)
        begin = last.end()
        if clause.text.startswith("等", begin):
            begin += 1
            phrase.entities = ()  # they are members of what is counted, not its owners
        return self._strip_left(clause, begin, end, phrase, counted), end

    def _trim(self, text: str, start: int, end: int) -> Range:
        """The range without particles, joiners and unbalanced quotes at its edges."""
        while start < end and text[start] in EDGE and not (text[start] == "“" and "”" in text[start:end]):
            if text.startswith(self.joinlike, start):
                break
            start += 1
        while start < end and text[end - 1] in EDGE + ETC and not (text[end - 1] == "”" and "“" in text[start:end]):
            end -= 1
        return start, end

    def _strip_closing(self, clause: Clause, start: int, end: int, phrase: Phrase) -> int:
        """Splits off the verb that ends the phrase (管线下地, 采掘工作面建成)."""
        size = self.endings["closing"].size(clause.labelled, start, end)
        if not 0 < size < end - start - 1:
            return end
        verb = joined(clause, phrase.predicate)
        performed = verb in self.grammar.words.performing
        if verb in self.grammar.words.spending and not performed:
            return end  # 安排农村道路建设 3 亿元: what it is for
        if not phrase.predicate or performed:
            phrase.predicate = ((end - size, end),)
        return self._strip_link(clause, start, end - size)


def _in_quotes(text: str, start: int, position: int) -> bool:
    """Whether a position stands in quotation marks that open behind ``start``: what is quoted is a name."""
    return text.count("“", start, position) > text.count("”", start, position)
