"""Many words found in a text in one pass."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

import zhibiao
from zhibiao.knowledge.lexicon import KindLexicon, Lexicon
from zhibiao.text.home import places

SHORT = st.text(alphabet="张家口市", min_size=1, max_size=4)


def test_the_longest_of_one_place_comes_first() -> None:
    found = Lexicon(["张家口", "张家口市", "家口"]).find("在张家口市区")
    assert found == [(1, 5, "张家口市"), (1, 4, "张家口"), (2, 4, "家口")]


@given(st.sets(SHORT), st.text(alphabet="张家口市，", max_size=30))
def test_every_place_of_every_word_is_found(words: set[str], text: str) -> None:
    expected = [(at, at + len(word), word) for at in range(len(text)) for word in words if text.startswith(word, at)]
    assert Lexicon(words).find(text) == sorted(expected, key=lambda hit: (hit[0], -hit[1]))


def test_no_words_are_found_nowhere() -> None:
    assert Lexicon([]).find("张家口") == []


def test_lone_surrogates_keep_their_places() -> None:
    assert Lexicon(["张家口"]).find("\ud800张家口") == [(1, 4, "张家口")]


def test_pickles_as_its_words() -> None:
    lexicon = Lexicon(["张家口", "张家口市"])
    assert pickle.loads(pickle.dumps(lexicon)).find("张家口市") == lexicon.find("张家口市")


def test_a_word_of_two_kinds_is_found_as_both() -> None:
    found = KindLexicon({"city": ["张家口"], "known": ["张家口", "张家口市"], "none": []}).find("张家口市")
    assert found == {"city": [(0, 3, "张家口")], "known": [(0, 4, "张家口市"), (0, 3, "张家口")], "none": []}


def test_places_end_with_the_text(model: zhibiao.Model) -> None:
    text = "工作报告，张家口"
    assert [(start, end, region.name) for start, end, region in places(text, model.regions)] == [(5, 8, "张家口市")]
