"""The structure of a report: headings and what is under them, paragraphs, sentences.

A line of the normal text is a paragraph. A heading is a line, or the first sentence of a paragraph, that opens with a
mark of its level (一、 （一） 1. —— 一是) or with the name of a box (专栏 3), is short and holds no figure but years.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from zhibiao.analysis import Analysis, Section, Sentence, Structure
from zhibiao.knowledge.headings import Headings

LONGEST = 60  # characters of a heading
SHORTEST_LINE = 4  # an unmarked line shorter than this is no heading
UNMARKED = 30  # characters of a heading without a mark of its level
MARKS = (
    (1, re.compile(r"第[一二三四五六七八九十]+(?:部分|章|篇)|[一二三四五六七八九十]{1,3}、")),
    (2, re.compile(r"（[一二三四五六七八九十]{1,3}）")),
    (3, re.compile(r"\d{1,2}[.、](?!\d)|（\d{1,2}）|[①-⑳]")),
    (4, re.compile(r"——?|[一二三四五六七八九十]{1,2}(?:要|是|、)")),
)
BOX = 5
SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’』」）)]*|[^。！？]+")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|[—-])")
DIGIT = re.compile(r"\d")
ENDED = "。；，："


def read_structure(analysis: Analysis, headings: Headings) -> None:
    """Fills the sections and sentences of ``analysis.structure``. The report's year, where it is known by then, tells
    which headings look ahead. Offsets index the normal text."""
    structure = analysis.structure
    structure.sections, structure.sentences = [], []
    text = analysis.normal.text
    for paragraph, (start, end) in enumerate(_lines(text)):
        body = _read_heading(text, start, end, structure, headings)
        section = len(structure.sections) - 1
        for hit in SENTENCE.finditer(text, body, end):
            structure.sentences.append(Sentence(hit.start(), hit.end(), paragraph, section))
    _close(structure.sections, len(text))


def section_path(structure: Structure, offset: int) -> list[Section]:
    """The sections that hold an offset of the normal text, outermost first."""
    index = bisect_right([section.start for section in structure.sections], offset) - 1
    path: list[Section] = []
    while index >= 0:
        path.append(structure.sections[index])
        index = structure.sections[index].parent
    return path[::-1]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, start + len(line)
        start += len(line) + 1


def _read_heading(text: str, start: int, end: int, structure: Structure, headings: Headings) -> int:
    """Opens the section that a line begins, if it does; where the line's sentences begin."""
    level, mark = _mark(text, start, end, headings)
    stop, body = _heading_end(text, start, end)
    if level and _is_heading(text, mark, stop):
        title = text[start:stop]
    elif not level and body == end and _is_unmarked(text, start, end, structure.year, headings):
        level, title = 1, text[start:end]
    else:
        return mark
    section = Section(start, body, end, level, title.strip("—"), _outlook(title, structure.year, headings))
    section.parent = _parent(structure.sections, level)
    structure.sections.append(section)
    return body


def _mark(text: str, start: int, end: int, headings: Headings) -> tuple[int, int]:
    """The level of the mark that a line opens with (0 for none) and where the mark ends."""
    if headings.box.match(text, start, end):
        return BOX, start
    for level, pattern in MARKS:
        hit = pattern.match(text, start, end)
        if hit is not None:
            return level, hit.end()
    return 0, start


def _heading_end(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the heading of a line ends without its full stop, and where the text behind it begins."""
    hit = re.compile("[。！？：]").search(text, start, end)
    return (hit.start(), hit.end()) if hit is not None else (end, end)


def _is_heading(text: str, mark: int, stop: int) -> bool:
    title = YEAR.sub("", text[mark:stop])
    return 1 < stop - mark <= LONGEST and DIGIT.search(title) is None


def _is_unmarked(text: str, start: int, end: int, year: int | None, headings: Headings) -> bool:
    """A short line without a mark is a heading where its words say that a part looks back or ahead."""
    line = text[start:end]
    if not SHORTEST_LINE <= len(line) <= UNMARKED or line[-1] in ENDED or "报告" in line or "公报" in line:
        return False
    return bool(_outlook(line, year, headings))


def _outlook(title: str, year: int | None, headings: Headings) -> str:
    if headings.past.search(title):
        return "past"
    if headings.ahead.search(title):
        return "ahead"
    years = [int(found) for found in YEAR.findall(title)]
    if not years or year is None:
        return ""
    return "ahead" if max(years) > year else "past"


def _parent(sections: list[Section], level: int) -> int:
    """The nearest section before that is of a higher level."""
    for index in range(len(sections) - 1, -1, -1):
        if sections[index].level < level:
            return index
    return -1


def _close(sections: list[Section], length: int) -> None:
    """Ends each section where the next of its level or a higher one begins."""
    for index, section in enumerate(sections):
        later = (other.start for other in sections[index + 1 :] if other.level <= section.level)
        section.end = next(later, length)
