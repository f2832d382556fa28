"""What the steps of linking share: the text's tables, the state, and one figure while it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from zhibiao.analysis import Fact, Source
from zhibiao.knowledge.grammar import Grammar
from zhibiao.linking.clauses import Clause, Figure
from zhibiao.linking.frames import Frame
from zhibiao.linking.phrases import Phrase, Range, Reader
from zhibiao.linking.places import Places
from zhibiao.linking.state import State, Subject


@dataclass(slots=True)
class Reading:
    """One figure while it is read: the class of its unit, where its own words begin, its frame and the phrases around
    it. ``joined`` says that only a joiner (、 和) stands between it and the figure before."""

    figure: Figure
    clause: Clause
    kind: str
    begin: int
    joined: bool
    frame: Frame | None
    head: Phrase
    tail: Phrase


@dataclass(slots=True)
class Said:
    """What a sentence has said so far. ``last`` is the figure before, ``pending`` a clause without figures whose topic
    has not been asked for. ``sized`` are the subjects whose size was given, ``rated`` those of which a rate or share
    was, ``tied`` the facts of counts that joiners tie to one another. Lists that run in step with figures: ``group`` of
    subjects, ``listed`` of regions, in offsets, of which ``group_at`` and ``listed_at`` have been used, and ``bases``
    that the figures to come are set against."""

    last: Reading | None = None
    pending: Clause | None = None
    sized: list[Subject] = field(default_factory=list)
    rated: list[Subject] = field(default_factory=list)
    tied: list[Fact] = field(default_factory=list)
    group: list[Subject] = field(default_factory=list)
    group_at: int = 0
    listed: list[Range] = field(default_factory=list)
    listed_at: int = 0
    bases: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Context:
    """The tables of one text and the state of the reading. ``year`` is the one that the section speaks of and
    ``home`` the report's region in full form (``*_source`` say where the report states them); ``ahead`` says that
    the section sets targets, ``budget`` that the report is one on a budget; ``pair`` are the two periods that the
    section last compared; ``said`` is what the sentence has said, forgotten at its end; ``known`` says whether a name
    is one of the catalogue of indicators."""

    text: str
    grammar: Grammar
    reader: Reader
    places: Places
    times: dict[int, str]
    known: Callable[[str], bool]
    home: str = ""
    home_source: Source = field(default_factory=lambda: Source((), "report"))
    report_year: int | None = None
    year_source: Source = field(default_factory=lambda: Source((), "report"))
    year: int | None = None
    ahead: bool = False
    budget: bool = False
    section: int = -2
    pair: tuple[str, str] = ("", "")
    state: State = field(default_factory=State)
    said: Said = field(default_factory=Said)
