"""The compiled grammar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhibiao
from zhibiao.knowledge.grammar import TIME

GRAMMAR = zhibiao.load_model().grammar
PIECES = f"为 达到 实现 同比 了 ，上 总计 合计 剔除物价后 扣除价格影响 从{TIME} 增长 ， 额".split()


@given(st.lists(st.sampled_from(PIECES), max_size=5).map("".join))
def test_what_only_says_that_a_figure_follows_ends_in_known_characters(words: str) -> None:
    found = GRAMMAR.expressions["link"].search(words)
    assert found is None or words[-1] in GRAMMAR.link_ends


@pytest.mark.parametrize("words", ["为", "了", "总计", "合计", "剔除物价后", "扣除价格影响", TIME])
def test_words_that_only_say_that_a_figure_follows(words: str) -> None:
    assert GRAMMAR.expressions["link"].fullmatch(words)
