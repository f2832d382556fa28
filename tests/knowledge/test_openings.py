"""Which names begin at a place of a text."""

from __future__ import annotations

import zhibiao
from zhibiao.knowledge.openings import begin_of, candidates, longest, openings
from zhibiao.text.home import places


def test_the_longest_candidate_comes_first() -> None:
    known = openings(["张家口", "张家口市", "张家界"])
    assert list(candidates("在张家口市区", 1, known)) == ["张家口市", "张家口"]
    assert list(candidates("在张家口市区", 2, known)) == []


def test_no_candidate_reaches_beyond_the_text() -> None:
    assert list(candidates("张家口", 0, openings(["张家口", "张家口市"]))) == ["张家口"]


def test_the_longest_name_within_an_end() -> None:
    names = ["张家口", "张家口市"]
    known = openings(names)
    assert [longest("在张家口市区", 1, end, known, names) for end in (3, 4, 5, 6)] == [0, 3, 4, 4]


def test_a_name_may_begin_where_its_first_two_characters_stand() -> None:
    assert [hit.start() for hit in begin_of(["全市", "全省"]).finditer("全市，全国，全省")] == [0, 6]


def test_places_end_with_the_text(model: zhibiao.Model) -> None:
    text = "工作报告，张家口"
    assert [(start, end, region.name) for start, end, region in places(text, model.regions)] == [(5, 8, "张家口市")]
