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
SEED = (Path(__file__).parent.parent / "seeds" / "datong-2021" / "report.txt").read_text(encoding="utf-8")
windows = st.builds(lambda at, size: SEED[at : at + size], st.integers(0, len(SEED) - 1), st.integers(20, 120))
fragments = st.sampled_from([*FRAGMENTS, *BLANKS])
texts = st.lists(st.one_of(windows, fragments, fragments, st.text(max_size=6)), min_size=12, max_size=40).map("".join)
anything = st.text(st.characters(), max_size=200)  # lone surrogates too


@given(texts)
@settings(max_examples=700, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_reports_made_of_fragments(text: str) -> None:
    report = zhibiao.extract_text(text)
    check(report)
    assert zhibiao.extract_text(text).to_dict() == report.to_dict()


def test_the_reports_made_of_fragments_have_figures() -> None:
    """The properties say something only where there are records."""
    sizes: list[int] = []

    @given(texts)
    @settings(
        max_examples=50, deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
    )
    def count(text: str) -> None:
        sizes.append(len(zhibiao.extract_text(text).records))

    count()
    assert sum(size > 0 for size in sizes) > 0.8 * len(sizes)


@given(anything)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text(text: str) -> None:
    check(zhibiao.extract_text(text))


@pytest.mark.parametrize("piece", PIECES)
def test_long_texts_of_one_piece(piece: str) -> None:
    """A hundred thousand characters of whatever could tempt an expression to try everything."""
    check(zhibiao.extract_text(piece * (100_000 // len(piece))))


def test_a_text_may_end_in_any_known_name(model: zhibiao.Model) -> None:
    """Longer names that begin alike must not be looked for beyond the text's end."""
    failed = []
    for name in [*model.names.always, *model.regions.by_name]:
        try:
            check(zhibiao.extract_text(f"位于{name}", model=model))
        except IndexError:
            failed.append(name)
    assert failed[:5] == []
