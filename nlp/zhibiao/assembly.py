"""From an analysis to a report: offsets of the normal text become offsets of the source, once and here."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable
from typing import TypeVar

from zhibiao.analysis import Analysis, Fact, Source
from zhibiao.knowledge.model import Model
from zhibiao.reading.source import SourceText
from zhibiao.records import IndicatorRecord, Inherited, Mention, Offsets, PageSpan, Report, ReportHead, Section, Span
from zhibiao.text.structure import ancestry

Key = TypeVar("Key")
Value = TypeVar("Value")
PLAIN = "text/plain"
FIELDS = ("indicator", "region", "period", "base", "entity")


def assemble(analysis: Analysis, model: Model, *, source: str, file: SourceText | None = None) -> Report:
    """The report of an analysis. ``source`` is the name that it keeps of where its text came from; ``file`` is what
    was read, where the text came out of a file."""
    structure, text = analysis.structure, analysis.normal.source
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    head = ReportHead.trusted(
        {
            "id": sha256[:16],
            "title": structure.title,
            "kind": structure.kind,
            "region": structure.region,
            "region_code": structure.region_code,
            "year": structure.year,
            "date": structure.date,
            "speaker": structure.speaker,
            "audience": structure.audience,
            "sha256": sha256,
            "source": source,
            "characters": len(text),
            "model": model.label,
            "media_type": file.media_type if file is not None else PLAIN,
            "encoding": file.encoding if file is not None else "",
            "file_sha256": file.sha256 if file is not None else "",
            "unread_pages": list(file.unread) if file is not None else [],
        }
    )
    return Report.trusted(
        {
            "head": head,
            "text": text,
            "sections": _sections(analysis),
            "mentions": _mentions(analysis),
            "records": _Assembler(analysis, model, file).records(),
            "derived": [],
            "pages": [PageSpan.trusted(page._asdict()) for page in file.pages] if file is not None else [],
            "anchors": file.anchors if file is not None else None,
        }
    )


def _sections(analysis: Analysis) -> list[Section]:
    to_source = analysis.normal.to_source
    found = []
    for section in analysis.structure.sections:
        start, end = to_source(section.start, section.end)
        found.append(
            Section.trusted(
                {
                    "start": start,
                    "end": end,
                    "title": section.title,
                    "level": section.level,
                    "outlook": section.outlook,
                    "parent": section.parent if section.parent >= 0 else None,
                }
            )
        )
    return found


def _mentions(analysis: Analysis) -> list[Mention]:
    origin, text = analysis.normal.origin, analysis.normal.source
    build = Mention.trusted
    found = []
    for match in analysis.matches:
        start, end = origin[match.start], origin[match.end - 1] + 1
        found.append(build({"start": start, "end": end, "text": text[start:end], "type": match.type, "id": match.id}))
    return found


class _Once(dict[Key, Value]):
    """Makes the value of a key when it is asked for the first time."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        value = self[key] = self._make(key)
        return value


class _Assembler:
    """Makes the records of one analysis. What several records share (spans, sentences, section paths) is made once."""

    def __init__(self, analysis: Analysis, model: Model, file: SourceText | None) -> None:
        self.analysis, self.model = analysis, model
        self.anchors = file.anchors if file is not None else None
        self.origin, self.text = analysis.normal.origin, analysis.normal.source
        self.begins = [sentence.start for sentence in analysis.structure.sentences]
        self.spans = _Once(self._span)
        self.sources = _Once(self._source)
        self.sentences = _Once(self._sentence)
        self.codes = _Once(self._code)
        self.indicators = _Once(self._indicator)

    def records(self) -> list[IndicatorRecord]:
        facts = self.analysis.facts
        ids = {id(fact): f"r{number:04d}" for number, fact in enumerate(facts, 1)}
        return [self._record(fact, ids) for fact in facts]

    def _record(self, fact: Fact, ids: dict[int, str]) -> IndicatorRecord:
        match, sources = fact.match, self.sources
        start, end = self.origin[match.start], self.origin[match.end - 1] + 1
        sentence, path = self.sentences[bisect_right(self.begins, match.start) - 1]
        value_base, unit_base = self.model.numerals.units.to_base(fact.value, fact.unit)
        return IndicatorRecord.trusted(
            {
                "start": start,
                "end": end,
                "text": self.text[start:end],
                "id": ids[id(fact)],
                "part": fact.part,
                "value": fact.value,
                "value_max": fact.value_max,
                "unit": fact.unit,
                "bound": fact.bound,
                "indicator": fact.indicator,
                "predicate": fact.predicate,
                "region": fact.region,
                "entity": fact.entity,
                "period": fact.period,
                "aspect": fact.aspect,
                "relation": fact.relation,
                "base": fact.base,
                "status": fact.status,
                "indicator_id": self.indicators[fact.indicator],
                "region_code": self.codes[fact.region],
                "value_base": value_base,
                "unit_base": unit_base,
                "section": path,
                "sentence": sentence,
                "rule": fact.rule,
                "location": self.anchors.locate(start, end) if self.anchors is not None else None,
                "part_of": ids.get(id(fact.whole), "") if fact.whole is not None else "",
                "provenance": {name: sources[fact.sources[name]] for name in FIELDS if name in fact.sources},
                "checks": [],
            }
        )

    def _span(self, place: tuple[int, int]) -> Span:
        start, end = self.origin[place[0]], self.origin[place[1] - 1] + 1
        return Span.trusted({"start": start, "end": end, "text": self.text[start:end]})

    def _source(self, source: Source) -> list[Span] | Inherited:
        spans = [self.spans[place] for place in source.spans]
        return Inherited.trusted({"inherited": source.inherited, "spans": spans}) if source.inherited else spans

    def _sentence(self, index: int) -> tuple[Offsets, list[str]]:
        """A sentence and the titles of the sections that it stands in, outermost first."""
        structure = self.analysis.structure
        sentence = structure.sentences[index]
        start, end = self.analysis.normal.to_source(sentence.start, sentence.end)
        titles = [section.title for section in ancestry(structure.sections, sentence.section)]
        return Offsets.trusted({"start": start, "end": end}), titles

    def _indicator(self, name: str) -> str:
        found = self.model.catalogue.canonical(name)
        return found.id if found is not None else ""

    def _code(self, region: str) -> str:
        """The GB/T 2260 code of a region in full form; that of 宿州市 for 宿州市市本级."""
        near = self.analysis.structure.region_code
        found = self.model.regions.find(region, near)
        home = self.analysis.structure.region
        inside = found is None and home and region.startswith(home)
        return found.code if found is not None else near if inside else ""
