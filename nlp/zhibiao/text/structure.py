"""The structure of a report: headings and what is under them, paragraphs, sentences.

A line of the normal text is a paragraph. A heading is a line, or the first sentence or clause of a paragraph, that

- opens with a mark of its level: 0 第一部分 and 附件, 1 一、, 2 （一）, 3 1., 4 （1） —— 一是, 5 专栏; or
- has no mark and says in a few words that a part looks back or ahead (``2026年工作安排``, level 1); or
- is the short first sentence of a long paragraph (``农业经济持续向好。``) or a short line above one, level 4.

A heading that is a sentence of its own is no sentence of the text; a marked clause (``1.税收收入26亿元，…``) is both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from zhibiao.analysis import Analysis, Section, Sentence, Structure
from zhibiao.knowledge.headings import Headings

PART, CHAPTER, POINT, BOX = 0, 1, 4, 5
DASH = "—"

_LONGEST = 60
"""Characters of a marked heading."""
_UNMARKED = 30
"""Characters of an unmarked heading that looks back or ahead."""
_SHORT = 16
"""Characters of an unmarked heading that only stands out by its place."""
_TEXT = 40
"""Characters of the shortest paragraph that an unmarked heading may stand above."""

_N = "[〇一二三四五六七八九十百]"
_MARK = re.compile(
    rf"(?P<part>第(?:{_N}{{1,4}}|\d{{1,2}})[部章篇编](?:分)?)"
    rf"|(?P<chapter>{_N}{{1,4}}(?:、|[.：](?!\d)))"
    rf"|(?P<section>（{_N}{{1,4}}）)"
    r"|(?P<item>\d{1,2}(?:、|\.(?!\d)))"
    rf"|(?P<point>（\d{{1,2}}）|[①-⑳]|——?(?![\d—])|{_N}{{1,2}}[要是])"
)
_LEVELS = {"part": PART, "chapter": CHAPTER, "section": 2, "item": 3, "point": POINT}
_STOP = re.compile(r"[。！？：]")
_CLAUSE = re.compile(r"[。！？：，；]")
_SENTENCE_END = re.compile(r"[。！？]++[”’』」）)]*+(?![，、；：的》])")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|[—-])")
_DAY = re.compile(r"\d月|[-—]\d")
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"“[^“”]*”")
_PUNCTUATION = re.compile(r"[，。；：！？、《》（）()“”:\-—]")


def read_structure(analysis: Analysis, headings: Headings) -> None:
    """Fills the sections and sentences of ``analysis.structure``, whose year, where it is known by then, tells which
    headings look ahead. Offsets index the normal text; linear in its length."""
    reader = _Reader(analysis.normal.text, headings, analysis.structure.year)
    reader.read()
    analysis.structure.sections = reader.sections
    analysis.structure.sentences = reader.sentences


def sentence_at(structure: Structure, offset: int) -> Sentence | None:
    """The sentence that holds an offset of the normal text; None in a heading or at a paragraph's end."""
    index = bisect_right(structure.sentences, offset, key=lambda sentence: sentence.start) - 1
    if index < 0 or offset >= structure.sentences[index].end:
        return None
    return structure.sentences[index]


def section_path(structure: Structure, offset: int) -> list[Section]:
    """The sections that hold an offset of the normal text, outermost first."""
    index = bisect_right(structure.sections, offset, key=lambda section: section.start) - 1
    return ancestry(structure.sections, index)


def ancestry(sections: list[Section], index: int) -> list[Section]:
    """The section ``index`` (none: -1) and those it lies in, outermost first."""
    path: list[Section] = []
    while index >= 0:
        path.append(sections[index])
        index = sections[index].parent
    return path[::-1]


