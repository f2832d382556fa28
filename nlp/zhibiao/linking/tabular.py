"""Tables that lost their cells: runs of bare figures in a text, which state nothing that can be read safely.

A table pasted into a text is rows of labels and bare figures, a cell a line or all in one. What each figure measures
stands in another line, or nowhere; guessing would give wrong records, and the labels would become the subject of the
sentence behind the table.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from zhibiao.analysis import Analysis, Match, Sentence

NUMBER = re.compile(r"\d(?<![A-Za-z\d.,]\d)[\d,]*(?:\.\d+)?(?![A-Za-z\d])")  # opens with a class: found fast
FIGURES = re.compile(r"[\s\d.,+\-—~%‰/()（）]*\d[\s\d.,+\-—~%‰/()（）]*")
STOPS = re.compile(r"[，。；、！？]")
ENDS = "。；！？：，"
CELLS = 3  # bare figures in a row that make a table
APART = 40  # characters between two cells of a table
ROW = 30  # characters of a row's label, at most


def statements(analysis: Analysis) -> Iterator[Sentence]:
    """The sentences of an analysis without the rows of tables that lost their cells. One that a table stands in is
    two: what is before its first figure and what is behind its last."""
    text, sentences = analysis.normal.text, analysis.structure.sentences
    tables = _tables(text, analysis.matches)
    alone = [FIGURES.fullmatch(text, sentence.start, sentence.end) is not None for sentence in sentences]
    cells = [only and "." in text[s.start : s.end] for only, s in zip(alone, sentences, strict=True)]
    for index, sentence in enumerate(sentences):
        if alone[index] or (_is_short(text, sentence) and any(cells[max(index - 1, 0) : index + 2])):
            continue
        yield from _around(sentence, tables)


def _around(sentence: Sentence, tables: list[tuple[int, int]]) -> Iterator[Sentence]:
    """A sentence without the tables in it."""
    start = sentence.start
    index = max(bisect_right(tables, (start, start)) - 1, 0)
    while index < len(tables) and tables[index][0] < sentence.end:
        first, last = tables[index]
        index += 1
        if last <= start:
            continue
        if start < first:
            yield Sentence(start, first, sentence.paragraph, sentence.section)
        start = last
    if start == sentence.start:
        yield sentence
    elif start < sentence.end:
        yield Sentence(start, sentence.end, sentence.paragraph, sentence.section)


def _is_short(text: str, sentence: Sentence) -> bool:
    """Whether a sentence may be the label of a row: a short line that does not end as a sentence does."""
    return sentence.end - sentence.start <= ROW and text[sentence.start : sentence.end].rstrip()[-1:] not in ENDS


def _tables(text: str, matches: list[Match]) -> list[tuple[int, int]]:
    """Runs of bare figures, from the first to the last, ascending."""
    found: list[tuple[int, int]] = []
    run = begin = last = 0
    for start, end in _bare(text, matches):
        near = run > 0 and start - last <= APART and STOPS.search(text, last, start) is None
        run, begin, last = (run + 1, begin, end) if near else (1, start, end)
        if run == CELLS:
            found.append((begin, end))
        elif run > CELLS:
            found[-1] = begin, end
    return found


def _bare(text: str, matches: list[Match]) -> Iterator[tuple[int, int]]:
    """The numbers outside all mentions that are decimals or stand beside another one."""
    spans = [hit.span() for hit in NUMBER.finditer(text)]
    free = list(_outside(spans, matches))
    for index, (start, end) in enumerate(free):
        beside = index > 0 and not text[free[index - 1][1] : start].strip(" \n-—")
        beside = beside or (index + 1 < len(free) and not text[end : free[index + 1][0]].strip(" \n-—"))
        if beside or "." in text[start:end]:
            yield start, end


def _outside(spans: list[tuple[int, int]], matches: list[Match]) -> Iterator[tuple[int, int]]:
    """The spans that no match touches; both are sorted by start."""
    index, reach = 0, 0
    for start, end in spans:
        while index < len(matches) and matches[index].start < end:
            reach = max(reach, matches[index].end)
            index += 1
        if reach <= start:
            yield start, end
