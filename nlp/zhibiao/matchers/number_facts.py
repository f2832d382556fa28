"""Which number mentions state a size, and which only qualify another noun (35蒸吨以下燃煤锅炉, 年产12万吨…项目)."""

from __future__ import annotations

import re

from zhibiao.knowledge.endings import Endings
from zhibiao.knowledge.numerals import NumberWords
from zhibiao.matchers.number_pattern import Patterns
from zhibiao.matchers.number_reading import Reading

_THRESHOLD = re.compile(r"(?:（含）|\(含\))?及?以[上下](?:（含）|\(含\))?(?![并且和及用由是为达])(?=[^\W\d_])")
_NOUN = re.compile(r"(?![以左上之余多不的])[^\W\d_]")
_TIMES = frozenset({"duration_day", "duration_hour", "duration_minute", "duration_second", "duration_workday"})
_ALWAYS_SIZE = frozenset({"power", "voltage", "apparent"})
_RATES = frozenset({"percent", "permille", "percent_point", "permille_point", "multiple", "tenth", "doubling"})


class Qualifiers:
    """The word sets of a model, asked whether a number only qualifies."""

    def __init__(self, words: NumberWords, patterns: Patterns) -> None:
        self.patterns = patterns
        self.lasting_fact = Endings(words.lasting_fact)
        self.lasting_modifier = tuple(words.lasting_modifier)
        self.capacity = Endings(words.capacity)
        self.makers = Endings(words.makers)
        self.age_before = Endings(words.age_before)
        self.sizes = frozenset(words.size_dimensions)
        self.thresholds = frozenset(words.threshold_dimensions)
        self.threshold_units = frozenset(words.threshold_units)

    def is_fact(self, text: str, reading: Reading) -> bool:
        """Whether the mention states a size: exactly these become records."""
        if reading.form != "amount" or reading.dimension in _RATES:
            return True
        before = text[reading.start - 1 : reading.start] if reading.start else ""
        if before in ("=", "＝", "×") or text.startswith("级", reading.end) or _is_index_base(text, reading):
            return False
        if reading.dimension.startswith("duration"):
            return self._is_length_of_time(text, reading)
        if reading.dimension == "age":
            return bool(self.age_before.find(text, reading.start))
        if self._is_threshold(text, reading):
            return False
        if not _NOUN.match(text, reading.end):
            return True
        if reading.written == "bare" and reading.dimension != "count":
            return bool(self.patterns.bounds_before.find(text, reading.start) or self.makers.find(text, reading.start))
        return not (self.capacity.find(text, reading.start) or self._is_size(text, reading, before))

    def _is_threshold(self, text: str, reading: Reading) -> bool:
        """Whether 以上/以下 and a noun follow that the amount qualifies."""
        if reading.dimension not in self.thresholds and reading.unit not in self.threshold_units:
            return False
        if reading.dimension == "count" and self.makers.find(text, reading.start):
            return False
        return _THRESHOLD.match(text, reading.end) is not None

    def _is_length_of_time(self, text: str, reading: Reading) -> bool:
        if self.lasting_fact.find(text, reading.start):
            return not text.startswith(self.lasting_modifier, reading.end)
        if reading.dimension not in _TIMES:
            return False
        return not _NOUN.match(text, reading.end) and not _THRESHOLD.match(text, reading.end)

    def _is_size(self, text: str, reading: Reading, before: str) -> bool:
        """Whether the amount is the size of the thing named right after it (700万吨露天矿), and not what was made."""
        if reading.dimension not in self.sizes:
            return False
        if reading.dimension != "voltage" and self.makers.find(text, reading.start):
            return False
        if not before.isalnum() and reading.dimension not in _ALWAYS_SIZE:
            return False
        return self.patterns.size_after.match(text, reading.end) is not None


def _is_index_base(text: str, reading: Reading) -> bool:
    """以女性为100, 以上年为100: what an index is set against."""
    return not reading.unit and reading.value == 100 and text.rfind("以", max(0, reading.start - 8), reading.start) >= 0