class _Reader:
    """Goes through the lines of a text once. ``open`` holds the indexes of the sections that have not ended, ``held``
    those of marked points on a line of their own."""

    def __init__(self, text: str, headings: Headings, year: int | None) -> None:
        self.text = text
        self.headings = headings
        self.year = year
        self.sections: list[Section] = []
        self.sentences: list[Sentence] = []
        self.open: list[int] = []
        self.held: set[int] = set()

    def read(self) -> None:
        lines = list(_lines(self.text))
        for paragraph, (start, end) in enumerate(lines):
            below = lines[paragraph + 1] if paragraph + 1 < len(lines) else (end, end)
            above = lines[paragraph - 1] if paragraph else (start, start)
            body = self._heading(start, end, above, below)
            if body < end:
                self._sentences(body, end, paragraph)
        self._close(PART, len(self.text))

    def _sentences(self, start: int, end: int, paragraph: int) -> None:
        section = self.open[-1] if self.open else -1
        for stop in _SENTENCE_END.finditer(self.text, start, end):
            self.sentences.append(Sentence(start, stop.end(), paragraph, section))
            start = stop.end()
        if start < end:
            self.sentences.append(Sentence(start, end, paragraph, section))

    def _heading(self, start: int, end: int, above: tuple[int, int], below: tuple[int, int]) -> int:
        """Opens the section that a line begins, if it does; where the line's sentences begin."""
        if self.headings.appendix.match(self.text, start, end):
            return self._open(PART, start, *self._title_end(start, end))
        if self.headings.box.match(self.text, start, end):
            return self._open(BOX, start, *self._title_end(start, end))
        mark = _MARK.match(self.text, start, end)
        alone = mark is not None and mark.end() == end and self.text[start] == DASH  # left over from a page
        if mark is not None and mark.lastgroup is not None and not alone:
            return self._marked(_LEVELS[mark.lastgroup], start, mark.end(), end)
        return self._unmarked(start, end, above, below)

    def _title_end(self, start: int, end: int) -> tuple[int, int]:
        """Where the heading of a line ends without its stop, and where the text behind it begins."""
        stop = _STOP.search(self.text, start, min(end, start + _LONGEST))
        return (stop.start(), stop.end()) if stop is not None else (end, end)

    def _marked(self, level: int, start: int, mark: int, end: int) -> int:
        stop, body = self._title_end(mark, end)
        if 1 < stop - mark <= _LONGEST and not self._has_figure(mark, stop):
            if level == POINT and body == end:
                self.held.add(len(self.sections))
            return self._open(level, start, stop, body, bare=body == end)
        clause = _CLAUSE.search(self.text, mark, min(end, mark + _UNMARKED))
        stop = clause.start() if clause is not None else mark
        self._open(level, start, mark if self._has_figure(mark, stop) else stop, mark)
        return mark

    def _has_figure(self, start: int, end: int) -> bool:
        """Whether a title holds a number that is no year and no part of a quoted name."""
        title = self.text[start:end]
        return _DIGIT.search(title) is not None and _DIGIT.search(_QUOTED.sub("", _YEAR.sub("", title))) is not None

    def _unmarked(self, start: int, end: int, above: tuple[int, int], below: tuple[int, int]) -> int:
        length, text = end - start, self.text
        if length > _TEXT:
            stop = text.find("。", start, start + _SHORT + 1)
            return self._open(POINT, start, stop, stop + 1) if self._stands_out(start, stop) else start
        if length > _UNMARKED or text[end - 1] in "。；，：" or self.headings.captions.match(text, start, end):
            return start
        if self._turns(text[start:end]):
            return self._open(CHAPTER, start, end, end, bare=True)
        is_below_text = above[0] == above[1] or text[above[1] - 1] == "。" or self._is_title(above)
        if is_below_text and below[1] - below[0] > _TEXT and self._stands_out(start, end):
            return self._open(POINT, start, end, end)
        return start

    def _turns(self, line: str) -> bool:
        """Whether a line without a mark says by its words that a part looks back or ahead, or names a year to come."""
        if self.headings.titles.search(line):
            return False
        looks = self._looks(line)
        tells = self.headings.past.search(line) or self.headings.ahead.search(line)
        return bool(looks) and (bool(tells) or (looks == "ahead" and not _DAY.search(line)))

    def _stands_out(self, start: int, end: int) -> bool:
        """Whether some words without a mark may be a heading; not under a point on a line of its own."""
        if self.open and self.open[-1] in self.held:
            return False
        return (
            4 <= end - start <= _SHORT
            and not _DIGIT.search(self.text, start, end)
            and not (_PUNCTUATION.search(self.text, start, end) or self.headings.titles.search(self.text, start, end))
        )

    def _is_title(self, line: tuple[int, int]) -> bool:
        return bool(self.sections) and self.sections[-1].start == line[0] and self.sections[-1].body == line[1]

    def _open(self, level: int, start: int, stop: int, body: int, *, bare: bool = False) -> int:
        """Opens a section; ``bare`` says that its heading has a line of its own. Returns ``body``."""
        self._close(level, start)
        parent = self.open[-1] if self.open else -1
        title = self.text[start:stop].strip("—●■◆★▲•【】")
        looks = self._looks(title) if bare or level <= 2 else ""
        if not looks and parent >= 0 and level != PART:
            looks = self.sections[parent].outlook
        self.open.append(len(self.sections))
        self.sections.append(Section(start, body, body, level, title, looks, parent))
        return body

    def _close(self, level: int, end: int) -> None:
        while self.open and self.sections[self.open[-1]].level >= level:
            self.sections[self.open.pop()].end = end

    def _looks(self, title: str) -> str:
        """``past``, ``ahead`` or nothing: by the years of a title where they all lie ahead, by its last telling word,
        by its years. Nothing where years and words say both (2025年预算执行情况和2026年预算草案)."""
        years = [int(year) for year in _YEAR.findall(title)] if self.year is not None else []
        if years and self.year is not None and min(years) > self.year:
            return "ahead"
        past, ahead = _last(self.headings.past, title), _last(self.headings.ahead, title)
        if past >= 0 and ahead >= 0 and years and self.year is not None and min(years) <= self.year < max(years):
            return ""
        if past != ahead:
            return "past" if past > ahead else "ahead"
        return "past" if years and self.year is not None and max(years) <= self.year else ""


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match of a pattern ends; -1 if there is none."""
    return max((match.end() for match in pattern.finditer(text)), default=-1)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, start + len(line)
        start += len(line) + 1
