"""Real reports: no crash, every span holds."""

from __future__ import annotations

from pathlib import Path

import pytest

import zhibiao
from zhibiao import Inherited, Report


def check(report: Report) -> None:
    """Asserts what holds for any report."""
    text = report.text
    for span in [*report.mentions, *report.records]:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
    for record in report.records:
        assert 0 <= record.sentence.start <= record.start < record.end <= record.sentence.end
        for source in record.provenance.values():
            for span in source.spans if isinstance(source, Inherited) else source:
                assert text[span.start : span.end] == span.text
    order = [(record.start, record.part) for record in report.records]
    assert order == sorted(order)
    ids = {record.id for record in report.records}
    assert len(ids) == len(report.records)
    assert all(record.part_of in ids or record.part_of == "" for record in report.records)


@pytest.mark.parametrize("folder", ["budget", "communique", "work"])
def test_corpus(shared: Path, model: zhibiao.Model, folder: str) -> None:
    paths = sorted((shared / "corpus" / folder).glob("*.txt"))
    assert paths
    for path in paths:
        report = zhibiao.extract(path, model=model)
        check(report)
        assert report.records, path.name


def test_originals_are_refused_with_a_reason(shared: Path, model: zhibiao.Model) -> None:
    """PDF, Word, HTML and other encodings: a report, where it is text at all, or a clear error."""
    paths = sorted((shared / "corpus" / "original").iterdir())
    assert paths
    for path in paths:
        try:
            check(zhibiao.extract(path, model=model))
        except zhibiao.InputError as error:
            assert path.name in str(error)


def test_seed(root: Path, model: zhibiao.Model) -> None:
    check(zhibiao.extract(root / "seeds" / "datong-2021" / "report.txt", model=model))
