"""What the stages hand to each other: one text on its way from characters to records.

All offsets in this module index the **normal** text (``Analysis.normal.text``), code points, half open.
They become source offsets once, when the report is assembled.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

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
    """A sentence (ends at 。！？ or at its paragraph's end), the index of its paragraph and of its innermost section."""

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


@dataclass(slots=True)
class Analysis:
    """One text with everything that has been found in it so far. ``words`` cut the normal text without gaps;
    ``word_starts`` are their offsets."""

    normal: NormalText
    words: list[str] = field(default_factory=list)
    word_starts: list[int] = field(default_factory=list)
    structure: Structure = field(default_factory=Structure)
    matches: list[Match] = field(default_factory=list)
