"""What a piece of text ends in."""

from __future__ import annotations

import pytest

from zhibiao.knowledge.endings import Endings, KindEndings


@pytest.mark.parametrize(
    ("text", "size"),
    [("集装箱码头", 5), ("旧码头", 2), ("码头", 2), ("码头上", 0), ("头", 0), ("", 0)],
)
def test_the_longest_ending(text: str, size: int) -> None:
    assert Endings(["码头", "集装箱码头"]).size(text, 0, len(text)) == size


def test_an_ending_does_not_reach_before_the_start() -> None:
    assert Endings(["集装箱码头", "码头"]).size("集装箱码头", 1, 5) == 2


HEADS = KindEndings({"strong": ["码头", "桥"], "weak": ["集装箱码头", "驿站", "路"]})


@pytest.mark.parametrize(
    ("text", "kind"),
    [("新码头", "strong"), ("集装箱码头", "strong"), ("驿站", "weak"), ("石桥", "strong"), ("码", None), ("", None)],
)
def test_the_first_kind_of_a_word_or_its_ending(text: str, kind: str | None) -> None:
    assert HEADS.kind(text, 0, len(text), lambda _: True) == kind


def test_a_character_inside_a_word_is_no_ending() -> None:
    assert HEADS.kind("思路", 0, 2, lambda _: False) is None
    assert HEADS.kind("环城路", 0, 3, lambda at: at == 2) == "weak"
