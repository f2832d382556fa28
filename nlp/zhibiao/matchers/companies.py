"""Companies written by their short names, which only their surroundings tell: in lists and before a project's own words.

Offsets index the normal text, code points, half open.
"""

from __future__ import annotations

import re

from zhibiao.matchers.name_context import Reading

_MAX_SHORT = 12
_LONGEST_KNOWN = 14
_CHINESE_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z·]+")


def known_company(reading: Reading, start: int, end: int) -> int:
    """The end of the longest known organization that begins at ``start``, no further than ``end``; else ``start``."""
    text, known = reading.text, reading.names.known
    for stop in range(min(end, start + _LONGEST_KNOWN), start + 1, -1):
        if text[start:stop] in known:
            return stop
    return start


def is_company(reading: Reading, start: int, end: int) -> bool:
    """Whether the whole of ``[start, end)`` can be a company's short name."""
    text = reading.text
    size = end - start
    if not 2 <= size <= _MAX_SHORT or not _CHINESE_RUN.fullmatch(text, start, end):
        return False
    if known_company(reading, start, end) == end:
        return True
    words = reading.words_in(start, end)
    if reading.names.product.search(text, start, end) or reading.names.ending.fullmatch(text[-2:]):
        return _named(reading, start, end)
    if size > 6 or not words or reading.names.place_end.search(text, start, end):
        return False
    if reading.place_starts.get(start) == end or (len(words) == 1 and reading.is_place(words[0]) and size == 2):
        return False
    return _named(reading, start, end) and not any(reading.is_common(i) for i in words if len(reading.words[i]) > 2)


def company_prefix(reading: Reading, start: int, end: int) -> int:
    """The end of the company's name at the head of the project ``[start, end)``; ``start`` where there is none."""
    known = _known_with_place(reading, start, end)
    if known > start:
        return known
    names, text = reading.names, reading.text
    begin = reading.place_starts.get(start, start)
    stop, product = begin, begin
    for index in reading.words_in(begin, end):
        word, word_end = reading.words[index], reading.word_end(index)
        if word_end - start > _MAX_SHORT or word_end >= end:
            break
        if index and stop == begin == start and reading.is_place(index) and word_end == reading.starts[index] + 2:
            begin = stop = word_end
            continue
        if names.product.fullmatch(word) or names.ending.fullmatch(word):
            if stop > begin or begin > start:
                product = word_end
            break
        if not _name_word(reading, index):
            break
        stop = word_end
    if product > begin:
        return product
    if stop - begin < 2 or names.transport.search(text, stop, end) or names.place_end.search(text, begin, stop):
        return start
    return stop


def _known_with_place(reading: Reading, start: int, end: int) -> int:
    """A known company at ``start``, or behind the place that stands there (上海电气 is known, 大同启迪 is not)."""
    known = known_company(reading, start, end)
    if known > start and known < end and reading.is_boundary(known):
        following = known_company(reading, known, end)
        text = reading.text
        if following == known and text.startswith(("集团", "公司", "股份", "控股"), known):
            return known + 2
        return known
    return start


def _name_word(reading: Reading, index: int) -> bool:
    word = reading.words[index]
    if reading.is_proper(index):
        return not reading.names.head.search(word)
    return len(word) == 1 and reading.tags[index] not in ("x", "m", "uj", "p", "c", "eng")


def _named(reading: Reading, start: int, end: int) -> bool:
    words = reading.words_in(start, end)
    if not words:
        return True
    if any(reading.is_proper(index) or reading.is_place(index) for index in words):
        return True
    return all(len(reading.words[index]) == 1 for index in words)
