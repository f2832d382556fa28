"""From a text to a report: the stages in their order, as a pure function.

The same text and model give the same report in any process and thread; nothing is kept between calls.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from zhibiao.analysis import Analysis, Match
from zhibiao.arithmetic import own_decimals
from zhibiao.assembly import assemble
from zhibiao.audit import Audited, audit_report
from zhibiao.errors import UsageError
from zhibiao.knowledge.model import Model, load_model
from zhibiao.linking import link
from zhibiao.matchers.documents import match_documents
from zhibiao.matchers.indicators import match_indicators
from zhibiao.matchers.names import match_names
from zhibiao.matchers.numbers import match_numbers
from zhibiao.matchers.regions import match_regions
from zhibiao.matchers.times import match_times
from zhibiao.reading import Limits, SourceText, read_source
from zhibiao.records import Report
from zhibiao.tables import attach_tables, without_tables
from zhibiao.text.head import read_head
from zhibiao.text.normal import normalize
from zhibiao.text.structure import read_structure


def extract(
    path: str | Path,
    *,
    region: str | None = None,
    year: int | None = None,
    model: Model | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
) -> Report:
    """The report in a file of any format that is read. ``region`` and ``year`` override what the text says of itself,
    ``encoding`` forces that of a text or HTML file, ``limits`` bounds what the file may cost.

    Raises InputError for a file that cannot be read as a Chinese text, UsageError for an unknown region or encoding,
    and for an archive that holds several reports (see :func:`extract_all`)."""
    sources = read_source(path, encoding=encoding, limits=limits)
    if len(sources) > 1:
        raise UsageError("E304", path=path, count=len(sources))
    return extract_source(sources[0], region=region, year=year, model=model)


def extract_all(
    path: str | Path,
    *,
    region: str | None = None,
    year: int | None = None,
    model: Model | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
) -> list[Report]:
    """The reports in a file: those of a ZIP, or the one of any other file. Raises as :func:`extract` does."""
    sources = read_source(path, encoding=encoding, limits=limits)
    return [extract_source(source, region=region, year=year, model=model) for source in sources]


def extract_source(
    source: SourceText, *, region: str | None = None, year: int | None = None, model: Model | None = None
) -> Report:
    """The report in a text that was read from a file, with the records of its tables and the place of each record in
    the file. Raises UsageError for an unknown region."""
    return audit_source(source, region=region, year=year, model=model).checked()


@own_decimals
def audit_source(
    source: SourceText, *, region: str | None = None, year: int | None = None, model: Model | None = None
) -> Audited:
    """The same report before it has the checks of its records, with the equations that they come from: for who asks
    for the findings or derived facts as well. Raises UsageError for an unknown region."""
    model = model if model is not None else load_model()
    analysis = analyse(without_tables(source.text, source.tables), model, region=region, year=year)
    if source.tables:
        attach_tables(analysis, source.text, source.tables, model)
    audited = conclude(analysis, model, source=source.name, file=source)
    source.anchors.release()
    return audited


@own_decimals
def extract_text(
    text: str, *, region: str | None = None, year: int | None = None, model: Model | None = None, source: str = ""
) -> Report:
    """The report in a text; any text is accepted. ``source`` is the name the report keeps of where it came from.

    Raises UsageError for an unknown region."""
    model = model if model is not None else load_model()
    analysis = analyse(text, model, region=region, year=year)
    return conclude(analysis, model, source=source).checked()


def conclude(analysis: Analysis, model: Model, *, source: str, file: SourceText | None = None) -> Audited:
    """The audited report of a linked analysis. ``source`` is the name it keeps of where it came from, ``file`` what was
    read, where the text came out of a file."""
    return audit_report(assemble(analysis, model, source=_printable(source), file=file), model)


def _printable(name: str) -> str:
    """A file's name need not be text; what is printed must be."""
    return name.encode("utf-8", "replace").decode()


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
