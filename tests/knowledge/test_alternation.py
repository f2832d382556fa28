"""Words as one expression."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from zhibiao.knowledge.alternation import alternatives

words = st.lists(st.text("增加减少长至到.*[-]", min_size=1, max_size=5), min_size=1, max_size=20)


@given(words, st.text("增加减少长至到.*[-]x", max_size=12))
def test_matches_as_a_list_of_words_longest_first(words: list[str], text: str) -> None:
    plain = "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))
    expected = [hit.span() for hit in re.finditer(plain, text)]
    assert [hit.span() for hit in re.finditer(alternatives(words), text)] == expected
