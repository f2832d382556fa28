"""Puts the facts of tables into an analysis of the text around them.

The stages that read sentences see a text without its tables. Afterwards the tables that could be read are appended to
the normal text, so that their facts have offsets there as all others have; their origin is where they stand in the
source.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from zhibiao.analysis import Analysis, Fact, Sentence
from zhibiao.knowledge.model import Model
from zhibiao.reading.source import Table
from zhibiao.tables.read import TableReader
from zhibiao.text.normal import NormalText


def without_tables(text: str, tables: Sequence[Table]) -> str:
    """A text of the same length with its tables blank."""
    pieces: list[str] = []
    last = 0
    for table in tables:
        pieces += (text[last : table.start], "\n" * (table.end - table.start))
        last = table.end
    pieces.append(text[last:])
    return "".join(pieces)


def attach_tables(analysis: Analysis, text: str, tables: Sequence[Table], model: Model) -> None:
    """Adds what the tables of ``text`` say. The analysis is that of the text without them."""
    origin = analysis.normal.origin
    normal, added = analysis.normal.text, list(origin)
    count = len(origin)
    regions = _region_names(analysis, model)
    for table in tables:
        shift = len(normal) + 1 - table.start
        place = _Place(origin, count, table, shift)
        facts = list(TableReader(text, table, analysis.structure, model, place, regions).facts())
        if not facts:
            continue
        section = _section(analysis, bisect_left(origin, table.start) - 1)
        normal += "\n" + text[table.start : table.end]
        added += [table.start, *range(table.start, table.end)]
        _add(analysis, facts, table, shift, section)
    if len(normal) > count:
        analysis.normal = NormalText(text, normal, added)
        analysis.facts.sort(key=lambda fact: (added[fact.match.start], fact.part))
        analysis.matches.sort(key=lambda match: (added[match.start], -added[match.end - 1]))
    else:
        analysis.normal = NormalText(text, normal, origin)


def _region_names(analysis: Analysis, model: Model) -> Callable[[int, int], set[str]]:
    """Gives the full names of the regions that a span of the normal text names."""
    home = model.regions.by_code.get(analysis.structure.region_code)
    text, mentions = analysis.normal.text, [match for match in analysis.matches if match.type == "REGION"]
    starts = [match.start for match in mentions]

    def names(start: int, end: int) -> set[str]:
        inside = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        return {model.regions.full_name(text[each.start : each.end], each.id, home) for each in inside} - {""}

    return names


class _Place:
    """Spans of the analysis for spans of the source: inside the table, or in the text before it."""

    def __init__(self, origin: list[int], count: int, table: Table, shift: int) -> None:
        self.origin, self.count, self.table, self.shift = origin, count, table, shift

    def __call__(self, start: int, end: int) -> tuple[int, int] | None:
        if self.table.start <= start and end <= self.table.end:
            return start + self.shift, end + self.shift
        first, last = bisect_left(self.origin, start), bisect_left(self.origin, end)
        return (first, last) if first < last <= self.count else None


def _section(analysis: Analysis, offset: int) -> int:
    """The innermost section that holds an offset of the normal text."""
    sections = analysis.structure.sections
    index = bisect_right(sections, offset, key=lambda section: section.start) - 1
    while index >= 0 and sections[index].end <= offset:
        index = sections[index].parent
    return index


def _add(analysis: Analysis, facts: list[tuple[int, Fact]], table: Table, shift: int, section: int) -> None:
    """Adds facts, their numbers as mentions, and the rows that they stand in as sentences."""
    rows = sorted({row for row, _ in facts})
    cells = {row: [cell for cell in table.cells if cell.row <= row < cell.row + cell.rowspan] for row in rows}
    for row in rows:
        own = [cell for cell in cells[row] if cell.row == row]
        start, end = min(cell.start for cell in own), max(cell.end for cell in own)
        analysis.structure.sentences.append(Sentence(start + shift, end + shift, -1, section))
    for _, fact in facts:
        analysis.facts.append(fact)
        analysis.matches.append(fact.match)
