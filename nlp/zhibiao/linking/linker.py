"""The linker: reads the figures of a text in order and fills one frame for each.

A sentence is a chain of clauses. Each clause fills a frame of time, region, subject, verb and value; what it lacks it
takes from the clause before, then from the sentence, the paragraph, the section, the report.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from zhibiao.analysis import Analysis, Fact, Match, Sentence, Source
from zhibiao.knowledge.grammar import Grammar
from zhibiao.linking import relations, settings, subjects
from zhibiao.linking.behind import PARTS, read_manner, read_object, read_part
from zhibiao.linking.clauses import Clause, Figure, cut
from zhibiao.linking.context import Context, Reading, Said
from zhibiao.linking.frames import Frame, read_frame
from zhibiao.linking.labels import label
from zhibiao.linking.observe import observe, observe_heading, observe_plain
from zhibiao.linking.phrases import LASTING, SKIP, Phrase, Reader
from zhibiao.linking.places import Places
from zhibiao.linking.state import Spans
from zhibiao.linking.tabular import statements
from zhibiao.matchers.times import settle

POINT = 4  # the level of a point in a list: ——, 一是
WIDE_REGIONS = frozenset({"000000", "world"})
JOIN = "、和及与或，"
AMONG = re.compile(r"中(?:有|共有)?$")  # 37 个行业大类中有 25 个行业 …
SHARE = re.compile(r"占[^比].*(?:比重|比例|份额)")
NOWHERE = Source()
NO_WORDS = Phrase()
TIES = ("和", "、", "及", "与")


class Linker:
    """Links the figures of one text. ``resolve_region`` maps a region's words and code to its full official form;
    ``known`` says whether a name is one of the catalogue of indicators; ``above`` are the codes of the regions that
    the report's own lies in."""

    def __init__(
        self,
        analysis: Analysis,
        grammar: Grammar,
        resolve_region: Callable[[str, str], str],
        known: Callable[[str], bool],
        above: frozenset[str] = frozenset(),
    ) -> None:
        self.analysis = analysis
        self.text = analysis.normal.text
        structure = analysis.structure
        matches = [m for m in analysis.matches if m.number is None and not self._is_name_part(m, grammar)]
        starts = analysis.boundaries
        self.labelled = label(self.text, matches, WIDE_REGIONS | above, grammar.expressions["compound"], starts)
        self.context = Context(
            self.text,
            grammar,
            Reader(grammar, starts),
            Places(self.text, matches, resolve_region),
            {match.start: settle(match.id, structure.year) for match in analysis.matches if match.type == "TIME"},
            known,
            home=structure.region,
            home_source=_stated(structure.region_span),
            report_year=structure.year,
            year_source=_stated(structure.year_span),
            budget=structure.kind == "budget",
        )

    def _is_name_part(self, match: Match, grammar: Grammar) -> bool:
        """Whether the level of a budget (区本级) stands where no budget is meant, in a report of another kind."""
        if match.type == "INDICATOR":
            return self._is_deed(match, grammar)
        if match.type != "REGION" or match.id or self.analysis.structure.kind == "budget":
            return False
        level = grammar.expressions["budget_level"].fullmatch(self.text, match.start, match.end)
        return level is not None and grammar.expressions["fiscal"].match(self.text, match.end) is None

    def _is_deed(self, match: Match, grammar: Grammar) -> bool:
        """Whether a term of the catalogue is a predicate and its object (接待国内外游客), and no measure (接待人次),
        a thing and what was done to it (专利授权), or a share of a whole, which a pattern reads (占…比重)."""
        if SHARE.search(self.text, match.start, match.end) is not None:
            return True
        verb = grammar.expressions["action"].match(self.text, match.start, match.end)
        if verb is not None:
            return not grammar.endings["gauge"].size(self.text, verb.end(), match.end)
        return grammar.endings["closing"].size(self.text, match.start + 2, match.end) > 0

    def run(self) -> list[Fact]:
        """All facts, in the order of their figures."""
        figures = [m for m in self.analysis.matches if m.number is not None and m.number.fact]
        figures.sort(key=lambda m: m.start)
        facts: list[Fact] = []
        paragraph, index = -1, 0
        for sentence in statements(self.analysis):
            fresh = sentence.paragraph != paragraph
            if fresh:
                self._next_paragraph(sentence)
                paragraph = sentence.paragraph
            else:
                self.context.state.next_sentence()
            first = index
            while index < len(figures) and figures[index].start < sentence.end:
                index += 1
            self._enter(sentence.section, fresh)
            inside = [f for f in figures[first:index] if f.start >= sentence.start]
            if inside:
                facts.extend(self._sentence(sentence.start, sentence.end, inside))
            else:
                observe_plain(self.context, self.labelled, sentence.start, sentence.end)
        return facts

    def _next_paragraph(self, sentence: Sentence) -> None:
        """Forgets the paragraph. The span of years that opens a part (过去五年) holds for the points listed in it
        (—— …)."""
        state, sections = self.context.state, self.analysis.structure.sections
        span, spans = state.span, state.span_spans
        state.next_paragraph()
        point = sections[sentence.section] if sentence.section >= 0 else None
        if point is not None and point.level == POINT and "\n" not in self.text[point.start : sentence.start]:
            state.span, state.span_spans = span, spans

    def _enter(self, index: int, fresh: bool) -> None:
        """Sets what the headings above a sentence say: outlook, year, the budget and the region that they name.
        ``fresh`` says that a paragraph begins."""
        context, sections = self.context, self.analysis.structure.sections
        if index != context.section:
            context.section = index
            if index < 0 or sections[index].level < POINT:
                context.pair = ("", "")
            outlook = ""
            at = index
            while at >= 0 and not outlook:
                outlook, at = sections[at].outlook, sections[at].parent
            context.ahead = outlook == "ahead"
            year = context.report_year
            context.year = year + 1 if year is not None and context.ahead else year
        if not fresh and sections:
            return
        while index >= 0:
            observe_heading(context, sections[index])
            index = sections[index].parent

    def _sentence(self, start: int, end: int, figures: list[Match]) -> list[Fact]:
        context = self.context
        clauses = cut(self.text, self.labelled, start, end, figures, context.grammar.expressions["note"])
        if context.grammar.expressions["target_clause"].search(self.text, start, end):
            context.state.target = True
        context.said = Said()
        facts: list[Fact] = []
        for clause, figure in _in_order(clauses):
            if figure is None:
                observe(context, clause)
            else:
                facts.extend(self._figure(clause, figure))
        return facts

    def _figure(self, clause: Clause, figure: Figure) -> list[Fact]:
        reading = self._read(clause, figure)
        fact = self._fact(reading)
        self._hand_back(reading, fact)
        self.context.said.last, self.context.state.fact = reading, fact
        number = figure.match.number
        if number is not None and number.parts:
            return [replace(fact, value=part, part=i) for i, part in enumerate(number.parts, 1)]
        return [fact]

    def _hand_back(self, reading: Reading, fact: Fact) -> None:
        """Gives the verb behind the last of several counts to those before it: 44 项任务和 7 个项目加快推进."""
        said = self.context.said
        counted = reading.kind == "amount" and bool(reading.tail.name) and not reading.head.predicate
        counted = counted and not reading.figure.is_money
        if not reading.joined or not counted:
            said.tied = []
        if counted and reading.tail.predicate:
            for before in said.tied:
                before.predicate = before.predicate or fact.predicate
            said.tied = []
        said.tied.append(fact)

    def _as_written(self, fact: Fact) -> None:
        """Writes the indicator as the source has it, where normalization changed its characters."""
        spans, normal = fact.sources["indicator"].spans, self.analysis.normal
        for span in spans:
            if not normal.is_plain(*span):
                break
        else:
            return
        if fact.indicator == "".join([self.text[a:b] for a, b in spans]):
            fact.indicator = "".join([normal.copy(a, b) for a, b in spans])

    def _read(self, clause: Clause, figure: Figure) -> Reading:
        context, reader = self.context, self.context.reader
        begin, joint = _begin(clause, figure)
        kind = figure.kind
        frame = None if kind == "rank" else read_frame(clause, begin, figure.start, kind, context.grammar)
        frame = frame or self._completion(clause, figure)
        tail, end = NO_WORDS, self._head_end(clause, figure, frame, kind, begin)
        lasting = kind == "amount" and clause.text.endswith(LASTING, begin, figure.start)
        if lasting:
            tail = self._lasting(clause, figure, begin)
            end -= 0 if tail.name else len(LASTING)
        elif kind == "amount" and (frame is None or frame.rule == "level.to") and not self._is_spent(clause, figure):
            tail = reader.read_tail(clause, figure.end, _limit(clause, figure))
        elif kind in PARTS and frame is None:
            tail = read_part(reader, clause, figure, _limit(clause, figure))
        head = reader.read_head(clause, begin, end, bool(tail.name))
        if lasting and not tail.name:
            head.predicate = ((end, figure.start),)
        if kind == "amount" and not tail.name and frame is None and clause.text.startswith("的", figure.end):
            head, tail = self._object(clause, figure, head, begin) or (head, tail)
        elif kind == "percent" and frame is None:
            head = read_manner(reader, clause, figure, _limit(clause, figure)) or head
        last = context.said.last
        if joint and last is not None and not head.predicate:
            head.change = head.change or last.head.change
        if joint and frame is None and not head.name and last is not None and last.kind == kind:
            frame = None if self._is_reached(clause, figure, begin) else last.frame
        return Reading(figure, clause, kind, begin, joint, frame, head, tail)

    def _is_reached(self, clause: Clause, figure: Figure, begin: int) -> bool:
        """Whether an amount behind that of a change is the size that came of it: 净增 18 家、达 112 家."""
        reached = self.context.grammar.expressions["reached"]
        return figure.kind == "amount" and reached.search(clause.labelled, begin, figure.start) is not None

    def _is_spent(self, clause: Clause, figure: Figure) -> bool:
        """Whether what money is for stands right behind it (3 亿元支持教育): no noun that it counts."""
        if not figure.is_money:
            return False
        words = self.context.grammar.expressions["purpose"].match(clause.labelled, figure.end)
        return words is not None and bool(words.group().strip("，的")) and words.end() < len(clause.text)

    def _object(self, clause: Clause, figure: Figure, head: Phrase, begin: int) -> tuple[Phrase, Phrase] | None:
        """The words before an amount and the noun that 的 leads to, where those before name none of their own (the noun
        of the count before is none: 解决 9 个村 3.2 万人的安全饮水)."""
        last = self.context.said.last
        counted = last is not None and last.clause is clause and last.tail.name == head.name
        if begin == figure.start or (head.name and not counted):
            return None
        tail = read_object(self.context.reader, clause, figure, _limit(clause, figure))
        return (replace(head, name=()), tail) if tail.name else None

    def _lasting(self, clause: Clause, figure: Figure, begin: int) -> Phrase:
        """What lasted: all that follows, or, where but a bound leads to the next figure (连续四年超 2000 亿元), what
        stands before. A verb of growth alone says it of that, too (客运量连续三年增长)."""
        end = _limit(clause, figure)
        bounded = self.context.grammar.expressions["link"].fullmatch(clause.labelled, figure.end, end) is not None
        if bounded:
            return Phrase()
        lasted = (figure.end, end)
        if self.context.grammar.expressions["growing"].fullmatch(clause.labelled, *lasted) is None:
            return Phrase(name=(lasted,))
        head = self.context.reader.read_head(clause, begin, figure.start - len(LASTING))
        return Phrase(name=(*head.name, lasted))

    def _completion(self, clause: Clause, figure: Figure) -> Frame | None:
        """The pattern of a completion whose yardstick has its amount in it: 为年初预算 51.3 亿元的 100.5%."""
        if figure.kind != "percent" or not figure.index:
            return None
        amount = clause.figures[figure.index - 1]
        if clause.text[amount.end : figure.start] != "的":
            return None
        frame = read_frame(clause, _begin(clause, amount)[0], figure.start, figure.kind, self.context.grammar)
        return frame if frame is not None and frame.relation == "completion" else None

    def _head_end(self, clause: Clause, figure: Figure, frame: Frame | None, kind: str, begin: int) -> int:
        """Where the subject's words end: at the pattern before the figure, or before the words of rank."""
        if frame is not None:
            hit = self.context.grammar.expressions["noun_end"].search(clause.labelled, begin, frame.start)
            return hit.start() if hit is not None else frame.start
        if kind == "rank":
            hit = self.context.grammar.expressions["rank"].search(clause.labelled, begin, figure.start)
            return hit.start() if hit is not None else figure.start
        return figure.start

    def _fact(self, reading: Reading) -> Fact:
        context, state = self.context, self.context.state
        number = reading.figure.match.number
        assert number is not None
        subject = subjects.resolve(context, reading)
        fact = Fact(
            reading.figure.match, number.value, value_max=number.value_max, unit=number.unit, bound=number.bound
        )
        relations.relate(context, reading, subject, fact)
        fact.indicator = fact.indicator or subject.name
        fact.predicate = subject.predicate if subject.predicate not in context.grammar.merely else ""
        settings.place(context, reading, fact)
        settings.date(context, reading, fact)
        settings.judge(context, reading, fact)
        fact.sources["indicator"] = _source(reading.clause, subject.spans)
        self._as_written(fact)
        if subject.entity:
            fact.entity = subject.entity
            fact.sources["entity"] = _source(reading.clause, subject.entity_spans)
        if state.whole.name and subject.name != state.whole.name:
            fact.whole = state.whole_fact
        state.subject = subject
        if fact.relation == "value" and fact.aspect == "level":
            context.said.sized.append(subject)
        if reading.kind not in ("rank", "percent", "points"):
            state.unit = number.unit
        if reading.kind == "amount":
            state.amount = state.subject
        elif reading.kind == "percent" and fact.aspect == "level":
            shared = fact.relation == "share"
            context.said.rated.append(subject._replace(name=subject.name + state.share) if shared else subject)
        if (
            reading.frame is not None
            and reading.frame.rule == "level.from"
            and len(subject.name) > len(subject.attribute)
        ):
            state.donor = subject
        return fact


