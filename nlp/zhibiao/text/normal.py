"""Normal text: the source as the grammar wants it, with a map back to every character of the source.

What changes: full-width digits, letters and signs become half-width (``１．２倍`` → ``1.2倍``). Spaces go,
except one between two words in Latin letters, a word and a number, or two numbers. Line breaks inside a paragraph,
page numbers, running headers and footnote marks go; the end of a paragraph is one ``\\n``. Punctuation beside Chinese
is full-width; the comma inside a number, the decimal point and the colon of a ratio are half-width. A range is written
with ``—`` (``6%—6.5%``), a negative number with ``-``. Everything else stays.

Each step is a function from text to text that keeps its length: a character becomes another or ``GONE``. At the end all
that is ``GONE`` is taken out; nothing is ever put in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, pairwise

from zhibiao.text.characters import GONE, fold
from zhibiao.text.furniture import drop_furniture, drop_inline_pages
from zhibiao.text.inline import open_headings
from zhibiao.text.lines import Line, Wrap, find_wrap, goes_on, join_subscripts, split_lines
from zhibiao.text.notes import drop_notes
from zhibiao.text.punctuation import settle_punctuation

# A pattern that opens with a character or a class of them is searched for many times faster than one that opens with
# a look behind or with alternatives; the rarer the character, the faster.
_APART = re.compile(r" \d(?<=\d \d)")
_SPACED = re.compile(r"\d(?<!\d\d)(?: \d)+(?!\d)")
_SPACED_END = re.compile(r" ?[.%年]")
_KEPT = re.compile(f"[^{GONE}]+")
_KEPT_SPACE = re.compile(r" (?:(?<=[A-Za-z] )[ \0]*(?=[A-Za-z\d])|(?<=\d )[ \0]*(?=\d))")


@dataclass(frozen=True, slots=True)
class NormalText:
    """A normalized text and, for each of its characters, where that character stands in the source.

    Offsets are code points, half open. ``origin[i]`` is the source offset of ``text[i]``; it is strictly increasing.
    """

    source: str
    text: str
    origin: list[int]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the normal span ``[start, end)``; deleted characters inside it belong to it."""
        return self.origin[start], self.origin[end - 1] + 1

    def is_plain(self, start: int, end: int) -> bool:
        """Whether the source has the very characters of ``[start, end)``, with nothing left out among them."""
        return self.source[self.origin[start] : self.origin[end - 1] + 1] == self.text[start:end]

    def copy(self, start: int, end: int) -> str:
        """The characters of ``[start, end)`` as the source writes them, without what normalization left out."""
        source, origin = self.source, self.origin
        return "".join([source[origin[i]] for i in range(start, end)])


def normalize(source: str) -> NormalText:
    """The normal text of ``source``. Takes any text and never fails; linear in its length."""
    text = drop_spaces(settle_lines(open_headings(drop_inline_pages(drop_notes(fold(source))))))
    origin = list(chain.from_iterable(range(*kept.span()) for kept in _KEPT.finditer(text)))
    return NormalText(source, settle_punctuation(text.replace(GONE, "")), origin)


def settle_lines(text: str) -> str:
    """``text`` with breaks inside paragraphs, blank lines and page furniture ``GONE``; ``\\n`` ends a paragraph."""
    lines = join_subscripts(split_lines(text))
    wrap = find_wrap(lines)
    lines = drop_furniture(lines, wrap)
    if not lines:
        return GONE * len(text)
    pieces = [GONE * lines[0].start, lines[0].text]
    for before, after in pairwise(lines):
        pieces += (_break(before, after, wrap), after.text)
    pieces.append(GONE * (len(text) - lines[-1].end))
    return "".join(pieces)


def _break(before: Line, after: Line, wrap: Wrap) -> str:
    """What stands for the break between two lines: a paragraph's end, nothing, or a space between Latin words."""
    gap = after.start - before.end
    if not goes_on(before, after, wrap):
        return "\n" + GONE * (gap - 1)
    if _is_latin(before.text[-1]) and _is_latin(after.text[0]):
        return " " + GONE * (gap - 1)
    return GONE * gap


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def drop_spaces(text: str) -> str:
    """``text`` with its spaces ``GONE``, but for the first of a run between two Latin words or two numbers.

    A number whose digits are set apart one by one (``6 4 %``) counts as one number."""
    if _APART.search(text):
        text = _SPACED.sub(_close_up, text)
    bare = text.replace(" ", GONE)
    pieces: list[str] = []
    last = 0
    for kept in _KEPT_SPACE.finditer(text):
        pieces += (bare[last : kept.start()], " ")
        last = kept.start() + 1
    pieces.append(bare[last:])
    return "".join(pieces)


def _close_up(digits: re.Match[str]) -> str:
    is_number = _SPACED_END.match(digits.string, digits.end())
    return digits[0].replace(" ", GONE) if is_number else digits[0]
