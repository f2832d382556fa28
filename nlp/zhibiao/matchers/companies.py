"""Companies written by their short names, which only what is around them tells: in lists and in projects' names.

Offsets index the normal text, code points, half open.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from zhibiao.matchers.name_context import Reading, before_phase

_MAX_SHORT = 12
_MAX_FULL = 24
_MAX_PHASED = 8
_MAX_OWN = 4
_GRADES = frozenset("全新大高中小老")
_MADE = frozenset("酸胺醇酯烯烷酮醚醛酚胶膜箔砂酐腈")  # what ends in these is a substance, not its maker
_TRANSFER = re.compile(r"[\u4e00-\u9fff]{1,3}[电气水煤算数油氢]入[\u4e00-\u9fff]{1,3}")  # 甘电入浙
_CHINESE_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z·]+")


def known_company(reading: Reading, start: int, end: int) -> int:
    """The end of the longest known organization that begins at ``start``, no further than ``end``; else ``start``."""
    for known in reading.known.get(start, ()):
        if known <= end:
            return known
    return start


def is_company(reading: Reading, start: int, end: int, sure: bool = False) -> bool:
    """Whether the whole of ``[start, end)`` can be a company's short name; ``sure`` when the text says that the list it
    stands in is one of companies."""
    text = reading.text
    if reading.names.class_name.search(text, start, end) or _TRANSFER.fullmatch(text, start, end):
        return False
    if reading.names.always.get(text[start:end]) == "project":
        return False
    size = end - start
    if not 2 <= size <= _MAX_FULL or not _CHINESE_RUN.fullmatch(text, start, end):
        return False
    if known_company(reading, start, end) == end:
        return True
    words = reading.words_in(start, end)
    trade = reading.names.trade.size(text, start, end)
    if trade and not sure and text[end - trade : end] in reading.names.generic:
        return False  # in a list of projects a kind of works: 远景风电
    if not sure and any(reading.words[index] in reading.names.making for index in words):
        return False  # what is made, behind who makes it: 柏润高端制袜
    if not sure and (
        text[end - 1] in _MADE or any(reading.words[index] in reading.names.trade.words for index in words[1:-1])
    ):
        return False  # 凯赛癸二酸, 中蓝光电马达
    if trade and end - trade > start:
        return _short_before_trade(reading, start, end - trade)
    if reading.names.endings.size(text, start, end):
        return _named(reading, start, end)
    if start < known_company(reading, start, end) < end:
        return sure and reading.names.heads.kind(text, start + 1, end, reading.stands) not in ("works", "strong")
    if size > 6 or not words or reading.names.place_end.size(text, start, end):
        return False
    if reading.place_starts.get(start) == end or (len(words) == 1 and reading.is_place(words[0]) and size == 2):
        return False
    return _named(reading, start, end) and not any(reading.is_common(i) for i in words if len(reading.words[i]) > 2)


def company_prefix(reading: Reading, start: int, end: int, guess: bool = False) -> int:
    """The end of the company's name at the head of the project ``[start, end)``; ``start`` where there is none. With
    ``guess`` an unknown word may be a company; without, only before a size or where the project ends like a plant."""
    known = max(_grown_from_known(reading, start, end), _before_phase(reading, start, end))
    if known > start:
        return known
    own = _own_name(reading, start, end, guess)
    if own.product > own.begin:
        return start if _is_site(reading, start, end) else own.product
    names, text, begin, stop = reading.names, reading.text, own.begin, own.stop
    if own.lone or stop - begin < 2 or not (guess or _undertaking(reading, stop, end)):
        return start
    if names.place_end.size(text, begin, stop) or names.transport.search(text, start, end):
        return start
    if names.abbreviations.fullmatch(text, begin, stop) or names.class_name.search(text, begin, stop):
        return start
    return start if _is_site(reading, start, end) else stop


class Own(NamedTuple):
    """The words of a name behind its place, where it begins: if nothing closes it, it ends at ``stop``; ``product`` is
    where the trade ends that closes it, else no more than ``begin``; ``lone`` when a place stands before it that is no
    city."""

    begin: int
    stop: int
    product: int
    lone: bool


def _own_name(reading: Reading, start: int, end: int, guess: bool) -> Own:
    names, text = reading.names, reading.text
    begin = reading.place_starts.get(start, start)
    stop, product, lone = begin, begin, begin > start and text[start:begin] not in names.cities
    for index in reading.words_in(begin, end):
        word, word_end = reading.words[index], reading.word_end(index)
        if word_end - start > _MAX_SHORT or word_end >= end:
            break
        known_place = reading.place_starts.get(reading.starts[index]) == word_end
        if stop == begin and (known_place if begin > start else reading.is_place(index)):
            begin = stop = product = word_end
            lone = word not in names.cities
            continue
        if _closes_name(reading, index, end, stop > begin, guess):
            if names.compound.match(text, reading.starts[index], end):
                break  # 金娃科技创新产业园
            if stop > begin or (begin > start and word != "科技"):
                product = word_end
            break
        if not _name_word(reading, index) or (stop > begin and reading.is_place(index)):
            break
        if stop - begin > 1 and (word_end - begin > _MAX_OWN or _is_graded(reading, index)):
            break  # 乐凯华光柔印版材, 天冠全降解塑料
        stop = word_end
    return Own(begin, stop, product, lone)


def _is_graded(reading: Reading, index: int) -> bool:
    """Whether word ``index`` tells what kind of a common thing follows: 全|降解."""
    if reading.words[index] not in _GRADES or index + 1 == len(reading.words):
        return False
    return len(reading.words[index + 1]) > 1 and reading.is_common(index + 1)


def _is_site(reading: Reading, start: int, end: int) -> bool:
    """Whether the whole of ``[start, end)`` names a place in a town or a transfer, not a thing of a company:
    广成国际中心, 茶马古道, 甘电入浙."""
    names, text = reading.names, reading.text
    if names.venue.size(text, start, end - names.undertaking.size(text, start, end)):
        return True
    if _TRANSFER.fullmatch(text, start, end):
        return True
    return names.place_end.size(text, start, end) > 0 and not names.heads.kind(text, start + 1, end, reading.stands)


def _closes_name(reading: Reading, index: int, end: int, named: bool, guess: bool) -> bool:
    """Whether word ``index`` closes a company's name: a trade; a broader one only between the name and what the company
    has or makes (蓝帆医疗科创总部, 中蓝光电马达)."""
    names, text = reading.names, reading.text
    word, after = reading.words[index], reading.word_end(index)
    if word in names.product.words or word in names.endings.words:
        return True
    if not named or word not in names.trade.words or word in names.generic or word == "新能源":
        return False
    if names.seat.match(text, after, end) is not None:
        return True
    made = guess and index + 1 < len(reading.words) and reading.is_common(index + 1)
    return made and not names.heads.kind(text, after, end, reading.stands)


def company_in(reading: Reading, start: int, end: int, guess: bool = False) -> tuple[int, int] | None:
    """The company at the head of the project ``[start, end)``, which may begin with its place (湘潭吉利…基地)."""
    place = reading.place_starts.get(start, start)
    if place < end and known_company(reading, start, end) == start:
        known = _grown_from_known(reading, place, end)
        if place < known < end and place > start:
            return start, known
    company = company_prefix(reading, start, end, guess)
    return (start, company) if start < company < end else None


def _before_phase(reading: Reading, start: int, end: int) -> int:
    """The end of a company whose name is all but the phase of its project: 时利物流二期, 常青新能源一期项目."""
    names, text = reading.names, reading.text
    bare = end - names.undertaking.size(text, start, end)
    core = before_phase(reading, start, bare)
    if core == bare or core - start > _MAX_PHASED:
        return start
    trade = names.trade.size(text, start, core)
    if text[core - trade : core] in names.generic:
        return start  # a kind of works: 大唐风电二期
    return core if 0 < trade < core - start and _named(reading, start, core) else start


def _grown_from_known(reading: Reading, start: int, end: int) -> int:
    """The end of a company whose name begins with that of a known one at ``start``: 国药威奇达, 晋能控股集团."""
    known = known_company(reading, start, end)
    complete = reading.text[start:known] in reading.names.complete
    if not start < known < end or not (complete or reading.is_boundary(known)):
        return start
    suffix = reading.names.suffix.match(reading.text, known, end)
    if suffix and suffix.end() < end:
        return suffix.end()
    if known - start > 3 or (known - start > 2 and reading.names.trade.size(reading.text, start, known)):
        return known  # complete: 电科蓝天, not 国药
    if complete:
        return known  # the place of its plant follows: 大唐哈克
    grown = known
    for index in reading.words_in(known, end):
        if known_company(reading, reading.starts[index], end) > reading.starts[index]:
            break
        single = len(reading.words[index]) == 1 and grown > known and not reading.words[index].isdigit()
        if not (reading.is_proper(index, strict=True) or single) or reading.is_place(index):
            break
        grown = reading.word_end(index)
    return grown if grown < end else start


def _undertaking(reading: Reading, start: int, end: int) -> bool:
    return reading.text[start : start + 1].isdigit() or reading.names.plant.search(reading.text, start, end) is not None


def _name_word(reading: Reading, index: int) -> bool:
    word = reading.words[index]
    if reading.is_proper(index):
        return not reading.names.head.size(word, 0, len(word))
    return (
        len(word) == 1
        and word != "第"
        and reading.tags[index] not in ("x", "uj", "p", "c", "eng")
        and not word.isdigit()
    )


def _short_before_trade(reading: Reading, start: int, end: int) -> bool:
    """Whether ``[start, end)``, which a trade word follows, can be a company's own name: short, and not made of
    several common words."""
    words = reading.words_in(start, end)
    longer = [index for index in words if len(reading.words[index]) > 1]
    return end - start <= 6 and (len(words) == 1 or not any(reading.is_common(index) for index in longer))


def _named(reading: Reading, start: int, end: int) -> bool:
    words = reading.words_in(start, end)
    if not words:
        return True
    if any(reading.is_proper(index) or reading.is_place(index) for index in words):
        return True
    return all(len(reading.words[index]) == 1 for index in words)
