"""Which numbers are mentions: dates, names, set titles, ordinals, headings' counts and articles are not."""

from __future__ import annotations

import re

from zhibiao.knowledge.endings import Endings
from zhibiao.knowledge.numerals import NumberWords
from zhibiao.matchers.number_pattern import Patterns
from zhibiao.matchers.number_reading import Reading

_NAME_MARKS = frozenset("“‘「『·")
_AFTER_RANK = frozenset("，。；、：:！？）)\n”,;的和及与或并且至到升跃")
_SPANS = frozenset({"duration", "duration_month", "duration_quarter", "duration_week"})
_SHORT = frozenset({"duration_day", "duration_hour", "duration_minute", "duration_second"})
_EXACT = frozenset({"percent", "permille", "percent_point", "permille_point", "money", "concentration"})
_ONES_THAT_COUNT = frozenset({"percent", "permille", "percent_point", "permille_point", "multiple"})
_RATIO_BEFORE = re.compile("比|结构|构成")
_SENTENCE_END = re.compile("[。；\n]")
_REACH = 30
_PLACE = r"第[\d一二三四五六七八九十]{1,4}[位名]?"
_RANKS = re.compile(rf"[居列排国省市区县州盟旗界球]{_PLACE}(?:[、和]{_PLACE})*[、和]\Z")
"""Ranks in a list, the first of them behind a region or a verb of rank (分别居全国第二、第七、第九)."""
_FEW = 30
"""Up to this many things may be the parts of a title or pointed back at (这十二项…)."""


