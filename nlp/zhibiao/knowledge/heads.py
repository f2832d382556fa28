"""What the head of a report says about it: ``head.toml``."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from pydantic import Field

from zhibiao.knowledge.alternation import alternatives
from zhibiao.knowledge.tables import Table, read_toml, read_tsv

FILE, SESSIONS = "head.toml", "sessions.tsv"
DATE = r"(?<!\d)(?P<year>[12]\d{3})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})?日)?"


class Kind(Table):
    """A kind of report; see ``head.toml``."""

    titles: list[str]
    ends: list[str]
    opening: list[str]
    back: int


class _Titles(Table):
    leads: list[str]
    tails: list[str]
    menus: list[str]


class _Lines(Table):
    meetings: list[str]
    salutations: list[str]
    page: list[str]
    organs: list[str]
    published: list[str]


class _Nation(Table):
    signs: list[str]
    weak: list[str]
    titles: list[str]


class _Years(Table):
    reviews: list[str]
    plans: list[str]
    done: list[str]
    aims: list[str]


class Session(Table):
    """A session of the National People's Congress; see ``sessions.tsv``."""

    term: int
    session: int
    year: int
    month: int


class Heads(Table):
    """The tables of ``head.toml`` and the expressions made of them. ``sessions`` gives year and month of the sessions
    of the National People's Congress by the numbers of congress and session."""

    kinds: dict[str, Kind]
    titles: _Titles
    lines: _Lines
    nation: _Nation
    years: _Years
    sessions: dict[tuple[int, int], tuple[int, int]] = Field(default_factory=dict)

    @cached_property
    def front(self) -> re.Pattern[str]:
        """What stands in front of a title on its line."""
        words = alternatives((*self.titles.leads, *self.titles.menus))
        return re.compile(rf".*(?:{words}|[。，；：！？>＞》《/])|[一二三四五六七八九十]+、|[—\-]+")

    @cached_property
    def tail(self) -> re.Pattern[str]:
        """What belongs to a title behind its last word."""
        return re.compile(f"(?:{alternatives(self.titles.tails)})*")

    @cached_property
    def ends(self) -> dict[str, re.Pattern[str]]:
        """How the title of a kind goes on behind the words that show the kind."""
        return {
            name: re.compile(rf"[^。！？；，]{{0,80}}?(?:{alternatives(kind.ends)})")
            for name, kind in self.kinds.items()
            if kind.ends
        }

    @cached_property
    def meeting(self) -> re.Pattern[str]:
        """A date line: the day of a meeting and the meeting."""
        where = rf"(?P<where>[^。；，]{{2,40}}?(?:{alternatives(self.lines.meetings)}))"
        return re.compile(rf"{DATE}(?P<by>[^。；\n]{{0,20}})在{where}(?:\n?第[^。，；\n]{{1,6}}次(?:全体)?会议)?上?")

    @cached_property
    def given_by(self) -> re.Pattern[str]:
        """Who gives the report, behind the meeting in a date line."""
        return re.compile(r"(?P<who>[^，。；\n]{4,30}?)(?:同志)?(?:所?作|向大会)")

    @cached_property
    def day(self) -> re.Pattern[str]:
        """A date on a line of its own."""
        return re.compile(rf"^（?{DATE}）?$", re.M)

    @cached_property
    def published(self) -> re.Pattern[str]:
        """The date that a web page gives itself."""
        date = r"(?P<year>20\d\d)[-/年.](?P<month>\d\d?)[-/月.](?P<day>\d\d?)"
        return re.compile(rf"(?:{alternatives(self.lines.published)})：{date}")

    @cached_property
    def salutation(self) -> re.Pattern[str]:
        """The words that a speaker opens with."""
        return re.compile(rf"^(?P<who>{alternatives(self.lines.salutations)})(?=[：:！，\n])", re.M)

    @cached_property
    def page(self) -> re.Pattern[str]:
        """A line of a web page."""
        return re.compile(alternatives(self.lines.page))

    @cached_property
    def organ(self) -> re.Pattern[str]:
        """The rest of an organ's name behind a region."""
        return re.compile(alternatives(self.lines.organs))

    @cached_property
    def sign(self) -> re.Pattern[str]:
        """What shows a report of the country."""
        return re.compile(alternatives(self.nation.signs))

    @cached_property
    def weak_sign(self) -> re.Pattern[str]:
        """What shows it where nothing else tells."""
        return re.compile(alternatives(self.nation.weak))

    @cached_property
    def nation_title(self) -> re.Pattern[str]:
        """How the title of such a report names the country."""
        return re.compile(alternatives(self.nation.titles))

    @cached_property
    def review(self) -> re.Pattern[str]:
        """The year that a heading looks back on."""
        year = r"(?<!\d)([12]\d{3}|[一二][九〇○零][〇○零一二三四五六七八九]{2})年"
        return re.compile(rf"{year}(?:{alternatives(self.years.reviews)})")

    @cached_property
    def aim(self) -> re.Pattern[str]:
        """The year that a heading looks ahead to."""
        aims = alternatives(self.years.aims)
        return re.compile(rf"^[一二三四五六七八]、[^。，\n\d]{{0,4}}(\d{{4}})年[^。，\n]{{0,20}}(?:{aims})", re.M)

    @cached_property
    def done(self) -> re.Pattern[str]:
        """What a title calls a year that is over."""
        return re.compile(alternatives(self.years.done))

    @cached_property
    def signature(self) -> re.Pattern[str]:
        """What the line that names an organ as speaker ends in."""
        return re.compile(f"(?:{alternatives(self.lines.organs)})$")

    @cached_property
    def plan(self) -> re.Pattern[str]:
        """The number of a five-year plan that a report is about."""
        return re.compile(
            rf"第([一二三四五六七八九十]{{1,3}})(?:{alternatives(self.years.plans)})[^。，；]{{0,10}}报告"
        )


def load(directory: Path) -> Heads:
    """The head words of a model directory. Raises ModelError."""
    heads = read_toml(directory / FILE, Heads)
    rows = read_tsv(directory / SESSIONS, Session)
    return heads.model_copy(update={"sessions": {(row.term, row.session): (row.year, row.month) for row in rows}})
