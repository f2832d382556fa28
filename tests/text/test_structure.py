"""Structure: headings, their outlook, sentences; cases as data, and what always holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.analysis import Analysis, Structure
from zhibiao.errors import ModelError
from zhibiao.knowledge import headings
from zhibiao.text.normal import normalize
from zhibiao.text.structure import read_structure, section_path, sentence_at

MODEL = Path(__file__).parents[2] / "models" / "zh_gov_report"
HEADINGS = headings.load(MODEL)
CASES = Path(__file__).parent / "cases" / "structure.jsonl"
LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["一、回顾", "（一）目标", "1.收入。增长5%。", "——稳。好。", "一是干。", "专栏1 表", "附件", "①甲；②乙"]
        ),
        st.text(),
    )
)


def _read(text: str, year: int | None = 2025) -> tuple[str, Structure]:
    analysis = Analysis(normalize(text))
    analysis.structure.year = year
    read_structure(analysis, HEADINGS)
    return analysis.normal.text, analysis.structure


@pytest.mark.parametrize("row", [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()])
def test_case(row: dict[str, object]) -> None:
    text, structure = _read(str(row["text"]))
    assert [[each.level, each.title, each.outlook] for each in structure.sections] == row["sections"]
    assert [text[each.start : each.end] for each in structure.sentences] == row["sentences"]


@given(LINES, st.sampled_from([None, 2025]))
def test_sections_nest_and_sentences_follow(lines: list[str], year: int | None) -> None:
    text, structure = _read("\n".join(lines), year)
    for index, section in enumerate(structure.sections):
        assert 0 <= section.start < section.body <= section.end <= len(text)
        if section.parent >= 0:
            above = structure.sections[section.parent]
            assert section.parent < index and above.level < section.level
            assert above.start <= section.start and section.end <= above.end
    end = 0
    for sentence in structure.sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        assert "\n" not in text[sentence.start : sentence.end]
        assert sentence_at(structure, sentence.start) is sentence
        end = sentence.end


def test_path_of_an_offset() -> None:
    text, structure = _read("一、工作回顾\n（一）经济平稳\n——工业增长。增加值增长5%。\n二、工作安排\n全力以赴。")
    titles = [section.title for section in section_path(structure, text.index("增加值"))]
    assert titles == ["一、工作回顾", "（一）经济平稳", "工业增长"]
    assert section_path(structure, 0)[0].title == "一、工作回顾"
    assert sentence_at(structure, 0) is None


def test_unknown_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / headings.FILE).write_text((MODEL / headings.FILE).read_text(encoding="utf-8") + "\npasts = []\n")
    with pytest.raises(ModelError, match="pasts"):
        headings.load(tmp_path)
