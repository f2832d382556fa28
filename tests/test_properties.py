"""What must hold for any text at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import zhibiao
from tests.test_corpus import check

FRAGMENTS = (Path(__file__).parent / "cases" / "fragments.txt").read_text(encoding="utf-8").split()
BLANKS = ["\n", "\n\n", " ", "\u3000", "\x0c", "\r\n", "第3 位", "\ue000", "\ud800"]
CLAUSE = "全市地区生产总值完成1686亿元，同比增长7.5%，比全省（8.7%）高0.5个百分点。"
PIECES = [CLAUSE, CLAUSE[:-1], *"一1（、增占《的：比和“万", "增长", "1.", "全市", "其中", "分别", "2021年"]
texts = st.lists(st.one_of(st.sampled_from([*FRAGMENTS, *BLANKS]), st.text(max_size=6)), max_size=60).map("".join)
anything = st.text(st.characters(), max_size=200)  # lone surrogates too


@given(texts)
@settings(max_examples=700, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_reports_made_of_fragments(text: str) -> None:
    report = zhibiao.extract_text(text)
    check(report)
    assert zhibiao.extract_text(text).to_dict() == report.to_dict()


@given(anything)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text(text: str) -> None:
    check(zhibiao.extract_text(text))


@pytest.mark.parametrize("piece", PIECES)
def test_long_texts_of_one_piece(piece: str) -> None:
    """A hundred thousand characters of whatever could tempt an expression to try everything."""
    check(zhibiao.extract_text(piece * (100_000 // len(piece))))
