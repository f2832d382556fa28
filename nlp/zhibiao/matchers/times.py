"""TIME mentions: years, spans of years, parts of a year, days, plan periods and time words.

A match's ``id`` is the period in the guidelines' notation, or relative to the year that its section speaks of:
``@0`` is that year, ``@-1`` the one before; ``resolve`` turns it into a period.
"""

from __future__ import annotations

import re
from functools import cache

from zhibiao.analysis import Match
from zhibiao.knowledge.alternation import alternatives
from zhibiao.knowledge.times import TimeWords

DIGITS = {c: str(i % 10) for i, c in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "Ｏ": "0",
    "O": "0",
    "０": "0",
}
NUMERALS = "〇一二三四五六七八九十○零OＯ两"
SMALL = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
YEAR = r"(?:[12]\d{3}|[一二][一二三四五六七八九〇○零OＯ]{3})"
COUNT = r"(?:\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[二两三四五六七八九])"
PLAN = r"[“\"‘'][一二三四五六七八九十]{1,3}五[”\"’']"
DASHES = "-—–~～至到"
DASH = r"(?:[-—–~～]{1,2}|至|到)"
RELATIVE = re.compile(r"@(-?\d+)")
AHEAD = re.compile(r"#(\d+)")
_BEHIND = "(?<=[今往])后|(?<=未)来|(?<=接)下来"  # the rest of what opens a span of years to come


@cache
def pattern(relative: tuple[str, ...], plans: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all forms; the name of the alternative that matched tells which."""
    words, ends = alternatives(relative), alternatives(plans)
    forms = (
        rf"(?P<span>(?<!\d){YEAR}年?{DASH}{YEAR}年(?:的?{COUNT}年间?)?|(?<!\d){YEAR}年?和{YEAR}两?年)",
        rf"(?P<months>(?:(?<!\d){YEAR}年)?(?<!\d)(?:\d{{1,2}}月?{DASH}\d{{1,2}}月份?))",
        rf"(?P<day>(?:(?<!\d){YEAR}年)?(?<!\d)\d{{1,2}}月\d{{1,2}}日)",
        rf"(?P<month>(?:(?<!\d){YEAR}年)?(?<!\d)(?:\d{{1,2}}|十[一二]?|[一二三四五六七八九])月(?:份|底|末))",
        rf"(?P<yearmonth>(?<!\d){YEAR}年\d{{1,2}}月)",
        rf"(?P<plan>{PLAN}(?:的)?(?P<plan_end>{ends})|(?<=[较比]){PLAN}(?=[增提翻同下减累高多净]))",
        rf"(?P<year>(?<!\d){YEAR}年(?!期|产|均)(?:同期|年?末|年?底|年?初)?|(?<!\d){YEAR}(?=年|比))",
        rf"(?P<word>(?<!结转)(?:{words}))",
        rf"(?P<ahead>(?:今后|未来|接下来|往后)的?{COUNT}年(?:内|里|间|中)?)",
        rf"(?P<ago>(?<![\d第.]){COUNT}年前)",
        rf"(?P<back>(?:近|过去|最近|这|前|全)的?{COUNT}年(?:来|间|里|内|中)?(?!期|级)"
        rf"|(?<![\d第]){COUNT}年(?:来|间|内|里|累计|(?=共|平均|年均|新增)|(?<!续.年)(?<!续..年)(?=全[国省市区县州旗]))|{COUNT}年(?=总|合计))",
    )
    return re.compile("|".join(forms))


@cache
def candidate(relative: tuple[str, ...]) -> re.Pattern[str]:
    """Where a time may begin, by its first two characters; among figures only those that a word of time or a dash
    follows. One fast pass over a text, which leaves few places to try all forms at."""
    first = {word[0] for word in relative} | set("0123456789一二三四五六七八九十两〇近过最这前全今未接往“\"‘'")
    after = set("年月和比" + DASHES) | {char for word in relative if word[0].isdigit() for char in word[1:]}
    second = {word[1] for word in relative} | after | set(NUMERALS + "的去近0123456789")
    first_, second_, after_ = (re.escape("".join(sorted(chars))) for chars in (first, second, after))
    return re.compile(rf"[{first_}](?=[{second_}]|{_BEHIND})(?:(?<!\d)|(?=\d{{0,3}}[{after_}]))")


def match_times(text: str, words: TimeWords) -> list[Match]:
    """All TIME mentions of a normal text, in order, not overlapping."""
    expression = pattern(tuple(words.relative), tuple(words.plans))
    found: list[Match] = []
    for place in candidate(tuple(words.relative)).finditer(text):
        if found and place.start() < found[-1].end:
            continue
        hit = expression.match(text, place.start())
        if hit is None:
            continue
        kind = hit.lastgroup or ""
        period = _period("plan" if hit["plan"] else kind, hit, words)
        found.append(Match(hit.start(), hit.end(), "TIME", id=period))
    return found


def settle(period: str, report_year: int | None) -> str:
    """A match's ``id`` with the years that are counted from the end of the report's own (今后五年), wherever it speaks
    of them; empty where that year is not known."""
    if "#" not in period:
        return period
    return "" if report_year is None else AHEAD.sub(lambda hit: str(report_year + int(hit[1])), period)


def resolve(period: str, year: int | None) -> str:
    """A match's ``id`` as a period, ``@0`` being ``year``; empty where that year is not known."""
    if "@" not in period:
        return period
    return "" if year is None else RELATIVE.sub(lambda hit: str(year + int(hit[1])), period)


def _period(kind: str, hit: re.Match[str], words: TimeWords) -> str:
    text = hit.group()
    if kind == "word":
        return words.relative[text]
    if kind == "plan":
        return _plan(text, words.plans[hit["plan_end"] or "时期"])
    if kind == "ahead":
        return f"#1..#{_count(re.search(COUNT, text))}"
    if kind == "ago":
        return f"@-{_count(re.search(COUNT, text))}"
    if kind == "back":
        length = _count(re.search(COUNT, text))
        return f"@{1 - length}..@0" if length > 1 else "@0"
    years = [_year(y) for y in re.findall(YEAR + "(?!月)", text.split("月")[0] if kind != "span" else text)]
    if kind == "span":
        return f"{years[0]}..{years[1]}"
    head = str(years[0]) if years and "年" in text else "@0"
    if kind == "year":
        return head
    numbers = [_small(n) for n in re.findall(r"\d{1,2}|[一二三四五六七八九十]+", text.split("年")[-1])]
    if kind == "months":
        return f"{head}-{numbers[0]:02d}..{head}-{numbers[1]:02d}"
    return head + "".join(f"-{n:02d}" for n in numbers[:2])


def _year(text: str) -> int:
    return int("".join(DIGITS.get(c, c) for c in text))


def _count(hit: re.Match[str] | None) -> int:
    return _small(hit.group()) if hit else 1


def _small(text: str) -> int:
    """A number up to 99 in digits or Chinese numerals."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return SMALL[text[-1]]
    return (SMALL[tens] if tens else 1) * 10 + (SMALL[ones] if ones else 0)


def _plan(text: str, part: str) -> str:
    """The years of a five-year plan: the first ran 1953–1957, the third 1966–1970, then each five years on."""
    number = _small(re.sub(r"五[”\"’'].*", "", text[1:]))
    begin = 1953 + 5 * (number - 1) if number < 3 else 1966 + 5 * (number - 3)
    return {"span": f"{begin}..{begin + 4}", "end": str(begin + 4), "begin": str(begin)}[part]
