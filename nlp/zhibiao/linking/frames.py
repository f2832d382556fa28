"""What a figure says of its subject: the clause pattern that stands before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhibiao.knowledge.grammar import Grammar
from zhibiao.linking.clauses import Clause

REACH = 80  # so many characters before a figure can belong to its pattern


@dataclass(slots=True)
class Frame:
    """A recognized pattern. ``start`` is where it begins in the clause: what stands before is the subject.

    ``cmp``, ``whole``, ``share`` are ranges of the clause (or None): what the figure is compared with, the whole it
    is a share of, and the words of share that name the measure; ``negative`` says that the verb points down;
    ``noun`` that a noun of growth (增速) stands before a comparison or rank; ``yard`` the yardstick's word;
    ``origin`` the time of a starting value (由 2010 年的 …).
    """

    rule: str
    aspect: str
    relation: str
    start: int
    cmp: tuple[int, int] | None = None
    whole: tuple[int, int] | None = None
    share: tuple[int, int] | None = None
    origin: tuple[int, int] | None = None
    yard: str = ""
    verb: str = ""
    negative: bool = False


def read_frame(clause: Clause, start: int, end: int, kind: str, grammar: Grammar) -> Frame | None:
    """The first pattern of the class ``kind`` that ends at ``end`` (the figure) and begins after ``start``."""
    begin = max(start, end - REACH)
    head = clause.labelled[begin:end]
    for pattern in grammar.patterns.get(kind, ()):
        hit = pattern.expression.search(head)
        if hit is not None:
            return _frame(pattern.rule, pattern.aspect, pattern.relation, hit, begin, grammar)
    return None


def _frame(rule: str, aspect: str, relation: str, hit: re.Match[str], begin: int, grammar: Grammar) -> Frame:
    groups = hit.groupdict()

    def place(name: str) -> tuple[int, int] | None:
        if groups.get(name) is None:
            return None
        a, b = hit.span(name)
        return begin + a, begin + b

    verb = groups.get("verb") or groups.get("to") or groups.get("noun") or ""
    return Frame(
        rule,
        aspect,
        relation,
        begin + hit.start(),
        cmp=place("cmp"),
        whole=place("whole"),
        share=place("share"),
        origin=place("from"),
        yard=groups.get("yard") or "",
        verb=verb,
        negative=verb in grammar.negative and not groups.get("to"),
    )
