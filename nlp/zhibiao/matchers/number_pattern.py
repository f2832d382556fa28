"""The compiled patterns of the number matcher, made once for each model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhibiao.knowledge.alternation import alternatives
from zhibiao.knowledge.endings import Endings
from zhibiao.knowledge.numerals import Numerals
from zhibiao.knowledge.units import UnitRow

DIGITS = r"\d++(?:,\d{3}(?!\d))*+(?:\.\d++)?+"
_FIRST = "0123456789-−一二三四五六七八九十百千万亿两零〇○数几第前《h"
_THOUSAND = "千(?![瓦克米伏卡焦帕赫])"
_CHINESE = (
    rf"(?:[数几](?=[十百千万亿]))?(?:[一二三四五六七八九十百万亿两零〇○]|{_THOUSAND})++"
    r"(?:几(?=[^十百千]))?(?:点[一二三四五六七八九零〇○]++)?"
)
_MIXED = r"(?:[百千万亿]\d{1,4}+(?=[百千万亿])|[万亿]\d{4}(?![\d年.]))*+"
_ADDRESS = r"https?://[!-~]*+"
_ORDINAL = r"(?:第|(?<=[国省市区县州盟界球居列入位身排])前)(?:\d{1,6}|[一二三四五六七八九十百千两零〇]{1,8})"


@dataclass(frozen=True, slots=True)
class Patterns:
    """``number`` finds numbers of every form; the others are matched right after one (``*_after``)
    or against the text right before it (``*_before``)."""

    number: re.Pattern[str]
    bound_after: re.Pattern[str]
    title_after: re.Pattern[str]
    title_after_chinese: re.Pattern[str]
    name_after: re.Pattern[str]
    session_after: re.Pattern[str]
    per_after: re.Pattern[str]
    size_after: re.Pattern[str]
    bounds_before: Endings
    bounds: dict[str, str]


@lru_cache(maxsize=8)
def patterns(knowledge: Numerals) -> Patterns:
    """The patterns of a model; the same object every time for the same knowledge."""
    words, bounds = knowledge.words, knowledge.bounds
    return Patterns(
        number=re.compile(_number(knowledge), re.ASCII),
        bound_after=re.compile(alternatives(word for group in bounds.after.values() for word in group)),
        title_after=re.compile(alternatives(words.set_titles)),
        title_after_chinese=re.compile(
            f"“|(?:重要|重大|主要|基本|突出)?(?:{alternatives(words.set_titles + words.set_titles_chinese)})"
        ),
        name_after=re.compile(alternatives(words.names_after)),
        session_after=re.compile(rf"(?:[、和][一二三四五六七八九十]+次)*(?:{alternatives(words.sessions)})"),
        per_after=re.compile(alternatives(words.per_words)),
        size_after=re.compile(rf"[^，。；、：:！？\n（）()的]{{0,14}}?(?:{alternatives(words.size_heads)})"),
        bounds_before=Endings(word for group in bounds.before.values() for word in group),
        bounds={
            word: bound for group in (bounds.before, bounds.after) for bound, all_ in group.items() for word in all_
        },
    )


def _number(knowledge: Numerals) -> str:
    """One pattern for numbers of every form. It steps over what cannot begin one, and over single numerals that are
    none (``none``), so that the alternatives are tried at few places."""
    unit = unit_pattern(knowledge.units.rows)
    first = re.escape(_FIRST + "".join(sorted({idiom[0] for idiom in knowledge.words.idioms} - set(_FIRST))))
    digits = (
        rf"(?P<sign>[-−])?(?P<digits>{DIGITS})(?![:：∶/]\d)(?P<mixed>{_MIXED})(?P<scale>(?:[百万亿]|{_THOUSAND})*+)(?P<more>[多余几]?)"
        r"(?P<scale2>[万亿]*)"
    )
    chinese = rf"(?P<chinese>{_CHINESE})(?P<cmore>[多余]?)(?P<cscale>[万亿]*)"
    forms = (
        rf"(?P<skip>《[^《》\n]{{0,80}}》|{_ADDRESS}|(?:{alternatives(knowledge.words.idioms)})(?!之{_CHINESE}))",
        rf"(?P<ordinal>{_ORDINAL})(?P<place>位|名)?",
        rf"(?P<below>{_CHINESE})分之(?P<above>{_CHINESE}|{DIGITS})(?:[至到—](?P<upto>{_CHINESE})(?!分之))?",
        rf"(?:{digits}|{chinese})(?P<unit>{unit})?(?(chinese)(?(unit)|(?<=[万亿多余])))",
        rf"(?P<ratio>{DIGITS}(?:[:：∶]{DIGITS}){{1,9}}+)",
        rf"(?P<numerator>{DIGITS})/(?P<denominator>\d++)(?![\d/.])",
        rf"(?P<none>{DIGITS}|[{first}]|\Z)",
    )
    return rf"[^{first}]*+(?:{'|'.join(forms)})"


def unit_pattern(rows: Sequence[UnitRow]) -> str:
    """All written forms, longest first; a second one may follow after a slash or in brackets (元/平方米, 头（只）)."""
    guards = {form: _guard(form, row.not_before) for row in rows for form in row.forms}
    one = alternatives(guards, guards)
    counters = alternatives(form for row in rows if row.dimension == "count" for form in row.forms if len(form) < 3)
    return rf"(?:{one})(?:(?:/[十百千万亿\d]*+(?:{one}|[年月日天])){{1,2}}+|[（(](?:{counters})[）)])?"


def _guard(form: str, not_before: str) -> str:
    """What may not follow a unit: a Latin one ends where the word does."""
    if form[-1].isascii() and form[-1].isalnum():
        return r"\b"
    return f"(?![{re.escape(not_before)}])" if not_before else ""
