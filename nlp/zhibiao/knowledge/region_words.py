"""The words around the names of regions, ``regions.toml``, and the expressions made of them."""

from __future__ import annotations

import re
from functools import cached_property

from zhibiao.knowledge.alternation import alternatives
from zhibiao.knowledge.tables import Table


class _Other(Table):
    before: list[str]
    bare_before: list[str]
    after: list[str]
    wide: list[str]
    wide_after: list[str]


class _Scope(Table):
    words: dict[str, list[str]]
    bare: dict[str, list[str]]
    other: _Other


class _Levels(Table):
    own: list[str]
    plain: list[str]
    budget: list[str]


class _Urban(Table):
    words: list[str]
    before: list[str]


class Words(Table):
    """The words around the names of regions; see ``regions.toml``."""

    nationalities: list[str]
    ordinary: frozenset[str]
    tails: list[str]
    not_before: dict[str, list[str]]
    scope: _Scope
    levels: _Levels
    urban: _Urban

    @cached_property
    def scopes(self) -> dict[str, str]:
        """What the official name ends in of the region that a scope word (全市, 自治区) means."""
        groups = (*self.scope.words.items(), *self.scope.bare.items())
        return {word: ending for ending, words in groups for word in words}

    @cached_property
    def levels_of(self) -> dict[str, str]:
        """What the name ends in of the region whose budget (市本级, 省级) or whose town (市区) a word means."""
        levels = {word: word.removesuffix("级").removesuffix("本") for word in (*self.levels.own, *self.levels.plain)}
        return levels | {word: word[0] for word in self.urban.words}

    @cached_property
    def tail(self) -> re.Pattern[str]:
        """What makes another name of a short name in front of it."""
        return re.compile(alternatives(self.tails))

    @cached_property
    def wide_tail(self) -> re.Pattern[str]:
        """What makes another name of a name of the world or the country in front of it."""
        return re.compile(alternatives((*self.tails, *self.scope.other.wide_after)))

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Scope words, those without 全 (group ``bare``), levels of a budget and 市区 where they are places."""
        other, groups = self.scope.other, self.scope
        scope = alternatives(word for end, words in groups.words.items() for word in words if end not in other.wide)
        wide = alternatives(word for end in other.wide for word in groups.words.get(end, ()))
        bare = alternatives(word for words in groups.bare.values() for word in words)
        after = alternatives(other.after)
        money = rf"(?:\d{{4}}年)?(?:{alternatives(self.levels.budget)})"
        before, bare_before = ("".join(words) for words in (other.before, other.bare_before))
        level = alternatives(self.levels.plain)
        forms = (
            rf"(?<![{before}])(?P<scope>{scope})(?!{after})",
            rf"(?<![{before}])(?P<wide>{wide})(?!{after}|{alternatives(other.wide_after)})",
            rf"(?<![{bare_before}])(?P<bare>{bare})(?!{after})",
            rf"(?P<own>{alternatives(self.levels.own)})",
            rf"(?P<plain>{level})(?={money})|(?<![^。；，、：\n])(?P<opening>{level})(?=（)",
            rf"(?P<urban>{alternatives(self.urban.words)})(?={alternatives(self.urban.before)})",
        )
        return re.compile("|".join(forms))
