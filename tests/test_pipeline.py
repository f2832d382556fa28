"""The spaCy pipeline."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import zh_gov_report
import zhibiao

TEXT = "大同市2021年统计公报\n\n全市地区生产总值完成 1686 亿元，同比增长 7.5%。建成高标准农\n\n田 20.6 万亩。\n"
OTHER = "长沙市2025年统计公报\n全年进出口总额2875.4亿元，比上年增长3.5%。\n"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return zhibiao.load()


def results(doc: Doc) -> list[tuple[int, int, str, str]]:
    return [(record.start, record.end, record.indicator, str(record.value)) for record in doc._.records]


def expected(text: str) -> list[tuple[int, int, str, str]]:
    return [(r.start, r.end, r.indicator, str(r.value)) for r in zhibiao.extract_text(text).records]


def test_the_doc_is_the_source(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert doc.text == TEXT
    broken = [token for token in doc if "\n\n" in token.text.strip()]
    assert [token.norm_ for token in broken] == [token.text.replace("\n\n", "") for token in broken] != []


def test_mentions_are_exact_spans(nlp: Language) -> None:
    doc = nlp(TEXT)
    found = {(span.start_char, span.end_char, span.label_) for span in doc.spans["mentions"]}
    assert found == {(m.start, m.end, m.type) for m in zhibiao.extract_text(TEXT).mentions}
    assert all(doc.text[s.start_char : s.end_char] == s.text for s in doc.spans["mentions"])


def test_records_are_those_of_extract_text(nlp: Language, root: Path) -> None:
    seed = (root / "seeds" / "datong-2021" / "report.txt").read_text(encoding="utf-8")
    for text in (TEXT, OTHER, seed, "", "无数字。", "。", " \n"):
        assert results(nlp(text)) == expected(text)


def test_report(nlp: Language) -> None:
    report = nlp(TEXT)._.report
    assert isinstance(report, zhibiao.Report)
    assert (report.region, report.year, report.text) == ("大同市", 2021, TEXT)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes(nlp: Language, method: str) -> None:
    before = multiprocessing.get_start_method()
    multiprocessing.set_start_method(method, force=True)
    try:
        docs = list(nlp.pipe([TEXT, OTHER] * 3, n_process=2, batch_size=2))
    finally:
        multiprocessing.set_start_method(before, force=True)
    assert [results(doc) for doc in docs] == [expected(TEXT), expected(OTHER)] * 3
    assert docs[0].spans["mentions"]


def test_model_package(nlp: Language) -> None:
    assert results(zh_gov_report.load()(TEXT)) == results(nlp(TEXT))


def test_to_disk_and_back(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert results(again(TEXT)) == results(nlp(TEXT))


def test_components_in_a_pipeline_of_ones_own() -> None:
    @Language.component("marks_years")
    def marks_years(doc: Doc) -> Doc:
        doc.ents = [doc.char_span(3, 8, label="YEAR")]
        return doc

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "zhibiao.Tokenizer.v1"}}})
    for name in ("outline", "numbers"):
        nlp.add_pipe(f"zhibiao_{name}")
    nlp.add_pipe("marks_years")
    for name in ("times", "regions", "terms", "names", "linker"):
        nlp.add_pipe(f"zhibiao_{name}")
    doc = nlp(TEXT)
    assert results(doc) == expected(TEXT)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("2021年", "YEAR")]


def test_no_leak_between_pipelines(tmp_path: Path, nlp: Language) -> None:
    words = tmp_path / "words.txt"
    words.write_text("生产总值完成 100000 n\n", encoding="utf-8")
    other = zhibiao.load(dictionaries=(str(words),))
    assert "生产总值完成" in [token.text for token in other("实现生产总值完成目标")]
    assert "生产总值完成" not in [token.text for token in nlp("实现生产总值完成目标")]
