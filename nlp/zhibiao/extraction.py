"""From a text to a report: the stages in their order, as a pure function.

The same text and model give the same report in any process and thread; nothing is kept between calls.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from zhibiao.analysis import Analysis, Match
from zhibiao.assembly import assemble
from zhibiao.knowledge.model import Model, load_model
from zhibiao.linking import link
from zhibiao.matchers.documents import match_documents
from zhibiao.matchers.indicators import match_indicators
from zhibiao.matchers.names import match_names
from zhibiao.matchers.numbers import match_numbers
from zhibiao.matchers.regions import match_regions
from zhibiao.matchers.times import match_times
from zhibiao.reading import read_file
from zhibiao.records import Report
from zhibiao.text.head import read_head
from zhibiao.text.normal import normalize
from zhibiao.text.structure import read_structure


def extract(
    path: str | Path, *, region: str | None = None, year: int | None = None, model: Model | None = None
) -> Report:
    """The report in a file. ``region`` and ``year`` override what the text says of itself.

    Raises InputError for a file that cannot be read as a Chinese text, UsageError for an unknown region."""
    return extract_text(read_file(Path(path)), region=region, year=year, model=model, source=Path(path).name)


def extract_text(
    text: str, *, region: str | None = None, year: int | None = None, model: Model | None = None, source: str = ""
) -> Report:
    """The report in a text; any text is accepted. ``source`` is the name the report keeps of where it came from.

    Raises UsageError for an unknown region."""
    model = model if model is not None else load_model()
    analysis = analyse(text, model, region=region, year=year)
    name = source.encode("utf-8", "replace").decode()  # a file's name need not be text; what is printed must be
    return assemble(analysis, model, source=name)


def analyse(text: str, model: Model, *, region: str | None = None, year: int | None = None) -> Analysis:
    """A text with everything found in it, in offsets of its normal text."""
    analysis = begin(text, model)
    read_outline(analysis, model, region=region, year=year)
    match_all(analysis, model)
    link(analysis, model.grammar, model.regions, model.catalogue)
    return analysis


def begin(text: str, model: Model) -> Analysis:
    """The normal text of a text and its words."""
    analysis = Analysis(normalize(text))
    analysis.words, analysis.word_starts, analysis.tags = model.tokenizer.tag(analysis.normal.text)
    return analysis


def read_outline(analysis: Analysis, model: Model, *, region: str | None = None, year: int | None = None) -> None:
    """What the report says of itself, then its headings and sentences."""
    read_head(analysis, model.heads, model.regions, region, year)
    read_structure(analysis, model.headings)


def match_all(analysis: Analysis, model: Model) -> None:
    """All mentions, sorted by start, longer first."""
    for find in FINDERS.values():
        analysis.matches += find(analysis, model)
    analysis.sort_matches()


def _numbers(analysis: Analysis, model: Model) -> list[Match]:
    return match_numbers(analysis.normal.text, model.numerals)


def _times(analysis: Analysis, model: Model) -> list[Match]:
    return match_times(analysis.normal.text, model.times)


def _regions(analysis: Analysis, model: Model) -> list[Match]:
    home = model.regions.by_code.get(analysis.structure.region_code)
    return match_regions(analysis.normal.text, model.regions, home, analysis.boundaries)


def _terms(analysis: Analysis, model: Model) -> list[Match]:
    text = analysis.normal.text
    return [*match_indicators(text, model.catalogue, analysis.boundaries), *match_documents(text)]


def _names(analysis: Analysis, model: Model) -> list[Match]:
    return match_names(analysis, model.names)


FINDERS: dict[str, Callable[[Analysis, Model], list[Match]]] = {
    "numbers": _numbers,
    "times": _times,
    "regions": _regions,
    "terms": _terms,
    "names": _names,
}
"""What finds mentions, in order: names are told by the regions found before."""
