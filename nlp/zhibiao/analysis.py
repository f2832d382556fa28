"""What the stages hand to each other: one text on its way from characters to records.

All offsets in this module index the **normal** text (``Analysis.normal.text``), code points, half open.
They become source offsets once, when the report is assembled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from zhibiao.text.normal import NormalText


@dataclass(slots=True)
class Number:
    """The value of a number mention as written.

    ``value`` is unsigned unless a sign is part of the mention; ``unit`` is the written unit in half width, without
    spaces and without an inner 多/余; ``bound`` is what the words touching the number say (``=``, ``~``, ``>``,
    ``>=``, ``<``, ``<=``); ``parts`` holds the values of a ratio ``a:b:c`` and is empty otherwise.
    ``fact`` is False where the number only qualifies another noun or names a size (guidelines, section 2).
    """

    value: Decimal
    unit: str = ""
    value_max: Decimal | None = None
    bound: str = "="
    parts: tuple[Decimal, ...] = ()
    fact: bool = True


@dataclass(slots=True)
class Match:
    """A mention in the normal text. ``type`` is one of the mention types of the guidelines, or TIME, REGION,
    INDICATOR, DOCUMENT. ``id`` is the catalogue id of an INDICATOR or the code of a REGION."""

    start: int
    end: int
    type: str
    number: Number | None = None
    id: str = ""


class Source(NamedTuple):
    """Where a field of a fact came from: spans of the normal text in reading order. ``inherited`` is empty where the
    fact's own clause says it, else ``previous clause``, ``section`` or ``report``; then the spans are those of the
    place it was inherited from."""

    spans: tuple[tuple[int, int], ...] = ()
    inherited: str = ""


@dataclass(slots=True)
class Fact:
    """One indicator record before its offsets are mapped to the source. The fields are those of section 3 of the
    annotation guidelines; ``sources`` gives the provenance of indicator, region, period, base and entity; ``rule``
    names the linking rule that read the number; ``whole`` is the fact of the whole that this one is a part of."""

    match: Match
    value: Decimal
    part: int = 0
    value_max: Decimal | None = None
    unit: str = ""
    bound: str = "="
    indicator: str = ""
    predicate: str = ""
    region: str = ""
    entity: str = ""
    period: str = ""
    aspect: str = "level"
    relation: str = "value"
    base: str = ""
    status: str = "actual"
    rule: str = ""
    sources: dict[str, Source] = field(default_factory=dict)
    whole: Fact | None = None


@dataclass(slots=True)
class Section:
    """A heading and the text under it. ``level`` 1 is 一、, 2 （一）, 3 1., 4 ——/一是/bold run-in, 5 专栏 boxes.

    ``start`` is the heading's first character, ``body`` the first after the heading, ``end`` the end of all that is
    under it (subsections included). ``outlook`` is ``past``, ``ahead`` or ``""`` (unknown: inherit).
    """

    start: int
    body: int
    end: int
    level: int
    title: str
    outlook: str = ""
    parent: int = -1


@dataclass(slots=True)
class Sentence:
    """A sentence (ends at 。！？ or its paragraph's end), the index of its paragraph and of its innermost section."""

    start: int
    end: int
    paragraph: int
    section: int = -1


@dataclass(slots=True)
class Structure:
    """Headings, sentences, and what the report says about itself."""

    title: str = ""
    title_span: tuple[int, int] | None = None
    kind: str = "other"
    region: str = ""
    region_code: str = ""
    region_span: tuple[int, int] | None = None
    year: int | None = None
    year_span: tuple[int, int] | None = None
    date: str = ""
    speaker: str = ""
    audience: str = ""
    sections: list[Section] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)


@dataclass
class Analysis:
    """One text with everything that has been found in it so far. ``words`` cut the normal text without gaps;
    ``word_starts`` are their offsets and ``tags`` their part-of-speech tags (jieba's: n, v, vn, p, m, x …).
    ``matches`` are sorted by start, longer first; ``facts`` by the start of their number, then part."""

    normal: NormalText
    words: list[str] = field(default_factory=list)
    word_starts: list[int] = field(default_factory=list)
    tags: Sequence[str] = ()
    structure: Structure = field(default_factory=Structure)
    matches: list[Match] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    @cached_property
    def boundaries(self) -> set[int]:
        """The offsets at which a word begins, once the text has been cut into words."""
        return set(self.word_starts)

    def sort_matches(self) -> None:
        """Sorts the matches by start, longer first."""
        self.matches.sort(key=attrgetter("end"), reverse=True)
        self.matches.sort(key=attrgetter("start"))
