"""Which numbers are mentions: dates, names, set titles, ordinals, headings' counts and articles are not."""

from __future__ import annotations

from zhibiao.knowledge.numerals import NumberWords
from zhibiao.matchers.number_pattern import Patterns, Suffixes
from zhibiao.matchers.number_reading import Reading

_QUOTES = "“‘「『"
_QUOTES_END = "”’」』"
_AFTER_RANK = frozenset("，。；、：:！？）)\n”,;的和及与或并且至到升跃")
_SPANS = frozenset({"duration", "duration_month", "duration_quarter", "duration_week"})
_SHORT = frozenset({"duration_day", "duration_hour", "duration_minute", "duration_second"})
_EXACT = frozenset({"percent", "permille", "percent_point", "permille_point", "money", "concentration"})
_ONES_THAT_COUNT = frozenset({"percent", "permille", "percent_point", "permille_point", "multiple"})


class Context:
    """The word sets of a model, asked about the surroundings of one reading."""

    def __init__(self, words: NumberWords, patterns: Patterns) -> None:
        self.patterns = patterns
        self.mottoes = Suffixes(words.rank_exempt)
        self.anaphors = Suffixes(words.anaphors)
        self.indices = Suffixes(words.index_names)
        self.lasting = Suffixes(words.lasting)
        self.lasting_after = tuple(words.lasting_after)

    def is_mention(self, text: str, reading: Reading) -> bool:
        """Whether the reading is a number mention in the sense of the guidelines."""
        if reading.form == "amount":
            return self._is_amount(text, reading)
        if reading.form == "rank":
            return self._is_rank(text, reading)
        return (
            reading.form == "fraction"
            or len(reading.parts) > 2
            or "比" in text[max(0, reading.start - 12) : reading.start]
        )

    def _is_rank(self, text: str, reading: Reading) -> bool:
        if reading.unit:
            return True
        before, after = text[reading.start - 1 : reading.start], text[reading.end : reading.end + 1]
        if after and after not in _AFTER_RANK:
            return False
        return bool(before) and before.isalnum() and not self.mottoes.find(text, reading.start)

    def _is_amount(self, text: str, reading: Reading) -> bool:
        before = text[reading.start - 1 : reading.start] if reading.start else ""
        if before in ("=", "＝"):
            return True
        if before.isascii() and (before.isalpha() or before == "·") and reading.dimension not in _EXACT:
            return False
        if not reading.unit:
            return self._is_without_unit(text, reading)
        if before in _QUOTES_AND_DOT or _in_short_quotes(text, reading):
            return reading.dimension not in ("count", "duration", *_SHORT) and reading.dimension not in _SPANS
        if reading.dimension in _SPANS:
            return self._is_span_of_time(text, reading)
        if reading.dimension != "count" and self.patterns.name_after.match(text, reading.end):
            return False
        return self._is_counted(text, reading, before)

    def _is_without_unit(self, text: str, reading: Reading) -> bool:
        """万/亿 without a measure word (接种258.7万), and the value of an index."""
        if reading.scale:
            if reading.written == "digits" or reading.written == "large":
                return True
            return reading.written == "bare" and (reading.more or self._is_bounded(text, reading))
        if reading.written != "digits" or reading.more:
            return False
        after = text[reading.end : reading.end + 1]
        if after.isalnum() or after in ("%", "·", "+", "-", "/", "."):
            return False
        return self._names_index(text, reading.start)

    def _names_index(self, text: str, start: int) -> bool:
        """Whether the words right before name an index, with at most a verb between."""
        return any(self.indices.find(text, start - gap) for gap in (0, 1, 2, 3) if start > gap)

    def _is_bounded(self, text: str, reading: Reading) -> bool:
        return bool(self.patterns.bounds_before.find(text, reading.start))

    def _is_span_of_time(self, text: str, reading: Reading) -> bool:
        if reading.value >= 1000 or (
            reading.dimension == "duration" and reading.value >= 60 and reading.written == "digits"
        ):
            return False
        return bool(self.lasting.find(text, reading.start)) or text.startswith(self.lasting_after, reading.end)

    def _is_counted(self, text: str, reading: Reading, before: str) -> bool:
        if reading.written == "digits":
            return not (reading.dimension == "count" and self.patterns.title_after.match(text, reading.end))
        if reading.row and reading.row.written == "digits":
            return False
        if reading.written == "bare":
            return self._is_bare_amount(text, reading, before)
        if reading.row and reading.row.written == "large" and reading.written != "large":
            return False
        if reading.value == 1 and reading.written == "small":
            return self._is_one(text, reading)
        return self._is_small_count(text, reading)

    def _is_bare_amount(self, text: str, reading: Reading, before: str) -> bool:
        """亿元, 千万吨, 百家: amounts where a measure follows, counts only with a bound (上百家, 千余家)."""
        if before == "每" or text.startswith("级", reading.end) or self.patterns.per_after.match(text, reading.end):
            return False
        if reading.dimension == "count":
            return reading.more or self._is_bounded(text, reading)
        return reading.dimension not in _SHORT and bool(reading.row and reading.row.written == "any")

    def _is_one(self, text: str, reading: Reading) -> bool:
        """一 is mostly an article; it counts in 增加一倍, 一个百分点, 翻一番."""
        if reading.dimension == "doubling":
            return text[max(0, reading.start - 2) : reading.start].endswith(("翻", "翻了"))
        return reading.dimension in _ONES_THAT_COUNT or bool(reading.scale)

    def _is_small_count(self, text: str, reading: Reading) -> bool:
        if reading.dimension == "doubling":
            return "翻" in text[max(0, reading.start - 2) : reading.start]
        if reading.dimension in _SHORT and reading.written == "small":
            return bool(self.lasting.find(text, reading.start))
        if reading.dimension != "count":
            return True
        if reading.unit == "次" and self.patterns.session_after.match(text, reading.end):
            return False
        return not (self.anaphors.find(text, reading.start) or self.patterns.title_after.match(text, reading.end))


_QUOTES_AND_DOT = frozenset(_QUOTES + "·")


def _in_short_quotes(text: str, reading: Reading) -> bool:
    """Whether the number stands in quotation marks of at most a dozen characters: part of a name."""
    before = text[max(0, reading.start - 8) : reading.start]
    opened = max(before.rfind(mark) for mark in _QUOTES)
    if opened < 0 or any(mark in before[opened:] for mark in _QUOTES_END):
        return False
    return any(mark in text[reading.end : reading.end + 8] for mark in _QUOTES_END)