def _stated(span: tuple[int, int] | None) -> Source:
    """Where the report states something of itself."""
    return Source((span,) if span is not None else (), "report")


def _source(clause: Clause, spans: Spans) -> Source:
    """The provenance of what ``spans`` say: the figure's own clause, or one before it."""
    first, last = clause.offsets[0], clause.offsets[-1]
    for start, _ in spans:
        if first <= start <= last:
            return Source(spans)
    return Source(spans, "previous clause") if spans else NOWHERE


def _in_order(clauses: list[Clause]) -> list[tuple[Clause, Figure | None]]:
    """Each clause, then its figures; where a bracket stands in a clause, in the order of the text."""
    events = [(clause, figure) for clause in clauses if clause.text for figure in (None, *clause.figures)]
    if [clause for clause in clauses if clause.outer is not None and clause.text]:
        order = {id(clause): -number for number, clause in enumerate(clauses)}
        events.sort(key=lambda e: (e[0].offsets[0], order[id(e[0])]) if e[1] is None else (e[1].match.start, 1))
    return events


def _begin(clause: Clause, figure: Figure) -> tuple[int, bool]:
    """Where the words before a figure begin, and whether a joiner ties it to the figure before."""
    if not figure.index:
        return 0, False
    before = clause.figures[figure.index - 1]
    end = before.end
    between = clause.text[end : figure.start]
    if AMONG.search(between):
        return figure.start, False
    if len(between) > 1 and between.rstrip().endswith(TIES):
        return figure.start, True
    comma = _joiner(between, 1, len(between))
    if comma > 0 and before.kind == "amount" and figure.kind == "amount":
        return end + comma + 1, True
    stripped = between[len(SKIP.match(between).group()) :].lstrip(JOIN)  # type: ignore[union-attr]
    return figure.start - len(stripped), len(stripped) < len(between)


def _limit(clause: Clause, figure: Figure) -> int:
    """Where the words behind a figure end: at the 、 that leads to the next count, at the next figure, or with the
    clause."""
    if figure.index + 1 == len(clause.figures):
        return len(clause.text)
    later = clause.figures[figure.index + 1]
    if later.kind != "amount":
        return later.start
    comma = _joiner(clause.text, figure.end, later.start)
    return comma if comma >= 0 else later.start


def _joiner(text: str, start: int, end: int) -> int:
    """Where the first 、 of ``[start, end)`` stands that is in no bracket (县（市、区）), or -1."""
    comma = text.find("、", start, end)
    bracket = text.find("（", start, comma) if comma >= 0 else -1
    if bracket < 0:
        return comma
    close = text.find("）", bracket, end)
    return text.find("、", close, end) if close >= 0 else comma
