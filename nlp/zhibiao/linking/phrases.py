"""Reading the words around a figure: what is measured, how it came about, where, when and whose.

``read_head`` takes the words before a figure, ``read_tail`` those behind it. Both work on a clause's labelled text and
answer in the clause's own character positions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhibiao.knowledge.grammar import ENTITY, REGION, TIME, Grammar
from zhibiao.linking.clauses import Clause

Range = tuple[int, int]
SKIP = re.compile(r"(?:左右|以上|以内|之内|以下|上下|之多|[多余])?(?:，|,)?")
EDGE = "的、和及与或，：“” 　"
QUOTED = re.compile(r"^[“\"‘]([^”\"’]*)[”\"’]$")
RUNS = {kind: re.compile(f"{kind}+") for kind in (TIME, REGION, ENTITY)}


@dataclass(slots=True)
class Phrase:
    """What the words around a figure say. ``name`` are the ranges of the measured thing's name, in reading order;
    ``predicate`` the ranges of the verb; ``regions``, ``times`` and ``entities`` those of labels met."""

    name: list[Range] = field(default_factory=list)
    predicate: list[Range] = field(default_factory=list)
    regions: list[Range] = field(default_factory=list)
    times: list[Range] = field(default_factory=list)
    entities: list[Range] = field(default_factory=list)


def joined(clause: Clause, ranges: list[Range]) -> str:
    """The text of several ranges, joined."""
    return "".join([clause.text[a:b] for a, b in ranges])


class Reader:
    """Reads phrases with one grammar. ``starts`` are the offsets of the normal text at which a word begins."""

    def __init__(self, grammar: Grammar, starts: set[int]) -> None:
        self.grammar, self.starts = grammar, starts
        self.expressions = grammar.expressions

    def read_head(self, clause: Clause, start: int, end: int) -> Phrase:
        """The words ``[start, end)`` before a figure."""
        phrase = Phrase()
        labelled = clause.labelled
        for kind, found in ((REGION, phrase.regions), (TIME, phrase.times), (ENTITY, phrase.entities)):
            if kind in labelled:
                found.extend(hit.span() for hit in RUNS[kind].finditer(labelled, start, end))
        end = self._strip_link(clause, start, end)
        start = self._strip_left(clause, start, end, phrase)
        start = self._split(clause, start, end, phrase)
        if phrase.entities and ENTITY in labelled[start:end]:
            start, end = self._take_entity(clause, start, end, phrase)
        end = self._strip_closing(clause, start, end, phrase)
        start, end = _trim(clause.text, start, end)
        if start < end:
            phrase.name.append((start, end))
        return phrase

    def read_tail(self, clause: Clause, start: int, end: int) -> Phrase:
        """The words ``[start, end)`` behind a figure: a noun that it counts and the verb behind that."""
        phrase = Phrase()
        begin = SKIP.match(clause.labelled, start, end).end()  # type: ignore[union-attr]
        if clause.text.startswith("的", begin):
            hit = RUNS[ENTITY].search(clause.labelled, begin, end)
            if hit is not None:
                phrase.entities.append(hit.span())
            return phrase
        stop, verb = self._noun_end(clause, begin, end)
        if verb:
            phrase.predicate.append(verb)
        stop = self._strip_closing(clause, begin, stop, phrase) if stop - begin > 2 else stop
        begin, stop = _trim(clause.text, begin, stop)
        if begin < stop:
            phrase.name.append((begin, stop))
        return phrase

    def _noun_end(self, clause: Clause, begin: int, end: int) -> tuple[int, Range | None]:
        """Where the noun that begins at ``begin`` ends, and the verb that ends it."""
        for hit in self.expressions["tail_end"].finditer(clause.labelled, begin, end):
            if hit.start() == begin or self._at_word(clause, hit.start()):
                action = self.expressions["action"].match(clause.labelled, hit.start(), end)
                return hit.start(), action.span() if action else None
        return end, None

    def _at_word(self, clause: Clause, position: int) -> bool:
        return clause.offsets[position] in self.starts

    def _strip_link(self, clause: Clause, start: int, end: int) -> int:
        hit = self.expressions["link"].search(clause.labelled, max(start, end - 16), end)
        return hit.start() if hit is not None else end

    def _strip_left(self, clause: Clause, start: int, end: int, phrase: Phrase) -> int:
        """Leaves out what opens the phrase and is no part of the name; takes the predicate that opens it."""
        text, labelled = clause.text, clause.labelled
        while start < end:
            opener = self.expressions["openers"].match(labelled, start, end)
            if opener is not None and self._word_or_end(clause, opener.end(), end):
                start = opener.end()
                continue
            verb = self.expressions["opening"].match(labelled, start, end)
            if verb is None or not self._leaves_name(text[verb.end() : end]):
                break
            if not self._word_or_end(clause, verb.end(), end):
                break
            phrase.predicate = [(start, verb.end())]
            start = verb.end()
        return start

    def _word_or_end(self, clause: Clause, position: int, end: int) -> bool:
        return position >= end or clause.offsets[position] in self.starts or not clause.labelled[position].isalnum()

    def _leaves_name(self, rest: str) -> bool:
        rest = rest.strip(EDGE)
        return len(rest) > 1 and not self._is_attribute(rest)

    def _is_attribute(self, text: str) -> bool:
        hit = self.expressions["attribute"].search(text)
        return hit is not None and hit.start() == 0 and text not in self.grammar.bare

    def _split(self, clause: Clause, start: int, end: int, phrase: Phrase) -> int:
        """Behind the last predicate inside the phrase, where what follows it is a name."""
        best = None
        for hit in self.expressions["action"].finditer(clause.labelled, start, end):
            if self._at_word(clause, hit.start()) and self._leaves_name(clause.text[hit.end() : end]):
                best = hit
        if best is None:
            return start
        phrase.predicate = [best.span()]
        return self._strip_left(clause, best.end(), end, phrase)

    def _take_entity(self, clause: Clause, start: int, end: int, phrase: Phrase) -> Range:
        """Leaves a named organization or project out of the name, unless nothing else is there."""
        last = None
        for hit in RUNS[ENTITY].finditer(clause.labelled, start, end):
            last = hit
        if last is None:
            return start, end
        rest = clause.text[last.end() : end].strip(EDGE)
        if rest in ("", "等") or rest in self.grammar.words.deadweight:
            return (last.start(), last.end()) if rest != "等" else (end, end)
        begin = last.end()
        if clause.text.startswith("等", begin):
            begin += 1
        return self._strip_left(clause, begin, end, phrase), end

    def _strip_closing(self, clause: Clause, start: int, end: int, phrase: Phrase) -> int:
        """Splits off the verb that ends the phrase (管线下地, 采掘工作面建成)."""
        hit = self.expressions["closing"].search(clause.labelled, start, end)
        if hit is None or hit.start() <= start + 1 or not self._at_word(clause, hit.start()):
            return end
        if not phrase.predicate:
            phrase.predicate.append(hit.span())
        return hit.start()


def _trim(text: str, start: int, end: int) -> Range:
    """The range without particles, joiners and unbalanced quotes at its edges."""
    while start < end and text[start] in EDGE and not (text[start] == "“" and "”" in text[start:end]):
        start += 1
    while start < end and text[end - 1] in EDGE and not (text[end - 1] == "”" and "“" in text[start:end]):
        end -= 1
    return start, end