class Context:
    """The word sets of a model, asked about the surroundings of one reading."""

    def __init__(self, words: NumberWords, patterns: Patterns) -> None:
        self.patterns = patterns
        self.mottoes = Endings(words.rank_exempt)
        self.anaphors = Endings(words.anaphors)
        self.indices = Endings(words.index_names)
        self.index_names = re.compile("|".join(map(re.escape, words.index_names)))
        self.index_verbs = Endings(words.index_verbs)
        self.lasting = Endings(words.lasting)
        self.lasting_after = tuple(words.lasting_after)
        self.time_after = tuple(words.time_after)

    def is_mention(self, text: str, reading: Reading) -> bool:
        """Whether the reading is a number mention in the sense of the guidelines."""
        if reading.form == "amount":
            return self._is_amount(text, reading)
        if reading.form == "rank":
            return self._is_rank(text, reading)
        if reading.form == "fraction":
            return 0 < reading.value < 1 and text[reading.start - 1 : reading.start] not in ("/", ".", "-")
        return _is_ratio(text, reading)

    def _is_rank(self, text: str, reading: Reading) -> bool:
        if reading.unit:
            return True
        before, after = text[reading.start - 1 : reading.start], text[reading.end : reading.end + 1]
        if after and after not in _AFTER_RANK:
            return False
        if before in ("、", "和"):
            return _RANKS.search(text, max(0, reading.start - _REACH), reading.start) is not None
        return bool(before) and before.isalnum() and not self.mottoes.find(text, reading.start)

    def _is_amount(self, text: str, reading: Reading) -> bool:
        before = text[reading.start - 1 : reading.start] if reading.start else ""
        if before in ("=", "＝"):
            return True
        if before.isascii() and before.isalpha() and reading.dimension not in _EXACT:
            return False
        if not reading.unit:
            return self._is_without_unit(text, reading)
        if reading.written != "digits" and not _is_written_so(reading):
            return False
        if before in _NAME_MARKS or _in_short_quotes(text, reading):
            return reading.dimension != "count" and not reading.dimension.startswith("duration")
        if reading.dimension in _SPANS:
            return self._is_span_of_time(text, reading)
        if reading.dimension != "count" and self.patterns.name_after.match(text, reading.end):
            return False
        return self._is_counted(text, reading, before)

    def _is_without_unit(self, text: str, reading: Reading) -> bool:
        """万/亿 without a measure word (接种258.7万), and the value of an index."""
        if reading.scale:
            if reading.written != "bare":
                return True
            bounded = reading.more or self._is_bounded(text, reading)
            return bounded and not text.startswith("级", reading.end)
        if reading.written != "digits" or reading.more:
            return False
        after = text[reading.end : reading.end + 1]
        if after in ("%", "·", "+", "-", "/", ".", "\n", "年", "月") or (after.isascii() and after.isalnum()):
            return False
        return self._is_index(text, reading, after)

    def _is_index(self, text: str, reading: Reading, after: str) -> bool:
        """Whether a bare number is the value of an index named right before or, before a verb, in the sentence."""
        start = reading.start
        if not after.isalnum() and self.indices.find(text, start):
            return True
        verb = self.index_verbs.find(text, start)
        if not verb or (reading.value == reading.value.to_integral_value() and after.isalnum()):
            return False
        clause = text[max(0, start - _REACH) : start - len(verb)]
        return self.index_names.search(_SENTENCE_END.split(clause)[-1]) is not None

    def _is_bounded(self, text: str, reading: Reading) -> bool:
        return bool(self.patterns.bounds_before.find(text, reading.start))

    def _is_span_of_time(self, text: str, reading: Reading) -> bool:
        if reading.value >= 1000 or text.startswith(self.time_after, reading.end):
            return False
        return bool(self.lasting.find(text, reading.start)) or text.startswith(self.lasting_after, reading.end)

    def _is_counted(self, text: str, reading: Reading, before: str) -> bool:
        if reading.written == "digits":
            return self._is_count_in_digits(text, reading, before)
        if reading.written == "bare":
            return self._is_bare_amount(text, reading, before)
        if reading.value == 1 and reading.written == "small":
            return self._is_one(text, reading)
        return self._is_small_count(text, reading, before)

    def _is_count_in_digits(self, text: str, reading: Reading, before: str) -> bool:
        if (before == "×" and reading.dimension in _SHORT) or before == "届":
            return False
        if reading.dimension == "point":
            return reading.value >= 100 or reading.value != reading.value.to_integral_value()
        return reading.dimension != "count" or not self.patterns.title_after.match(text, reading.end)

    def _is_bare_amount(self, text: str, reading: Reading, before: str) -> bool:
        """亿元, 千万吨, 百家: amounts where a measure follows, counts only with a bound (上百家, 千余家)."""
        if before in ("每", "\n", "（", "：", ":") or text.startswith("级", reading.end):  # 单位：亿元、% names units
            return False
        if reading.more or self._is_bounded(text, reading):
            return True
        if reading.dimension == "count" or not reading.scale or self.patterns.per_after.match(text, reading.end):
            return False
        after = text[reading.end : reading.end + 1]
        return not (after.isdigit() or after in ("", "\n", "）", "千", "万", "亿"))

    def _is_one(self, text: str, reading: Reading) -> bool:
        """一 is mostly an article; it counts in 增加一倍, 一个百分点, 翻一番."""
        if reading.dimension == "doubling":
            return text[max(0, reading.start - 2) : reading.start].endswith(("翻", "翻了"))
        if reading.dimension in _ONES_THAT_COUNT or reading.scale:
            return True
        return reading.dimension not in ("count", *_SHORT) and self._is_bounded(text, reading)

    def _is_small_count(self, text: str, reading: Reading, before: str) -> bool:
        if reading.dimension == "doubling":
            return "翻" in text[max(0, reading.start - 2) : reading.start]
        if reading.dimension in _SHORT and reading.written == "small":
            return bool(self.lasting.find(text, reading.start))
        if reading.dimension != "count" or reading.scale:
            return True
        if before == "届" or (reading.written == "small" and text[reading.start] in "二零〇○"):
            return False
        if reading.unit == "次" and self.patterns.session_after.match(text, reading.end):
            return False
        if reading.value > _FEW:
            return not self.patterns.title_after.match(text, reading.end)
        return not (
            self.anaphors.find(text, reading.start) or self.patterns.title_after_chinese.match(text, reading.end)
        )


def _is_ratio(text: str, reading: Reading) -> bool:
    """Whether a:b or a:b:c is a ratio and no time of day: named as one, or shares that add up to a hundred."""
    named = _RATIO_BEFORE.search(text, max(0, reading.start - 14), reading.start)
    return named is not None or (len(reading.parts) > 2 and 99 <= sum(reading.parts) <= 101)


def _is_written_so(reading: Reading) -> bool:
    """Whether the unit goes with this way of writing a numeral in Chinese."""
    allowed = reading.row.written if reading.row else "any"
    return allowed == "any" or allowed == reading.written == "large"


def _in_short_quotes(text: str, reading: Reading) -> bool:
    """Whether the number stands in quotation marks of at most a dozen characters: part of a name."""
    opened = text.rfind("“", max(0, reading.start - 8), reading.start)
    if opened < 0 or text.find("”", opened, reading.start) >= 0:
        return False
    return text.find("”", reading.end, reading.end + 8) >= 0
